"""A record of a file of records that stands as it did keeps the source it was first read from."""

import gzip
import json
import random
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import main
from kg.model import Paper, Place, Profile
from kg.release import read
from kg.release.origins import INDEX, Index, Origins
from tests.release.conftest import Record, papers

Publish = Callable[..., Result]


def write(path: Path, records: Iterable[Record]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def publish(root: Path) -> Publish:
    def run(*arguments: object) -> Result:
        words = ["publish", *map(str, arguments), "--root", str(root)]
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0, result.output
        return result

    return run


def lines(release: Path, name: str) -> list[str]:
    return gzip.decompress((release / name).read_bytes()).decode().splitlines()


def test_one_record_of_two_thousand(tmp_path: Path, root: Path, publish: Publish) -> None:
    """The change set has the lines of that record and of its file, and of nothing else."""
    records = papers(2000)
    source = write(tmp_path / "in.jsonl", records)
    publish(source)
    records[700] = {**records[700], "abstract": "Ships wait no more."}
    publish(write(source, records))
    latest = root / "latest"
    added, removed = lines(latest, "added.nt.gz"), lines(latest, "removed.nt.gz")
    new = next(line.split("/source/")[1][:16] for line in added if "/source/" in line)
    of_the_paper = {line for line in added + removed if "/paper/the-700th" in line}
    of_its_file = {line for line in added if line.startswith(f"<https://example.org/kg/source/{new}>")}
    # Whom the record names, it names in the new version of the file, too; Bo stands in other records.
    named = {line for line in added if f"source> <https://example.org/kg/source/{new}>" in line}
    assert {*added, *removed} == of_the_paper | of_its_file | named
    assert len(of_its_file) == 4 and len(removed) == 2 and len(added) < 12
    evidence = lines(latest, "evidence-added.nq.gz") + lines(latest, "evidence-removed.nq.gz")
    assert evidence and all("/paper/the-700th" in line for line in evidence)


def test_another_order_is_nothing_new(tmp_path: Path, publish: Publish) -> None:
    records = papers(40)
    records += records[:3]  # some stand twice
    source = write(tmp_path / "in.jsonl", records)
    publish(source)
    random.Random(3).shuffle(records)
    assert "nothing new" in publish(write(source, records)).stderr


def test_other_names_and_other_files_are_nothing_new(tmp_path: Path, publish: Publish) -> None:
    publish(write(tmp_path / "monday" / "dump.jsonl", papers(40)))
    one = write(tmp_path / "a.jsonl", papers(40)[25:])
    two = write(tmp_path / "b.jsonl", papers(40)[:25])
    assert "nothing new" in publish(one, two).stderr


def test_the_first_release_is_the_export(tmp_path: Path, root: Path, publish: Publish) -> None:
    source = write(tmp_path / "in.jsonl", papers(9))
    for options in ((), ("--fresh",), ("--base", "https://other.example/")):
        publish(write(source, [*papers(9), *papers(10)[9:]]) if options else source, *options)
        out = tmp_path / f"out{len(options)}{options[:1]}"
        base = options if options[:1] == ("--base",) else ()
        CliRunner().invoke(main, ["export", str(source), "-o", str(out), "--format", "nt", *base])
        for name in ("graph.nt", "evidence.nq"):
            assert gzip.decompress((root / "latest" / f"{name}.gz").read_bytes()) == (out / name).read_bytes()


def test_the_order_of_the_files_given_says_nothing(tmp_path: Path, root: Path, publish: Publish) -> None:
    """One record that stood once stands twice now, in files that both changed."""
    first = write(tmp_path / "c.jsonl", papers(12))
    digests = set()
    for order in (1, -1):
        other = tmp_path / f"root{order}"
        words = ["--root", str(other)]
        assert CliRunner().invoke(main, ["publish", str(first), *words]).exit_code == 0
        files = [write(tmp_path / name, papers(12)) for name in ("a.jsonl", "b.jsonl")][::order]
        files[0].write_text(files[0].read_text() + "\n" * (files[0].name == "a.jsonl"))
        write(tmp_path / "a.jsonl", papers(13)), write(tmp_path / "b.jsonl", papers(14))
        assert CliRunner().invoke(main, ["publish", *map(str, files), *words]).exit_code == 0
        digests.add(read(other / "latest").digest)
    assert len(digests) == 1


def test_what_a_page_lists_is_of_that_page(tmp_path: Path, root: Path, publish: Publish) -> None:
    """A record that carries the place of a saved page keeps what it carries."""
    place = {"file": "page.txt", "sha256": "a" * 64, "format": "page", "line": 3}
    source = write(tmp_path / "in.jsonl", papers(3, source=place))
    publish(source)
    assert not len(Index(root / "latest" / INDEX))
    publish(write(source, papers(3, source={**place, "sha256": "b" * 64})))
    assert [file.sha256 for file in read(root / "latest").inputs] == ["b" * 64]


def test_a_record_that_was_set_aside_is_told_where_it_stands(tmp_path: Path, publish: Publish) -> None:
    bad = {"title": "???"}
    source = write(tmp_path / "in.jsonl", [*papers(12), bad])
    assert "in.jsonl:13: '???' was set aside" in publish(source).stderr
    assert "in.jsonl:1: '???' was set aside" in publish(write(source, [bad, *papers(12)])).stderr


@pytest.mark.parametrize("content", [None, b"[]\n"])
def test_a_damaged_index(tmp_path: Path, root: Path, publish: Publish, content: bytes | None) -> None:
    source = write(tmp_path / "in.jsonl", papers(3))
    publish(source)
    index = root / "latest" / INDEX
    index.unlink() if content is None else index.write_bytes(content)
    verified = CliRunner().invoke(main, ["verify", str(root)])
    assert verified.exit_code == 1 and INDEX in verified.stdout
    run = CliRunner().invoke(main, ["publish", str(source), "--root", str(root)])
    assert run.exit_code == 1
    assert f"{INDEX}: damaged; restore it, or begin a new chain with --fresh" in run.stderr
    publish(source, "--fresh")


def test_a_release_without_an_index(tmp_path: Path, root: Path, publish: Publish) -> None:
    """One that an earlier version made."""
    source = write(tmp_path / "in.jsonl", papers(3))
    publish(source)
    manifest = (root / "latest" / "manifest.json").resolve()
    values = json.loads(manifest.read_text())
    del values["index"]
    manifest.write_text(json.dumps(values))
    publish(write(source, papers(4)))
    assert read(root / "latest").index


def place(file: int, line: int) -> Place:
    return Place(f"{file}.jsonl", f"{file:064x}", "jsonl", line)


versions = st.lists(st.lists(st.integers(0, 5), max_size=6), min_size=1, max_size=3)


@given(versions, versions)
def test_places_are_given_once(before: list[list[int]], after: list[list[int]]) -> None:
    """Each place of the release before goes to one record, and only to one that says the same."""

    def settled(origins: Origins, files: list[list[int]], first: int) -> list[tuple[int, Place]]:
        found = []
        for file, numbers in enumerate(files, first):
            for line, number in enumerate(numbers, 1):
                record = origins.settle(Paper(title=f"Paper {number}", source=place(file, line)))
                assert record.source
                found.append((number, record.source))
        return found

    with TemporaryDirectory() as folder:
        path, first = Path(folder) / INDEX, Origins(None, ())
        old = settled(first, before, 0)
        assert first.write(path, ()) == len(old)
        new = settled(Origins(Index(path), ()), after, 50)
    assert len({source for _, source in new}) == len(new)
    for number in range(6):
        were = {source for known, source in old if known == number}
        are = {source for known, source in new if known == number}
        assert len(were & are) == min(len(were), len(are))


def test_a_profile_keeps_its_source_too(tmp_path: Path) -> None:
    first, path = Origins(None, ()), tmp_path / INDEX
    owner = Profile(name="Ada Quay", h_index=3, source=place(1, 1))
    first.settle(owner)
    first.write(path, ())
    again = Origins(Index(path), ()).settle(Profile(name="Ada Quay", h_index=3, source=place(2, 9)))
    assert again == owner
