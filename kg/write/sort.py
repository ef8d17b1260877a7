"""Lines in order: what comes in order goes to disk as it comes, and only the rest is sorted.

The lines form runs, as in a natural merge sort: a run ends where something comes that stands before
what came last. Runs that do not overlap are copied one after the other; others are merged line by line.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import NamedTuple

__all__ = ["SortedLines"]

_HELD_BYTES = 24_000_000
_CHUNK_BYTES = 1 << 16
_SUBJECT = itemgetter(0)
Said = tuple[str, list[str]]
# Some lines and how many they are.
_Text = tuple[bytes, int]
_NOTHING: _Text = b"", 0


class _Run(NamedTuple):
    """`size` lines in order, bytes of a file; the first begins with `first`, the last with `last`."""

    first: str
    last: str
    file: Path
    start: int
    end: int
    size: int

    def chunks(self) -> Iterator[bytes]:
        """The lines, some at a time."""
        with self.file.open("rb") as lines:
            lines.seek(self.start)
            while (left := self.end - lines.tell()) > 0:
                chunk = lines.read(min(left, _CHUNK_BYTES))
                yield chunk if chunk.endswith(b"\n") else chunk + lines.readline()

    def lines(self) -> Iterator[bytes]:
        """The lines, one by one."""
        for chunk in self.chunks():
            yield from _lines(chunk)

    def is_before(self, other: _Run) -> bool:
        """Whether all its lines stand before those of the other: `<a>` does not before `<a-b>`."""
        return self.last < other.first and not other.first.startswith(self.last)


class SortedLines:
    """The lines of a file in order and once, from what is said of subjects.

    A subject is its term and a list of predicates, each with an object, in order and once; `graph` is
    the term of the graph that all is in, for quads. Lines wait in a temporary directory below `folder`;
    of those that come in no order, up to `held_bytes` in memory. `count` is how many lines came out.
    Use it in a `with`.
    """

    def __init__(self, folder: Path, graph: str = "", held_bytes: int = _HELD_BYTES) -> None:
        self._end = f" {graph} .\n" if graph else " .\n"
        self._folder = TemporaryDirectory(prefix=".sort-", dir=folder)
        self._path = Path(self._folder.name) / "lines"
        self._file = self._path.open("wb", buffering=1 << 20)
        self._runs: list[_Run] = []
        self._start = self._count = 0
        self._first = self._last = ""
        self._waiting = _NOTHING
        self._held: list[tuple[str, _Text]] = []
        self._limit, self._bytes = held_bytes, 0
        self.count = 0

    def __enter__(self) -> SortedLines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._folder.cleanup()

    def append(self, begin: str, subjects: list[Said]) -> None:
        """Take up some subjects that all begin with `begin`, most often after all that came before."""
        self._append(begin, self._text(subjects))

    def _append(self, begin: str, text: _Text) -> None:
        if not text[1]:
            return
        if begin < self._last:
            self._end_run()
        elif self._last and begin.startswith(self._last):
            # `<a-b#x>` stands between `<a#x>` and `<a>`.
            lines = sorted({*_lines(self._waiting[0]), *_lines(text[0])})
            self._waiting = b"".join(lines), len(lines)
            return
        self._write()
        self._first = self._first or begin
        self._last, self._waiting = begin, text

    def _write(self) -> None:
        text, count = self._waiting
        self._file.write(text)
        self._count += count

    def _end_run(self) -> None:
        self._write()
        start, end = self._start, self._file.tell()
        if start < end:
            self._runs.append(_Run(self._first, self._last, self._path, start, end, self._count))
        self._start, self._count, self._first, self._last, self._waiting = end, 0, "", "", _NOTHING

    def add(self, begin: str, subjects: list[Said]) -> None:
        """Take up some subjects that all begin with `begin` and come in no order."""
        text = self._text(subjects)
        self._held.append((begin, text))
        self._bytes += len(text[0]) + 200  # what the two objects and their tuple take besides
        if self._bytes > self._limit:
            self._release()

    def _release(self) -> None:
        """Make what is held a run of its own."""
        self._end_run()
        for begin, text in sorted(self._held):
            self._append(begin, text)
        self._end_run()
        self._held, self._bytes = [], 0

    def _text(self, subjects: list[Said]) -> _Text:
        """A space sorts before all that can follow a term: with the full stop the order is the same."""
        end, last, count = self._end, "", 0
        if len(subjects) > 1:
            subjects.sort(key=_SUBJECT)
        lines = []
        for subject, said in subjects:
            if subject == last:
                return self._text(_together(subjects))
            if said:
                lines.append(f"{subject} {f'{end}{subject} '.join(said)}{end}".encode())
            last, count = subject, count + len(said)
        return b"".join(lines), count

    def blocks(self) -> Iterator[bytes]:
        """All lines in order, some at a time."""
        self._release()
        self._file.flush()
        for runs in _overlapping(sorted(self._runs)):
            if len(runs) == 1:
                yield from runs[0].chunks()
                self.count += runs[0].size
            else:
                for line, _ in groupby(heapq.merge(*[run.lines() for run in runs])):
                    yield line
                    self.count += 1


def _lines(text: bytes) -> list[bytes]:
    """The lines, which end with a line feed: a text may hold other characters that end a line elsewhere."""
    return [line + b"\n" for line in text[:-1].split(b"\n")]


def _overlapping(runs: Iterable[_Run]) -> Iterator[list[_Run]]:
    """Runs that overlap each other together; all stand before those of the next."""
    group: list[_Run] = []
    for run in runs:
        if group and all(other.is_before(run) for other in group):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _together(subjects: Iterable[Said]) -> list[Said]:
    """Each subject once, with all that is said of it."""
    known: dict[str, set[str]] = {}
    for subject, said in subjects:
        known.setdefault(subject, set()).update(said)
    return [(subject, sorted(said)) for subject, said in known.items()]
