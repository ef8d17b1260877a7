"""Forms: one regular expression for all lines of a subject, made for its types. What it matches conforms.

Subjects of one class look alike, and their lines are in order. So nearly all that shapes ask of them
can be put into one expression, from the predicates that were seen and the constraints on their values:
how often a predicate comes is a repeat, what decides a value is a `fragment`; other values are
captured, and judged as a plan judges them (`kg.shacl.plans`). A form only ever accepts, as plans do.

It is for a caller who made subjects and terms himself: they are known to be well formed, subjects to be IRIs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from kg.shacl.components.other import CLOSED
from kg.shacl.components.pairs import DISJOINT, LESS_THAN, LESS_THAN_OR_EQUALS
from kg.shacl.components.shaped import AND, NODE, PROPERTY
from kg.shacl.components.values import MAX_COUNT, MIN_COUNT, NODE_KIND
from kg.shacl.evaluate import check_constraint, value_nodes
from kg.shacl.fragments import Members, fragment
from kg.shacl.graph import TYPE
from kg.shacl.model import Constraint, Result, Shape
from kg.shacl.nesting import nested
from kg.shacl.paths import predicates
from kg.shacl.plans import Signature, by_value, settled
from kg.shacl.subject import Group

if TYPE_CHECKING:
    from kg.shacl.prepared import Plans

__all__ = ["Form", "Kind", "fits", "make_form"]

_OF_TWO = (DISJOINT, LESS_THAN, LESS_THAN_OR_EQUALS)  # nothing to ask where one of two is absent
Owned = tuple[Shape, Constraint]


class Kind(NamedTuple):
    """What subjects a form is for: their types and `required` predicates they have, `optional` ones they may.

    They have no others; `shapes` are those that are about them.
    """

    types: tuple[str, ...]
    required: frozenset[str]
    optional: frozenset[str]
    shapes: tuple[Shape, ...]


class Captured(NamedTuple):
    """What is captured of one predicate: a value, or several, with `before` before each but the first."""

    met: Collection[str]
    judge: Callable[[str], bool]
    before: str


class Rest(NamedTuple):
    """A constraint on several properties, and the places of their values among the captured."""

    shape: Shape
    constraint: Constraint
    places: Mapping[str, int]


class Asked(Struct):
    """What the shapes ask, by where it is decided."""

    most: dict[str, int]
    slots: dict[str, list[Constraint]]
    focus: list[Constraint]
    rest: list[Owned]
    broken: list[Owned]


class Form:
    """`focus` and `rest` are asked besides the captured values; `broken` has results for every subject.

    `count` is of subjects that have it. `alone` decides where one value is all that is captured.
    """

    __slots__ = ("alone", "asks", "broken", "captured", "count", "focus", "kind", "match", "rest")

    def __init__(self, kind: Kind, pattern: str, captured: Mapping[str, Captured], asked: Asked) -> None:
        self.kind, self.match, self.count = kind, re.compile(pattern).fullmatch, 0
        self.captured, self.broken = tuple(captured.values()), tuple(asked.broken)
        self.focus = tuple(dict.fromkeys(asked.focus))
        places = {predicate: place for place, predicate in enumerate(captured)}
        self.rest = tuple(
            Rest(shape, one, {p: places[p] for p in _needs(shape, one) if p in places})
            for shape, one in dict.fromkeys(asked.rest)
        )
        self.asks = bool(self.focus or self.rest)
        first = self.captured[0] if self.captured and not self.asks else None
        self.alone = first if first and not first.before else None

    def lacking(self, subject: str, data: Group) -> Iterator[Result]:
        """The results for what such subjects do not have."""
        for shape, constraint in self.broken:
            yield from check_constraint(constraint, shape, subject, (), data)


def make_form(kind: Kind, plans: Plans, members: Members) -> Form | None:
    """The form of a kind of subject, or None where what the shapes ask does not fit in one."""
    asked = Asked({}, {}, [], [], [])
    counts = dict.fromkeys((*kind.required, *kind.optional), 1) | {TYPE: len(kind.types)}
    signature = Signature(counts, frozenset(kind.types))
    placed = [_placed(one, signature, asked) for one in _constraints(kind.shapes)]
    if not all(placed):
        return None
    needed = {one for shape, constraint in asked.rest for one in _needs(shape, constraint)}
    captured: dict[str, Captured] = {}
    lines = []
    for predicate in sorted(counts, key=lambda one: f"{one} "):
        if predicate == TYPE:
            lines += [re.escape(f"{TYPE} {type_}\n") for type_ in kind.types]
            continue
        constraints = tuple(dict.fromkeys(asked.slots.get(predicate, ())))
        most = asked.most.get(predicate)
        value = None if predicate in needed else fragment(constraints, members)
        captured[predicate] = Captured(*plans.slot(constraints), "" if most == 1 else f"{predicate} ")
        lines.append(_lines(predicate, value, predicate in kind.required, most))
    return Form(kind, "".join(lines), captured, asked)


def _lines(predicate: str, value: str | None, needed: bool, most: int | None) -> str:
    """The lines of a predicate, `most` or any number: all of them of the value, or else captured."""
    begin, more = re.escape(f"{predicate} "), "*+" if most is None else f"{{0,{most - 1}}}+"
    if most == 1:
        values = r"(.*)\n" if value is None else rf"(?>{value}\n|(.*)\n)"
    else:
        values = rf"(.*\n(?:{begin}.*\n){more})"
        if value is not None:
            values = rf"(?>{value}\n(?:{begin}{value}\n){more}(?!{begin})|{values})"
    return f"{begin}{values}" if needed else f"(?:{begin}{values})?+"


def fits(form: Form, hit: re.Match[str], subject: str, data: Group) -> bool:
    """Whether what the form leaves open is right as well; `data` knows the classes."""
    runs = hit.groups()
    for (met, judge, before), run in zip(form.captured, runs, strict=True):
        if run is None or run in met:
            continue
        for one in _values(run, before):
            if one not in met and not judge(one):
                return False
    for constraint in form.focus:
        if not constraint.component.holds(constraint.parameter, subject, data):  # type: ignore[misc]
            return False
    return not form.rest or _fits_together(form, runs, subject, data)


def _values(run: str, before: str) -> Sequence[str]:
    """What is captured: a value, or several, each but the first with its predicate before it."""
    return run[:-1].split(f"\n{before}") if before else (run,)


def _fits_together(form: Form, runs: Sequence[str | None], subject: str, data: Group) -> bool:
    types = dict.fromkeys(form.kind.types)
    for shape, constraint, places in form.rest:
        said = {
            predicate: dict.fromkeys(_values(run, form.captured[place].before))
            for predicate, place in places.items() if (run := runs[place]) is not None
        }  # fmt: skip
        if _one_is_absent(shape, constraint, said):
            continue
        group = Group(subject, said | {TYPE: types}, data.classes)
        met = value_nodes(shape, subject, group)
        if next(iter(check_constraint(constraint, shape, subject, met, group)), None) is not None:
            return False
    return True


def _one_is_absent(shape: Shape, constraint: Constraint, said: Mapping[str, Collection[str]]) -> bool:
    """Whether one of two properties, which may be the same, is absent, so that nothing is to be asked."""
    if constraint.component not in _OF_TWO or not isinstance(shape.path, str):
        return False
    return len(said) < len({shape.path, constraint.parameter}) or not all(said.values())


def _constraints(shapes: Sequence[Shape], plainly: bool = True) -> Iterator[tuple[Shape, Constraint, bool]]:
    """The constraints of shapes and of those that must hold besides; see `kg.shacl.plans`."""
    for shape in shapes:
        for constraint in () if shape.deactivated else shape.constraints:
            if shape.path is None and constraint.component in (PROPERTY, NODE, AND):
                inner = plainly and constraint.component is PROPERTY
                yield from _constraints(tuple(nested(constraint)), inner)
            else:
                yield shape, constraint, plainly


def _placed(one: tuple[Shape, Constraint, bool], signature: Signature, asked: Asked) -> bool:
    """Put a constraint where it is decided; False where it fits nowhere."""
    shape, constraint, plainly = one
    if shape.path is None:
        return _placed_at_focus(constraint, signature, asked)
    if not isinstance(shape.path, str):
        asked.rest.append((shape, constraint))
        return True
    if shape.path == TYPE:
        return settled(shape, constraint, signature) is True
    if shape.path not in signature.counts or (
        constraint.component in _OF_TWO and constraint.parameter not in signature.counts
    ):
        verdict = settled(shape, constraint, signature)
        if verdict is not True:
            (asked.rest if verdict is None else asked.broken).append((shape, constraint))
        return plainly or verdict is not False
    return _placed_at_values(shape, shape.path, constraint, asked)


def _placed_at_focus(constraint: Constraint, signature: Signature, asked: Asked) -> bool:
    if constraint.component is CLOSED:
        return bool(constraint.parameter.issuperset(signature.counts))
    if constraint.component is NODE_KIND and "<" in constraint.parameter:
        return True
    asked.focus.append(constraint)
    return by_value(constraint)


def _placed_at_values(shape: Shape, path: str, constraint: Constraint, asked: Asked) -> bool:
    parameter = constraint.parameter
    if constraint.component is MAX_COUNT:
        asked.most[path] = min(parameter, asked.most.get(path, parameter))
        return bool(parameter > 0)
    if constraint.component is MIN_COUNT and parameter < 2:
        return True  # the predicate is required then
    if by_value(constraint):
        asked.slots.setdefault(path, []).append(constraint)
    else:
        asked.rest.append((shape, constraint))
    return True


def _needs(shape: Shape, constraint: Constraint) -> Iterator[str]:
    """The predicates whose values a constraint of `rest` asks for."""
    if shape.path:
        yield from predicates(shape.path)
    if isinstance(constraint.parameter, str) and constraint.parameter.startswith("<"):
        yield constraint.parameter
