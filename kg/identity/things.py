"""Which names are one dataset, which one method.

Spelling variants are one; names that one paper gives to one thing (an acronym and its long form)
are one, unless the acronym stands for different long forms in the corpus: then each long form is a
thing of its own, and the bare acronym another. A name that is introduced by papers without a common
author is a name of different things, one for each; who uses it means the one he shares an author with.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from kg import identifiers
from kg.identity.papers import title_key
from kg.identity.union import find, union
from kg.model import Kind, Paper, Thing

__all__ = ["ThingIndex", "Things"]

Name = tuple[Kind, str]
People = Callable[[int], set[int]]


def _names(paper: Paper) -> Iterator[Name]:
    """Every name of a dataset or method that the paper gives, repeated or not."""
    for link in paper.named:
        yield link.kind, link.name
        yield from ((link.kind, alias) for alias in link.aliases)
    for evaluation in paper.evaluations or ():
        if evaluation.dataset:
            yield "Dataset", evaluation.dataset
        if evaluation.method:
            yield "Method", evaluation.method


class ThingIndex:
    """Collects names as numbers, which of them one paper gives to one thing, and who introduces what."""

    def __init__(self) -> None:
        self._numbers: dict[Name, int] = {}
        self._keys: dict[Name, int] = {}
        self._given_together: dict[int, set[int]] = defaultdict(set)
        self._introduced: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self._records = 0

    def add(self, paper: Paper) -> None:
        """Take up the next record."""
        for name in _names(paper):
            self._number(name)
        for link in paper.named:
            number = self._number((link.kind, link.name))
            for alias in link.aliases:
                other = self._number((link.kind, alias))
                if other != number:
                    self._given_together[number].add(other)
                    self._given_together[other].add(number)
            if link.role == "introduced":
                self._introduced[number].append(
                    (self._records, f"{paper.date or 'unknown'}|{title_key(paper)}")
                )
        self._records += 1

    def _number(self, name: Name) -> int:
        number = self._numbers.get(name)
        if number is None:
            key = (name[0], identifiers.name_key(name[1]))
            number = self._numbers[name] = self._keys.setdefault(key, len(self._keys))
        return number

    def settle(self, groups: Sequence[tuple[int, ...]], people: People) -> Things:
        """Decide; `groups` are the records of each paper, `people` gives the persons of a record."""
        keys = [key for _, key in self._keys]
        parent = array("I", range(len(keys)))
        split = {n for n, others in self._given_together.items() if _ambiguous(keys, n, others)}
        for number, others in self._given_together.items():
            for other in others - split if number not in split else ():
                union(parent, number, other)
        introduced: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for number, papers in self._introduced.items():
            introduced[find(parent, number)] += papers
        contested = {thing: papers for thing, papers in introduced.items() if len(papers) > 1}
        group_of = {r: g for g, records in enumerate(groups) for r in records} if contested else {}
        found = {thing: _origins(papers, group_of, people) for thing, papers in contested.items()}
        origins = {thing: several for thing, several in found.items() if len(several) > 1}
        return Things(self._numbers, parent, split, origins)


def _ambiguous(keys: Sequence[str], number: int, others: Iterable[int]) -> bool:
    """Whether a short name stands for long names that are not variants of one another."""
    longer = sorted({keys[other] for other in others if len(keys[other]) > len(keys[number]) + 2}, key=len)
    return any(not long.startswith(longer[0]) for long in longer[1:])


class _Origin(Struct):
    """Papers with common authors that introduce something, their authors, and the key of the earliest."""

    groups: set[int]
    people: set[int]
    first: str


def _origins(papers: Iterable[tuple[int, str]], group_of: dict[int, int], people: People) -> list[_Origin]:
    """The origins of a name: its introducing papers, those with a common author together."""
    found: list[_Origin] = []
    for record, key in papers:
        new = _Origin({group_of[record]}, people(record), key)
        near = [origin for origin in found if origin.people & new.people or origin.groups & new.groups]
        found = [origin for origin in found if origin not in near]
        for other in near:
            new = _Origin(new.groups | other.groups, new.people | other.people, min(new.first, other.first))
        found.append(new)
    return found


class Things:
    """Every printed name's dataset or method."""

    def __init__(
        self, numbers: dict[Name, int], parent: array[int], split: set[int], origins: dict[int, list[_Origin]]
    ) -> None:
        self._numbers, self._parent, self._split, self._origins = numbers, parent, split, origins
        self._names: dict[int, str] = {}
        for (_, printed), number in numbers.items():
            root = find(parent, number)
            if root not in self._names or _shortness(printed) < _shortness(self._names[root]):
                self._names[root] = printed

    def resolve(self, paper: Paper, group: int, people: set[int]) -> dict[Name, Thing]:
        """What each name in the paper means there."""
        meant: dict[Name, Thing] = {}
        for link in paper.named:
            names = (link.name, *link.aliases)
            thing = self._thing(link.kind, names, group, people)
            meant.update(((link.kind, name), thing) for name in names)
        for kind, name in _names(paper):
            if (kind, name) not in meant:
                meant[kind, name] = self._thing(kind, (name,), group, people)
        return meant

    def _thing(self, kind: Kind, names: Sequence[str], group: int, people: set[int]) -> Thing:
        numbers = [self._numbers[kind, name] for name in names]
        number = next((number for number in numbers if number not in self._split), numbers[0])
        root = find(self._parent, number)
        name = self._names[root]
        path = f"{kind.lower()}/{identifiers.distinct_slug(name)}"
        if root not in self._origins:
            return Thing(path, kind, name)
        origins = [o for o in self._origins[root] if group in o.groups] or [
            o for o in self._origins[root] if people & o.people
        ]
        mark = f"-{identifiers.short_hash(origins[0].first)}" if len(origins) == 1 else ""
        return Thing(path + mark, kind, name)


def _shortness(name: str) -> tuple[int, str]:
    return len(name), name
