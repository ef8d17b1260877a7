"""Records of one real thing become one entity with one stable identifier.

Two passes over the records keep memory small: `identify` reads them once and keeps a compact index
(names as numbers, keys as hashes); `settle` then turns the records of one paper into a `Work`.
Nothing depends on the order in which the records come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from msgspec import Struct

from kg.identity.merge import merge
from kg.identity.papers import PaperIndex, path_of
from kg.identity.persons import PersonIndex, Persons
from kg.identity.things import ThingIndex, Things
from kg.model import Paper, Person, Profile, Work

__all__ = ["BATCH", "Identities", "identify", "settle"]

BATCH = 128
"""How many records go through one step before the next step takes them up: each step's code and data stay
in the processor's caches, which takes a quarter off the CPU time of an export."""


class Identities(Struct, frozen=True):
    """What the first pass found: which records are one paper, who is who, what is what.

    `paths` are the papers' IRIs below the data's base, in order; `groups` lists, for each paper, the
    numbers of its records, in the order they were read.
    """

    paths: list[str]
    groups: list[tuple[int, ...]]
    persons: Persons
    things: Things

    def owner(self, profile: Profile) -> Person:
        """The person a profile is about."""
        return self.persons.named(profile.name)


def identify(
    records: Iterable[Paper | Profile], recall: Callable[[Sequence[int]], Sequence[Paper]]
) -> Identities:
    """Read every record once; only papers are numbered, from 0. `recall` gives them again by number."""
    papers, persons, things = PaperIndex(), PersonIndex(), ThingIndex()
    waiting = iter(records)
    while batch := tuple(islice(waiting, BATCH)):
        for record in batch:
            if isinstance(record, Profile):
                persons.add_name(record.name)
        found = [record for record in batch if isinstance(record, Paper)]
        keys = list(map(papers.add, found))
        for paper in found:
            persons.add(paper)
        for paper, key in zip(found, keys, strict=True):
            things.add(paper, key)
    paths, groups = papers.settle(lambda group: path_of(merge(recall(group)).paper))
    settled = persons.settle(groups)
    return Identities(paths, groups, settled, things.settle(groups, settled.of_record))


def settle(identities: Identities, number: int, records: Sequence[Paper]) -> Work:
    """The records of group `number`, as one paper with its people, datasets and methods."""
    merged, path = merge(records), identities.paths[number]
    return Work(
        path=path,
        paper=merged.paper,
        places=merged.places,
        records=len(records),
        signatures=identities.persons.sign(merged.paper, merged.owners, path),
        things=identities.things.resolve(merged.paper, number),
        inferred=merged.inferred,
        problems=merged.problems,
    )
