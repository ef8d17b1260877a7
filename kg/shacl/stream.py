"""Sorted N-Triples as blocks of whole subjects, straight from a file or sorted on disk first."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

from kg.errors import InputError
from kg.shacl.read import open_binary, triples
from kg.shacl.subject import UnsortedError, distinct

__all__ = ["blocks", "lines_of", "sorted_copy"]

_BLOCK = 1 << 16  # bytes; what fits a processor's cache is read fastest
_RUN = 200_000  # lines sorted in memory at a time


def blocks(paths: Iterable[Path]) -> Iterator[bytes]:
    """Files in pieces of whole lines. Raises InputError where one cannot be read to its end."""
    for path in paths:
        yield from _blocks(path)


def _blocks(path: Path) -> Iterator[bytes]:
    rest = b""
    with open_binary(path) as file:
        while True:
            try:
                read = file.read(_BLOCK)
            except (OSError, EOFError) as error:
                raise InputError(str(path), str(error), "a whole, readable file is needed") from None
            if not read:
                break
            head, end, tail = read.rpartition(b"\n")
            if not end:
                rest += read
                continue
            yield rest + head + end
            rest = tail
    if rest:
        yield rest + b"\n"


def lines_of(paths: Sequence[Path]) -> Iterator[Sequence[bytes]]:
    """The distinct lines of canonical N-Triples, with their ends, in lists of whole subjects.

    They stand in order in one file, or in several, as the parts of a split dump do. Raises UnsortedError
    where that surely is not so, or where a label of a blank node may stand for one node in each file.
    """
    last = b""
    for text in _wholes(paths):
        if b"\r" in text or _spells_iris(text) or (len(paths) > 1 and _may_have_blank_nodes(text)):
            raise UnsortedError
        lines = distinct(BytesIO(text).readlines())
        if lines[0] <= last:
            raise UnsortedError
        del text
        last = lines[-1]
        yield lines


def _may_have_blank_nodes(text: bytes) -> bool:
    return text.startswith(b"_:") or b"\n_:" in text or b"> _:" in text


def _spells_iris(text: bytes) -> bool:
    """Whether an IRI has a character written as its code: behind what opens an IRI and nothing closes."""
    last, place = 0, text.find(b"\\")
    while place >= 0:
        if text[place + 1] in b"uU":
            opened = text.rfind(b"<", last, place)
            if opened > max(text.rfind(b" ", last, place), text.rfind(b'"', last, place)):
                return True
        last = place + 2
        place = text.find(b"\\", last)
    return False


def _wholes(paths: Sequence[Path]) -> Iterator[bytes]:
    """The lines of files in pieces of whole subjects."""
    held: list[bytes] = []
    for block in blocks(paths):
        start = _last_subject(block)
        if start:
            yield b"".join([*held, block[:start]])
            held = []
        held.append(block[start:])
    if held:
        yield b"".join(held)


def _last_subject(block: bytes) -> int:
    """Where the lines of the last subject begin."""
    place = block.rfind(b"\n", 0, -1) + 1
    subject = block[place:].split(b" ", 1)[0] + b" "
    while place:
        before = block.rfind(b"\n", 0, place - 1) + 1
        if not block.startswith(subject, before):
            break
        place = before
    return place


def sorted_copy(paths: Sequence[Path], said: str | None, folder: Path) -> Path:
    """One file of canonical N-Triples, sorted and distinct, of the triples of some files of any format."""
    runs = [_written(run, folder / f"{number}.nt") for number, run in enumerate(_runs(_lines(paths, said)))]
    if len(runs) == 1:
        return runs[0]
    target = folder / "sorted.nt"
    with ExitStack() as files, target.open("w", encoding="utf-8", newline="\n") as out:
        last = ""
        for line in heapq.merge(
            *(files.enter_context(run.open(encoding="utf-8", newline="\n")) for run in runs)
        ):
            if line != last:
                out.write(line)
                last = line
    return target


def _lines(paths: Sequence[Path], said: str | None) -> Iterator[str]:
    for number, path in enumerate(paths):
        prefix = f"f{number}" if len(paths) > 1 else ""
        for subject, predicate, object_ in triples(path, said, prefix):
            yield f"{subject} {predicate} {object_} .\n"


def _runs(lines: Iterable[str]) -> Iterator[list[str]]:
    run: list[str] = []
    for line in lines:
        run.append(line)
        if len(run) >= _RUN:
            yield sorted(set(run))
            run = []
    yield sorted(set(run))


def _written(run: list[str], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(run)
    return path
