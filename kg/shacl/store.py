"""The embedded Oxigraph store that answers SPARQL constraints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.shacl.prebinding import FUNCTION, SHAPES_GRAPH
from kg.shacl.terms import canonical, is_blank

if TYPE_CHECKING:
    from kg.shacl.graph import Graph

__all__ = ["Store", "rewritten"]


class Store:
    """A graph's triples in Oxigraph, loaded when the first query comes."""

    def __init__(self, data: Graph, shapes: Graph | None = None) -> None:
        self._data, self._shapes = data, shapes
        self._store: Any = None

    def select(self, query: str, bindings: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], ...]]:
        """The solutions of a query, each the variables that are bound with their values."""
        from pyoxigraph import NamedNode, QueryBoolean

        if self._store is None:
            self._store = self._loaded()
        functions = {
            NamedNode(FUNCTION + name): _always(node) for name, node in bindings.items() if is_blank(node)
        }
        answer = self._store.query(query, custom_functions=functions)
        if isinstance(answer, QueryBoolean):
            if answer:
                yield (("answer", "true"),)
            return
        names = [variable.value for variable in answer.variables]
        for solution in answer:
            pairs = ((name, solution[name]) for name in names)
            yield tuple((name, canonical(str(value))) for name, value in pairs if value is not None)

    def _loaded(self) -> Any:
        import pyoxigraph

        store = pyoxigraph.Store()
        store.bulk_extend(_quads(self._data, pyoxigraph.DefaultGraph()))
        if self._shapes is not None:
            store.bulk_extend(_quads(self._shapes, pyoxigraph.NamedNode(SHAPES_GRAPH[1:-1])))
        return store


def rewritten(triples: Iterable[tuple[str, str, str]]) -> str | None:
    """The first literal that Oxigraph does not keep as it is written, such as 01 or an xsd:int, or None.

    It has numbers, dates and truth values by what they mean, and all kinds of integers as xsd:integer.
    """
    import pyoxigraph

    typed = dict.fromkeys(object_ for _, _, object_ in triples if object_[0] == '"' and object_[-1] == ">")
    store = pyoxigraph.Store()
    said = (("<urn:x:s>", "<urn:x:p>", token) for token in typed)
    store.bulk_extend(_quads(said, pyoxigraph.DefaultGraph()))
    kept = {canonical(str(quad.object)) for quad in store}
    return next((token for token in typed if token not in kept), None)


def _always(node: str) -> Callable[[], Any]:
    from pyoxigraph import BlankNode

    return lambda: BlankNode(node[2:])


def _quads(triples: Iterable[tuple[str, str, str]], graph: Any) -> Iterator[Any]:
    import pyoxigraph

    lines = (f"{s} {p} {o} .\n".encode() for s, p, o in triples)
    for block in _blocks(lines):
        for quad in pyoxigraph.parse(block, pyoxigraph.RdfFormat.N_TRIPLES):
            yield pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, graph)


def _blocks(lines: Iterator[bytes], size: int = 1000) -> Iterator[bytes]:
    from itertools import islice

    while block := b"".join(islice(lines, size)):
        yield block
