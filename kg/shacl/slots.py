"""Checks of single values, made for a slot's constraints; each only ever accepts what is surely right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from sys import maxsize
from typing import NamedTuple

from kg.shacl.components.strings import MAX_LENGTH, MIN_LENGTH, PATTERN
from kg.shacl.components.values import CLASS, DATATYPE, NODE_KIND
from kg.shacl.model import Constraint, Data
from kg.shacl.syntax import is_canonical, plain_text
from kg.shacl.terms import STRING

__all__ = ["Slot", "class_asked", "make_slot"]

_REMEMBERED = 16_384  # values; more would cost more memory than it saves time
_OF_TEXT = (DATATYPE, NODE_KIND, MIN_LENGTH, MAX_LENGTH, PATTERN)
_SHORT = 80  # characters; longer texts seldom come twice
Judge = Callable[[str], bool]


class Slot(NamedTuple):
    """`met` holds tokens that are known to do; `judge` decides of another, and may add it."""

    met: Collection[str]
    judge: Judge


def make_slot(constraints: Sequence[Constraint], data: Data, members: set[str] | None = None) -> Slot:
    """The slot of some constraints: which tokens are canonical terms that meet them all.

    `members` are nodes known to be in the class, where one class is all that is asked for.
    """
    class_ = class_asked(constraints)
    if class_ is not None:
        met = set() if members is None else members
        return Slot(met, _remembering(met, _class_judge(class_, data)))
    met = set()
    judge = _remembering(met, _judge(constraints, data))
    if {one.parameter for one in constraints if one.component is DATATYPE} == {STRING}:
        return Slot((), _text_judge(constraints, data, met, judge))
    return Slot(met, judge)


def _remembering(met: set[str], judge: Judge) -> Judge:
    def judges(token: str) -> bool:
        if not judge(token):
            return False
        if len(met) >= _REMEMBERED:
            met.clear()
        met.add(token)
        return True

    return judges


def _judge(constraints: Sequence[Constraint], data: Data) -> Judge:
    checks = [(constraint.component.holds, constraint.parameter) for constraint in constraints]

    def judges(token: str) -> bool:
        if not is_canonical(token):
            return False
        return all(holds(parameter, token, data) for holds, parameter in checks)  # type: ignore[misc]

    return judges


def _text_judge(constraints: Sequence[Constraint], data: Data, met: set[str], general: Judge) -> Judge:
    """For strings: long ones are not remembered, and what a plain text need not be asked is left out."""
    if any(one.component is NODE_KIND and '"' not in one.parameter for one in constraints):
        return general
    shortest = max((one.parameter for one in constraints if one.component is MIN_LENGTH), default=0)
    longest = min((one.parameter for one in constraints if one.component is MAX_LENGTH), default=maxsize)
    patterns = [one.parameter.found for one in constraints if one.component is PATTERN]
    rest = [(one.component.holds, one.parameter) for one in constraints if one.component not in _OF_TEXT]

    def judges(token: str) -> bool:
        if rest and token in met:
            return True
        said = plain_text(token)
        if said is None:
            return general(token)
        if not shortest <= len(said) <= longest:
            return False
        for found in patterns:
            if not found(said):
                return False
        for holds, parameter in rest:
            if not holds(parameter, token, data):  # type: ignore[misc]
                return False
        if rest and len(token) < _SHORT and len(met) < _REMEMBERED:
            met.add(token)
        return True

    return judges


def class_asked(constraints: Sequence[Constraint]) -> str | None:
    """The class where constraints ask for nothing but its members."""
    classes = [one.parameter for one in constraints if one.component is CLASS]
    kinds = [one for one in constraints if one.component is NODE_KIND and "<" in one.parameter]
    return classes[0] if len(classes) == 1 and len(classes) + len(kinds) == len(constraints) else None


def _class_judge(class_: str, data: Data) -> Judge:
    """For members of a class; who is one is a subject of the data and there found to be well formed."""
    is_instance = data.is_instance
    return lambda token: token[0] == "<" and is_instance(token, class_)
