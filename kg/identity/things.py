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
from itertools import chain

from msgspec import Struct

from kg import identifiers
from kg.identity.union import find, union
from kg.model import Kind, Link, Paper, Thing

__all__ = ["ThingIndex", "Things"]

Name = tuple[Kind, str]
Numbers = dict[Kind, dict[str, int]]
People = Callable[[int], set[int]]


def _evaluated(paper: Paper) -> Iterator[Name]:
    """The names that the paper's figures give."""
    for evaluation in paper.evaluations or ():
        if evaluation.dataset:
            yield "Dataset", evaluation.dataset
        if evaluation.method:
            yield "Method", evaluation.method


class ThingIndex:
    """Collects names as numbers, which of them one paper gives to one thing, and who introduces what."""

    def __init__(self) -> None:
        self._numbers: Numbers = {"Dataset": {}, "Method": {}}
        self._keys: dict[Name, int] = {}
        self._given_together: dict[int, set[int]] = defaultdict(set)
        self._introduced: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self._words: dict[int, list[str]] = {}
        self._records = 0

    def add(self, paper: Paper, key: str) -> None:
        """Take up the next record; `key` tells its paper from others of the same date."""
        for link in paper.named:
            number = self._numbers[link.kind].get(link.name)
            if number is None:
                number = self._number(link.kind, link.name)
            if link.aliases:
                self._add_aliases(number, link)
            if link.role == "introduced":
                self._introduced[number].append((self._records, f"{paper.date or 'unknown'}|{key}"))
        for kind, name in _evaluated(paper) if paper.evaluations else ():
            self._number(kind, name)
        self._records += 1

    def _add_aliases(self, number: int, link: Link) -> None:
        self._words[number] = identifiers.fold(link.name).split()
        for alias in link.aliases:
            other = self._number(link.kind, alias)
            if other != number:
                self._words[other] = identifiers.fold(alias).split()
                self._given_together[number].add(other)
                self._given_together[other].add(number)

    def _number(self, kind: Kind, name: str) -> int:
        number = self._numbers[kind].get(name)
        if number is None:
            number = self._keys.setdefault((kind, identifiers.name_key(name)), len(self._keys))
            self._numbers[kind][name] = number
        return number

    def _ambiguous(self, number: int, others: Iterable[int]) -> bool:
        """Whether a short name stands for long names that are not variants, even by way of a third."""
        own = len("".join(self._words[number]))
        longer = [self._words[n] for n in others if len("".join(self._words[n])) > own + 2]
        same, apart = longer[:1], longer[1:]
        for words in same:  # grows while it is read
            near = [other for other in apart if _variants(words, other)]
            same += near
            apart = [other for other in apart if other not in near]
        return bool(apart)

    def settle(self, groups: Sequence[tuple[int, ...]], people: People) -> Things:
        """Decide; `groups` are the records of each paper, `people` gives the persons of a record."""
        parent = array("I", range(len(self._keys)))
        split = {n for n, others in self._given_together.items() if self._ambiguous(n, others)}
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
        return Things(
            self._numbers, parent, split, origins, lambda group: set().union(*map(people, groups[group]))
        )


def _variants(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two long forms, in words, say the same: most words in common, or initials for some of them.

    >>> _variants("bidirectional long short term memory".split(), "bidirectional lstm".split())
    True
    >>> _variants("contextual speech extraction".split(), "common sense explanations".split())
    False
    """
    short, long = sorted((one, other), key=len)
    if long[: len(short)] == short or 2 * len({*short} & {*long}) >= len({*short} | {*long}):
        return True
    rest = [word for word in long if word not in short]
    return "".join(word[0] for word in rest) in {word for word in short if word not in long}


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
        self,
        numbers: Numbers,
        parent: array[int],
        split: set[int],
        origins: dict[int, list[_Origin]],
        people_of: People,
    ) -> None:
        self._numbers, self._parent, self._split = numbers, parent, split
        self._origins, self._people_of = origins, people_of
        self._known: dict[Kind, dict[str, Thing]] = {"Dataset": {}, "Method": {}}
        self._names: dict[int, str] = {}
        for printed, number in chain.from_iterable(names.items() for names in numbers.values()):
            root = find(parent, number)
            if root not in self._names or _shortness(printed) < _shortness(self._names[root]):
                self._names[root] = printed

    def resolve(
        self, papers: Sequence[Paper], groups: Sequence[int]
    ) -> list[tuple[tuple[Thing, ...], dict[Name, Thing]]]:
        """What each link of each paper means there, and each name in the paper's figures."""
        datasets, methods = self._known["Dataset"], self._known["Method"]
        found = []
        for paper, group in zip(papers, groups, strict=True):
            things: list[Thing] = []
            several = bool(paper.evaluations)
            for dataset in paper.datasets or ():
                several |= bool(dataset.aliases)
                things.append(datasets.get(dataset.name) or self._thing("Dataset", (dataset.name,), group))
            for method in paper.methods or ():
                several |= bool(method.aliases)
                things.append(methods.get(method.name) or self._thing("Method", (method.name,), group))
            found.append(self._meant(paper, group) if several else (tuple(things), {}))
        return found

    def _meant(self, paper: Paper, group: int) -> tuple[tuple[Thing, ...], dict[Name, Thing]]:
        """The same for a paper that gives several names to one thing, or reports figures."""
        meant: dict[Name, Thing] = {}
        for link in paper.named:
            if link.aliases:
                names = (link.name, *link.aliases)
                meant |= dict.fromkeys(
                    [(link.kind, name) for name in names], self._thing(link.kind, names, group)
                )
        for kind, name in chain([(link.kind, link.name) for link in paper.named], _evaluated(paper)):
            if (kind, name) not in meant:
                meant[kind, name] = self._known[kind].get(name) or self._thing(kind, (name,), group)
        return tuple(meant[link.kind, link.name] for link in paper.named), meant

    def _thing(self, kind: Kind, names: Sequence[str], group: int) -> Thing:
        """What one or more names of one thing mean; kept where it is the same for all papers."""
        numbers = self._numbers[kind]
        number = numbers[names[0]]
        if number in self._split:
            number = next((n for n in map(numbers.__getitem__, names) if n not in self._split), number)
        root = find(self._parent, number)
        name = self._names[root]
        mark = self._mark(root, group) if root in self._origins else ""
        path = f"{kind.lower()}/{identifiers.distinct_slug(name)}"
        thing = Thing(f"{path}-{mark}" if mark else path, kind, name)
        if len(names) == 1 and root not in self._origins:
            self._known[kind][names[0]] = thing
        return thing

    def _mark(self, root: int, group: int) -> str:
        """What tells the thing of this paper from others of its name; empty where it could be several."""
        origins = self._origins[root]
        own = [origin for origin in origins if group in origin.groups]
        near = own or [origin for origin in origins if origin.people & self._people_of(group)]
        return identifiers.short_hash(near[0].first) if len(near) == 1 else ""


def _shortness(name: str) -> tuple[bool, int, str]:
    """Names of signs alone come last: they name nothing."""
    return not any(map(str.isalnum, name)), len(name), name
