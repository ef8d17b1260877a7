"""Batches join to what was cut, end between subjects, and keep to their limits."""

from itertools import groupby

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.stores.batches import batches, block, grouped, halves
from kg.stores.kinds import Limits

SUBJECTS = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 9), st.integers(0, 30)), max_size=40)


def document(subjects: list[tuple[int, int, int]]) -> bytes:
    """Sorted lines; some subjects begin as others do."""
    lines = {f'<s{n}> <p{i}> "{"é" * size}" .\n' for n, count, size in subjects for i in range(count)}
    return "".join(sorted(lines)).encode()


def subjects_of(text: bytes) -> list[bytes]:
    return [key for key, _ in groupby(text.splitlines(), lambda line: line.split(b" ", 1)[0])]


def in_pieces(text: bytes, size: int) -> list[bytes]:
    lines = text.splitlines(keepends=True)
    return [b"".join(lines[i : i + size]) for i in range(0, len(lines), size)]


@given(SUBJECTS, st.integers(1, 12), st.integers(1, 400), st.integers(1, 20))
def test_batches(subjects: list[tuple[int, int, int]], size: int, limit: int, statements: int) -> None:
    text = document(subjects)
    found = list(batches(in_pieces(text, size), Limits(limit, statements)))
    assert b"".join(found) == text
    assert [subject for batch in found for subject in subjects_of(batch)] == subjects_of(text)
    for batch in found:
        within = len(batch) <= limit and batch.count(b"\n") <= statements
        assert batch and (within or len(subjects_of(batch)) == 1)


@given(SUBJECTS.filter(bool))
def test_halves(subjects: list[tuple[int, int, int]]) -> None:
    text = document(subjects)
    parts = halves(text)
    if parts is None:
        assert len(subjects_of(text)) == 1
    else:
        assert b"".join(parts) == text and all(parts)
        assert sum(len(subjects_of(part)) for part in parts) == len(subjects_of(text))


@given(SUBJECTS.filter(bool), st.floats(0, 1, exclude_max=True))
def test_block(subjects: list[tuple[int, int, int]], where: float) -> None:
    text = document(subjects)
    subject, lines = block(text, int(len(text) * where))
    wanted = [line for line in text.splitlines(keepends=True) if line.startswith(subject + b" ")]
    assert lines == b"".join(wanted)


def test_limits_that_shrink_on_the_way_hold_from_then_on() -> None:
    text = document([(number, 5, 3) for number in range(200)])
    limits, counts = Limits(100_000, 100), []
    for batch in batches([text], limits):
        counts.append(batch.count(b"\n"))
        limits.statements = 10
    assert 90 <= counts[0] <= 100
    assert max(counts[1:]) <= 10


@given(st.lists(st.tuples(st.integers(0, 3), st.text(alphabet='<x:1> .;,"\\\n#é', max_size=20)), max_size=20))
def test_grouped_says_the_same_in_turtle(stated: list[tuple[int, str]]) -> None:
    """Also where a literal looks like the end of a statement and the beginning of the next."""
    name = ox.NamedNode("x:p")
    triples = {ox.Triple(ox.NamedNode(f"x:{n}"), name, ox.Literal(text)) for n, text in stated}
    sent = grouped("".join(sorted(f"{triple} .\n" for triple in triples)).encode())
    assert {quad.triple for quad in ox.parse(sent, format=ox.RdfFormat.TURTLE)} == triples
    for subject in {triple.subject for triple in triples}:
        assert sum(line.startswith(f"{subject} ".encode()) for line in sent.splitlines()) == 1
