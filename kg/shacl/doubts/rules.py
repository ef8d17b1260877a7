"""The rules: what no value can ever meet, and what every value meets. Each is a function of what is asked.

Only what is certain is told: a doubt that is wrong teaches people to pass over the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import combinations
from operator import and_
from typing import NamedTuple

from kg.shacl.components.other import CLOSED, HAS_VALUE
from kg.shacl.components.ranges import MAX_EXCLUSIVE, MAX_INCLUSIVE, MIN_EXCLUSIVE, MIN_INCLUSIVE
from kg.shacl.components.shaped import NOT, OR, XONE
from kg.shacl.components.strings import MAX_LENGTH, MIN_LENGTH, UNIQUE_LANG
from kg.shacl.components.values import CLASS, MAX_COUNT, MIN_COUNT, NODE_KIND
from kg.shacl.doubts.ontology import Ontology
from kg.shacl.doubts.possible import ANYTHING, NODES, Possible, admits, members, of_constraint
from kg.shacl.doubts.single import doubtful
from kg.shacl.doubts.together import Asked, Group, groups, keys_of
from kg.shacl.doubts.wording import ALWAYS, NEVER, in_words, term
from kg.shacl.graph import TYPE
from kg.shacl.model import Component, Shape
from kg.shacl.paths import Path
from kg.shacl.terms import literal, short
from kg.shacl.values import compare

__all__ = ["Doubt", "doubts"]

_NO_MATTER = "none of its shapes may hold always"
_TARGET = "a target that is never a literal"
_ROOM, _LESS = "the two must leave room for a value", "leave it out, or ask for something"


class Doubt(NamedTuple):
    """What is doubtful about a shape, and what would be right."""

    shape: Shape
    what: str
    allowed: str


class Values(NamedTuple):
    """What is asked of the values at a place.

    `given` is what they can be before anything is asked, with what says so; `path` leads to them.
    """

    asked: list[Asked]
    given: list[tuple[str, Possible]]
    path: Path | None
    ontology: Ontology


def doubts(shapes: Sequence[Shape], ontology: Ontology) -> Iterator[Doubt]:
    """All doubts about constraints, alone and together, each maybe several times."""
    for shape in shapes:
        yield from (Doubt(shape, *doubt) for doubt in doubtful(shape))
    for group in groups(shapes):
        for place, all_ in group.places.items():
            path = place[-1] if place else None
            given = [*_by_target(group, ontology)] if not place else []
            given.append((ontology.in_words(path), ontology.values(path)))
            values = Values(all_, given, path, ontology)
            for rule in _RULES:
                yield from rule(values)
            yield from _logic(all_, group.keys(place))
        yield from _closed(group)


def _by_target(group: Group, ontology: Ontology) -> Iterator[tuple[str, Possible]]:
    kind, token = group.target or ("", "")
    if kind in ("class", "subjects"):
        yield _TARGET, NODES
    elif kind == "objects":
        yield ontology.in_words(token), ontology.values(token)


def _kinds(values: Values) -> Iterator[Doubt]:
    """Two that leave no kind of node or no datatype in common."""
    found = [(one, of_constraint(*one)) for one in values.asked]
    told = [(one, left) for one, left in found if left and left != ANYTHING]
    clash = False
    for (one, left), (other, right) in combinations(told, 2):
        if not left & right:
            clash = True
            yield _two(one, other)
    for one, left in told:
        for words, given in values.given:
            if not left & given:
                clash = True
                yield _against(one, words)
    if told and not clash and not reduce(and_, (left for _, left in told)):
        what = ", ".join(in_words(one) for one, _ in told)
        yield Doubt(told[0][0].shape, f"{what} together: {NEVER}", "they must leave room for a value")


def _two(one: Asked, other: Asked) -> Doubt:
    return Doubt(other.shape, f"{in_words(one)} with {in_words(other)}: {NEVER}", _ROOM)


def _against(one: Asked, words: str) -> Doubt:
    return Doubt(one.shape, f"{in_words(one)} against {words}: no such value can ever pass", _ROOM)


def _classes(values: Values) -> Iterator[Doubt]:
    """Two classes that the ontology holds apart."""
    classes = [one for one in values.asked if one.constraint.component is CLASS]
    apart = values.ontology.disjoint
    for one, other in combinations(classes, 2):
        if apart(one.constraint.parameter, other.constraint.parameter):
            yield _two(one, other)
    for one in classes:
        for range_ in values.ontology.classes(values.path):
            if apart(one.constraint.parameter, range_):
                yield _against(one, values.ontology.in_words(values.path))


def _members(values: Values) -> Iterator[Doubt]:
    """A list of values, none of which passes, or a value that must be there and does not pass."""
    for one in values.asked:
        for other in values.asked:
            listed = members(*one)
            if other is one or not of_constraint(*one) & of_constraint(*other):
                continue  # which `_kinds` tells
            if listed and not any(admits(*other, token) for token in listed):
                yield _two(other, one)
            if _requires(one) and not admits(*other, one.constraint.parameter):
                yield _two(other, one)
        for words, given in values.given:
            if _requires(one) and one.constraint.parameter not in given:
                yield _against(one, words)


def _requires(one: Asked) -> bool:
    return one.constraint.component is HAS_VALUE and one.shape.path is not None


def _crossed(values: Values) -> Iterator[Doubt]:
    """A least above a most."""
    for one in values.asked:
        for other in values.asked:
            least, most = one.constraint, other.constraint
            for low, high in _COUNTED:
                if (least.component, most.component) == (low, high) and least.parameter > most.parameter:
                    yield _two(one, other)
            strict = _LIMITS.get((least.component, most.component))
            if strict is not None:
                order = compare(least.parameter, most.parameter)
                if order == 1 or (order == 0 and strict):
                    yield _two(one, other)


_COUNTED = ((MIN_COUNT, MAX_COUNT), (MIN_LENGTH, MAX_LENGTH))
# Whether limits that are equal leave nothing between them.
_LIMITS: dict[tuple[Component, Component], bool] = {
    (MIN_INCLUSIVE, MAX_INCLUSIVE): False, (MIN_INCLUSIVE, MAX_EXCLUSIVE): True,
    (MIN_EXCLUSIVE, MAX_INCLUSIVE): True, (MIN_EXCLUSIVE, MAX_EXCLUSIVE): True,
}  # fmt: skip


def _numbers(values: Values) -> Iterator[Doubt]:
    """More values than there can be: listed ones, or such as must be there."""
    required = list(dict.fromkeys(one.constraint.parameter for one in values.asked if _requires(one)))
    for one in values.asked:
        component, number = one.constraint.component, one.constraint.parameter
        if component is MAX_COUNT and number < len(required):
            have = ", ".join(map(term, required))
            yield Doubt(one.shape, f"{in_words(one)} with sh:hasValue {have}: {NEVER}", _ROOM)
        for other in values.asked:
            listed = members(*other) or ()
            if component is MIN_COUNT and listed and number > len(set(listed)):
                yield _two(one, other)


def _idle(values: Values) -> Iterator[Doubt]:
    """A node kind that the target's nodes have already; sh:uniqueLang of values without a language."""
    known = reduce(and_, (given for words, given in values.given if words == _TARGET), ANYTHING)
    left = reduce(and_, (of_constraint(*one) for one in values.asked), ANYTHING)
    for one in values.asked:
        component = one.constraint.component
        kind = component is NODE_KIND and known != ANYTHING and known & of_constraint(*one) == known
        if kind or (component is UNIQUE_LANG and left and _IN_WORDS not in left):
            yield Doubt(one.shape, f"{in_words(one)} {ALWAYS}", _LESS)


