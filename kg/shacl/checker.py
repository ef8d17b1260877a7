"""The gate: subject by subject, with the classes of what the subjects refer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice
from operator import ge, gt
from typing import Protocol

from kg.shacl.evaluate import check_constraint, evaluate, value_nodes
from kg.shacl.graph import SUBCLASS, TYPE
from kg.shacl.locality import classes_asked, is_local
from kg.shacl.model import Constraint, Result
from kg.shacl.plans import Plan, make_plan, thresholds
from kg.shacl.shapes import Shapes
from kg.shacl.slots import Slot, class_asked, make_slot
from kg.shacl.syntax import is_subject, is_term, problem
from kg.shacl.terms import canonical

__all__ = ["Checker", "Classes", "Malformed", "NeedsIndex", "Unsorted"]

_PLANS = 50_000  # kept at a time
_MEMBERS = 16_384


class Classes(Protocol):
    """What each node is. `note` gives what takes down members, where they are not known beforehand."""

    knows_subclasses: bool

    def is_instance(self, node: str, class_: str, /) -> bool: ...
    def superclasses(self, class_: str, /) -> Set[str]: ...
    def note(self, class_: str, /) -> Callable[[str], None] | None: ...


class Malformed(ValueError):
    """A line that is no N-Triples; `line` is it, `why` what is wrong with it."""

    def __init__(self, line: str, why: str) -> None:
        self.line, self.why = line, why
        super().__init__(why)


class NeedsIndex(Exception):
    """The data has sub-classes, so that classes must be known before anything is checked."""


class Unsorted(ValueError):
    """Lines that do not come in the order of their code points, or with other space than canonical N-Triples."""


class Group:
    """One subject's triples, as the data that a local shape may ask of."""

    def __init__(self, subject: str, properties: Mapping[str, dict[str, None]], classes: Classes) -> None:
        self.subject, self._properties, self.is_instance = subject, properties, classes.is_instance

    def properties(self, subject: str) -> Mapping[str, Collection[str]]:
        """The values of each property of the subject."""
        return self._properties if subject == self.subject else {}

    def objects(self, subject: str, predicate: str) -> Collection[str]:
        """The values of a property of the subject."""
        return self._properties.get(predicate, ()) if subject == self.subject else ()

    def subjects(self, predicate: str, object_: str) -> Collection[str]:
        """Never asked of a group: shapes with such paths are not local."""
        raise LookupError(f"the subjects of {predicate} are beyond one subject's triples")


def _without_stop(line: str) -> str:
    if not line.endswith(" ."):
        raise Malformed(line, "no full stop at the end")
    return line[:-2]


def _distinct(statements: Sequence[str]) -> Sequence[str]:
    """Statements in order without those that come twice. Raises Unsorted where they are not in order."""
    if any(map(gt, statements, islice(statements, 1, None))):
        raise Unsorted
    return list(dict.fromkeys(statements))


class _Ready:
    """A plan with its slots made."""

    __slots__ = ("checks", "count", "focus", "notes", "plan", "slots")

    def __init__(
        self, plan: Plan, slots: Mapping[str, Slot], predicates: Sequence[str], notes: tuple[Callable[[str], None], ...]
    ) -> None:
        self.plan, self.slots, self.notes, self.count = plan, slots, notes, 0
        self.focus = tuple((one.component.holds, one.parameter) for one in plan.focus)
        self.checks = tuple(slots[predicate] for predicate in predicates)


