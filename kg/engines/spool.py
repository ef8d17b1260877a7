"""Records wait on disk between the pass that identifies them and the pass that describes them."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType

import msgspec

from kg.model import Paper, Place

__all__ = ["Spool"]


class _Place(Place, frozen=True, gc=False):
    """A place that was checked when it was read."""

    sha256: str
    line: int


class _Paper(Paper, frozen=True, kw_only=True, gc=False):
    source: _Place | None = None


class Spool:
    """Papers by number, from 0 in the order in which they were added. Use it in a `with`."""

    def __init__(self, folder: Path) -> None:
        self._file = TemporaryFile(dir=folder, buffering=1 << 20)  # noqa: SIM115 (closed by __exit__)
        self._ends = array("Q", [0])
        self._waits = False  # whether something may be in the buffer
        self._encode_into = msgspec.msgpack.Encoder().encode_into
        self._decode = msgspec.msgpack.Decoder(_Paper).decode

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, papers: Iterable[Paper]) -> None:
        """Keep the next papers."""
        data, begin = bytearray(), self._ends[-1]
        for paper in papers:
            self._encode_into(paper, data, -1)  # at its end
            self._ends.append(begin + len(data))
        self._file.write(data)
        self._waits = True

    def read(self, numbers: Iterable[int]) -> Sequence[Paper]:
        """The papers with these numbers. They come in no order: each is read for itself, without a buffer."""
        if self._waits:
            self._file.flush()
            self._waits = False
        file, ends = self._file.fileno(), self._ends
        data = [os.pread(file, ends[number + 1] - ends[number], ends[number]) for number in numbers]
        return list(map(self._decode, data))

    def __len__(self) -> int:
        return len(self._ends) - 1
