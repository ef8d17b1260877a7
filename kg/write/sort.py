"""Lines in order: what comes in order goes to disk as it comes, the rest is sorted there in blocks.

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
from tempfile import TemporaryDirectory, TemporaryFile
from types import TracebackType
from typing import BinaryIO

__all__ = ["SortedLines"]

_RUN_BYTES = 24_000_000
_CHUNK_BYTES = 1 << 20
_KEY = itemgetter(0)
_Block = tuple[str, bytes]
Said = tuple[str, list[str]]


class SortedLines:
    """The lines of a file in order and once, from what is said of subjects.

    A subject is its term and a list of predicates, each with an object, in order and once; `graph` is
    the term of the graph that all is in, for quads. What waits, waits in a temporary directory below
    `folder`; of what is added, up to `run_bytes` in memory. Use it in a `with`.
    """

    def __init__(self, folder: Path, graph: str = "", run_bytes: int = _RUN_BYTES) -> None:
        self._end = f" {graph} .\n" if graph else " .\n"
        self._folder = TemporaryDirectory(prefix=".sort-", dir=folder)
        self._appended = TemporaryFile(dir=self._folder.name, buffering=_CHUNK_BYTES)  # noqa: SIM115
        self._first = self._last = ""
        self._waiting = b""
        self._held: list[_Block] = []
        self._bytes = 0
        self._limit = run_bytes
        self._runs: list[Path] = []

    def __enter__(self) -> SortedLines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._appended.close()
        self._folder.cleanup()

    def append(self, begin: str, subjects: list[Said]) -> None:
        """Take up some subjects that all begin with `begin`, which comes after all that was appended before.

        What is added besides comes before or after all that is appended.
        """
        text = self._text(subjects)
        if self._last and begin.startswith(self._last):
            self._waiting = _unite(self._waiting, [text])  # `<a-b#` comes between `<a#` and `<a>`
        else:
            self._appended.write(self._waiting)
            self._first = self._first or begin
            self._last, self._waiting = begin, text

    def add(self, key: str, subjects: list[Said]) -> None:
        """Take up some subjects that all begin with the key, in any order."""
        text = self._text(subjects)
        if text:
            self._held.append((key, text))
            self._bytes += len(text) + 200  # what the two objects and their tuple take besides
            if self._bytes > self._limit:
                self._spill()

    def _text(self, subjects: list[Said]) -> bytes:
        """A space sorts before all that can follow a term: with the full stop the order is the same."""
        end, last = self._end, ""
        subjects.sort(key=_KEY)
        lines = []
        for subject, said in subjects:
            if subject == last:
                return self._text(_together(subjects))
            if said:
                lines.append(f"{subject} {f'{end}{subject} '.join(said)}{end}".encode())
            last = subject
        return b"".join(lines)

    def blocks(self) -> Iterator[bytes]:
        """All lines in order, some at a time."""
        self._appended.write(self._waiting)
        self._waiting = b""
        self._appended.seek(0)
        self._held.sort(key=_KEY)
        blocks = heapq.merge(self._held, *map(_read_run, self._runs), key=_KEY)
        appended = _chunks(self._appended)
        for key, same in groupby(blocks, _KEY):
            if key > self._first:
                yield from appended
            first, *others = (text for _, text in same)
            yield _unite(first, others) if others else first
        yield from appended

    def _spill(self) -> None:
        self._held.sort(key=_KEY)
        path = Path(self._folder.name) / f"{len(self._runs):05}"
        with path.open("wb", buffering=1 << 18) as run:
            for name, text in self._held:
                key = name.encode()
                run.writelines((len(key).to_bytes(4, "big"), len(text).to_bytes(4, "big"), key, text))
        self._runs.append(path)
        self._held, self._bytes = [], 0


def _together(subjects: Iterable[Said]) -> list[Said]:
    """Each subject once, with all that is said of it."""
    known: dict[str, set[str]] = {}
    for subject, said in subjects:
        known.setdefault(subject, set()).update(said)
    return [(subject, sorted(said)) for subject, said in known.items()]


def _chunks(lines: BinaryIO) -> Iterator[bytes]:
    while chunk := lines.read(_CHUNK_BYTES):
        yield chunk + lines.readline()


def _read_run(path: Path) -> Iterator[_Block]:
    with path.open("rb", buffering=1 << 18) as run:
        while size := run.read(8):
            yield _read(run, size[:4]).decode(), _read(run, size[4:])


def _read(run: BinaryIO, size: bytes) -> bytes:
    return run.read(int.from_bytes(size, "big"))


def _unite(first: bytes, others: Iterable[bytes]) -> bytes:
    """The lines of several blocks, in order and each once."""
    lines = {line for block in (first, *others) for line in block.splitlines(keepends=True)}
    return b"".join(sorted(lines))