class Checker:
    """Checks subjects against the local shapes; the same as evaluating each shape by its definition."""

    def __init__(self, shapes: Shapes, classes: Classes) -> None:
        self._classes = classes
        self._shapes = tuple(shape for shape in shapes.targeted if is_local(shape))
        self._cap = thresholds(self._shapes)
        self._named = {node: tuple(shape for shape in self._shapes if node in shape.targets.nodes)
                       for shape in self._shapes for node in shape.targets.nodes}  # fmt: skip
        self._plans: dict[tuple[str, ...], _Ready] = {}
        self._slots: dict[frozenset[tuple[str, object]], Slot] = {}
        self._asked = frozenset(classes_asked(self._shapes))
        self._members: dict[str, set[str]] = {}  # of each class, nodes lately seen to be in it
        self._focus: Counter[str] = Counter()
        self.triples = 0
        self.subjects = 0

    def check(self, lines: Sequence[str]) -> list[Result]:
        """The results for whole subjects, given as canonical N-Triples lines in order, without line ends.

        Raises Malformed where a line is no triple and Unsorted where lines are out of order.
        """
        return list(self.check_statements([_without_stop(line) for line in lines]))

    def check_statements(self, statements: Sequence[str]) -> Iterator[Result]:
        """The same for statements, lines without their full stop and the space before it; one at a time."""
        for members in self._members.values():
            if len(members) > _MEMBERS:
                members.clear()
        if any(map(ge, statements, islice(statements, 1, None))):
            statements = _distinct(statements)
        subject, last, times, cap = "", "", 0, self._cap
        keys: list[str] = []
        objects: list[str] = []
        more: list[tuple[str, str]] = []
        for statement in statements:
            try:
                here, predicate, object_ = statement.split(" ", 2)
            except ValueError:
                raise Malformed(statement, "not three terms and a full stop") from None
            if here != subject:
                if subject and not self._accepts(subject, keys, objects, more):
                    yield from self._evaluate(subject, keys, objects, more)
                subject, last = here, ""
                keys, objects, more = [], [], []
            if predicate != last:
                last, times = predicate, 1
                if predicate == TYPE:
                    keys.append(f"{predicate} {object_}")
                    last = ""  # each type counts for itself
                    continue
            else:
                times += 1
                if times > cap:
                    more.append((predicate, object_))
                    continue
            keys.append(predicate)
            objects.append(object_)
        if subject and not self._accepts(subject, keys, objects, more):
            yield from self._evaluate(subject, keys, objects, more)

    def _accepts(
        self, subject: str, keys: list[str], objects: list[str], more: list[tuple[str, str]]
    ) -> bool:
        """Whether the subject surely is well formed and conforms."""
        signature = tuple(keys)
        ready = self._plans.get(signature)
        if ready is None:
            ready = self._prepare(signature)
        ready.count += 1
        for note in ready.notes:
            note(subject)
        if ready.plan.fails or not is_subject(subject) or subject in self._named:
            return False
        for (met, judge), token in zip(ready.checks, objects, strict=True):
            if token not in met and not judge(token):
                return False
        for predicate, token in more:
            met, judge = ready.slots[predicate]
            if token not in met and not judge(token):
                return False
        for holds, parameter in ready.focus:
            if not holds(parameter, subject, self._classes):
                return False
        return not ready.plan.rest or self._accepts_rest(subject, ready.plan, keys, objects, more)

    def _accepts_rest(
        self, subject: str, plan: Plan, keys: list[str], objects: list[str], more: list[tuple[str, str]]
    ) -> bool:
        group = self._group(subject, keys, objects, more)
        return not any(
            True
            for shape, constraint in plan.rest
            for _ in check_constraint(constraint, shape, subject, value_nodes(shape, subject, group), group)
        )

    def _prepare(self, signature: tuple[str, ...]) -> _Ready:
        predicates = [key for key in signature if " " not in key]
        types = [key.split(" ", 1)[1] for key in signature if " " in key]
        if SUBCLASS in predicates and not self._classes.knows_subclasses:
            raise NeedsIndex
        for token in (*predicates, *types):
            if (token[0] != "<" and (token in predicates or token[0] == '"')) or not is_term(token):
                raise Malformed(token, problem(token) or "a predicate that is no IRI")
        ready = _Ready(*self._planned(signature, types, predicates), predicates, self._notes(types))
        if len(self._plans) >= _PLANS:
            self._forget()
        self._plans[signature] = ready
        return ready

    def _notes(self, types: Iterable[str]) -> tuple[Callable[[str], None], ...]:
        """What takes down a subject of these types as a member of the classes that shapes ask for."""
        classes = sorted({above for type_ in types for above in self._classes.superclasses(type_)} & self._asked)
        lately = (self._members.setdefault(class_, set()).add for class_ in classes)
        return (*lately, *(note for class_ in classes if (note := self._classes.note(class_))))

    def _planned(
        self, signature: tuple[str, ...], types: list[str], predicates: list[str]
    ) -> tuple[Plan, dict[str, Slot]]:
        classes = {above for type_ in types for above in self._classes.superclasses(type_)}
        have = {TYPE, *predicates} if types else set(predicates)
        shapes = tuple(
            shape for shape in self._shapes
            if not classes.isdisjoint(shape.targets.classes) or not have.isdisjoint(shape.targets.subjects_of)
        )  # fmt: skip
        plan = make_plan(signature, shapes)
        return plan, {predicate: self._slot(plan.slots[predicate]) for predicate in predicates}

    def _slot(self, constraints: tuple[Constraint, ...]) -> Slot:
        key = frozenset((one.iri, one.parameter) for one in constraints)
        if key not in self._slots:
            class_ = class_asked(constraints)
            members = self._members.setdefault(class_, set()) if class_ else None
            self._slots[key] = make_slot(constraints, self._classes, members)
        return self._slots[key]

    def _group(self, subject: str, keys: list[str], objects: list[str], more: list[tuple[str, str]]) -> Group:
        properties: dict[str, dict[str, None]] = {}
        for predicate, object_ in _pairs(keys, objects, more):
            if not is_term(object_):
                raise Malformed(f"{subject} {predicate} {object_} .", problem(object_) or "no term")
            properties.setdefault(predicate, {})[canonical(object_)] = None
        if not is_subject(subject):
            raise Malformed(
                f"{subject} {next(iter(properties))} ", problem(subject) or "a literal as subject"
            )
        return Group(subject, properties, self._classes)

    def _evaluate(
        self, subject: str, keys: list[str], objects: list[str], more: list[tuple[str, str]]
    ) -> Iterator[Result]:
        group = self._group(subject, keys, objects, more)
        plan = self._plans[tuple(keys)].plan
        named = tuple(shape for shape in self._named.pop(subject, ()) if shape not in plan.shapes)
        self._focus.update(shape.node for shape in named)
        for shape in (*plan.shapes, *named):
            yield from evaluate(shape, subject, group)

    def remaining(self) -> list[Result]:
        """The results for the nodes that shapes name and that were no subject: they have no triples."""
        results = []
        for node, shapes in self._named.items():
            group = Group(node, {}, self._classes)
            self._focus.update(shape.node for shape in shapes)
            results += [found for shape in shapes for found in evaluate(shape, node, group)]
        self._named = {}
        return results

    def focus_nodes(self) -> Counter[str]:
        """How many focus nodes each local shape has had so far."""
        self._forget()
        return self._focus

    def _forget(self) -> None:
        for ready in self._plans.values():
            for shape in ready.plan.shapes:
                self._focus[shape.node] += ready.count
        self._plans.clear()


def _pairs(keys: list[str], objects: list[str], more: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    values = iter(objects)
    for key in keys:
        predicate, _, class_ = key.partition(" ")
        yield predicate, class_ or next(values)
    yield from more


def known_classes(class_of: Callable[[str], Collection[str]]) -> Classes:
    """Classes as a caller knows them: `class_of` gives the types of an IRI's token."""
    return _Known(class_of)


class _Known:
    knows_subclasses = True

    def __init__(self, class_of: Callable[[str], Collection[str]]) -> None:
        self._class_of = class_of

    def is_instance(self, node: str, class_: str) -> bool:
        """Whether the class is among the node's."""
        return class_ in self._class_of(node)

    def superclasses(self, class_: str) -> Set[str]:
        """The class alone."""
        return {class_}

    def note(self, class_: str) -> None:
        """Nothing: the caller knows the members."""
