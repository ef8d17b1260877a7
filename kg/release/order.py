"""The lines of any dump, canonical and in order: as they stand in what this program wrote, else sorted."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import chain, groupby, islice
from pathlib import Path

from kg.dumps import Content, files
from kg.errors import InputError
from kg.files import contents, plain_name
from kg.release.lines import lines
from kg.release.root import release_at
from kg.release.syntax import quads

__all__ = ["ordered"]

_RUN_LINES = 250_000


def ordered(dump: Path, content: Content, folder: Path) -> Iterator[bytes]:
    """The lines of a dump in pieces; `folder` is for what has to be sorted, and empty.

    A dump is a file of RDF, a release, a root of releases (the latest of them), or what kg export wrote.

    Raises:
        InputError: there is no dump, it is no RDF of a known format, or it has blank nodes.
    """
    if dump.is_dir():
        return chain.from_iterable(map(contents, _files(dump, content)))
    return _sorted_on_disk(_canonical(dump), folder)


def _files(folder: Path, content: Content) -> list[Path]:
    """The files of a directory that this program filled: they are in order."""
    folder = release_at(folder)
    found = files(folder, content)
    if not found:
        what = "no dump in it" if content == "graph" else "no evidence in it"
        raise InputError(str(folder), what, "a release, a root of releases, or what kg export wrote")
    return found


def _plain_suffix(file: Path) -> str:
    return Path(plain_name(file)).suffix[1:]


def _canonical(file: Path) -> Iterator[bytes]:
    """Each statement as canonical N-Triples or N-Quads."""
    return (f"{quad} .\n".encode() for quad in quads(file, _plain_suffix(file)))


def _sorted_on_disk(statements: Iterator[bytes], folder: Path) -> Iterator[bytes]:
    runs: list[Path] = []
    while run := sorted(islice(statements, _RUN_LINES)):
        runs.append(folder / f"{len(runs):05}.nt")
        with runs[-1].open("wb") as out:
            out.writelines(run)
    merged = heapq.merge(*(lines(contents(run)) for run in runs))
    distinct = (line for line, _ in groupby(merged))
    while piece := b"".join(islice(distinct, 10_000)):
        yield piece
