"""Sorted N-Triples become files in other formats.

A format is one row of `FORMATS`: its extension, its media type, and a function that turns sorted
lines into the pieces of a document. N-Triples are the canonical form; all others are made from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg.errors import OutputError, UsageError
from kg.files import replaced
from kg.write.jsonld import jsonld
from kg.write.ndjsonld import ndjsonld
from kg.write.quads import nquads, trig
from kg.write.rdfxml import rdfxml
from kg.write.sort import SortedLines
from kg.write.turtle import turtle

__all__ = ["FORMATS", "Format", "SortedLines", "check_format", "replaced", "write"]


class Format(NamedTuple):
    """How a format is called and written; `pieces` takes sorted N-Triples lines and the data's base."""

    extension: str
    media_type: str
    pieces: Callable[[Iterable[str], str], Iterator[str]]


FORMATS = {
    "nt": Format("nt", "application/n-triples", lambda lines, base: iter(lines)),
    "ttl": Format("ttl", "text/turtle", turtle),
    "jsonld": Format("jsonld", "application/ld+json", jsonld),
    "ndjsonld": Format("ndjsonld", "application/x-ndjson", ndjsonld),
    "nq": Format("nq", "application/n-quads", nquads),
    "trig": Format("trig", "application/trig", trig),
    "rdf": Format("rdf", "application/rdf+xml", rdfxml),
}


def check_format(name: str) -> None:
    """Raise `UsageError` where there is no such format."""
    if name not in FORMATS:
        raise UsageError(f"--format {name}", "no such format", f"one of {', '.join(FORMATS)}")


def write(graph: Path, name: str, base: str) -> Path:
    """The file beside `graph` (sorted N-Triples) that holds the same triples in the named format.

    Raises:
        UsageError: the format cannot hold the data.
        OutputError: the file cannot be written.
    """
    target = graph.with_suffix("." + FORMATS[name].extension)
    if target == graph:
        return target
    try:
        with graph.open(encoding="utf-8") as lines, replaced(target) as out:
            for piece in FORMATS[name].pieces(lines, base):
                out.write(piece.encode())
    except OSError as error:
        raise OutputError(
            str(target), error.strerror or str(error), "a writable directory with room"
        ) from error
    return target
