"""The same triples in one named graph, `<base>graph`, for stores that keep graphs apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.write.turtle import turtle

__all__ = ["nquads", "trig"]


def nquads(lines: Iterable[str], base: str) -> Iterator[str]:
    """Sorted N-Triples lines → N-Quads lines."""
    for line in lines:
        yield f"{line.rstrip()[:-1]}<{base}graph> .\n"


def trig(lines: Iterable[str], base: str) -> Iterator[str]:
    """Sorted N-Triples lines → pieces of a TriG document."""
    opened = False
    for piece in turtle(lines, base):
        # A prefix is declared outside of a graph; the same graph may be opened again.
        declares = piece.lstrip().startswith("@")
        if declares == opened:
            opened = not opened
            yield f"\n<{base}graph> {{\n" if opened else "}\n"
        yield piece
    yield "}\n" if opened else ""
