"""kg publish, verify, diff, prune and status, as they are called."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.release import read
from tests.conftest import EXAMPLES
from tests.release.conftest import papers

KG = [sys.executable, "-c", "from kg.cli import main; main()"]


def write(path: Path, count: int) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in papers(count)), encoding="utf-8")
    return path


def kg(*arguments: object, **environment: str) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment)


def process(*arguments: object, **settings: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*KG, *map(str, arguments)], capture_output=True, text=True, **settings)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "root"


@pytest.fixture
def published(tmp_path: Path, root: Path) -> Path:
    assert kg("publish", write(tmp_path / "in.jsonl", 20), "--root", root).exit_code == 0
    return root


def test_a_run_in_every_format(root: Path) -> None:
    formats = "ttl,jsonld,ndjsonld,nq,trig,rdf"
    run = kg("publish", *EXAMPLES, "--root", root, "--format", formats, "--split", "50k", "--compress", "zst")
    assert run.exit_code == 0, run.output
    manifest = read(root / "latest")
    assert {file.format for file in manifest.files} == {"nt", *formats.split(",")}
    assert len(manifest.dumps()) > 3
    parts = {len(manifest.dumps("graph", form)) for form in ("nt", *formats.split(","))}
    assert len(parts) == 1
    verified = kg("verify", root)
    assert verified.exit_code == 0
    assert f"{manifest.release} is whole: {manifest.statements:,} statements" in verified.stderr


def test_a_run_in_more_vocabularies(root: Path) -> None:
    run = kg("publish", *EXAMPLES, "--root", root, "--align", "skos", "--align", "schema")
    assert run.exit_code == 0, run.output
    classes = read(root / "latest").graph().entities
    assert classes["https://schema.org/ScholarlyArticle"] == classes["https://w3id.org/papergraph#Paper"]


def test_options_from_the_environment(tmp_path: Path, root: Path) -> None:
    source = write(tmp_path / "in.jsonl", 3)
    run = kg("publish", source, KG_ROOT=str(root), KG_BASE="https://data.example/", KG_COMPRESSION="none")
    assert run.exit_code == 0, run.output
    manifest = read(root / "latest")
    assert manifest.base == "https://data.example/" and (root / "latest" / "graph.nt").is_file()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--split", "big"], "--split big: no size; a number of bytes with k, M or G"),
        (["--url", "https://x"], "--url https://x: files cannot follow it; it ends with /"),
        (["--licence", "CC 0"], "--licence CC 0: no IRI"),
        (["--issued", "tomorrow"], "--issued tomorrow: no date"),
        (["--format", "n3"], "--format n3: no such format"),
        (["--base", "https://x.org/kg#"], "--base: 'https://x.org/kg#' cannot be a base"),
    ],
)
def test_options_that_cannot_be(tmp_path: Path, root: Path, options: list[str], message: str) -> None:
    run = kg("publish", write(tmp_path / "in.jsonl", 2), "--root", root, *options)
    assert run.exit_code == 2
    assert message in run.stderr
    assert not root.exists()


def test_a_refused_run_says_why_and_exits_with_1(tmp_path: Path, published: Path) -> None:
    before = read(published / "latest").release
    run = kg("publish", write(tmp_path / "in.jsonl", 10), "--root", published)
    assert run.exit_code == 1
    assert "papers fall by 50.0 %, from 20 to 10; at most 10 %, unless --max-shrink says so" in run.stderr
    assert read(published / "latest").release == before
    assert kg("publish", tmp_path / "in.jsonl", "--root", published, "--max-shrink", "50").exit_code == 0


def test_a_root_within_its_input(tmp_path: Path) -> None:
    write(tmp_path / "in.jsonl", 20)
    for told in ("0001-", "nothing new"):
        run = kg("publish", tmp_path, "--root", tmp_path / "root")
        assert run.exit_code == 0 and told in run.stderr and "not JSON" not in run.stderr
    (tmp_path / "also").symlink_to(tmp_path / "root" / "releases")
    for own in (tmp_path / "root" / "latest" / "report.json", tmp_path / "also", tmp_path / "root"):
        run = kg("publish", own, "--root", tmp_path / "root")
        assert (
            run.exit_code == 3
            and "the input is what kg publish itself wrote; records to publish" in run.stderr
        )
    run = kg(
        "publish",
        tmp_path / "in.jsonl",
        tmp_path / "root" / "latest" / "report.json",
        "--root",
        tmp_path / "root",
    )
    assert run.exit_code == 0 and "1 file that kg publish wrote left out" in run.stderr
    flat = tmp_path / "flat"
    flat.mkdir()
    write(flat / "in.jsonl", 3)
    for told in ("0001-", "nothing new"):
        assert told in kg("publish", flat, "--root", flat).stderr


def no_export(*arguments: object) -> None:
    raise AssertionError("exported")


def test_a_run_that_starts_from_the_same_exports_nothing(
    tmp_path: Path, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order of options, the day of issue and the place of the input do not matter."""
    (tmp_path / "moved").mkdir()
    moved = shutil.copy(tmp_path / "in.jsonl", tmp_path / "moved" / "in.jsonl")
    monkeypatch.setattr("kg.engines.local.run", no_export)
    run = kg("publish", moved, "--issued", "2026-01-02", "--root", published)
    assert run.exit_code == 0 and "nothing new" in run.stderr
    assert json.loads((published / "status.json").read_text())["last_run"]["outcome"] == "unchanged"


