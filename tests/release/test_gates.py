"""A release that does not pass its gates is refused, and the latest one stays what it was."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import GateError, InputError, OutputError, UsageError
from kg.release import Settings, check, publish, read, running
from tests.release.conftest import BASE, Release, export, papers


def attempt(root: Path, exported: Path, **settings: Any) -> None:
    with running(root) as journal:
        journal.published = publish(root, exported, Settings(base=BASE, **settings))


def spoil(exported: Path, **report: Any) -> None:
    path = exported / "report.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | report))


@pytest.fixture
def before(release: Release) -> str:
    first = release(papers(20))
    assert first
    return first.release


@pytest.mark.parametrize(
    ("left", "allowed", "passes"), [(18, 10, True), (17, 10, False), (17, 15, True), (1, 99, True)]
)
def test_shrink_guard(
    root: Path, release: Release, before: str, left: int, allowed: int, passes: bool
) -> None:
    if passes:
        assert release(papers(left), max_shrink=allowed)
        return
    with pytest.raises(
        GateError, match=r"papers fall by 15\.0 %, from 20 to 17; at most 10 %, unless --max-shrink"
    ):
        release(papers(left), max_shrink=allowed)
    assert read(root / "latest").release == before
    status = json.loads((root / "status.json").read_text())
    assert status["last_run"]["outcome"] == "refused"
    assert "papers fall" in status["last_run"]["message"]
    assert status["last_success"]["release"] == before


def test_a_statement_that_no_store_takes(root: Path, tmp_path: Path, before: str) -> None:
    exported = export(tmp_path, papers(21))
    graph = exported / "graph.nt"
    graph.write_text(graph.read_text().replace('"Ships wait."', '"Ships "wait."', 1))
    with pytest.raises(GateError, match=r"^graph-added: Parser error at line \d+ between columns"):
        attempt(root, exported)
    assert read(root / "latest").release == before


def test_a_file_that_was_cut(root: Path, tmp_path: Path, before: str) -> None:
    exported = export(tmp_path, papers(21))
    graph = exported / "graph.nt"
    lines = graph.read_bytes().splitlines(keepends=True)
    graph.write_bytes(b"".join(lines[:-1]))
    with pytest.raises(GateError, match=r"statements: \d+ in the file, \d+ exported"):
        attempt(root, exported)
    assert read(root / "latest").release == before


@pytest.mark.parametrize(
    ("settings", "report", "message"),
    [
        ({}, {"focus_nodes": {"Paper": 20}}, "1 of 21 papers were not validated"),
        (
            {"violations_published": True},
            {"violations": {"Violation": {"Paper-title": 2}}},
            r"violation: Paper-title \(2\)",
        ),
        ({"fail_on": "warning"}, {"violations": {"Warning": {"Paper-x": 1}}}, r"warning: Paper-x \(1\)"),
    ],
)
def test_shapes(root: Path, tmp_path: Path, before: str, settings: Any, report: Any, message: str) -> None:
    exported = export(tmp_path, papers(21))
    spoil(exported, **report)
    with pytest.raises(GateError, match=message):
        attempt(root, exported, **settings)
    assert read(root / "latest").release == before


def test_what_was_set_aside_is_no_violation(root: Path, tmp_path: Path, before: str) -> None:
    exported = export(tmp_path, papers(21))
    spoil(exported, violations={"Violation": {"Paper-title": 2}})
    attempt(root, exported)
    assert read(root / "latest").release != before


def test_a_damaged_release_before(root: Path, release: Release, before: str) -> None:
    (root / "latest" / "graph.nt.gz").write_bytes(b"")
    with pytest.raises(
        GateError, match=r"graph\.nt\.gz: damaged; restore it, or begin a new chain with --fresh"
    ):
        release(papers(21))
    fresh = release(papers(21), fresh=True)
    assert fresh and fresh.changes is None


def test_a_release_before_without_manifest(root: Path, release: Release, before: str) -> None:
    (root / "latest" / "manifest.json").unlink()
    with pytest.raises(InputError, match=r"manifest\.json: no such file"):
        release(papers(21))


def test_a_directory_in_the_place_of_latest(root: Path, release: Release) -> None:
    (root / "latest").mkdir(parents=True)
    (root / "latest" / "mine.txt").write_text("keep me")
    with pytest.raises(OutputError, match="not a root of kg publish, which would overwrite its latest"):
        release(papers(2))
    assert (root / "latest" / "mine.txt").read_text() == "keep me"


def test_unchanged_content_is_no_release(root: Path, release: Release, before: str) -> None:
    assert release(papers(20)) is None
    assert [path.name for path in (root / "releases").iterdir()] == [before]
    assert json.loads((root / "status.json").read_text())["last_run"]["outcome"] == "unchanged"


def test_identical_content_gives_identical_bytes(tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        attempt(tmp_path / name, export(tmp_path, papers(9), f"{name}-run"))
        release = (tmp_path / name / "latest").resolve()
        found.append({path.name: path.read_bytes() for path in release.iterdir()} | {"": release.name})
    assert found[0] == found[1]


def test_foreign_things_below_the_root_stay(root: Path, release: Release, before: str) -> None:
    (root / "releases" / "0009-backup").mkdir()
    (root / "releases" / "0099-aaaaaaaaaaaa").mkdir()
    (root / "notes").mkdir()
    (root / ".secret.part").write_text("mine")
    second = release(papers(21))
    assert second and second.number == 100
    assert (root / "releases" / "0009-backup").is_dir() and (root / ".secret.part").read_text() == "mine"


@pytest.mark.parametrize("percent", [float("nan"), -1, 101])
def test_a_shrink_guard_that_guards_nothing_is_refused(percent: float) -> None:
    with pytest.raises(UsageError, match="no share of papers; per cent, from 0 to 100"):
        check(Settings(base=BASE, max_shrink=percent))
