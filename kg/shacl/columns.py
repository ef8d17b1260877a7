"""The gate for subjects that a caller made: what many of them say is checked side by side.

Subjects that say the same have one plan (`kg.shacl.plans`), and the lines of all with one predicate make a
column. Most lines come again and again, such as those that name a person. So lines that were right are
remembered as a whole, and a column of known lines is settled in one step. Any other line is judged by its
value, as a plan judges it. This only ever accepts: what is left is checked in turn (`kg.shacl.checker`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, groupby, islice
from typing import NamedTuple

from kg.shacl.checker import Checker
from kg.shacl.components.values import NODE_KIND
from kg.shacl.evaluate import check_constraint, value_nodes
from kg.shacl.graph import TYPE
from kg.shacl.model import Constraint, Result, Shape
from kg.shacl.prepared import Prepared
from kg.shacl.slots import class_asked
from kg.shacl.subject import Group
from kg.shacl.syntax import END
from kg.shacl.texts import Surely, texts_surely

__all__ = ["Said", "SideBySide"]

# A subject's term; for each line its predicate, or rdf:type with the class behind it; the lines, a
# predicate with an object each. In order, and once.
Said = tuple[str, tuple[str, ...], Sequence[str]]

Judge = Callable[[str], bool]

_REMEMBERED = 65_536  # lines of a column; more would cost more memory than they save time
_FEW = 64  # that are remembered in any column: some properties have no more values
_SIGNATURES = 8_192  # that are kept
_LONG = 256  # lines of a subject, beyond which no other says the same


class _Column(NamedTuple):
    """Lines that begin with `begin`; `known` ones are right.

    `surely` says whether some lines all are right, `judge` whether a value is.
    """

    begin: str
    known: set[str]
    remembers: bool
    surely: Surely | None
    judge: Judge

    def wrong(self, lines: Sequence[str]) -> Collection[str]:
        """The lines that are not surely right."""
        known, begin, start = self.known, self.begin, len(self.begin)
        if known.issuperset(lines):
            return ()
        new = list({*lines} - known) if self.remembers else lines
        if not (self.surely and self.surely(begin, new)):
            wrong = {line for line in new if not (line.startswith(begin) and self.judge(line[start:]))}
            if wrong:
                return wrong
        if self.remembers and len(known) > _REMEMBERED:
            known.clear()
        if self.remembers or len(known) < _FEW:
            known.update(new)
        return ()


class _Signature(NamedTuple):
    """Of subjects that say the same: their plan, where their lines stand, what is asked of each subject."""

    ready: Prepared
    places: Sequence[int]
    focus: Sequence[Judge]


class SideBySide:
    """Checks some subjects at a time; the same as checking one after the other.

    `all_are` gives for a class what says whether lines surely name its members, where the names tell.
    """

    def __init__(self, checker: Checker, all_are: Callable[[str], Surely | None]) -> None:
        self._checker, self._data, self._all_are = checker, Group("", {}, checker.classes), all_are
        self._signatures: dict[tuple[str, ...], _Signature] = {}
        self._columns: list[_Column] = []
        self._places: dict[tuple[str, object], int] = {}
        self._focus: Counter[str] = Counter()

    def check(self, subjects: Iterable[Said]) -> Iterator[tuple[Said, Iterable[Result]]]:
        """The subjects that may not conform, each with its results; it is certain that all others do.

        All subjects are IRIs. Asking for the results raises MalformedError where an object is no term.
        """
        alike: dict[tuple[str, ...], list[Said]] = {}
        for said in subjects:
            same = alike.get(said[1])
            if same is None:
                alike[said[1]] = [said]
            else:
                same.append(said)
        found = [(self._signature(keys), same) for keys, same in alike.items()]
        wrong = self._wrong(found)
        for signature, same in found:
            ready = signature.ready
            if wrong or ready.fails or ready.rest or signature.focus or self._checker.named:
                for said in same:
                    if results := self._results(signature, said, wrong):
                        yield said, results
            else:
                self._count(ready, len(same))

    def _wrong(self, found: Iterable[tuple[_Signature, Sequence[Said]]]) -> set[str]:
        """The lines that are not surely right."""
        columns: list[list[str]] = [[] for _ in self._columns]
        for signature, same in found:
            by_place = zip(*[said[2] for said in same], strict=True)
            for place, lines in zip(signature.places, by_place, strict=True):
                columns[place] += lines
        wrong: set[str] = set()
        for column, lines_ in zip(self._columns, columns, strict=True):
            if lines_:
                wrong.update(column.wrong(lines_))
        return wrong

    def _results(self, signature: _Signature, said: Said, wrong: set[str]) -> Iterable[Result]:
        """The results for one subject: none, those for what it lacks, or what can only be found in turn."""
        subject, _, lines = said
        plan = signature.ready.plan
        is_plain = not (plan.fails or (plan.rest and plan.broken) or self._checker.named)
        if is_plain and wrong.isdisjoint(lines) and all(holds(subject) for holds in signature.focus):
            asked = plan.rest or plan.broken
            found = list(self._asked(asked, said)) if asked else []
            if plan.broken or not found:
                self._count(signature.ready, 1)
                return found
        return self._checker.check_subject(subject, lines)

    def _asked(self, asked: Iterable[tuple[Shape, Constraint]], said: Said) -> Iterator[Result]:
        """The results of some constraints for one subject, whose lines are right."""
        subject, keys, lines = said
        properties: dict[str, dict[str, None]] = {}
        for key, line in zip(keys, lines, strict=True):
            predicate = TYPE if " " in key else key
            properties.setdefault(predicate, {})[line[len(predicate) + 1 :]] = None
        group = Group(subject, properties, self._checker.classes)
        for shape, constraint in asked:
            yield from check_constraint(constraint, shape, subject, value_nodes(shape, subject, group), group)

    def _count(self, ready: Prepared, subjects: int) -> None:
        for shape in ready.plan.shapes:
            self._focus[shape.node] += subjects

    def focus_nodes(self) -> Counter[str]:
        """How many focus nodes each local shape has had so far."""
        return self._focus + self._checker.focus_nodes()

    def _signature(self, keys: tuple[str, ...]) -> _Signature:
        signature = self._signatures.get(keys)
        if signature is None:
            if len(self._signatures) >= _SIGNATURES:
                self._signatures.clear()
            signature = self._made(keys)
            if len(keys) <= _LONG:
                self._signatures[keys] = signature
        return signature

    def _made(self, keys: tuple[str, ...]) -> _Signature:
        # More values of a predicate than any shape counts make no difference to the plan.
        runs = chain.from_iterable(islice(same, self._checker.cap) for _, same in groupby(keys))
        short, plans = tuple(f"{key}{END}" if " " in key else key for key in runs), self._checker.plans
        ready = plans.get(short) or plans.prepare(short)
        # Subjects are IRIs.
        asked = (one for one in ready.plan.focus if not (one.component is NODE_KIND and "<" in one.parameter))
        return _Signature(
            ready,
            [self._place(key, ready) for key in keys],
            [partial(_holds, one, self._data) for one in asked],
        )

    def _place(self, key: str, ready: Prepared) -> int:
        """Where the lines of a key stand, whatever else the subjects say."""
        constraints = ready.plan.slots.get(key, ())
        met, judge = (set(), _never) if " " in key else self._checker.plans.slot(constraints)
        place = self._places.setdefault((key, judge), len(self._columns))
        if place == len(self._columns):
            known = {key} if " " in key else set()  # a type is all that its line says
            class_ = class_asked(constraints)
            surely = self._all_are(class_) if class_ else texts_surely(constraints)
            # To know the line is not quicker than to see that it names what is in a class.
            remembers = isinstance(met, set) and not (known or (class_ and surely))
            self._columns.append(_Column(f"{key} ", known, remembers, surely, judge))
        return place


def _holds(constraint: Constraint, data: Group, node: str) -> bool:
    holds = constraint.component.holds
    return holds is not None and holds(constraint.parameter, node, data)


def _never(value: str) -> bool:
    return False
