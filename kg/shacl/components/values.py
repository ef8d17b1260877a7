"""sh:class, sh:datatype, sh:nodeKind, sh:minCount, sh:maxCount (SHACL 4.1, 4.2)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from kg.errors import UsageError
from kg.shacl.evaluate import result
from kg.shacl.model import Component, Constraint, Data, Result, Shape
from kg.shacl.terms import SH, iri, is_literal, short, text
from kg.shacl.values import has_datatype

__all__ = ["CLASS", "DATATYPE", "MAX_COUNT", "MIN_COUNT", "NODE_KIND"]

# The first character of a term's token says what kind of node it is.
_KINDS = {
    "IRI": "<", "BlankNode": "_", "Literal": '"',
    "BlankNodeOrIRI": "_<", "BlankNodeOrLiteral": '_"', "IRIOrLiteral": '<"',
}  # fmt: skip


def component(name: str) -> str:
    """The IRI of a SHACL constraint component, as a token."""
    return iri(f"{SH}{name}ConstraintComponent")


def _compile_class(compiler: Any, node: str) -> Sequence[str]:
    return compiler.several(node, "class")  # type: ignore[no-any-return]


def _compile_datatype(compiler: Any, node: str) -> Sequence[str]:
    value = compiler.one(node, "datatype")
    return [text(value)] if value else []


def _has_datatype(datatype: str, value: str, data: Data) -> bool:
    return is_literal(value) and has_datatype(value, datatype)


def _compile_kind(compiler: Any, node: str) -> Sequence[str]:
    value = compiler.one(node, "nodeKind")
    if value is None:
        return []
    name = text(value).removeprefix(SH)
    if name not in _KINDS:
        raise UsageError(
            compiler.name(node), f"sh:nodeKind {short(value)}", "one of sh:" + ", sh:".join(_KINDS)
        )
    return [_KINDS[name]]


def kind_name(kinds: str) -> str:
    """The name of a node kind by the first characters of its tokens."""
    return next(name for name, first in _KINDS.items() if first == kinds)


def _compile_count(name: str) -> Callable[[Any, str], Sequence[int]]:
    def compile_(compiler: Any, node: str) -> Sequence[int]:
        count = compiler.count(node, name)
        if count is not None:
            compiler.needs_path(node, name)
        return [] if count is None else [count]

    return compile_


def _too_few(
    constraint: Constraint, shape: Shape, focus: str, values: Collection[str], data: Data
) -> Iterator[Result]:
    if len(values) < constraint.parameter:
        yield result(constraint, shape, focus)


def _too_many(
    constraint: Constraint, shape: Shape, focus: str, values: Collection[str], data: Data
) -> Iterator[Result]:
    if len(values) > constraint.parameter:
        yield result(constraint, shape, focus)


def values_in_words(count: int) -> str:
    """A number of values, for people."""
    return f"{count} value" if count == 1 else f"{count} values"


CLASS = Component(
    component("Class"), _compile_class,
    holds=lambda class_, value, data: not is_literal(value) and data.is_instance(value, class_),
    message=lambda class_: f"must be a {short(class_)}",
)  # fmt: skip
DATATYPE = Component(
    component("Datatype"), _compile_datatype, holds=_has_datatype,
    message=lambda datatype: f"must be a well-formed {short(iri(datatype))}",
)  # fmt: skip
NODE_KIND = Component(
    component("NodeKind"), _compile_kind, holds=lambda kinds, value, data: value[0] in kinds,
    message=lambda kinds: f"must be of node kind sh:{kind_name(kinds)}",
)  # fmt: skip
MIN_COUNT = Component(
    component("MinCount"), _compile_count("minCount"), results=_too_few,
    message=lambda count: f"must have at least {values_in_words(count)}",
)  # fmt: skip
MAX_COUNT = Component(
    component("MaxCount"), _compile_count("maxCount"), results=_too_many,
    message=lambda count: f"must have at most {values_in_words(count)}",
)  # fmt: skip
