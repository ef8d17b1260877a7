"""Pruning keeps the newest, the latest, and what their change sets start from."""

from pathlib import Path

import pytest

from kg.release import releases
from kg.release.prune import prunable, prune
from tests.release.conftest import Release, papers


@pytest.fixture
def four(root: Path, release: Release) -> list[str]:
    for count in (20, 21, 22, 23):
        release(papers(count))
    return [path.name for path in releases(root)]


@pytest.mark.parametrize(("keep", "gone"), [(1, [0, 1]), (2, [0]), (3, []), (9, [])])
def test_what_goes(root: Path, four: list[str], keep: int, gone: list[int]) -> None:
    assert [path.name for path in prunable(root, keep)] == [four[number] for number in gone]
    assert [path.name for path in releases(root)] == four
    assert [path.name for path in prune(root, keep)] == [four[number] for number in gone]
    assert [path.name for path in releases(root)] == [name for n, name in enumerate(four) if n not in gone]


def test_the_latest_stays_wherever_it_is(root: Path, four: list[str]) -> None:
    (root / "latest").unlink()
    (root / "latest").symlink_to(f"releases/{four[1]}")
    assert [path.name for path in prunable(root, 1)] == []
    (root / "latest").unlink()
    (root / "latest").symlink_to(f"releases/{four[0]}")
    assert [path.name for path in prunable(root, 1)] == [four[1]]


@pytest.mark.parametrize("damage", ["manifest gone", "manifest cut"])
def test_what_is_damaged_counts_as_none(root: Path, four: list[str], damage: str) -> None:
    for number in (0, 2):
        manifest = root / "releases" / four[number] / "manifest.json"
        manifest.unlink() if damage == "manifest gone" else manifest.write_bytes(b"{")
    (root / "releases" / "0009-aaaaaaaaaaaa").mkdir()
    (root / "releases" / "notes").mkdir()
    # Two newest can be read: the second and the fourth. Their change sets start from the others.
    assert list(prunable(root, 2)) == []
    assert [path.name for path in prune(root, 1)] == four[:2]
    assert {path.name for path in (root / "releases").iterdir()} == {*four[2:], "0009-aaaaaaaaaaaa", "notes"}


def test_after_pruning_the_next_release_goes_on(root: Path, release: Release, four: list[str]) -> None:
    list(prune(root, 1))
    fifth = release(papers(24))
    assert fifth and fifth.number == 5 and fifth.changes and fifth.changes.previous == four[3]