def change_content(folder: Path) -> list[str]:
    write(folder / "in.jsonl", 21)
    return []


def change_lexicon(folder: Path) -> list[str]:
    (folder / "names.tsv").write_text("[dataset]\nPierSet\n")
    return ["--lexicon", str(folder / "names.tsv")]


@pytest.mark.parametrize(
    "change",
    [
        change_content,
        change_lexicon,
        lambda folder: ["--strict"],
        lambda folder: ["--fresh"],
        lambda folder: ["--title", "Another"],
        lambda folder: ["--max-shrink", "50"],
        lambda folder: ["--min-confidence", "0.2"],
        lambda folder: (folder / "root" / "latest" / "index.html").write_text("damaged") and [],
        lambda folder: (folder / "root" / "status.json").unlink() or [],
    ],
)
def test_a_run_that_starts_from_something_else_exports(
    tmp_path: Path, published: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], list[str]]
) -> None:
    options = change(tmp_path)
    monkeypatch.setattr("kg.engines.local.run", no_export)
    run = kg("publish", tmp_path / "in.jsonl", "--root", published, *options)
    assert isinstance(run.exception, AssertionError), run.output


def test_the_content_of_a_lexicon_counts(tmp_path: Path, published: Path) -> None:
    words = [tmp_path / "in.jsonl", "--root", published, *change_lexicon(tmp_path)]
    assert "records read" in kg("publish", *words).stderr
    assert "records read" not in kg("publish", *words).stderr
    (tmp_path / "names.tsv").write_text("[dataset]\nQuaySet\n")
    assert "records read" in kg("publish", *words).stderr


def test_after_a_rollback_the_same_is_exported_again(tmp_path: Path, published: Path) -> None:
    first = (published / "latest").readlink()
    source = write(tmp_path / "in.jsonl", 21)
    kg("publish", source, "--root", published)
    (published / "latest").unlink()
    (published / "latest").symlink_to(first)
    run = kg("publish", source, "--root", published)
    assert run.exit_code == 0 and "/latest: 0003-" in run.stderr


def test_standard_input_is_always_read(tmp_path: Path, published: Path) -> None:
    text = (tmp_path / "in.jsonl").read_text()
    words = ["publish", "-", "--from", "jsonl", "--root", str(published)]
    for _ in range(2):
        run = CliRunner().invoke(main, words, input=text)
        assert run.exit_code == 0 and "records read" in run.stderr


def test_told_to_end(tmp_path: Path, published: Path) -> None:
    write(tmp_path / "in.jsonl", 5000)
    run = subprocess.Popen([*KG, "publish", str(tmp_path / "in.jsonl"), "--root", str(published)])
    while not (published / ".building").exists():
        time.sleep(0.01)
    run.terminate()
    assert run.wait() == 143
    status = json.loads((published / "status.json").read_text())
    assert (status["last_run"]["outcome"], status["last_run"]["message"]) == ("failed", "told to end")
    assert not (published / ".building").exists()
    assert kg("verify", published).exit_code == 0


