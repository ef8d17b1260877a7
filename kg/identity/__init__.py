"""Records of one real thing become one entity with one stable identifier.

Two passes over the records keep memory small: `identify` reads them once and keeps a compact index
(names as numbers, keys as hashes); `settle` then turns the records of one paper into a `Work`.
Nothing depends on the order in which the records come.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from kg.identity.conflicts import conflicts
from kg.identity.merge import merge, order, place_of
from kg.identity.owners import seat
from kg.identity.papers import PaperIndex, arxiv_of, doi_of
from kg.identity.person_index import PersonIndex
from kg.identity.persons import Persons
from kg.identity.thing_index import ThingIndex
from kg.identity.things import Things
from kg.model import Paper, Person, Place, Problem, Profile, Work

__all__ = ["BATCH", "Identities", "identify", "settle"]

Recall = Callable[[Sequence[int]], Sequence[Paper]]

BATCH = 128
"""How many records go through one step before the next step takes them up: each step's code and data stay
in the processor's caches, which takes a quarter off the CPU time of an export."""
_SHOWN = 5


class Identities(Struct, frozen=True):
    """What the first pass found: which records are one paper, who is who, what is what.

    `paths` are the papers' IRIs below the data's base, in order; `groups` lists, for each paper, the
    numbers of its records, in the order they were read; `problems` tells of identifiers that are not
    believed.
    """

    paths: list[str]
    groups: list[tuple[int, ...]]
    persons: Persons
    things: Things
    problems: tuple[Problem, ...]

    def owner(self, profile: Profile) -> Person:
        """The person a profile is about."""
        return self.persons.named(profile.name)


def identify(batches: Iterable[Sequence[Paper]], profiles: Collection[Profile], recall: Recall) -> Identities:
    """Read every paper once, numbered from 0; `recall` gives them again by number.

    Papers come by as many as should go through a step together. The profiles are looked at when all papers
    were read.
    """
    papers, persons, things = PaperIndex(), PersonIndex(), ThingIndex()
    for batch in batches:
        keys = papers.add(batch)
        persons.add(batch)
        things.add(batch, keys)
    persons.add_names(profile.name for profile in profiles)
    paths, groups = papers.settle(recall, lambda records: merge(records).paper)
    settled = persons.settle(groups)
    problems = (*_papers_apart(papers, recall), *_persons_apart(persons, recall))
    return Identities(paths, groups, settled, things.settle(groups, settled.of_record), problems)


def _papers_apart(papers: PaperIndex, recall: Recall) -> Iterator[Problem]:
    """Each of several papers with one arXiv id; those with one DOI together: proceedings give it to many."""
    allowed = "records of one paper share the title or the first author"
    for is_arxiv, groups in papers.apart():
        first, *others = sorted((min(recall(numbers), key=order) for numbers in groups), key=order)
        for other in others if is_arxiv else ():
            what = f"{other.title!r} has the arXiv id {arxiv_of(other)} of {first.title!r}"
            yield _problem(other, f"{what}, and is another paper", allowed)
        if not is_arxiv:
            what = f"{len(groups)} papers have the DOI {doi_of(first)}, {others[0].title!r} among them"
            yield _problem(first, f"{what}, and stay apart", allowed)


def _persons_apart(persons: PersonIndex, recall: Recall) -> Iterator[Problem]:
    """Different persons with one ORCID iD."""
    for orcid, is_doubted, names, numbers in persons.apart():
        more = max(0, len(names) - _SHOWN)
        shown = " and ".join(map(repr, names[:_SHOWN])) + (f" and {more} more" if more else "")
        what = f"{shown} have the ORCID iD {orcid} and were not united"
        allowed = "a person has one ORCID iD; here a name has several"
        if is_doubted:
            what += "; it is left out"
            allowed = "an ORCID iD is one person's, whose names are forms of one and never in one list"
        yield _problem(min(recall(numbers), key=order), what, allowed)


def _problem(record: Paper, what: str, allowed: str) -> Problem:
    place = place_of(record)
    return Problem(place.file, place.line, what, allowed)


def settle(identities: Identities, numbers: Sequence[int], records: Sequence[Sequence[Paper]]) -> list[Work]:
    """The records of each of the groups `numbers` as one paper with its people, datasets and methods."""
    merged = [merge(same) for same in records]
    papers, paths = [one.paper for one in merged], [identities.paths[number] for number in numbers]
    signed = identities.persons.sign(papers, paths)
    meant = identities.things.resolve(papers, numbers)
    told = [
        conflicts(same, paper) if len(same) > 1 else () for same, paper in zip(records, papers, strict=True)
    ]
    inferred, unplaced = [one.inferred for one in merged], [0] * len(merged)
    for at, one in enumerate(merged):
        if one.owners:
            owners = [(name, identities.persons.named(name)) for name in one.owners]
            listed = {signature.person.path: signature for signature in signed[at]}
            seated, behind, why, lost = seat(owners, listed, one.paper, one.places[0])
            signed[at], unplaced[at] = (*seated, *behind), len(behind)
            inferred[at], told[at] = (*one.inferred, *why), (*told[at], *lost)
    return [
        Work(
            path=path,
            paper=paper,
            places=one.places,
            sources=_sources(one.places),
            records=len(same),
            signatures=signatures,
            links=links,
            evaluated=evaluated,
            unplaced=behind_list,
            inferred=why,
            problems=problems,
        )
        for path, paper, one, same, signatures, behind_list, (links, evaluated), why, problems in zip(
            paths, papers, merged, records, signed, unplaced, meant, inferred, told, strict=True
        )
    ]


def _sources(places: Sequence[Place]) -> tuple[str, ...]:
    if len(places) == 1:
        return (places[0].source,)
    return tuple(sorted({place.source for place in places}))
