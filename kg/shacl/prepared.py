"""Plans with their slots made, kept for the signatures that come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.shacl.classes import Classes
from kg.shacl.components.values import NODE_KIND
from kg.shacl.graph import SUBCLASS, TYPE
from kg.shacl.locality import classes_asked
from kg.shacl.model import Constraint, Shape
from kg.shacl.plans import Plan, make_plan
from kg.shacl.slots import Slot, class_asked, make_slot
from kg.shacl.subject import Group, MalformedError, NeedsIndexError, Pairs, bare
from kg.shacl.syntax import END, is_term, problem

__all__ = ["Plans", "Prepared"]

Note = Callable[[str], None]

_PLANS = 50_000  # kept at a time
_MEMBERS = 16_384  # of a class


class Prepared:
    """The plan of a signature with the slot of each object in turn; `count` is of subjects that have it.

    Objects stand with their line's end. `notes` take down a subject as a member of the classes that
    shapes ask for, `lately` do so with a line's end behind it.
    """

    __slots__ = (
        "count", "fails", "focus", "judges", "lately", "met", "notes", "only_iris", "plan", "rest", "slots",
    )  # fmt: skip

    def __init__(self, signature: Sequence[str], plan: Plan, slots: Mapping[str, Slot]) -> None:
        self.plan, self.slots, self.count = plan, slots, 0
        self.fails, self.rest = plan.fails or bool(plan.broken), plan.rest
        in_turn = [slots[key] for key in signature if " " not in key]
        self.met, self.judges = [slot.met for slot in in_turn], [slot.judge for slot in in_turn]
        of_iris = [one for one in plan.focus if one.component is NODE_KIND and "<" in one.parameter]
        self.only_iris = bool(of_iris)
        others = [one for one in plan.focus if one not in of_iris]
        self.focus = tuple((one.component.holds, one.parameter) for one in others if one.component.holds)
        self.notes: tuple[Note, ...] = ()
        self.lately: tuple[Note, ...] = ()

    def accepts(self, subject: str, objects: Sequence[str], more: Pairs, data: Group) -> bool:
        """Whether all values are well formed and meet what is asked of each; `data` knows the classes."""
        for met, judge, object_ in zip(self.met, self.judges, objects, strict=True):
            if object_ not in met and not judge(object_):
                return False
        for predicate, object_ in more:
            met, judge = self.slots[predicate]
            if object_ not in met and not judge(object_):
                return False
        if self.only_iris and subject[0] != "<":
            return False
        for holds, parameter in self.focus:  # noqa: SIM110 (for every subject; a generator costs more)
            if not holds(parameter, subject, data):
                return False
        return True


class Plans:
    """The plans of some local shapes, made when a signature comes for the first time.

    With `learns` a subject's own types also say what it is to those that refer to it; without, only
    `classes` does.
    """

    def __init__(self, shapes: tuple[Shape, ...], classes: Classes, learns: bool) -> None:
        self.shapes, self._classes, self._learns = shapes, classes, learns
        self._plans: dict[tuple[str, ...], Prepared] = {}
        self._slots: dict[tuple[object, ...], Slot] = {}
        self._asked = frozenset(classes_asked(shapes))
        self._members: dict[str, set[str]] = {}  # of each class, lines' ends of nodes lately seen to be in it
        self._focus: Counter[str] = Counter()
        self.get = self._plans.get

    def prepare(self, signature: tuple[str, ...]) -> Prepared:
        """The plan of a new signature, in which a class stands with its line's end.

        Raises MalformedError and NeedsIndexError.
        """
        keys = tuple(map(_bare, signature))
        predicates = [key for key in keys if " " not in key]
        types = [key.split(" ", 1)[1] for key in keys if " " in key]
        if SUBCLASS in predicates and not self._classes.knows_subclasses:
            raise NeedsIndexError
        _check_terms(predicates, types)
        plan = make_plan(keys, self._matching(types, predicates))
        slots = {predicate: self.slot(plan.slots[predicate], END) for predicate in predicates}
        prepared = Prepared(keys, plan, slots)
        if self._learns:
            classes = sorted(self._classes_of(types) & self._asked)
            prepared.lately = tuple(self._members.setdefault(class_, set()).add for class_ in classes)
            prepared.notes = tuple(note for class_ in classes if (note := self._classes.note(class_)))
        if len(self._plans) >= _PLANS:
            self._forget()
        self._plans[signature] = prepared
        return prepared

    def _matching(self, types: Iterable[str], predicates: Iterable[str]) -> tuple[Shape, ...]:
        classes = self._classes_of(types)
        have = {TYPE, *predicates} if classes else set(predicates)
        return tuple(
            shape
            for shape in self.shapes
            if not classes.isdisjoint(shape.targets.classes) or not have.isdisjoint(shape.targets.subjects_of)
        )

    def _classes_of(self, types: Iterable[str]) -> set[str]:
        return {above for type_ in types for above in self._classes.superclasses(type_)}

    def slot(self, constraints: tuple[Constraint, ...], end: str = "") -> Slot:
        """The slot of some constraints on values, the same wherever they are asked; see `make_slot`."""
        key = (frozenset((one.iri, one.parameter) for one in constraints), end)
        if key not in self._slots:
            class_ = class_asked(constraints)
            members = self._members.setdefault(class_, set()) if class_ else None
            self._slots[key] = make_slot(constraints, Group("", {}, self._classes), end, members)
        return self._slots[key]

    def trim(self) -> None:
        """Forget members where they have become many."""
        for members in self._members.values():
            if len(members) > _MEMBERS:
                members.clear()

    def focus_nodes(self) -> Counter[str]:
        """How many focus nodes each shape has had so far."""
        self._forget()
        return self._focus

    def _forget(self) -> None:
        for prepared in self._plans.values():
            for shape in prepared.plan.shapes:
                self._focus[shape.node] += prepared.count
        self._plans.clear()


def _bare(key: str) -> str:
    predicate, space, class_ = key.partition(" ")
    return f"{predicate} {bare(class_)}" if space else key


def _check_terms(predicates: Sequence[str], types: Sequence[str]) -> None:
    for token in predicates:
        if token[:1] != "<" or not is_term(token):
            raise MalformedError(token, problem(token) or "a predicate that is no IRI")
    for token in types:
        if not is_term(token):
            raise MalformedError(token, problem(token) or "no term")