def test_status_of_a_run_that_was_killed(tmp_path: Path, published: Path) -> None:
    write(tmp_path / "in.jsonl", 5000)
    run = subprocess.Popen([*KG, "publish", str(tmp_path / "in.jsonl"), "--root", str(published)])
    while not (published / ".building").exists():
        time.sleep(0.01)
    assert "last run: running" in kg("status", published).stdout
    run.kill()
    run.wait()
    assert "last run: killed" in kg("status", published).stdout


def test_input_that_is_gone_leaves_the_latest(tmp_path: Path, published: Path) -> None:
    before = read(published / "latest").release
    (tmp_path / "in.jsonl").unlink()
    run = kg("publish", tmp_path / "in.jsonl", "--root", published)
    assert run.exit_code == 3
    assert read(published / "latest").release == before
    assert json.loads((published / "status.json").read_text())["last_run"]["outcome"] == "failed"


def test_a_second_run_exits_with_75_and_a_dead_ones_lock_is_taken_over(
    tmp_path: Path, published: Path
) -> None:
    first = subprocess.Popen(
        [*KG, "publish", "-", "--root", published], stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 60
    while b'"running"' not in (published / "status.json").read_bytes():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    second = process("publish", tmp_path / "in.jsonl", "--root", published)
    assert second.returncode == 75
    assert f".lock: held by process {first.pid} on " in second.stderr
    assert process("prune", published, "--keep", "1").returncode == 75
    first.kill()
    first.communicate()
    third = process("publish", tmp_path / "in.jsonl", "--root", published)
    assert third.returncode == 0
    assert f'"taken_over":"process {first.pid} on ' in (published / "log.jsonl").read_text()


def test_another_hosts_lock(tmp_path: Path, published: Path) -> None:
    holder = {"pid": 1, "host": "elsewhere.example", "start": "2026-03-20T03:00:00Z"}
    (published / ".lock").write_text(json.dumps(holder))
    run = kg("publish", tmp_path / "in.jsonl", "--root", published)
    assert run.exit_code == 75
    assert "held by process 1 on elsewhere.example, since 2026-03-20T03:00:00Z" in run.stderr
    assert "--take-over" in run.stderr
    assert kg("publish", tmp_path / "in.jsonl", "--root", published, "--take-over").exit_code == 0
    assert kg("publish", tmp_path / "in.jsonl", "--root", published).exit_code == 0


def test_no_room(tmp_path: Path, published: Path) -> None:
    """A limit on the size of files stands in for a full disk: the same writes fail."""
    before = read(published / "latest").release
    limit = "import resource, signal; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))"
    script = f"{limit}; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); from kg.cli import main; main()"
    arguments = ["publish", str(write(tmp_path / "in.jsonl", 60)), "--root", str(published)]
    run = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True)
    assert run.returncode == 4
    assert "file too large" in run.stderr.lower() and "Traceback" not in run.stderr
    assert read(published / "latest").release == before
    assert kg("verify", published).exit_code == 0
    assert not (published / ".building").exists()
    assert kg("publish", tmp_path / "in.jsonl", "--root", published).exit_code == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", place], capture_output=True
    )
    if not mounted or mounted.returncode:
        pytest.skip("no permission to mount")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk(tmp_path: Path, small_disk: Path) -> None:
    root = small_disk / "root"
    assert process("publish", write(tmp_path / "in.jsonl", 12), "--root", root).returncode == 0
    before = read(root / "latest").release
    run = process("publish", write(tmp_path / "in.jsonl", 300), "--root", root)
    assert run.returncode == 4
    assert "no space left on device" in run.stderr.lower() and "Traceback" not in run.stderr
    assert read(root / "latest").release == before
    assert process("verify", root).returncode == 0
    assert json.loads((root / "status.json").read_text())["last_run"]["outcome"] == "failed"


def test_a_root_that_cannot_be_written(tmp_path: Path, small_disk: Path) -> None:
    root, source = small_disk / "root", write(tmp_path / "in.jsonl", 3)
    assert kg("publish", source, "--root", root).exit_code == 0
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    run = kg("publish", source, "--root", root)
    assert run.exit_code == 4
    assert ".lock: read-only file system; a directory to write to, with room" in run.stderr
    assert kg("prune", root, "--keep", "1").exit_code == 4
    assert kg("verify", root).exit_code == 0


def test_a_root_of_somebody_else(tmp_path: Path, published: Path) -> None:
    """Root, who may write anywhere, gives that up for the run."""
    (published / ".lock").chmod(0o444)
    bound = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    words = [*bound, *KG, "publish", str(tmp_path / "in.jsonl"), "--root", str(published)]
    run = subprocess.run(words, capture_output=True, text=True)
    assert run.returncode == 4, run.stderr
    assert ".lock: permission denied; a directory to write to, with room" in run.stderr


