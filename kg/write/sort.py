"""Lines in order: what comes in order goes to disk as it comes, and only the rest is sorted.

The lines form runs, as in a natural merge sort: a run ends where something comes that stands before
what came last. Runs that do not overlap are copied one after the other; others are merged line by line.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import eq
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import NamedTuple

__all__ = ["SortedLines"]

_HELD_BYTES = 24_000_000
_CHUNK_BYTES = 1 << 16  # of each of the runs that are merged
_COPIED_BYTES = 1 << 20  # of a run that is copied
_PIECES = 256  # subjects that wait to be written; so few are still in the processor's cache
Said = tuple[str, tuple[str, ...], Sequence[str]]


class _Run(NamedTuple):
    """`size` lines in order, bytes of a file, from those of the subject `first` to those of `last`."""

    first: str
    last: str
    file: Path
    start: int
    end: int
    size: int

    def chunks(self, size: int) -> Iterator[bytes]:
        """The lines, some at a time: `size` bytes and what is left of the last."""
        with self.file.open("rb") as lines:
            lines.seek(self.start)
            while (left := self.end - lines.tell()) > 0:
                chunk = lines.read(min(left, size))
                yield chunk if chunk.endswith(b"\n") else chunk + lines.readline()

    def lines(self) -> Iterator[bytes]:
        """The lines, one by one."""
        for chunk in self.chunks(_CHUNK_BYTES):
            yield from chunk.splitlines(keepends=True)


class SortedLines:
    """The lines of a file in order and once, from what is said of subjects.

    A subject is its term, the predicate of each line, and what the line says, a predicate with an object, in
    order and once; `graph` is the term of the graph that all is in, for quads. Lines wait in a temporary
    directory below `folder`; of those that come in no order, up to `held_bytes` in memory. `count` is how
    many lines came out. Use it in a `with`.
    """

    def __init__(self, folder: Path, graph: str = "", held_bytes: int = _HELD_BYTES) -> None:
        self._end = f" {graph} .\n" if graph else " .\n"
        self._folder = TemporaryDirectory(prefix=".sort-", dir=folder)
        self._path = Path(self._folder.name) / "lines"
        self._file = self._path.open("wb")
        self._pieces: list[bytes] = []
        self._runs: list[_Run] = []
        self._start = self._size = 0
        self._first = self._last = ""
        self._held: list[bytes] = []
        self._limit, self._bytes = held_bytes, 0
        self.count = 0

    def __enter__(self) -> SortedLines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._folder.cleanup()

    def append(self, subjects: Iterable[Said]) -> None:
        """Take up some subjects that most often stand after all that came before."""
        ordered = sorted(subjects)
        names = [subject for subject, _, _ in ordered]
        for run in [[one] for one in ordered] if any(map(eq, names, names[1:])) else [ordered]:
            self._extend(run)
        if len(self._pieces) > _PIECES:
            self._write()

    def _extend(self, ordered: Sequence[Said]) -> None:
        """Take up subjects in order, each once, as a part of the run if they stand after it."""
        if not ordered:
            return
        end, first = self._end, ordered[0][0]
        if first <= self._last:
            self._end_run()
        self._first, self._last = self._first or first, ordered[-1][0]
        # A space sorts before all that can follow a term: with the full stop the order is the same.
        self._pieces += [
            f"{subject} {f'{end}{subject} '.join(said)}{end}".encode() for subject, _, said in ordered if said
        ]
        self._size += sum([len(said) for _, _, said in ordered])

    def _write(self) -> None:
        self._file.write(b"".join(self._pieces))
        self._pieces.clear()

    def _end_run(self) -> None:
        self._write()
        start, end = self._start, self._file.tell()
        if start < end:
            self._runs.append(_Run(self._first, self._last, self._path, start, end, self._size))
        self._start, self._size = end, 0
        self._first = self._last = ""

    def add(self, subjects: Iterable[Said]) -> None:
        """Take up some subjects that come in no order."""
        end, before = self._end, len(self._held)
        for subject, _, said in subjects:
            self._held += [f"{subject} {one}{end}".encode() for one in said]
        self._bytes += sum(map(len, self._held[before:]))
        if self._bytes > self._limit:
            self._release()

    def _release(self) -> None:
        """Make what is held a run of its own."""
        self._end_run()
        if lines := sorted(set(self._held)):
            self._first, self._last = _subject(lines[0]), _subject(lines[-1])
            self._pieces += lines
            self._size = len(lines)
        self._end_run()
        self._held, self._bytes = [], 0

    def move_to(self, path: Path) -> int:
        """Make all lines in order the file `path` on the same disk; returns how many."""
        self._release()
        if len(self._runs) == 1:
            self._file.close()
            self._path.replace(path)
            return self._runs[0].size
        # What is longer than the buffer goes to disk without a copy.
        with path.open("wb", buffering=1 << 15) as file:
            file.writelines(self.blocks())
        return self.count

    def blocks(self) -> Iterator[bytes]:
        """All lines in order, some at a time."""
        self._release()
        self._file.flush()
        for runs in _overlapping(sorted(self._runs)):
            if len(runs) == 1:
                yield from runs[0].chunks(_COPIED_BYTES)
                self.count += runs[0].size
            else:
                for line, _ in groupby(heapq.merge(*[run.lines() for run in runs])):
                    yield line
                    self.count += 1


def _overlapping(runs: Iterable[_Run]) -> Iterator[list[_Run]]:
    """Runs that overlap each other together; all stand before those of the next."""
    group: list[_Run] = []
    for run in runs:
        if group and all(other.last < run.first for other in group):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _subject(line: bytes) -> str:
    return line.split(b" ", 1)[0].decode()
