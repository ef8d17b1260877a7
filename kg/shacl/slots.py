"""Checks of single values, made for a slot's constraints; each only ever accepts what is surely right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from sys import maxsize
from typing import NamedTuple

from kg.shacl.components.shaped import NOT, OR
from kg.shacl.components.strings import MAX_LENGTH, MIN_LENGTH, PATTERN, Pattern
from kg.shacl.components.values import CLASS, DATATYPE, NODE_KIND
from kg.shacl.evaluate import conforms
from kg.shacl.model import Constraint, Data, Shape
from kg.shacl.nesting import nested
from kg.shacl.syntax import is_canonical, unescaped
from kg.shacl.terms import STRING
from kg.shacl.values import GENERAL, has_datatype, surely_typed

__all__ = ["Slot", "class_asked", "make_slot", "refused"]

_REMEMBERED = 65_536  # values; more would cost more memory than it saves time
_OF_TEXT = (DATATYPE, NODE_KIND, MIN_LENGTH, MAX_LENGTH, PATTERN)
_SHORT = 80  # characters; longer texts seldom come twice
Judge = Callable[[str], bool]


class Slot(NamedTuple):
    """`met` holds objects that are known to do; `judge` decides of another, and may add it."""

    met: Collection[str]
    judge: Judge


def make_slot(
    constraints: Sequence[Constraint], data: Data, end: str = "", members: set[str] | None = None
) -> Slot:
    """The slot of some constraints: which objects are canonical terms that meet them all.

    Objects are tokens with `end` behind them. `members` are nodes known to be in the class, where one
    class is all that is asked for.
    """
    class_ = class_asked(constraints)
    if class_ is not None:
        met = set() if members is None else members
        return Slot(met, _remembering(met, _class_judge(class_, data), end))
    met = set()
    judge = _remembering(met, _judge(constraints, data), end)
    if {one.parameter for one in constraints if one.component is DATATYPE} == {STRING}:
        asks_more = any(one.component not in _OF_TEXT for one in constraints)
        return Slot(met if asks_more else (), _text_judge(constraints, data, met, judge, end))
    return Slot(met, judge)


def _remembering(met: set[str], judge: Judge, end: str) -> Judge:
    def judges(object_: str) -> bool:
        if not object_.endswith(end) or not judge(object_[: len(object_) - len(end)]):
            return False
        if len(met) >= _REMEMBERED:
            met.clear()
        met.add(object_)
        return True

    return judges


def _judge(constraints: Sequence[Constraint], data: Data) -> Judge:
    checks = [_check(constraint, data) for constraint in constraints]
    surely = _one_of(tuple(_surely(constraints[0])) if len(constraints) == 1 else ())

    def judges(token: str) -> bool:
        return surely(token) or (is_canonical(token) and all(check(token) for check in checks))

    return judges


def _surely(constraint: Constraint) -> Iterator[Judge]:
    """What proves each by itself that a token is canonical and meets a constraint."""
    if constraint.component is DATATYPE:
        yield surely_typed(constraint.parameter)
    elif constraint.component is OR:
        for shape in nested(constraint):
            if len(shape.constraints) == 1 and not shape.path:
                yield from _surely(shape.constraints[0])


def _check(constraint: Constraint, data: Data) -> Judge:
    """A constraint on single values as a function of the value alone, what is inside it included."""
    component, parameter, holds = constraint.component, constraint.parameter, constraint.component.holds
    assert holds is not None, "slots hold only constraints that judge a value by itself"
    inner = [_conformance(shape, data) for shape in nested(constraint)]
    if component is NOT:
        return lambda token: not inner[0](token)
    if component is OR:
        return _one_of(inner)
    if component is DATATYPE and parameter not in GENERAL:
        tail = f'"^^<{parameter}>'
        return lambda token: token.endswith(tail) and has_datatype(token, parameter)
    return lambda token: holds(parameter, token, data)


def _one_of(judges: Sequence[Judge]) -> Judge:
    def judge(token: str) -> bool:
        for one in judges:  # noqa: SIM110 (for every value; a generator costs more)
            if one(token):
                return True
        return False

    return judge


def _conformance(shape: Shape, data: Data) -> Judge:
    if shape.deactivated or any(one.component.holds is None for one in shape.constraints):
        return lambda token: conforms(shape, token, data)
    checks = [_check(constraint, data) for constraint in shape.constraints]
    return checks[0] if len(checks) == 1 else lambda token: all(check(token) for check in checks)


def _text_judge(
    constraints: Sequence[Constraint], data: Data, met: set[str], general: Judge, end: str
) -> Judge:
    """For strings: long ones are not remembered, and what a plain text need not be asked is left out."""
    if any(one.component is NODE_KIND and '"' not in one.parameter for one in constraints):
        return general
    shortest = max((one.parameter for one in constraints if one.component is MIN_LENGTH), default=0)
    longest = min((one.parameter for one in constraints if one.component is MAX_LENGTH), default=maxsize)
    bounded = (shortest, longest) != (0, maxsize)
    others = [one for one in constraints if one.component not in _OF_TEXT]
    searches = [(one.parameter.found, True) for one in constraints if one.component is PATTERN]
    searches += [(pattern.found, False) for one in others if (pattern := refused(one))]
    rest = [_check(one, data) for one in others if not refused(one)]
    close = f'"{end}'
    least, cut, stop = len(close) + 1, -len(close), -len(end) or None

    def judges(object_: str) -> bool:
        if object_[cut:] != close or object_[0] != '"' or len(object_) < least:
            return general(object_)
        said = object_[1:cut]
        if "\\" in said or '"' in said:
            text = unescaped(said)
            if text is None:
                return general(object_)
            said = text
        if bounded and not shortest <= len(said) <= longest:
            return False
        for found, asked in searches:
            if (not found(said)) is asked:
                return False
        for check in rest:
            if not check(object_[:stop]):
                return False
        if others and len(object_) < _SHORT and len(met) < _REMEMBERED:
            met.add(object_)
        return True

    return judges


def refused(constraint: Constraint) -> Pattern | None:
    """What must not be found, where a sh:not asks for nothing else."""
    shape = constraint.parameter
    if constraint.component is not NOT or shape.path or shape.deactivated:
        return None
    if [one.component for one in shape.constraints] != [PATTERN]:
        return None
    pattern: Pattern = shape.constraints[0].parameter
    return pattern


def class_asked(constraints: Sequence[Constraint]) -> str | None:
    """The class where constraints ask for nothing but its members."""
    classes = [one.parameter for one in constraints if one.component is CLASS]
    kinds = [one for one in constraints if one.component is NODE_KIND and "<" in one.parameter]
    return classes[0] if len(classes) == 1 and len(classes) + len(kinds) == len(constraints) else None


def _class_judge(class_: str, data: Data) -> Judge:
    """For members of a class; who is one is a subject of the data and there found to be well formed."""
    is_instance = data.is_instance
    return lambda token: token[:1] == "<" and is_instance(token, class_)
