"""Applying a change set to the old dump gives the new one, by whatever tool it is applied."""

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from kg.files import contents, whole_lines
from kg.release.changes import Step, differences, patch, separate, update
from tests.release.conftest import Release, papers

TEXTS = st.text(alphabet='\\uU0041bé"\n\t {}.<>', max_size=8)
LINES = st.builds(
    lambda s, text: str(ox.Triple(ox.NamedNode(f"x:{s}"), ox.NamedNode("x:p"), ox.Literal(text))) + " .\n",
    st.integers(0, 9),
    TEXTS,
)
DUMPS = st.sets(LINES, max_size=30).map(lambda lines: "".join(sorted(lines)).encode())


def pieces(dump: bytes, size: int) -> list[bytes]:
    return list(whole_lines(dump[at : at + size] for at in range(0, len(dump), size)))


def as_set(dump: bytes) -> set[ox.Quad]:
    return set(ox.parse(dump, format=ox.RdfFormat.N_TRIPLES))


@given(DUMPS, DUMPS, st.integers(1, 200), st.integers(1, 200))
def test_differences_are_those_of_sets(old: bytes, new: bytes, one: int, two: int) -> None:
    found = list(differences(pieces(old, one), pieces(new, two)))
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    assert [line for gone, _ in found for line in gone] == sorted(set(before) - set(after))
    assert [line for _, come in found for line in come] == sorted(set(after) - set(before))


@settings(max_examples=60)
@given(old=DUMPS, new=DUMPS)
def test_update_and_patch_turn_old_into_new(
    tmp_path_factory: pytest.TempPathFactory, old: bytes, new: bytes
) -> None:
    folder = tmp_path_factory.mktemp("changes")
    gone, come = folder / "gone", folder / "come"
    separate(differences([old] if old else [], [new] if new else []), gone, come)
    text = b"".join(update(gone, come)).decode()

    store = ox.Store()
    store.extend(as_set(old))
    store.update(text)
    assert set(store) == as_set(new)

    graph = Graph().parse(data=old, format="nt")
    if text:
        graph.update(text)
    assert set(graph) == set(Graph().parse(data=new, format="nt"))

    lines = b"".join(patch(gone, come, Step("x:1", "x:2", "graph", None))).splitlines(keepends=True)
    patched = set(old.splitlines(keepends=True))
    patched -= {line[2:] for line in lines if line.startswith(b"D ")}
    patched |= {line[2:] for line in lines if line.startswith(b"A ")}
    assert patched == set(new.splitlines(keepends=True))
    assert lines[:3] == [b"H id <x:2> .\n", b"H prev <x:1> .\n", b"TX .\n"]
    assert lines[-1] == b"TC .\n"


def plain(folder: Path, name: str) -> bytes:
    return gzip.decompress((folder / name).read_bytes())


def test_a_release_turns_the_one_before_into_itself(root: Path, release: Release) -> None:
    first = release(papers(8))
    second = release([*papers(7), *papers(9, abstract="Ships \\u0041 leave.")[7:]])
    assert first and second and second.changes
    old, new = root / "releases" / first.release, root / "releases" / second.release
    store = ox.Store()
    store.extend(ox.parse(plain(old, "graph.nt.gz"), format=ox.RdfFormat.N_TRIPLES))
    store.extend(ox.parse(plain(old, "evidence.nq.gz"), format=ox.RdfFormat.N_QUADS))
    store.update(plain(new, "update.ru.gz").decode())
    store.update(plain(new, "evidence-update.ru.gz").decode())
    expected = set(ox.parse(plain(new, "graph.nt.gz"), format=ox.RdfFormat.N_TRIPLES))
    expected |= set(ox.parse(plain(new, "evidence.nq.gz"), format=ox.RdfFormat.N_QUADS))
    assert set(store) == expected
    for stem, extension in (("", "nt"), ("evidence-", "nq")):
        dump = f"{'graph' if not stem else 'evidence'}.{extension}.gz"
        lines = set(plain(old, dump).splitlines())
        lines -= set(plain(new, f"{stem}removed.{extension}.gz").splitlines())
        lines |= set(plain(new, f"{stem}added.{extension}.gz").splitlines())
        assert lines == set(plain(new, dump).splitlines())
    assert second.changes.previous_digest == first.digest


def test_one_changed_record_changes_its_own_lines_only(root: Path, release: Release) -> None:
    first, changed = papers(60), papers(60)
    changed[17]["abstract"] = "Ships leave."
    release(first)
    assert release(changed)
    subjects = {
        line.split(b" ")[0]
        for name in ("added.nt.gz", "removed.nt.gz")
        for line in plain(root / "latest", name).splitlines()
    }
    paper = b"the-17th-quiet-harbour"
    assert len([subject for subject in subjects if paper in subject]) == 1
    # Besides the paper there are the file that it was read from, and whom and what it names.
    others = {subject.split(b"/")[4] for subject in subjects if paper not in subject}
    assert others == {b"source", b"person", b"dataset"}


def test_a_release_of_the_same_content_in_other_files_has_an_empty_change_set(release: Release) -> None:
    release(papers(3))
    again = release(papers(3), compression="zst")
    assert again and again.changes
    assert (again.changes.added, again.changes.removed) == (
        {"graph": 0, "evidence": 0},
        {"graph": 0, "evidence": 0},
    )


def test_contents_of_an_empty_change_set_can_be_read(root: Path, release: Release) -> None:
    release(papers(3))
    release(papers(3), compression="zst")
    assert list(contents(root / "latest" / "update.ru.zst")) == []
