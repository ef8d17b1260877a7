"""sh:closed, sh:hasValue, sh:in (SHACL 4.8)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from kg.shacl.components.values import component
from kg.shacl.evaluate import result
from kg.shacl.graph import TYPE
from kg.shacl.model import Component, Constraint, Data, Result, Shape
from kg.shacl.terms import RDFS, SH, iri, is_iri, short

__all__ = ["CLOSED", "HAS_VALUE", "IN"]


class Members(NamedTuple):
    """The members of a list, in order and to look up."""

    order: tuple[str, ...]
    set: frozenset[str]


def _compile_closed(compiler: Any, node: str) -> Sequence[frozenset[str]]:
    if not compiler.flag(node, "closed"):
        return []
    graph = compiler.graph
    paths = [
        path for one in compiler.several(node, "property") for path in graph.objects(one, iri(SH + "path"))
    ]
    ignored = [one for head in compiler.several(node, "ignoredProperties") for one in graph.items(head)]
    return [frozenset(one for one in (*paths, *ignored) if is_iri(one))]


def _strangers(
    constraint: Constraint, shape: Shape, focus: str, values: Collection[str], data: Data
) -> Iterator[Result]:
    for value in values:
        for predicate, objects in data.properties(value).items():
            if predicate not in constraint.parameter:
                for object_ in objects:
                    # As pySHACL: what every node is need not be declared.
                    if (predicate, object_) != (TYPE, iri(RDFS + "Resource")):
                        yield result(constraint, shape, focus, object_, predicate)


def _compile_value(compiler: Any, node: str) -> Sequence[str]:
    return compiler.several(node, "hasValue")  # type: ignore[no-any-return]


def _lacks(
    constraint: Constraint, shape: Shape, focus: str, values: Collection[str], data: Data
) -> Iterator[Result]:
    if constraint.parameter not in values:
        yield result(constraint, shape, focus)


def _compile_in(compiler: Any, node: str) -> Sequence[Members]:
    head = compiler.one(node, "in")
    if head is None:
        return []
    members = compiler.graph.items(head)
    return [Members(tuple(members), frozenset(members))]


CLOSED = Component(
    component("Closed"), _compile_closed, results=_strangers,
    message=lambda allowed: f"must be a property of the shape: {', '.join(map(short, sorted(allowed)))}",
)  # fmt: skip
HAS_VALUE = Component(
    component("HasValue"), _compile_value, results=_lacks,
    message=lambda value: f"must have the value {short(value)}",
)  # fmt: skip
IN = Component(
    component("In"), _compile_in, holds=lambda members, value, data: value in members.set,
    message=lambda members: f"must be one of {', '.join(map(short, members.order))}",
)  # fmt: skip
