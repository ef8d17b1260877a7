"""Every way in which a release can be damaged is found, and named."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.release import read, verify
from kg.release.verify import SUMS
from tests.release.conftest import Release, papers


@pytest.fixture
def whole(root: Path, release: Release) -> Path:
    release(papers(12))
    release(papers(13), part_bytes=4000)
    assert len(read(root / "latest").dumps()) > 2
    return (root / "latest").resolve()


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def edit(path: Path, change: Callable[[dict], None]) -> None:  # type: ignore[type-arg]
    said = json.loads(path.read_bytes())
    change(said)
    path.write_text(json.dumps(said))


def seal(release: Path) -> None:
    """Make the sums right again, as one would who wants to deceive."""
    (release / SUMS).unlink()
    told = subprocess.run(
        ["sha256sum", *sorted(p.name for p in release.iterdir())], cwd=release, capture_output=True
    )
    (release / SUMS).write_bytes(told.stdout)


def test_a_whole_release(whole: Path) -> None:
    assert list(verify(whole)) == []
    assert subprocess.run(["sha256sum", "-c", SUMS], cwd=whole, capture_output=True).returncode == 0


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("graph-0002.nt.gz", f"its SHA-256 is not the one in {SUMS}"),
        ("index.html", f"its SHA-256 is not the one in {SUMS}"),
        ("description.ttl", f"its SHA-256 is not the one in {SUMS}"),
        ("added.nt.gz", "not the file that manifest.json describes"),
        ("tombstones.nt.gz", "not the file that manifest.json describes"),
    ],
)
def test_a_bit_that_fell_over(whole: Path, name: str, message: str) -> None:
    flip(whole / name)
    assert f"{whole / name}: {message}" in list(verify(whole))


@pytest.mark.parametrize("name", ["graph-0001.nt.gz", "index.html", "patch.rdfp.gz"])
def test_a_file_that_is_missing(whole: Path, name: str) -> None:
    (whole / name).unlink()
    assert f"{whole / name}: missing" in list(verify(whole))


def test_a_file_that_nobody_put_there(whole: Path) -> None:
    (whole / "notes.txt").write_text("mine")
    assert list(verify(whole)) == [f"{whole / 'notes.txt'}: not listed in {SUMS}"]


@pytest.mark.parametrize("count", [1, 10**9])
def test_a_manifest_that_counts_wrongly(whole: Path, count: int) -> None:
    edit(whole / "manifest.json", lambda said: said["files"][0].update(statements=count))
    seal(whole)
    found = list(verify(whole))
    assert any("statements; manifest.json says" in message for message in found)
    assert any("do not make up the graph" in message for message in found)


def test_a_manifest_that_counts_entities_wrongly(whole: Path) -> None:
    edit(whole / "manifest.json", lambda said: said["files"][0]["entities"].popitem())
    seal(whole)
    assert list(verify(whole)) == [
        f"{whole / 'manifest.json'}: its parts do not make up the graph that it describes"
    ]


def test_parts_in_another_order(whole: Path) -> None:
    edit(whole / "manifest.json", lambda said: said["files"].reverse())
    seal(whole)
    assert any("do not make up the graph" in message for message in verify(whole))


def test_a_manifest_that_leads_elsewhere(whole: Path) -> None:
    edit(whole / "manifest.json", lambda said: said["files"][0].update(name="../../../etc/passwd"))
    with pytest.raises(InputError, match=r"manifest\.json: .*\$\.files\[0\]\.name"):
        list(verify(whole))


def test_no_release_at_all(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"manifest\.json: no such file or directory; a release directory"):
        list(verify(tmp_path))


def test_a_copy_is_as_good(whole: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(whole, tmp_path / "elsewhere")
    assert list(verify(copy)) == []
