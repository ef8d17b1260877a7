"""Records wait on disk between the pass that identifies them and the pass that describes them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType

import msgspec

from kg.model import Paper

__all__ = ["Spool"]


class Spool:
    """Papers by number, from 0 in the order in which they were added. Use it in a `with`."""

    def __init__(self, folder: Path) -> None:
        self._file = TemporaryFile(dir=folder, buffering=1 << 20)  # noqa: SIM115 (closed by __exit__)
        self._ends = array("Q", [0])
        self._at = 0  # where the file stands for reading
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(Paper).decode

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, paper: Paper) -> None:
        """Keep the next paper."""
        data = self._encode(paper)
        self._file.write(data)
        self._at = -1
        self._ends.append(self._ends[-1] + len(data))

    def read(self, numbers: Iterable[int]) -> list[Paper]:
        """The papers with these numbers."""
        papers = []
        for number in numbers:
            start, end = self._ends[number], self._ends[number + 1]
            if self._at != start:
                self._file.seek(start)
            papers.append(self._decode(self._file.read(end - start)))
            self._at = end
        return papers

    def __len__(self) -> int:
        return len(self._ends) - 1
