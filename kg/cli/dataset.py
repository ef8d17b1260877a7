"""Which graphs of a store a query is asked of: those that are named, or those that `kg load` recorded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.sparql import Endpoint

__all__ = ["chosen", "why_nothing"]

_NAMED = "ASK { GRAPH ?g { ?s ?p ?o } }"


def chosen(endpoint: Endpoint, graphs: Sequence[str], text: str) -> Endpoint:
    """The endpoint with its default graph: the graphs that are named, else the only one that is recorded.

    A query that names its graphs itself, and an endpoint where no load is recorded, stay as they are. Named
    graphs are the evidence that is recorded, that which belongs to the default graph by its name, and what
    the query names itself.

    Raises:
        UsageError: the graph is named twice, or not at all where there are several.
        StoreError: the endpoint does not answer.
    """
    from msgspec.structs import replace

    from kg.sparql import syntax

    names = tuple(map(_iri, graphs))
    if "FROM" in syntax.words(text):
        if names:
            raise UsageError("--graph", "the query says FROM", "one of them is allowed")
        return endpoint
    if names and not _asks_others(text):
        return replace(endpoint, graphs=names)
    recorded = _recorded(endpoint)
    names = names or _only([graph for graph, is_evidence in recorded if not is_evidence])
    if not names:
        return endpoint
    beside = [graph.removesuffix("graph") + "evidence" for graph in names if graph.endswith("/graph")]
    held = [graph for graph, is_evidence in recorded if is_evidence]
    return replace(endpoint, graphs=names, named=tuple(sorted({*beside, *held, *syntax.graphs(text)})))


def why_nothing(data: Path | Endpoint, text: str) -> str:
    """Where nothing was found, and that nothing is there to be found if that is so."""
    if not isinstance(data, Path):
        return _why_nothing(data, _asks_others(text))
    if not _asks_others(text) or _has_evidence(data):
        return ""
    return "; no evidence is there" + (
        "" if data.is_dir() else ": a directory of kg export or kg publish has it"
    )


def _has_evidence(data: Path) -> bool:
    """Whether a dump has its evidence, or a file a named graph."""
    from kg.dumps import files
    from kg.sparql import query, question

    return bool(files(data, "evidence") if data.is_dir() else query(question(_NAMED), data))


def _why_nothing(endpoint: Endpoint, asks_others: bool) -> str:
    from kg.sparql import query, question

    place = " in " + ", ".join(f"<{graph}>" for graph in endpoint.graphs)
    if not query(question("ASK { ?s ?p ?o }"), endpoint):
        if not endpoint.graphs:
            return "; the default graph of this endpoint is empty: --graph IRI names another"
        return f"{place}: nothing is there, or the endpoint ignores which graph it is asked"
    if asks_others and not query(question(_NAMED), endpoint):
        return f"{place}; no evidence is there: kg load --evidence brings it"
    return place if endpoint.graphs else ""


def _asks_others(text: str) -> bool:
    from kg.sparql import syntax

    return "GRAPH" in syntax.words(text)


def _iri(text: str) -> str:
    from kg.sparql import terms

    try:
        return terms.iri(text)[1:-1]
    except ValueError as error:
        raise UsageError("--graph", f"{text!r} is not an IRI", str(error)) from error


def _recorded(endpoint: Endpoint) -> list[tuple[str, bool]]:
    """The graphs of which the store's own record names a release, and whether each is evidence."""
    from kg.sparql import RefusedError, query, question
    from kg.stores import releases

    try:
        rows = query(question(releases()), endpoint)
    except RefusedError:
        return []  # an endpoint without named graphs; what else is wrong with it, the query itself will show
    pairs = ((row["graph"].value, row["evidence"].value) for row in rows)  # type: ignore[union-attr]
    return [(graph, evidence in ("true", "1")) for graph, evidence in pairs]


def _only(graphs: Sequence[str]) -> tuple[str, ...]:
    if len(graphs) > 1:
        told = ", ".join(f"<{graph}>" for graph in graphs)
        raise UsageError("kg query", f"this store holds several graphs: {told}", "name one: --graph IRI")
    return tuple(graphs)
