"""Who signed papers, as triples: authors, and the authorships that give their names and places."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat

from kg.model import Signature, Work
from kg.rdf import terms
from kg.rdf.said import Said, is_a, key
from kg.rdf.teller import Teller

__all__ = ["say_lists", "say_signatures"]

_AUTHOR, _AUTHORSHIP, _PERSON, _PRINTED = (
    key("author"),
    key("authorship"),
    key("person"),
    key("nameAsPrinted"),
)
_LISTED, _COMPLETE, _COUNT = key("listedAuthorCount"), key("authorListComplete"), key("authorCount")
_IS_AUTHORSHIP, _POSITION = is_a("Authorship"), key("position")
_BY_AUTHOR = (_AUTHOR, _AUTHORSHIP)
_WHETHER_COMPLETE = {given: f"{_COMPLETE} {terms.boolean(given)}" for given in (True, False)}
_UNPLACED = (_IS_AUTHORSHIP, _PRINTED, _PERSON)
_PLACED = (*_UNPLACED, _POSITION)

# The end of an authorship's IRI, and what says where in the list it stands; empty where that is not printed.
_Place = tuple[str, str]


def say_signatures(tellers: Sequence[Teller], base: str) -> None:
    """Who is an author, and under which name at which place of the list."""
    signatures = [one for teller in tellers for one in teller.work.signatures]
    paths = [f"{base}{one.person.path}>" for one in signatures]
    papers, places = [teller.subject[:-1] for teller in tellers], [_places(teller.work) for teller in tellers]
    helpers = [f"{paper}{end}" for paper, listed in zip(papers, places, strict=True) for end, _ in listed]
    positions = [position for listed in places for _, position in listed]
    said = _authorships(
        helpers, positions, _names(tellers, signatures), [f"{_PERSON} <{path}" for path in paths]
    )
    authors = [f"{_AUTHOR} <{path}" for path in paths]
    authorships = [f"{_AUTHORSHIP} {helper}" for helper in helpers]
    end = 0
    for teller in tellers:
        start, end = end, end + len(teller.work.signatures)
        teller.keys += _BY_AUTHOR * (end - start)
        teller.lines += authors[start:end]
        teller.lines += authorships[start:end]
        teller.helpers += said[start:end]


def _authorships(
    helpers: Sequence[str], positions: Sequence[str], names: Sequence[str], persons: Sequence[str]
) -> list[Said]:
    lines = zip(repeat(_IS_AUTHORSHIP), [f"{_PRINTED} {name}" for name in names], persons, positions)
    said: list[Said] = list(zip(helpers, repeat(_PLACED), lines))
    if all(positions):
        return said
    return [one if one[2][-1] else (one[0], _UNPLACED, one[2][:-1]) for one in said]


def _names(tellers: Sequence[Teller], signatures: Sequence[Signature]) -> list[str]:
    """The names as printed."""
    try:
        return terms.strings([one.name for one in signatures])
    except ValueError:
        signed = ((teller, one.name) for teller in tellers for one in teller.work.signatures)
        return [teller.literal(_AUTHOR, name, terms.string) or '""' for teller, name in signed]


def _places(work: Work) -> Sequence[_Place]:
    """The places in the author list; the owner of a page may have none that is printed."""
    if not work.unplaced:
        return _listed_places(len(work.signatures))
    listed = len(work.signatures) - work.unplaced
    owners = [one.person.path.partition("/")[2] for one in work.signatures[listed:]]
    return [*_listed_places(listed), *((f"#author-of-page-{owner}>", "") for owner in owners)]


@lru_cache(256)
def _listed_places(number: int) -> Sequence[_Place]:
    positions = range(1, number + 1)
    return [(f"#author-{position}>", f"{_POSITION} {terms.integer(position)}") for position in positions]


def say_lists(tellers: Sequence[Teller]) -> None:
    """How many authors are listed, and whether that is all of them."""
    for teller in tellers:
        paper = teller.paper
        if paper.authors:
            teller.keys.append(_LISTED)
            teller.lines.append(_listed(len(paper.authors)))
        if paper.authors_complete is not None:
            teller.keys.append(_COMPLETE)
            teller.lines.append(_WHETHER_COMPLETE[paper.authors_complete])
        if paper.author_count is not None:
            teller.add(_COUNT, terms.integer(paper.author_count))


@lru_cache(8192)
def _listed(number: int) -> str:
    return f"{_LISTED} {terms.integer(number)}"
