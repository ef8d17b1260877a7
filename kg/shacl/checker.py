"""The gate: subject by subject, with the classes of what the subjects refer to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kg.shacl.classes import Classes
from kg.shacl.evaluate import check_constraint, evaluate, value_nodes
from kg.shacl.forms import Form, fits
from kg.shacl.fragments import Members
from kg.shacl.graph import TYPE
from kg.shacl.learning import OFTEN, Forms
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

    With `learns` a subject's own types also say what it is to those that refer to it. `members` gives
    the expression of a class's members, where their tokens tell (see `kg.shacl.fragments`).
    """

    def __init__(
        self, shapes: Shapes, classes: Classes, learns: bool = True, members: Members = lambda class_: None
    ) -> None:
        local = tuple(shape for shape in shapes.targeted if is_local(shape))
        self._classes, self._plans, self._cap = classes, Plans(local, classes, learns), thresholds(local)
        self._named = {
            node: tuple(shape for shape in local if node in shape.targets.nodes)
            for shape in local
            for node in shape.targets.nodes
        }
        self._data = Group("", {}, classes)
        self._forms = None if learns else Forms(self._plans, members)
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
        self._plans.trim()
        # One line after the other: texts of ASCII stay compact, whatever the others hold.
        return self._in_turn(map(bytes.decode, lines))

    def _in_turn(self, lines: Iterable[str]) -> Iterator[Result]:
        subject, last, times, cap = "", "", 0, self._cap
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

    def check_subject(self, subject: str, said: Sequence[str]) -> Iterable[Result]:
        """The same for one subject: predicates with an object each, in order and once.

        All terms are known to be well formed, because the caller made them.
        """
        text, forms = "\n".join(said) + "\n", self._forms if subject[0] == "<" else None
        for form in forms.by_first.get(said[0], forms.others) if forms and said else ():
            hit = form.match(text)
            if hit and self._fits(form, hit, subject):
                if self._named and subject in self._named:
                    break
                form.count += 1
                return form.lacking(subject, self._data) if form.broken else ()
        return self._in_turn([f"{subject} {one}{END}" for one in said])

    def _fits(self, form: Form, hit: re.Match[str], subject: str) -> bool:
        """Whether what a form leaves open is right as well: most often that is nothing, or one value."""
        if hit.lastindex is None:
            return not form.asks or fits(form, hit, subject, self._data)
        if form.alone and hit.lastindex == 1:
            return hit[1] in form.alone.met or form.alone.judge(hit[1])
        return fits(form, hit, subject, self._data)

    def _accepts(
        self, subject: str, keys: list[str], objects: list[str], more: list[tuple[str, str]]
    ) -> bool:
        """Whether the subject surely is well formed and conforms."""
        signature = tuple(keys)
        ready = self._plans.get(signature)
        if ready is None:
            ready = self._plans.prepare(signature)
        ready.count += 1
        if ready.count == OFTEN and self._forms:
            self._forms.learn(ready.signature, ready.plan)
        if ready.lately:
            ended = subject + END
            for add in ready.lately:
                add(ended)
        for note in ready.notes:
            note(subject)
        if ready.fails or not is_subject(subject) or subject in self._named:
            return False
        if not ready.accepts(subject, objects, more, self._data):
            return False
        return not ready.rest or self._accepts_rest(subject, ready, keys, objects, more)

    def _accepts_rest(
        self, subject: str, ready: Prepared, keys: list[str], objects: list[str], more: list[tuple[str, str]]
    ) -> bool:
        group = grouped(subject, keys, objects, more, self._classes)
        return not any(
            True
            for shape, constraint in ready.rest
            for _ in check_constraint(constraint, shape, subject, value_nodes(shape, subject, group), group)
        )

    def _evaluate(
        self, subject: str, keys: list[str], objects: list[str], more: list[tuple[str, str]]
    ) -> Iterator[Result]:
        group = grouped(subject, keys, objects, more, self._classes)
        ready = self._plans.get(tuple(keys))
        assert ready is not None, "a subject is evaluated right after its plan was asked"
        plan, shapes = ready.plan, ready.plan.shapes
        named = tuple(shape for shape in self._named.pop(subject, ()) if shape not in shapes)
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
        named, self._named = self._named, {}
        for node, shapes in named.items():
            group = Group(node, {}, self._classes)
            for shape in shapes:
                self._focus[shape.node] += 1
                yield from evaluate(shape, node, group)

    def focus_nodes(self) -> Counter[str]:
        """How many focus nodes each local shape has had so far."""
        return (
            self._focus
            + self._plans.focus_nodes()
            + (self._forms.focus_nodes() if self._forms else Counter())
        )
