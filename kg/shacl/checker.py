"""The gate: subject by subject, with the classes of what the subjects refer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kg.shacl.classes import Classes
from kg.shacl.evaluate import check_constraint, evaluate, value_nodes
from kg.shacl.graph import TYPE
from kg.shacl.locality import is_local
from kg.shacl.model import Result
from kg.shacl.plans import thresholds
from kg.shacl.prepared import Plans, Prepared
from kg.shacl.shapes import Shapes
from kg.shacl.subject import Group, MalformedError, distinct, grouped
from kg.shacl.syntax import END, is_subject

__all__ = ["Checker"]


class Checker:
    """Checks subjects against the local shapes; the same as evaluating each shape by its definition.

    With `learns` a subject's own types also say what it is to those that refer to it.
    """

    def __init__(self, shapes: Shapes, classes: Classes, learns: bool = True) -> None:
        local = tuple(shape for shape in shapes.targeted if is_local(shape))
        self.classes, self.plans, self.cap = classes, Plans(local, classes, learns), thresholds(local)
        self.named = {
            node: tuple(shape for shape in local if node in shape.targets.nodes)
            for shape in local
            for node in shape.targets.nodes
        }
        self._data = Group("", {}, classes)
        self._focus: Counter[str] = Counter()

    def check(self, lines: Sequence[str]) -> list[Result]:
        """The results for whole subjects, given as canonical N-Triples lines in order, without line feeds.

        Raises MalformedError where a line is no triple and UnsortedError where lines are out of order.
        """
        return list(self.check_lines(distinct([f"{line}\n".encode() for line in lines])))

    def check_lines(self, lines: Sequence[bytes]) -> Iterator[Result]:
        """The same for lines with their line feeds, in order and each once; one result at a time.

        Raises UnicodeDecodeError where one is not UTF-8.
        """
        self.plans.trim()
        # One line after the other: texts of ASCII stay compact, whatever the others hold.
        return self._in_turn(map(bytes.decode, lines))

    def _in_turn(self, lines: Iterable[str]) -> Iterator[Result]:
        subject, last, times, cap = "", "", 0, self.cap
        keys: list[str] = []
        objects: list[str] = []
        more: list[tuple[str, str]] = []
        for line in lines:
            try:
                here, predicate, object_ = line.split(" ", 2)  # the end of the line stays with the object
            except ValueError:
                raise MalformedError(line.rstrip("\n"), "not three terms and a full stop") from None
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
                    more.append((last, object_))  # not the predicate anew: there may be a million
                    continue
            keys.append(predicate)
            objects.append(object_)
        if subject and not self._accepts(subject, keys, objects, more):
            yield from self._evaluate(subject, keys, objects, more)

    def check_subject(self, subject: str, said: Iterable[str]) -> Iterator[Result]:
        """The same for one subject, from its predicates with an object each, in order and once."""
        return self._in_turn([f"{subject} {one}{END}" for one in said])

    def _accepts(
        self, subject: str, keys: list[str], objects: list[str], more: list[tuple[str, str]]
    ) -> bool:
        """Whether the subject surely is well formed and conforms."""
        signature = tuple(keys)
        ready = self.plans.get(signature)
        if ready is None:
            ready = self.plans.prepare(signature)
        ready.count += 1
        if ready.lately:
            ended = subject + END
            for add in ready.lately:
                add(ended)
        for note in ready.notes:
            note(subject)
        if ready.fails or not is_subject(subject) or subject in self.named:
            return False
        if not ready.accepts(subject, objects, more, self._data):
            return False
        return not ready.rest or self._accepts_rest(subject, ready, keys, objects, more)

    def _accepts_rest(
        self, subject: str, ready: Prepared, keys: list[str], objects: list[str], more: list[tuple[str, str]]
    ) -> bool:
        group = grouped(subject, keys, objects, more, self.classes)
        return not any(
            True
            for shape, constraint in ready.rest
            for _ in check_constraint(constraint, shape, subject, value_nodes(shape, subject, group), group)
        )

    def _evaluate(
        self, subject: str, keys: list[str], objects: list[str], more: list[tuple[str, str]]
    ) -> Iterator[Result]:
        group = grouped(subject, keys, objects, more, self.classes)
        ready = self.plans.get(tuple(keys))
        assert ready is not None, "a subject is evaluated right after its plan was asked"
        plan, shapes = ready.plan, ready.plan.shapes
        named = tuple(shape for shape in self.named.pop(subject, ()) if shape not in shapes)
        self._focus.update(shape.node for shape in named)
        lacks = plan.broken and not (plan.fails or plan.rest or named)
        if lacks and ready.accepts(subject, objects, more, self._data):
            for shape, constraint in plan.broken:
                values = value_nodes(shape, subject, group)
                yield from check_constraint(constraint, shape, subject, values, group)
            return
        for shape in (*shapes, *named):
            yield from evaluate(shape, subject, group)

    def remaining(self) -> Iterator[Result]:
        """The results for the nodes that shapes name and that were no subject: they have no triples."""
        named, self.named = self.named, {}
        for node, shapes in named.items():
            group = Group(node, {}, self.classes)
            for shape in shapes:
                self._focus[shape.node] += 1
                yield from evaluate(shape, node, group)

    def focus_nodes(self) -> Counter[str]:
        """How many focus nodes each local shape has had so far."""
        return self._focus + self.plans.focus_nodes()