@pytest.mark.parametrize(
    "name",
    [
        "a b.jsonl",
        "-rf.jsonl",
        'q"<&>.jsonl',
        "nötig 雾.jsonl",
        "line\nend.jsonl",
        "$(id).jsonl",
        b"\xff\xfe.jsonl",
    ],
)
def test_hostile_file_names(tmp_path: Path, root: Path, name: str | bytes) -> None:
    folder = tmp_path / "in put;"
    folder.mkdir()
    write(folder / os.fsdecode(name), 3)
    run = kg("publish", folder, "--root", root / "ro ot\n'")
    assert run.exit_code == 0, run.output
    assert kg("verify", root / "ro ot\n'").exit_code == 0


def test_a_clock_that_was_set_back(tmp_path: Path, published: Path) -> None:
    status = published / "status.json"
    status.write_text(status.read_text().replace("202", "209"))
    late = kg("status", published, "--max-age", "1h")
    assert late.exit_code == 1 and "seconds ahead: the clock was set back" in late.stderr
    assert kg("publish", write(tmp_path / "in.jsonl", 21), "--root", published).exit_code == 0
    manifest = read(published / "latest")
    assert manifest.number == 2 and manifest.changes
    assert kg("status", published, "--max-age", "1h").exit_code == 0


def test_status(tmp_path: Path, published: Path) -> None:
    status = published / "status.json"
    status.write_text(status.read_text().replace("T", "T").replace("202", "201"))
    old = kg("status", published, "--max-age", "26h")
    assert old.exit_code == 1
    assert old.stdout.startswith(
        f"latest release: {read(published / 'latest').release}\nlast run: published, "
    )
    assert "at most 93,600 seconds old" in old.stderr
    assert kg("status", published).exit_code == 0
    recent = kg("status", published, "--max-age", "0s").stderr
    assert recent == "" or recent.endswith("; at most 0 seconds old\n")
    assert kg("status", published, "--max-age", "soon").exit_code == 2


def test_a_run_tells_what_it_read_and_strict_refuses_what_was_set_aside(tmp_path: Path, root: Path) -> None:
    source = write(tmp_path / "in.jsonl", 3)
    source.write_text(source.read_text() + '{"titel": "x"}\n')
    summary = "kg: 4 records read, 3 published, 1 set aside; 3 papers, "
    refused = kg("publish", source, "--root", root, "--strict")
    assert refused.exit_code == 1 and summary in refused.stderr and "; 1 warning\n" in refused.stderr
    assert refused.stderr.endswith("kg: --strict: 1 warning; none; mend what is told above\n")
    assert not (root / "latest").exists()
    assert kg("status", root).stdout.splitlines()[1].startswith("last run: refused, ")
    passed = kg("publish", source, "--root", root)
    assert passed.exit_code == 0 and summary in passed.stderr
    assert kg("publish", write(tmp_path / "in.jsonl", 3), "--root", root, "--strict").exit_code == 0


@pytest.mark.parametrize(
    ("lies", "told"),
    [
        (1, "1 second ago"),
        (3600, "3,600 seconds ago"),
        (-7200, "7,200 seconds ahead: the clock was set back"),
    ],
)
def test_the_age_in_words(published: Path, lies: int, told: str) -> None:
    status = json.loads((published / "status.json").read_text())
    end = datetime.now(UTC).replace(microsecond=0) - timedelta(seconds=lies)
    status["last_success"]["end"] = end.isoformat()
    (published / "status.json").write_text(json.dumps(status))
    # A slow machine may see a second go by.
    number = int(told.split()[0].replace(",", ""))
    later = f"{number + (1 if lies > 0 else -1):,}"
    assert re.search(rf", (?:{told}|{later} seconds.*)$", kg("status", published).stdout, re.M)


