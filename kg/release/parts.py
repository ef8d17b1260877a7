"""A file of sorted lines in stretches that no entity straddles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kg.files import pieces, whole_lines

__all__ = ["Span", "entity", "spans"]


class Span(NamedTuple):
    """A stretch of a file, in bytes from its start."""

    path: Path
    start: int
    end: int

    def chunks(self) -> Iterator[bytes]:
        """Its content, in pieces of whole lines."""
        left = self.end - self.start
        with self.path.open("rb") as stream:
            stream.seek(self.start)
            for chunk in whole_lines(pieces(stream)):
                yield chunk[:left]
                left -= len(chunk)
                if left <= 0:
                    return

    def lines(self) -> Iterator[str]:
        """Its lines, each with its line end."""
        for chunk in self.chunks():
            yield from (line.decode() for line in chunk.splitlines(keepends=True))


def entity(line: bytes) -> bytes:
    """The IRI of the entity that a line is about; a helper belongs to its entity.

    >>> entity(b'<https://example.org/paper/x#author-1> <https://example.org/p> "o" .')
    b'https://example.org/paper/x'
    """
    return line[1 : line.index(b">")].partition(b"#")[0]


def spans(path: Path, size: int | None) -> list[Span]:
    """The file in stretches of about `size` bytes, each ending with an entity; with None it is one."""
    end = path.stat().st_size
    cuts = [0]
    with path.open("rb") as stream:
        while size and (cut := _next_boundary(stream, cuts[-1] + size, end)) < end:
            cuts.append(cut)
    return [Span(path, *pair) for pair in zip(cuts, [*cuts[1:], end], strict=True)]


def _next_boundary(stream: BinaryIO, offset: int, end: int) -> int:
    """Where the first entity begins after the one that holds this offset."""
    if offset >= end:
        return end
    stream.seek(offset - 1)
    stream.readline()
    first = stream.readline()
    while line := stream.readline():
        if entity(line) != entity(first):
            return stream.tell() - len(line)
    return end
