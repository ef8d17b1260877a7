"""Checks of single values, made for a slot's constraints; each only ever accepts what is surely right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.shacl.components.strings import MAX_LENGTH, MIN_LENGTH, PATTERN
from kg.shacl.components.values import CLASS, DATATYPE, NODE_KIND
from kg.shacl.model import Constraint, Data
from kg.shacl.syntax import is_term, plain_text
from kg.shacl.terms import STRING, canonical, read_literal

__all__ = ["make_slot"]

_REMEMBERED = 4096  # values; more would cost more memory than it saves time
Slot = Callable[[str], bool]


def make_slot(constraints: Sequence[Constraint], data: Data) -> Slot:
    """A function that says of a token whether it is a canonical term that meets all the constraints."""
    components = {constraint.component for constraint in constraints}
    datatypes = {one.parameter for one in constraints if one.component is DATATYPE}
    if datatypes == {STRING} and components <= {DATATYPE, MIN_LENGTH, MAX_LENGTH, PATTERN, NODE_KIND}:
        return _text_slot(constraints, data)
    if components == {CLASS} or components == {CLASS, NODE_KIND}:
        return _class_slot(constraints, data)
    return _any_slot(constraints, data)


def _any_slot(constraints: Sequence[Constraint], data: Data) -> Slot:
    met: set[str] = set()
    checks = [(constraint.component.holds, constraint.parameter) for constraint in constraints]

    def accepts(token: str) -> bool:
        if token in met:
            return True
        if not is_term(token) or canonical(token) != token:
            return False
        for holds, parameter in checks:
            if not holds(parameter, token, data):  # type: ignore[misc]
                return False
        if len(met) >= _REMEMBERED:
            met.clear()
        met.add(token)
        return True

    return accepts


def _text_slot(constraints: Sequence[Constraint], data: Data) -> Slot:
    """For strings, which seldom come twice: no memory, and no reading of the parts where it can be helped."""
    other = _any_slot(constraints, data)
    rest = [one for one in constraints if one.component not in (DATATYPE, NODE_KIND)]
    if any(one.component is NODE_KIND and '"' not in one.parameter for one in constraints):
        return other
    shortest = max((one.parameter for one in rest if one.component is MIN_LENGTH), default=0)
    longest = min((one.parameter for one in rest if one.component is MAX_LENGTH), default=None)
    patterns = [one.parameter.found for one in rest if one.component is PATTERN]

    def accepts(token: str) -> bool:
        if not plain_text(token):
            return other(token)
        if not patterns and longest is None and "\\" not in token:
            return len(token) - 2 >= shortest
        text = read_literal.__wrapped__(token).lexical if "\\" in token else token[1:-1]
        return (
            len(text) >= shortest
            and (longest is None or len(text) <= longest)
            and all(found(text) for found in patterns)
        )

    return accepts


def _class_slot(constraints: Sequence[Constraint], data: Data) -> Slot:
    """For members of classes; who is one is a subject in the data and there found to be well formed."""
    classes = [one.parameter for one in constraints if one.component is CLASS]
    kinds = [one.parameter for one in constraints if one.component is NODE_KIND]
    is_instance = data.is_instance
    first = classes[0]
    if len(classes) == 1 and all("<" in kind for kind in kinds):
        return lambda token: token[0] == "<" and is_instance(token, first)
    return _any_slot(constraints, data)