@pytest.mark.parametrize("command", [["prune", "--keep", "1"], ["status"]])
def test_a_directory_that_is_no_root(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "notes").mkdir()
    run = kg(*command, tmp_path / "notes")
    assert run.exit_code == 3 and run.stdout == ""
    assert f"{tmp_path}/notes: not a root of kg publish; " in run.stderr
    assert list((tmp_path / "notes").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("status.json", '{"mine":1}'),
        ("metrics.prom", "precious"),
        ("log.jsonl", '{"level":"info"}\n'),
        (".lock", "mine"),
        ("releases/1.0/notes.txt", "mine"),
        (".building/house.txt", "mine"),
        ("latest", "mine"),
    ],
)
def test_a_root_that_is_somebody_elses_stays_as_it_is(tmp_path: Path, name: str, content: str) -> None:
    theirs = tmp_path / "theirs" / name
    theirs.parent.mkdir(parents=True)
    theirs.write_text(content)
    run = kg("publish", write(tmp_path / "in.jsonl", 2), "--root", tmp_path / "theirs")
    assert run.exit_code == 4
    taken = name.split("/")[0]
    assert f"theirs: not a root of kg publish, which would overwrite its {taken}; " in run.stderr
    assert theirs.read_text() == content
    assert [path for path in (tmp_path / "theirs").rglob("*") if path.is_file()] == [theirs]


def test_a_root_may_hold_other_things(tmp_path: Path, root: Path) -> None:
    root.mkdir()
    (root / "README").write_text("mine")
    assert kg("publish", write(tmp_path / "in.jsonl", 2), "--root", root).exit_code == 0
    assert (root / "README").read_text() == "mine"


def test_a_run_that_was_killed_at_its_beginning_leaves_a_root(tmp_path: Path, root: Path) -> None:
    root.mkdir()
    (root / ".lock").write_text('{"pid":1,"host":"elsewhere","start":"2026-03-20T03:00:00Z"}')
    (root / "status.json").write_text('{"last_run":{"start":"2026-03-20T03:00:00Z","outcome":"running"}}')
    (root / "log.jsonl").touch()
    (root / "metrics.prom").write_text(
        "# HELP kg_publish_last_run_timestamp_seconds when the last run ended\n"
    )
    source = write(tmp_path / "in.jsonl", 2)
    assert kg("publish", source, "--root", root).exit_code == 75
    assert kg("publish", source, "--root", root, "--take-over").exit_code == 0


def damage(root: Path, how: str) -> None:
    manifest = root / "latest" / "manifest.json"
    if how == "cut":
        manifest.write_bytes(manifest.read_bytes()[:100])
    elif how == "without a manifest":
        manifest.unlink()
    elif how == "gone":
        shutil.rmtree((root / "latest").resolve())
    else:
        (root / "latest").unlink()
        (root / "latest").symlink_to("../in")


@pytest.mark.parametrize("how", ["cut", "without a manifest", "gone", "elsewhere"])
def test_a_latest_release_that_is_damaged(tmp_path: Path, published: Path, how: str) -> None:
    source = write(tmp_path / "in.jsonl", 21)
    kg("publish", source, "--root", published)
    first, _ = sorted(path.name for path in (published / "releases").iterdir())
    damage(published, how)
    for run in (kg("publish", source, "--root", published), kg("verify", published), kg("status", published)):
        assert run.exit_code == 3, run.output
        what = (
            "points to ../in, which is no release" if how == "elsewhere" else "the latest release is damaged"
        )
        assert f"{published}/latest: {what}" in run.stderr
        assert f"ln -sfn releases/ID {published}/latest), or publish with --fresh" in run.stderr
    fresh = kg("publish", source, "--root", published, "--fresh")
    assert fresh.exit_code == 0, fresh.output
    assert read(published / "latest").number == 3
    assert kg("verify", published).exit_code == 0
    assert (published / "releases" / first).is_dir()


def test_the_older_release_takes_over_and_no_name_is_given_twice(tmp_path: Path, published: Path) -> None:
    source = write(tmp_path / "in.jsonl", 21)
    kg("publish", source, "--root", published)
    first, second = sorted(path.name for path in (published / "releases").iterdir())
    shutil.rmtree(published / "releases" / second)
    (published / "latest").unlink()
    (published / "latest").symlink_to(f"releases/{first}")
    assert kg("publish", source, "--root", published).exit_code == 0
    manifest = read(published / "latest")
    assert manifest.number == 3 and manifest.changes and manifest.changes.previous == first


def test_verify_of_a_root_without_a_release(tmp_path: Path, root: Path) -> None:
    assert kg("publish", tmp_path, "--root", root).exit_code == 3
    run = kg("verify", root)
    assert run.exit_code == 3 and f"{root}: no release yet; " in run.stderr


