"""What a value can be: the kinds of node, and of literals the datatypes, that constraints leave.

`POSSIBLE` says it for each component; what is not in it leaves any value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, reduce
from operator import and_, or_
from typing import Any

from msgspec import Struct

from kg.shacl.components.other import HAS_VALUE, IN, Members
from kg.shacl.components.ranges import MAX_EXCLUSIVE, MAX_INCLUSIVE, MIN_EXCLUSIVE, MIN_INCLUSIVE
from kg.shacl.components.shaped import AND, NODE, OR, XONE
from kg.shacl.components.strings import LANGUAGE_IN, MAX_LENGTH, MIN_LENGTH, PATTERN
from kg.shacl.components.values import CLASS, DATATYPE, NODE_KIND
from kg.shacl.doubts.datatypes import UNSPECIFIC, comparable
from kg.shacl.model import Component, Constraint, Shape
from kg.shacl.terms import LANG_STRING, is_literal, read_literal

__all__ = ["ANYTHING", "LITERALS", "NODES", "Possible", "admits", "literals", "of_constraint"]


class Possible(Struct, frozen=True):
    """Nodes by the first character of their tokens; `datatypes` of the literals among them, None for any."""

    kinds: frozenset[str]
    datatypes: frozenset[str] | None = None

    def __bool__(self) -> bool:
        return bool(self.kinds - {'"'}) or ('"' in self.kinds and self.datatypes != frozenset())

    def __and__(self, other: Possible) -> Possible:
        known = [one.datatypes for one in (self, other) if one.datatypes is not None]
        return Possible(self.kinds & other.kinds, frozenset.intersection(*known) if known else None)

    def __or__(self, other: Possible) -> Possible:
        sides = [one for one in (self, other) if '"' in one.kinds]
        known = [one.datatypes for one in sides if one.datatypes is not None]
        any_ = len(known) < len(sides)
        return Possible(self.kinds | other.kinds, None if any_ else frozenset().union(*known))

    def __contains__(self, token: str) -> bool:
        if token[0] not in self.kinds or not is_literal(token):
            return token[0] in self.kinds
        return self.datatypes is None or read_literal(token).datatype in self.datatypes


ANYTHING = Possible(frozenset('<_"'))
NODES = Possible(frozenset("<_"))
LITERALS = Possible(frozenset('"'))
_NOTHING = Possible(frozenset())
_NO_BLANK = Possible(frozenset('<"'))


def literals(datatypes: Iterable[str] | None) -> Possible:
    """Literals of some datatypes, or of any."""
    return LITERALS if datatypes is None else Possible(frozenset('"'), frozenset(datatypes))


def _of_datatype(datatype: str) -> Possible:
    return literals(None if datatype in UNSPECIFIC else [datatype])


def _of_limit(limit: str) -> Possible:
    return literals(comparable(read_literal(limit).datatype))


def _of_tokens(tokens: Iterable[str]) -> Possible:
    found = (
        literals([read_literal(one).datatype]) if is_literal(one) else Possible(frozenset(one[0]))
        for one in tokens
    )
    return reduce(or_, found, _NOTHING)


def _of_all(shapes: Iterable[Shape]) -> Possible:
    return reduce(and_, map(_of_shape, shapes), ANYTHING)


def _of_one(shapes: Iterable[Shape]) -> Possible:
    return reduce(or_, map(_of_shape, shapes), _NOTHING)


@lru_cache(maxsize=4096)
def _of_shape(shape: Shape) -> Possible:
    """What can conform to a shape, as far as it asks for values of themselves and not of their properties."""
    if shape.path is not None or shape.deactivated:
        return ANYTHING
    return reduce(and_, (of_constraint(shape, one) for one in shape.constraints), ANYTHING)


POSSIBLE: dict[Component, Callable[[Any], Possible]] = {
    CLASS: lambda class_: NODES,
    DATATYPE: _of_datatype,
    NODE_KIND: lambda kinds: Possible(frozenset(kinds)),
    MIN_INCLUSIVE: _of_limit, MIN_EXCLUSIVE: _of_limit, MAX_INCLUSIVE: _of_limit, MAX_EXCLUSIVE: _of_limit,
    MIN_LENGTH: lambda length: _NO_BLANK if length else ANYTHING,
    MAX_LENGTH: lambda length: _NO_BLANK,
    PATTERN: lambda pattern: _NO_BLANK,
    LANGUAGE_IN: lambda ranges: literals([LANG_STRING]),
    IN: lambda members: _of_tokens(members.order),
    AND: _of_all, OR: _of_one, XONE: _of_one, NODE: lambda shape: _of_shape(shape),
}  # fmt: skip

# What judges a value without any other triple.
_BY_ITSELF = (DATATYPE, NODE_KIND, MIN_INCLUSIVE, MIN_EXCLUSIVE, MAX_INCLUSIVE, MAX_EXCLUSIVE,
              MIN_LENGTH, MAX_LENGTH, PATTERN, LANGUAGE_IN, IN)  # fmt: skip


def of_constraint(shape: Shape, constraint: Constraint) -> Possible:
    """What values a constraint of a shape leaves."""
    if constraint.component is HAS_VALUE and shape.path is None:
        return _of_tokens([constraint.parameter])  # the focus node is its only value node
    found = POSSIBLE.get(constraint.component)
    return found(constraint.parameter) if found else ANYTHING


def admits(shape: Shape, constraint: Constraint, token: str) -> bool:
    """Whether a constraint can hold for a value; True where that depends on the data."""
    holds = constraint.component.holds
    if holds is not None and constraint.component in _BY_ITSELF:
        return holds(constraint.parameter, token, None)  # type: ignore[arg-type]
    return token in of_constraint(shape, constraint)


def members(shape: Shape, constraint: Constraint) -> tuple[str, ...] | None:
    """The only values that there can be, where a constraint lists them."""
    if constraint.component is IN:
        listed: Members = constraint.parameter
        return listed.order
    return (constraint.parameter,) if constraint.component is HAS_VALUE and shape.path is None else None
