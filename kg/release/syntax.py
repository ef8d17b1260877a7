"""Files read back by a parser that did not write them: Oxigraph's, strict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.files import contents, opened
from kg.release.lines import lines
from kg.release.plain import sift
from kg.wellformed import wellformed

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["check_lines", "count_statements", "parse", "quads"]


def count_statements(path: Path, format: str, lines: int) -> int | None:
    """How many statements a file holds: its `lines` where each is one, else what a parser finds.

    `format` is the extension of the plain file. None for a file that is no RDF.

    Raises:
        InputError: the file does not parse.
    """
    if format in ("ru", "rdfp"):
        return None
    return lines if format in ("nt", "nq") else parse(path, format)


def check_lines(path: Path, format: str) -> int:
    """The number of statements in a file of N-Triples or N-Quads, each read as strictly as by `quads`.

    Lines that are certainly right are not parsed.

    Raises:
        InputError: it is not what its format demands, or it has a blank node.
    """
    count = 0
    for chunk in contents(path):
        plain, odd = sift(chunk)
        try:
            count += plain + sum(1 for _ in _strict(path, _read(b"".join(odd), format)))
        except InputError:
            parse(path, format)  # which knows the number of the line
            raise
    return count


def parse(path: Path, format: str) -> int:
    """The number of statements in a file; see `quads`."""
    return sum(1 for _ in quads(path, format))


def quads(path: Path, format: str) -> Iterator[Quad]:
    """The statements of a file, read strictly; `format` is the extension of the plain file.

    Raises:
        InputError: it is not what its format demands, its format is not known, or it has a blank node.
    """
    return _strict(path, _parsed(path, format))


def _strict(path: Path, found: Iterable[Quad]) -> Iterator[Quad]:
    from pyoxigraph import BlankNode

    try:
        for quad in found:
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                raise InputError(str(path), f"a blank node in {quad}", "every node is an IRI")
            yield quad
    except (SyntaxError, ValueError) as error:
        raise InputError(str(path), str(error), "a file that a strict parser reads") from error
    except OSError as error:
        raise InputError(str(path), str(error), "a file that can be read") from error


def _read(data: bytes, format: str) -> Iterable[Quad]:
    from pyoxigraph import RdfFormat
    from pyoxigraph import parse as read

    return read(data, RdfFormat.from_extension(format))


def _parsed(path: Path, format: str) -> Iterable[Quad]:
    from pyoxigraph import RdfFormat
    from pyoxigraph import parse as read

    if format == "ndjsonld":
        return chain.from_iterable(read(line, RdfFormat.JSON_LD) for line in lines(contents(path)))
    known = RdfFormat.from_extension(format)
    if known is None:
        raise InputError(
            str(path), "no RDF format is known by this extension", "nt, nq, ttl, trig, rdf, jsonld"
        )
    if path.suffix not in (".gz", ".zst") and format not in ("rdf", "owl", "xml"):
        return read(path=path, format=known)
    return read(wellformed(opened(path), str(path), format), known)