_IN_WORDS = literal("words", language="en")


def _logic(all_: list[Asked], given: set[object]) -> Iterator[Doubt]:
    """sh:not, sh:or and sh:xone of shapes to which every value conforms that meets the rest."""
    for one in all_:
        component, inner = one.constraint.component, one.constraint.parameter
        if component is NOT and keys_of(inner) <= given:
            yield Doubt(
                one.shape, f"{in_words(one)} of what always holds: {NEVER}", "name what is not wanted"
            )
        if component not in (OR, XONE):
            continue
        always = sum(keys_of(shape) <= given for shape in inner)
        if component is OR and always:
            yield Doubt(one.shape, f"{in_words(one)} {ALWAYS} where the rest holds", _NO_MATTER)
        same = len(inner) > 1 and len({keys_of(shape) for shape in inner}) == 1
        if component is XONE and (always > 1 or same):
            what = f"{in_words(one)} of shapes that hold together: {NEVER}"
            yield Doubt(one.shape, what, "exactly one of them must hold")


def _closed(group: Group) -> Iterator[Doubt]:
    """A closed shape that does not allow what its focus nodes have, or what is required of them."""
    needed = {TYPE: "the target's"} if group.target and group.target[0] == "class" else {}
    for place, all_ in group.places.items():
        if len(place) == 1 and isinstance(place[0], str):
            least = next((one for one in all_ if one.constraint.component is MIN_COUNT), None)
            if least and least.constraint.parameter:
                needed[place[0]] = "the required"
    for one in group.places.get((), []):
        if one.constraint.component is CLOSED:
            for property_, whose in needed.items():
                if property_ not in one.constraint.parameter:
                    what = f"sh:closed without {whose} {short(property_)}: no such node can ever pass"
                    yield Doubt(one.shape, what, "sh:ignoredProperties names what else is allowed")


_RULES: tuple[Callable[[Values], Iterator[Doubt]], ...] = (
    _kinds,
    _classes,
    _members,
    _crossed,
    _numbers,
    _idle,
)
