"""sh:equals, sh:disjoint, sh:lessThan, sh:lessThanOrEquals (SHACL 4.5)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from kg.errors import UsageError
from kg.shacl.components.values import component
from kg.shacl.evaluate import result
from kg.shacl.model import Component, Constraint, Data, Result, Shape
from kg.shacl.terms import is_iri, is_literal, literal, short, text
from kg.shacl.values import less

__all__ = ["DISJOINT", "EQUALS", "LESS_THAN", "LESS_THAN_OR_EQUALS"]


def _compile(name: str, needs_path: bool = False) -> Callable[[Any, str], Sequence[str]]:
    def compile_(compiler: Any, node: str) -> Sequence[str]:
        properties: Sequence[str] = compiler.several(node, name)
        if properties and needs_path:
            compiler.needs_path(node, name)
        for property_ in properties:
            if not is_iri(property_):
                raise UsageError(
                    compiler.name(node), f"sh:{name} {short(property_)}", "a property's IRI is needed"
                )
        return properties

    return compile_


def _unequal(
    constraint: Constraint, shape: Shape, focus: str, values: Collection[str], data: Data
) -> Iterator[Result]:
    others = data.objects(focus, constraint.parameter)
    for value in (
        *(one for one in values if one not in others),
        *(one for one in others if one not in values),
    ):
        yield result(constraint, shape, focus, value)


def _shared(
    constraint: Constraint, shape: Shape, focus: str, values: Collection[str], data: Data
) -> Iterator[Result]:
    others = data.objects(focus, constraint.parameter)
    for value in values:
        if value in others:
            yield result(constraint, shape, focus, value)


def _ordered(left: str, right: str, or_equal: bool) -> bool:
    # As pySHACL, which compares an IRI as a string; a blank node cannot be compared.
    one, other = (literal(text(term)) if is_iri(term) else term for term in (left, right))
    return is_literal(one) and is_literal(other) and less(one, other, or_equal)


def _not_less(or_equal: bool) -> Any:
    def results(
        constraint: Constraint, shape: Shape, focus: str, values: Collection[str], data: Data
    ) -> Iterator[Result]:
        others = data.objects(focus, constraint.parameter)
        for value in values:
            for other in others:
                if not _ordered(value, other, or_equal):
                    yield result(constraint, shape, focus, value)

    return results


EQUALS = Component(
    component("Equals"), _compile("equals"), results=_unequal,
    message=lambda other: f"must have the same values as {short(other)}",
)  # fmt: skip
DISJOINT = Component(
    component("Disjoint"), _compile("disjoint"), results=_shared,
    message=lambda other: f"must share no value with {short(other)}",
)  # fmt: skip
LESS_THAN = Component(
    component("LessThan"), _compile("lessThan", needs_path=True), results=_not_less(or_equal=False),
    message=lambda other: f"must be less than {short(other)}",
)  # fmt: skip
LESS_THAN_OR_EQUALS = Component(
    component("LessThanOrEquals"), _compile("lessThanOrEquals", needs_path=True),
    results=_not_less(or_equal=True),
    message=lambda other: f"must be at most {short(other)}",
)  # fmt: skip