def test_an_input_that_is_not_there_stops_the_run(tmp_path: Path, published: Path) -> None:
    before = (published / "latest").resolve()
    result = kg("publish", write(tmp_path / "b.jsonl", 4), tmp_path / "gone.jsonl", "--root", published)
    assert result.exit_code == 3
    assert "gone.jsonl: no such file or directory; every input can be read" in result.stderr
    assert (published / "latest").resolve() == before


def test_metrics_can_be_parsed(published: Path) -> None:
    lines = (published / "metrics.prom").read_text().splitlines()
    samples = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    assert samples['kg_release_entities{class="Paper"}'] == "20"
    assert samples['kg_publish_last_run_outcome{outcome="published"}'] == "1"
    declared = {line.split(" ")[2] for line in lines if line.startswith("# TYPE")}
    assert {sample.partition("{")[0] for sample in samples} == declared


def test_diff_of_releases_files_and_formats(tmp_path: Path, published: Path) -> None:
    old = (published / "latest").resolve()
    kg("publish", write(tmp_path / "in.jsonl", 21), "--root", published)
    told = kg("diff", old, published)
    assert told.exit_code == 0
    removed = [line[2:] for line in told.stdout.splitlines() if line.startswith("D ")]
    added = [line[2:] for line in told.stdout.splitlines() if line.startswith("A ")]
    assert f"{len(removed)} statements removed, {len(added)} added" in told.stderr
    assert any('"The 20th quiet harbour"' in line for line in added)
    kg("export", tmp_path / "in.jsonl", "-o", tmp_path / "out", "--format", "nt,ttl")
    # Records keep the source they had in the first release; a fresh chain has those of the export.
    assert {line.split("> ")[1] for line in kg("diff", published, tmp_path / "out").stdout.splitlines()} >= {
        "<https://w3id.org/papergraph#source"
    }
    kg("publish", tmp_path / "in.jsonl", "--root", published, "--fresh")
    assert kg("diff", published, tmp_path / "out").stdout == ""
    assert kg("diff", tmp_path / "out" / "graph.ttl", published / "latest" / "graph.nt.gz").stdout == ""
    shuffled = tmp_path / "shuffled.nt"
    lines = (tmp_path / "out" / "graph.nt").read_text().splitlines(keepends=True)
    shuffled.write_text("# a comment\n\n" + "".join(reversed(lines)) + lines[0])
    assert kg("diff", shuffled, tmp_path / "out").stdout == ""
    assert kg("diff", "--evidence", published, tmp_path / "out").stdout == ""


@pytest.mark.parametrize(
    ("content", "message"),
    [("<a:s> <a:p> _:b .\n", "a blank node in"), ("<a:s> <a:p> .\n", "a file that a strict parser reads")],
)
def test_diff_of_what_cannot_be_compared(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "x.nt").write_text(content)
    run = kg("diff", tmp_path / "x.nt", tmp_path / "x.nt")
    assert run.exit_code == 3 and message in run.stderr
    (tmp_path / "x.txt").write_text(content)
    assert kg("diff", tmp_path / "x.txt", tmp_path / "x.txt").exit_code == 3
    assert "no dump in it" in kg("diff", tmp_path, tmp_path).stderr


def test_verify_tells_what_is_wrong(published: Path) -> None:
    (published / "latest" / "notes.txt").touch()
    assert " has 1 problem in 2 data files\n" in kg("verify", published).stderr
    (published / "latest" / "graph.nt.gz").write_bytes(b"")
    run = kg("verify", published)
    assert run.exit_code == 1
    assert "graph.nt.gz: its SHA-256 is not the one in SHA256SUMS" in run.stdout
    (published / "latest" / "manifest.json").write_text("{}")
    assert kg("verify", published).exit_code == 3


def test_prune(tmp_path: Path, published: Path) -> None:
    first = read(published / "latest").release
    for count in (21, 22):
        kg("publish", write(tmp_path / "in.jsonl", count), "--root", published)
    assert kg("prune", published, "--keep", "1", "--dry-run").stdout == f"{first}\n"
    assert (published / "releases" / first).is_dir()
    assert kg("prune", published, "--keep", "1").stdout == f"{first}\n"
    assert not (published / "releases" / first).exists()
    assert kg("verify", published).exit_code == 0
