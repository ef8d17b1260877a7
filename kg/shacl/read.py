"""Files of RDF in any format, read into tokens by pyoxigraph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kg.errors import InputError, KgError, UsageError
from kg.files import opened, plain_name
from kg.shacl.graph import Graph, Triple
from kg.shacl.terms import canonical
from kg.wellformed import in_words, wellformed

__all__ = ["FORMATS", "read_graph", "triples"]

# Format's name → pyoxigraph's name of it and the endings of its files.
FORMATS: dict[str, tuple[str, tuple[str, ...]]] = {
    "nt": ("N_TRIPLES", (".nt", ".ntriples")),
    "nq": ("N_QUADS", (".nq", ".nquads")),
    "ttl": ("TURTLE", (".ttl", ".turtle")),
    "trig": ("TRIG", (".trig",)),
    "jsonld": ("JSON_LD", (".jsonld", ".json")),
    "rdfxml": ("RDF_XML", (".rdf", ".owl", ".xml")),
    "n3": ("N3", (".n3",)),
}
_RDF_1_1 = "subjects and objects are IRIs, blank nodes or literals; RDF-star is not read"


def format_of(path: Path, said: str | None = None) -> str:
    """The name of a file's format: as said, else by its ending. Raises InputError where none fits."""
    if said:
        return said
    name = plain_name(path).lower()
    for format_, (_, endings) in FORMATS.items():
        if name.endswith(endings):
            return format_
    known = ", ".join(ending for _, all_ in FORMATS.values() for ending in all_)
    raise InputError(
        str(path), "no known ending of an RDF file", f"it ends in {known}, or --from-format says what it is"
    )


def open_binary(path: Path) -> IO[bytes]:
    """A file to read, unpacked where its name says so. Raises InputError where it cannot be opened."""
    try:
        return opened(path) if path.suffix in (".gz", ".zst") else path.open("rb")
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error), "a readable file is needed") from None


def triples(
    path: Path, said: str | None = None, prefix: str = "", prefixes: dict[str, str] | None = None
) -> Iterator[Triple]:
    """The triples of a file, of all its graphs; `prefix` goes before the labels of its blank nodes.

    At the end `prefixes` has those that the file declares.

    Raises InputError with the place where the file is not of its format.
    """
    import pyoxigraph

    name = format_of(path, said)
    format_ = getattr(pyoxigraph.RdfFormat, FORMATS[name][0])
    labels: dict[str, str] | None = None if name in ("nt", "nq") else {}
    base = path.absolute().as_uri()
    with open_binary(path) as file:
        try:
            checked = wellformed(file, str(path), format_.file_extension)
            quads = pyoxigraph.parse(checked, format_, base_iri=base)
            for quad in quads:
                if isinstance(quad.object, pyoxigraph.Triple):
                    raise InputError(str(path), f"a quoted triple, << {quad.object} >>", _RDF_1_1)
                parts = (str(quad.subject), str(quad.predicate), str(quad.object))
                yield Triple(*(_token(part, prefix, labels) for part in parts))
            if prefixes is not None:
                prefixes |= quads.prefixes
        except SyntaxError as error:
            line = f":{error.lineno}" if error.lineno else ""
            raise InputError(f"{path}{line}", in_words(error), f"well-formed {format_} is needed") from None
        except (OSError, EOFError) as error:
            raise InputError(str(path), str(error), "a whole, readable file is needed") from None


def _token(part: str, prefix: str, labels: dict[str, str] | None) -> str:
    """The canonical token; a blank node is numbered where its label would be another at every run."""
    if not part.startswith("_:"):
        return canonical(part)
    label = part[2:] if labels is None else labels.setdefault(part, f"b{len(labels)}")
    return f"_:{prefix}{label}"


def read_graph(path: Path, graph: Graph, prefix: str = "") -> None:
    """Add a shapes file to a graph. Raises UsageError where it does not parse."""
    try:
        for triple in triples(path, None if path.suffix else "ttl", prefix, graph.prefixes):
            graph.add(*triple)
    except KgError as error:
        raise UsageError(error.where, error.what, error.allowed) from None
