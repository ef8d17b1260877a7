"""Sorted lines of N-Triples or N-Quads: stretches that no entity straddles, statements, terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kg.files import contents, pieces, whole_lines

__all__ = ["TYPE", "Span", "entity", "lines", "objects", "spans", "stated", "statements", "terms"]

TYPE = b"http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


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
        return (line.decode() for line in lines(self.chunks()))


def lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The lines in pieces of whole lines, each with its line end."""
    return chain.from_iterable(chunk.splitlines(keepends=True) for chunk in chunks)


def statements(path: Path) -> Iterator[tuple[bytes, bytes, bytes]]:
    """The terms of a file's lines."""
    return map(terms, lines(contents(path)))


def entity(subject: bytes, base: str) -> bytes:
    """The IRI of the entity that a subject belongs to: a helper's is what stands before its `#`.

    >>> entity(b"https://example.org/kg/paper/x#author-1", "https://example.org/kg/")
    b'https://example.org/kg/paper/x'
    """
    end = subject.find(b"#", len(base.encode()))
    return subject if end < 0 else subject[:end]


def terms(line: bytes) -> tuple[bytes, bytes, bytes]:
    """Subject and predicate without angle brackets, and the object as it stands; of a quad with its graph.

    >>> terms(b'<a:s> <a:p> "o" .\\n')
    (b'a:s', b'a:p', b'"o"')
    """
    subject, predicate, rest = line.split(b" ", 2)
    return subject[1:-1], predicate[1:-1], rest.rstrip(b"\n")[:-2]


def stated(pattern: re.Pattern[bytes], chunk: bytes) -> Iterator[tuple[bytes, re.Match[bytes]]]:
    """Where the pattern is a statement's predicate and object, not text in a literal; with the subject.

    A pattern that begins with a fixed text is found many times faster than lines are taken apart.
    """
    for match in pattern.finditer(chunk):
        start = chunk.rfind(b"\n", 0, match.start()) + 1
        end = chunk.find(b"> ", start)
        if end + 2 == match.start():
            yield chunk[start + 1 : end], match


def objects(predicate: bytes, chunk: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Subject and object (of a quad with its graph) of the statements with this predicate.

    A long text is found many times faster than lines are taken apart; in a literal it is no predicate.

    >>> list(objects(b"a:p", b'<a:s> <a:p> "> <a:p> " .\\n'))
    [(b'a:s', b'"> <a:p> "')]
    """
    key = b"> <%b> " % predicate
    at = chunk.find(key)
    while at >= 0:
        start, end = chunk.rfind(b"\n", 0, at) + 1, chunk.index(b"\n", at)
        if chunk.find(b"> ", start) == at:
            yield chunk[start + 1 : at], chunk[at + len(key) : end - 2]
        at = chunk.find(key, end)


def spans(path: Path, size: int | None, base: str) -> list[Span]:
    """The file in stretches of about `size` bytes, each ending with an entity; with None it is one."""
    end = path.stat().st_size
    cuts = [0]
    with path.open("rb") as stream:
        while size and (cut := _next_boundary(stream, cuts[-1] + size, base)) < end:
            cuts.append(cut)
    return [Span(path, *pair) for pair in zip(cuts, [*cuts[1:], end], strict=True)]


def _next_boundary(stream: BinaryIO, offset: int, base: str) -> int:
    """Where the first entity begins after the one that holds this offset; the end where there is none."""
    stream.seek(offset - 1)
    stream.readline()
    first = None
    while line := stream.readline():
        here = entity(terms(line)[0], base)
        if first not in (None, here):
            return stream.tell() - len(line)
        first = here
    return stream.tell()
