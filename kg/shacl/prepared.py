"""Plans with their slots made, kept for the signatures that come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.shacl.classes import Classes
from kg.shacl.graph import SUBCLASS, TYPE
from kg.shacl.locality import classes_asked
from kg.shacl.model import Constraint, Shape
from kg.shacl.plans import Plan, make_plan
from kg.shacl.slots import Slot, class_asked, make_slot
from kg.shacl.subject import Group, MalformedError, NeedsIndexError, Pairs
from kg.shacl.syntax import is_term, problem

__all__ = ["Plans", "Prepared"]

_PLANS = 50_000  # kept at a time
_MEMBERS = 16_384  # of a class


class Prepared:
    """A plan with the slot of each object in turn; `count` is of subjects that it was used for.

    `notes` take down a subject as a member of the classes that shapes ask for.
    """

    __slots__ = ("count", "fails", "focus", "judges", "met", "notes", "plan", "rest", "slots")

    def __init__(self, plan: Plan, slots: Mapping[str, Slot], predicates: Sequence[str]) -> None:
        self.plan, self.slots, self.count = plan, slots, 0
        self.fails, self.rest = plan.fails or bool(plan.broken), plan.rest
        in_turn = [slots[predicate] for predicate in predicates]
        self.met, self.judges = [slot.met for slot in in_turn], [slot.judge for slot in in_turn]
        self.focus = tuple((one.component.holds, one.parameter) for one in plan.focus if one.component.holds)
        self.notes: tuple[Callable[[str], None], ...] = ()

    def accepts(self, subject: str, objects: Sequence[str], more: Pairs, data: Group) -> bool:
        """Whether all values are well formed and meet what is asked of each; `data` knows the classes."""
        for met, judge, token in zip(self.met, self.judges, objects, strict=True):
            if token not in met and not judge(token):
                return False
        for predicate, token in more:
            met, judge = self.slots[predicate]
            if token not in met and not judge(token):
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
        self._slots: dict[frozenset[tuple[str, object]], Slot] = {}
        self._asked = frozenset(classes_asked(shapes))
        self._members: dict[str, set[str]] = {}  # of each class, nodes lately seen to be in it
        self._focus: Counter[str] = Counter()
        self.get = self._plans.get

    def prepare(self, signature: tuple[str, ...]) -> Prepared:
        """The plan of a new signature. Raises MalformedError and NeedsIndexError."""
        predicates = [key for key in signature if " " not in key]
        types = [key.split(" ", 1)[1] for key in signature if " " in key]
        if SUBCLASS in predicates and not self._classes.knows_subclasses:
            raise NeedsIndexError
        _check_terms(predicates, types)
        plan = make_plan(signature, self._matching(types, predicates))
        slots = {predicate: self.slot(plan.slots[predicate]) for predicate in predicates}
        prepared = Prepared(plan, slots, predicates)
        prepared.notes = self._notes(types)
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

    def slot(self, constraints: tuple[Constraint, ...]) -> Slot:
        """The slot of some constraints on values, the same wherever they are asked."""
        key = frozenset((one.iri, one.parameter) for one in constraints)
        if key not in self._slots:
            class_ = class_asked(constraints)
            members = self._members.setdefault(class_, set()) if class_ else None
            self._slots[key] = make_slot(constraints, Group("", {}, self._classes), members)
        return self._slots[key]

    def _notes(self, types: Iterable[str]) -> tuple[Callable[[str], None], ...]:
        if not self._learns:
            return ()
        classes = sorted(self._classes_of(types) & self._asked)
        lately = (self._members.setdefault(class_, set()).add for class_ in classes)
        return (*lately, *(note for class_ in classes if (note := self._classes.note(class_))))

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


def _check_terms(predicates: Sequence[str], types: Sequence[str]) -> None:
    for token in predicates:
        if token[0] != "<" or not is_term(token):
            raise MalformedError(token, problem(token) or "a predicate that is no IRI")
    for token in types:
        if not is_term(token):
            raise MalformedError(token, problem(token) or "no term")
