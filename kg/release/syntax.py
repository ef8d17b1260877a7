"""Files read back by a parser that did not write them: Oxigraph's, strict."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from kg.errors import InputError
from kg.files import contents

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["count_statements", "parse"]


def count_statements(path: Path, format: str, lines: int) -> int | None:
    """How many statements a file holds: its `lines` where each is one, else what a parser finds.

    `format` is the extension of the plain file. None for a file that is no RDF.

    Raises:
        InputError: the file does not parse.
    """
    if format in ("ru", "rdfp"):
        return None
    return lines if format in ("nt", "nq") else parse(path, format)


def parse(path: Path, format: str) -> int:
    """The number of statements in a file, read strictly; none may have a blank node.

    Raises:
        InputError: it is not what its format demands, or has a blank node.
    """
    from pyoxigraph import BlankNode

    count = 0
    try:
        for count, quad in enumerate(_quads(path, format), 1):
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                raise InputError(str(path), f"statement {count} has a blank node", "every node is an IRI")
    except (SyntaxError, ValueError) as error:
        raise InputError(str(path), str(error), "a file that a strict parser reads") from error
    return count


def _quads(path: Path, format: str) -> Iterable[Quad]:
    from pyoxigraph import RdfFormat
    from pyoxigraph import parse as read

    if format == "ndjsonld":
        lines = (line for piece in contents(path) for line in piece.splitlines())
        return chain.from_iterable(read(line, RdfFormat.JSON_LD) for line in lines)
    known = RdfFormat.from_extension(format)
    assert known, format
    return read(cast(BinaryIO, io.BufferedReader(_Stream(contents(path)), 1 << 18)), known)


class _Stream(io.RawIOBase):
    """Pieces of bytes as a file to read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            self._left = memoryview(next(self._pieces, b""))
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size
