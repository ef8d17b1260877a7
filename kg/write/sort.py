"""Sorting lines on disk, in blocks of one subject.

All lines of a block begin with the block's key, `<…>` or `<…#`, and no key begins another: so blocks
in the order of their keys, each with its lines in order, are all lines in order. A block is sorted
while it is small and hot, and the merge handles one item a block, not one a line.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import BinaryIO

__all__ = ["BlockSorter"]

_RUN_BYTES = 24_000_000
_KEY = itemgetter(0)
_Block = tuple[str, bytes]
Said = tuple[str, list[str]]


class BlockSorter:
    """Takes blocks in any order and gives them back as lines, in the order of their keys.

    A subject is its term and a list of predicates, each with an object; `graph` is the term of the
    graph that all is in, for quads. What exceeds `run_bytes` waits sorted in a temporary directory
    below `folder`. Use it in a `with`.
    """

    def __init__(self, folder: Path, graph: str = "", run_bytes: int = _RUN_BYTES) -> None:
        self._end = f" {graph} .\n" if graph else " .\n"
        self._held: list[_Block] = []
        self._bytes = 0
        self._limit = run_bytes
        self._runs: list[Path] = []
        self._folder = TemporaryDirectory(prefix=".sort-", dir=folder)

    def __enter__(self) -> BlockSorter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def add(self, key: str, subjects: Iterable[Said]) -> None:
        """Take up what is said of some subjects that all begin with the key; repetitions fall away."""
        known: dict[str, list[str]] = {}
        for subject, said in subjects:
            known[subject] = known[subject] + said if subject in known else said
        text = "".join([self._lines(subject, known[subject]) for subject in sorted(known)]).encode()
        if text:
            self._held.append((key, text))
            self._bytes += len(text) + 200  # what the two objects and their tuple take besides
            if self._bytes > self._limit:
                self._spill()

    def _lines(self, subject: str, said: Iterable[str]) -> str:
        """A space sorts before all that can follow a term: with the full stop the order is the same."""
        ordered = sorted(set(said))
        return f"{subject} {f'{self._end}{subject} '.join(ordered)}{self._end}" if ordered else ""

    def blocks(self) -> Iterator[bytes]:
        """All blocks in order, as the bytes of their lines."""
        self._held.sort(key=_KEY)
        blocks = heapq.merge(self._held, *map(_read_run, self._runs), key=_KEY)
        for _, same in groupby(blocks, _KEY):
            first, *others = (text for _, text in same)
            yield _unite(first, others) if others else first

    def _spill(self) -> None:
        self._held.sort(key=_KEY)
        path = Path(self._folder.name) / f"{len(self._runs):05}"
        with path.open("wb", buffering=1 << 18) as run:
            for name, text in self._held:
                key = name.encode()
                run.writelines((len(key).to_bytes(4, "big"), len(text).to_bytes(4, "big"), key, text))
        self._runs.append(path)
        self._held, self._bytes = [], 0


def _read_run(path: Path) -> Iterator[_Block]:
    with path.open("rb", buffering=1 << 18) as run:
        while size := run.read(8):
            yield _read(run, size[:4]).decode(), _read(run, size[4:])


def _read(run: BinaryIO, size: bytes) -> bytes:
    return run.read(int.from_bytes(size, "big"))


def _unite(first: bytes, others: Iterable[bytes]) -> bytes:
    """The lines of several blocks of one subject, in order and each once."""
    lines = {line for block in (first, *others) for line in block.splitlines(keepends=True)}
    return b"".join(sorted(lines))
