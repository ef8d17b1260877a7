"""Every printed name's dataset or method, once it is decided which are one (`kg.identity.thing_index`)."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from kg import identifiers
from kg.identity.union import find
from kg.model import Kind, Link, Naming, Paper, Thing

__all__ = ["Numbers", "Origin", "People", "Things", "evaluated"]

Name = tuple[Kind, str]
Numbers = dict[Kind, dict[str, int]]
People = Callable[[int], set[int]]


def evaluated(paper: Paper) -> Iterator[Name]:
    """The names that the paper's figures give."""
    for evaluation in paper.evaluations or ():
        if evaluation.dataset:
            yield "Dataset", evaluation.dataset
        if evaluation.method:
            yield "Method", evaluation.method


class Origin(Struct):
    """Papers with common authors that introduce something, their authors, and the key of the earliest."""

    groups: set[int]
    people: set[int]
    first: str


class Things:
    """Every printed name's dataset or method; `things` gives what each representative of names stands for."""

    def __init__(
        self,
        things: dict[int, Thing],
        numbers: Numbers,
        parent: array[int],
        split: set[int],
        origins: dict[int, list[Origin]],
        people_of: People,
    ) -> None:
        self._things, self._numbers, self._parent, self._split = things, numbers, parent, split
        self._origins, self._people_of = origins, people_of
        self._known: dict[Kind, dict[str, Naming]] = {"Dataset": {}, "Method": {}}
        self._others: dict[tuple[str, str], Naming] = {}

    def resolve(
        self, papers: Sequence[Paper], groups: Sequence[int]
    ) -> list[tuple[tuple[tuple[Link, Naming], ...], dict[Name, Thing]]]:
        """What each link of each paper means there, and each name in the paper's figures."""
        datasets, methods = self._known["Dataset"], self._known["Method"]
        found = []
        for paper, group in zip(papers, groups, strict=True):
            links: list[tuple[Link, Naming]] = []
            several = bool(paper.evaluations)
            for dataset in paper.datasets or ():
                several |= bool(dataset.aliases)
                naming = datasets.get(dataset.name) or self._naming("Dataset", dataset.name, group)
                links.append((dataset, naming))
            for method in paper.methods or ():
                several |= bool(method.aliases)
                naming = methods.get(method.name) or self._naming("Method", method.name, group)
                links.append((method, naming))
            found.append(self._meant(paper, group) if several else (tuple(links), {}))
        return found

    def _meant(self, paper: Paper, group: int) -> tuple[tuple[tuple[Link, Naming], ...], dict[Name, Thing]]:
        """The same for a paper that gives several names to one thing, or reports figures."""
        meant: dict[Name, Thing] = {}
        for link in paper.named:
            if link.aliases:
                names = (link.name, *link.aliases)
                meant |= dict.fromkeys(
                    [(link.kind, name) for name in names], self._thing(link.kind, names, group)
                )
        for kind, name in chain([(link.kind, link.name) for link in paper.named], evaluated(paper)):
            if (kind, name) not in meant:
                meant[kind, name] = self._naming(kind, name, group).thing
        links = [(link, self._under(meant[link.kind, link.name], link.name)) for link in paper.named]
        return tuple(links), meant

    def _naming(self, kind: Kind, name: str, group: int) -> Naming:
        """What a name means."""
        return self._known[kind].get(name) or self._under(self._thing(kind, (name,), group), name)

    def _under(self, thing: Thing, name: str) -> Naming:
        """A thing under a name, the same object each time."""
        known = self._known[thing.kind].get(name)
        if known is None or known.thing.path != thing.path:
            known = self._others.setdefault((thing.path, name), Naming(thing, name))
        return known

    def _thing(self, kind: Kind, names: Sequence[str], group: int) -> Thing:
        """What one or more names of one thing mean; kept where it is the same for all papers."""
        numbers = self._numbers[kind]
        number = numbers[names[0]]
        if number in self._split:
            number = next((n for n in map(numbers.__getitem__, names) if n not in self._split), number)
        root = find(self._parent, number)
        thing = self._things[root]
        if root not in self._origins:
            if len(names) == 1:
                self._known[kind][names[0]] = Naming(thing, names[0])
        elif mark := self._mark(root, group):
            thing = replace(thing, path=f"{thing.path}-{mark}")
        return thing

    def _mark(self, root: int, group: int) -> str:
        """What tells the thing of this paper from others of its name; empty where it could be several."""
        origins = self._origins[root]
        own = [origin for origin in origins if group in origin.groups]
        near = own or [origin for origin in origins if origin.people & self._people_of(group)]
        if len(near) != 1:
            return ""
        marks = {identifiers.short_hash(origin.first) for origin in origins}
        digits = identifiers.SHORT if len(marks) == len(origins) else identifiers.LONG
        return identifiers.short_hash(near[0].first, digits)
