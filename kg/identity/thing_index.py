"""Which names are one dataset, which one method.

Spelling variants are one; names that one paper gives to one thing (an acronym and its long form)
are one, unless the acronym stands for different long forms in the corpus: then each long form is a
thing of its own, and the bare acronym another. A name that is introduced by papers without a common
author is a name of different things, one for each; who uses it means the one he shares an author with.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count

from msgspec.structs import replace

from kg import identifiers
from kg.identity.longforms import ambiguous
from kg.identity.names import shortest, shortness
from kg.identity.things import Numbers, Origin, People, Things, evaluated
from kg.identity.union import flatten, shared, union
from kg.model import Kind, Link, Paper, Thing

__all__ = ["ThingIndex"]


class ThingIndex:
    """Collects names as numbers, which of them one paper gives to one thing, and who introduces what."""

    def __init__(self) -> None:
        self._numbers: Numbers = {"Dataset": {}, "Method": {}}
        self._keys: Numbers = {"Dataset": {}, "Method": {}}
        self._given_together: dict[int, set[int]] = defaultdict(set)
        self._records = self._next = 0
        # What is introduced, by which record, and what tells its paper from others of all dates.
        self._introduced, self._introducing, self._papers = array("I"), array("I"), list[str]()

    def add(self, papers: Sequence[Paper], keys: Sequence[str]) -> None:
        """Take up the next records; `keys` tell their papers from others of the same date."""
        first, self._records = self._records, self._records + len(papers)
        datasets = [(n, link) for n, paper in enumerate(papers) if paper.datasets for link in paper.datasets]
        methods = [(n, link) for n, paper in enumerate(papers) if paper.methods for link in paper.methods]
        introducing = self._add_links("Dataset", datasets) + self._add_links("Method", methods)
        self._introducing.extend([first + n for n in introducing])
        self._papers += [f"{papers[n].date or 'unknown'}|{keys[n]}" for n in introducing]
        for kind, name in [name for paper in papers if paper.evaluations for name in evaluated(paper)]:
            self._add_names(kind, [name])

    def _add_links(self, kind: Kind, links: Sequence[tuple[int, Link]]) -> list[int]:
        """Take up what papers name; returns the place in the batch of each that introduces something."""
        numbers = self._add_names(kind, [link.name for _, link in links])
        for number, link in [(n, link) for n, (_, link) in zip(numbers, links, strict=True) if link.aliases]:
            self._add_aliases(number, link)
        new = [at for at, (_, link) in enumerate(links) if link.role == "introduced"]
        self._introduced.extend([numbers[at] for at in new])
        return [links[at][0] for at in new]

    def _add_aliases(self, number: int, link: Link) -> None:
        for other in self._add_names(link.kind, link.aliases):
            if other != number:
                self._given_together[number].add(other)
                self._given_together[other].add(number)

    def _add_names(self, kind: Kind, names: Sequence[str]) -> list[int]:
        """The numbers of the names; spelling variants share one."""
        known, keys = self._numbers[kind], self._keys[kind]
        new = [name for name in dict.fromkeys(names) if name not in known]
        # Numbers that are not needed, as the spelling is a variant, stay without a name.
        known.update(
            zip(new, map(keys.setdefault, identifiers.name_keys(new), count(self._next)), strict=True)
        )
        self._next += len(new)
        return list(map(known.__getitem__, names))

    def settle(self, groups: Sequence[tuple[int, ...]], people: People) -> Things:
        """Decide; `groups` are the records of each paper, `people` gives the persons of a record."""
        parent = array("I", range(self._next))
        words = self._words()
        split = {
            n for n, others in self._given_together.items() if ambiguous(words[n], [words[o] for o in others])
        }
        for number, others in self._given_together.items():
            for other in others - split if number not in split else ():
                union(parent, number, other)
        found = _things(self._numbers, parent)
        flatten(parent)
        contested = shared([parent[number] for number in self._introduced])
        group_of = {r: g for g, records in enumerate(groups) for r in records} if contested else {}
        origins = {thing: self._origins(places, group_of, people) for thing, places in contested.items()}
        origins = {thing: several for thing, several in origins.items() if len(several) > 1}
        return Things(
            found,
            self._numbers,
            parent,
            split,
            origins,
            lambda group: set().union(*map(people, groups[group])),
        )

    def _words(self) -> dict[int, list[str]]:
        """The words of each name that is given together with others, in the spelling that has most."""
        wanted = [
            (name, number)
            for names in self._numbers.values()
            for name, number in names.items()
            if number in self._given_together
        ]
        folded = identifiers.fold_all([name for name, _ in wanted])
        spelt = [(words.split(), number) for words, (_, number) in zip(folded, wanted, strict=True)]
        spelt.sort(key=lambda one: (len(one[0]), one[0]))
        return {number: words for words, number in spelt}

    def _origins(self, places: Iterable[int], group_of: dict[int, int], people: People) -> list[Origin]:
        """The origins of a name: its introducing papers, those with a common author together."""
        found: list[Origin] = []
        for place in places:
            record = self._introducing[place]
            new = Origin({group_of[record]}, people(record), self._papers[place])
            near = [origin for origin in found if origin.people & new.people or origin.groups & new.groups]
            found = [origin for origin in found if origin not in near]
            for other in near:
                first = min(new.first, other.first)
                new = Origin(new.groups | other.groups, new.people | other.people, first)
            found.append(new)
        return found


def _things(numbers: Numbers, parent: array[int]) -> dict[int, Thing]:
    """What each representative stands for; names of the same words become one, no others share an IRI."""
    names = shortest(numbers, parent)
    folded = identifiers.fold_all([name for _, name in names.values()])
    slugs = [
        identifiers.distinct_slug(name, words)
        for (_, name), words in zip(names.values(), folded, strict=True)
    ]
    found = {
        root: Thing(f"{kind.lower()}/{slug}", kind, name)
        for (root, (kind, name)), slug in zip(names.items(), slugs, strict=True)
    }
    paths, roots = [thing.path for thing in found.values()], [*names]
    for places in shared(list(map(hash, paths))).values() if len({*paths}) < len(paths) else ():
        same = [roots[place] for place in places if slugs[place] == folded[place].replace(" ", "-")]
        for place in places:
            root, thing = roots[place], found[roots[place]]
            if root in same:
                union(parent, same[0], root)
                found[root] = replace(thing, name=min((found[one].name for one in same), key=shortness))
            else:
                path = identifiers.rehashed(thing.path, identifiers.name_key(thing.name), identifiers.LONG)
                found[root] = replace(thing, path=path)
    return found
