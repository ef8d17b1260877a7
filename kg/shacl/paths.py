"""Property paths: compiled from the shapes graph, followed in a graph, written for SPARQL and people.

SHACL 2.3.1. A path is a predicate's token or a `Step` of an operator over paths.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct

from kg.errors import UsageError
from kg.shacl.graph import FIRST, Graph
from kg.shacl.terms import SH, iri, is_blank, is_iri, short

__all__ = ["Path", "Step", "compile_path", "follow", "in_words", "predicates", "to_sparql"]

_NAMES = ("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")
_OPERATORS = {iri(SH + name): name for name in _NAMES}
_SUFFIX = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}
_ALLOWED = "a path is an IRI, a list of at least two paths, or one of sh:" + ", sh:".join(_OPERATORS.values())
_DEEPEST = 40  # a path nested deeper than this turns back on itself


class Step(Struct, frozen=True):
    """`operator` is a path property of SHACL by local name, or `sequencePath`."""

    operator: str
    parts: tuple[Path, ...]


Path = str | Step


class Neighbours(Protocol):
    """What a path asks of a graph."""

    def objects(self, subject: str, predicate: str, /) -> object: ...
    def subjects(self, predicate: str, object_: str, /) -> object: ...


def compile_path(graph: Graph, node: str, shape: str, depth: int = 0) -> Path:
    """The path that a node of the shapes graph stands for. Raises UsageError where it is none."""
    if is_iri(node):
        if not graph.objects(node, FIRST):
            return node
    elif not is_blank(node) or depth > _DEEPEST:
        raise UsageError(shape, f"{node} is not a property path", _ALLOWED)
    if graph.objects(node, FIRST):
        return _several(graph, "sequencePath", node, shape, depth)
    for property_, operator in _OPERATORS.items():
        for inner in graph.objects(node, property_):
            if operator == "alternativePath":
                return _several(graph, operator, inner, shape, depth)
            return Step(operator, (compile_path(graph, inner, shape, depth + 1),))
    raise UsageError(shape, "a blank node that is no property path", _ALLOWED)


def _several(graph: Graph, operator: str, head: str, shape: str, depth: int) -> Step:
    members = graph.items(head)
    if len(members) < 2:
        raise UsageError(
            short(shape), f"a {operator} of {len(members)} member(s)", "there must be at least two"
        )
    return Step(operator, tuple(compile_path(graph, one, shape, depth + 1) for one in members))


def follow(graph: Neighbours, node: str, path: Path, inverse: bool = False) -> dict[str, None]:
    """The distinct value nodes of a path from a node, in the order in which they are met."""
    if isinstance(path, str):
        found = graph.subjects(path, node) if inverse else graph.objects(node, path)
        return dict.fromkeys(found)  # type: ignore[call-overload, no-any-return]
    return _FOLLOW[path.operator](graph, node, path.parts, inverse)


def _sequence(graph: Neighbours, node: str, parts: tuple[Path, ...], inverse: bool) -> dict[str, None]:
    nodes = {node: None}
    for part in reversed(parts) if inverse else parts:
        nodes = {value: None for here in nodes for value in follow(graph, here, part, inverse)}
    return nodes


def _alternative(graph: Neighbours, node: str, parts: tuple[Path, ...], inverse: bool) -> dict[str, None]:
    return {value: None for part in parts for value in follow(graph, node, part, inverse)}


def _inverse(graph: Neighbours, node: str, parts: tuple[Path, ...], inverse: bool) -> dict[str, None]:
    return follow(graph, node, parts[0], not inverse)


def _one_or_more(graph: Neighbours, node: str, parts: tuple[Path, ...], inverse: bool) -> dict[str, None]:
    found: dict[str, None] = {}
    waiting = [node]
    while waiting:
        for value in follow(graph, waiting.pop(), parts[0], inverse):
            if value not in found:
                found[value] = None
                waiting.append(value)
    return found


def _zero_or_more(graph: Neighbours, node: str, parts: tuple[Path, ...], inverse: bool) -> dict[str, None]:
    return {node: None} | _one_or_more(graph, node, parts, inverse)


def _zero_or_one(graph: Neighbours, node: str, parts: tuple[Path, ...], inverse: bool) -> dict[str, None]:
    return {node: None} | follow(graph, node, parts[0], inverse)


_FOLLOW = {
    "sequencePath": _sequence,
    "alternativePath": _alternative,
    "inversePath": _inverse,
    "oneOrMorePath": _one_or_more,
    "zeroOrMorePath": _zero_or_more,
    "zeroOrOnePath": _zero_or_one,
}


def predicates(path: Path) -> Iterator[str]:
    """The predicates that a path is made of."""
    if isinstance(path, str):
        yield path
    else:
        for part in path.parts:
            yield from predicates(part)


def to_sparql(path: Path) -> str:
    """The path in SPARQL's syntax."""
    return _written(path, lambda token: token)


def in_words(path: Path) -> str:
    """The path for people, prefixed names and SPARQL's operators.

    >>> in_words(Step("inversePath", ("<https://w3id.org/papergraph#author>",)))
    '^kg:author'
    """
    return _written(path, short)


def _written(path: Path, name: object) -> str:
    if isinstance(path, str):
        return name(path)  # type: ignore[operator, no-any-return]
    parts = [_written(part, name) for part in path.parts]
    if path.operator == "inversePath":
        return f"^{parts[0]}"
    if path.operator in _SUFFIX:
        return f"({parts[0]}){_SUFFIX[path.operator]}"
    return "(" + ("/" if path.operator == "sequencePath" else "|").join(parts) + ")"
