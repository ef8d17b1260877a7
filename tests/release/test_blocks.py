"""What a release shares with the one before is taken over, and makes the bytes that packing would make."""

import gzip
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import GateError
from kg.release import Settings, publish, read, running, sections, verify
from kg.release.blocks import BLOCKS, earlier
from kg.release.sections import HEAD, Sections, packed_section, plain_section
from kg.release.verify import sha256
from tests.release.conftest import BASE, export, papers

Change = Callable[[dict[str, Any]], dict[str, Any]]
PART = {"part_bytes": 4000}


@given(st.lists(st.binary(max_size=3000), max_size=5))
def test_sections_are_one_gzip_file(plain: list[bytes]) -> None:
    sums, packed = Sections(), list(map(packed_section, plain))
    for piece in plain:
        sums.add(piece)
    whole = HEAD + b"".join(packed) + sums.end()
    assert gzip.decompress(whole) == b"".join(plain)
    reader = zlib.decompressobj(31)  # reads one member, and no further
    assert reader.decompress(whole) == b"".join(plain) and reader.eof and not reader.unused_data
    assert list(map(plain_section, packed)) == plain


def make(root: Path, exported: Path, **settings: Any) -> Path:
    with running(root) as journal:
        journal.published = publish(
            root, exported, Settings(base=BASE, max_shrink=50, **{**PART, **settings})
        )
    return (root / "latest").resolve()


@pytest.fixture
def states(tmp_path: Path) -> list[Path]:
    return [export(tmp_path, records, str(n)) for n, records in enumerate((papers(60), papers(59)))]


def dumps(release: Path) -> dict[str, bytes]:
    names = [file.name for file in read(release).files]
    return {name: (release / name).read_bytes() for name in names}


@pytest.mark.parametrize("compression", ["gz", "zst", "none"])
def test_a_dump_does_not_show_what_was_there_before(
    tmp_path: Path, states: list[Path], compression: str
) -> None:
    for exported in states:
        after = make(tmp_path / "root", exported, compression=compression)
    anew = make(tmp_path / "other", states[1], compression=compression)
    assert dumps(after) == dumps(anew)
    assert list(verify(after)) == []
    assert read(after).graphs == read(anew).graphs and read(after).inputs == read(anew).inputs
    page = [(release / "index.html").read_text().split("<h2>Papers a year")[1] for release in (after, anew)]
    assert page[0].split("<table>")[0] == page[1].split("<table>")[0]


def test_what_is_shared_is_not_packed_again(
    tmp_path: Path, states: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make(tmp_path / "root", states[0])
    blocks = json.loads(gzip.decompress((first / BLOCKS).read_bytes()))["files"]
    count, made = 0, sections.packed_section

    def counted(plain: bytes) -> bytes:
        nonlocal count
        count += 1
        return made(plain)

    monkeypatch.setattr("kg.release.dumps.packed_section", counted)
    make(tmp_path / "root", states[1])
    assert 0 < count < sum(map(len, blocks.values())) / 2


def reseal(release: Path, change: Change) -> None:
    """Another version's table of blocks, as if it had been published so."""
    table = json.loads(gzip.decompress((release / BLOCKS).read_bytes()))
    table |= change(table)
    (release / BLOCKS).write_bytes(gzip.compress(json.dumps(table).encode()))
    manifest = json.loads((release / "manifest.json").read_bytes())
    manifest["blocks"]["sha256"] = sha256(release / BLOCKS)
    (release / "manifest.json").write_text(json.dumps(manifest))


def cut_short(table: dict[str, Any]) -> dict[str, Any]:
    return {"files": {name: rows[1:] for name, rows in table["files"].items()}}


@pytest.mark.parametrize(
    "change",
    [
        lambda table: {"packer": "another"},
        lambda table: {"tool": "kg 0.0"},
        lambda table: {"files": {}},
        lambda table: {"files": 1},
        cut_short,
    ],
)
def test_the_table_of_another_version(tmp_path: Path, states: list[Path], change: Change) -> None:
    reseal(make(tmp_path / "root", states[0]), change)
    after = make(tmp_path / "root", states[1])
    assert dumps(after) == dumps(make(tmp_path / "other", states[1]))
    removed = gzip.decompress((after / "removed.nt.gz").read_bytes()).splitlines()
    added = gzip.decompress((after / "added.nt.gz").read_bytes()).splitlines()
    old, new = ((state / "graph.nt").read_bytes().splitlines() for state in states)
    assert (set(removed), set(added)) == (set(old) - set(new), set(new) - set(old))


def test_a_release_without_a_table(tmp_path: Path, states: list[Path]) -> None:
    first = make(tmp_path / "root", states[0])
    manifest = json.loads((first / "manifest.json").read_bytes())
    del manifest["blocks"]
    (first / "manifest.json").write_text(json.dumps(manifest))
    assert dumps(make(tmp_path / "root", states[1])) == dumps(make(tmp_path / "other", states[1]))


def test_a_damaged_table(tmp_path: Path, states: list[Path]) -> None:
    first = make(tmp_path / "root", states[0])
    (first / BLOCKS).write_bytes(b"")
    with pytest.raises(GateError, match=r"blocks\.json\.gz: damaged; restore it, or begin a new chain"):
        make(tmp_path / "root", states[1])


def test_where_blocks_lie(tmp_path: Path, states: list[Path]) -> None:
    release = make(tmp_path / "root", states[0])
    known = earlier(release, read(release))
    every = b"".join(known.lines("graph", ()))
    assert every == (states[0] / "graph.nt").read_bytes()
    some = sorted(known.leaves_out("graph"))[::2]
    left = b"".join(known.lines("graph", some))
    assert set(left.splitlines()) < set(every.splitlines())
