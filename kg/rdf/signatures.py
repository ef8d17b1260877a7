"""Who signed papers, as triples: authors, and the authorships that give their names and places."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, repeat

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


def say_signatures(tellers: Sequence[Teller], base: str) -> None:
    """Who is an author, and under which name at which place of the list."""
    signatures = [one for teller in tellers for one in teller.work.signatures]
    persons = [f"<{base}{one.person.path}>" for one in signatures]
    begins, places = [teller.subject[:-1] for teller in tellers], [_places(teller.work) for teller in tellers]
    helpers = [
        f"{begin}#author-{place}>" for begin, in_list in zip(begins, places, strict=True) for place in in_list
    ]
    all_places = list(chain.from_iterable(places))
    said = _authorships(helpers, all_places, _names(tellers, signatures), persons)
    authors = [f"{_AUTHOR} {person}" for person in persons]
    authorships = [f"{_AUTHORSHIP} {helper}" for helper in helpers]
    end = 0
    for teller in tellers:
        start, end = end, end + len(teller.work.signatures)
        teller.keys += _BY_AUTHOR * (end - start)
        teller.lines += authors[start:end]
        teller.lines += authorships[start:end]
        teller.helpers += said[start:end]


def _authorships(
    helpers: Sequence[str], places: Sequence[int | str], names: Sequence[str], persons: Sequence[str]
) -> list[Said]:
    printed = [f"{_PRINTED} {name}" for name in names]
    lines = zip(
        repeat(_IS_AUTHORSHIP), printed, [f"{_PERSON} {person}" for person in persons], map(_at, places)
    )
    said: list[Said] = list(zip(helpers, repeat(_PLACED), lines))
    if all(map(_at, places)):
        return said
    each = zip(said, places, strict=True)
    return [one if _at(place) else (one[0], _UNPLACED, one[2][:-1]) for one, place in each]


def _names(tellers: Sequence[Teller], signatures: Sequence[Signature]) -> list[str]:
    """The names as printed."""
    try:
        return terms.strings([one.name for one in signatures])
    except ValueError:
        signed = ((teller, one.name) for teller in tellers for one in teller.work.signatures)
        return [teller.literal(_AUTHOR, name, terms.string) or '""' for teller, name in signed]


def _places(work: Work) -> Sequence[int | str]:
    """The places in the author list, from 1; what stands for that of a page's owner, which is not printed."""
    if not work.unplaced:
        return range(1, len(work.signatures) + 1)
    listed = len(work.signatures) - work.unplaced
    owners = [one.person.path.partition("/")[2] for one in work.signatures[listed:]]
    return [*range(1, listed + 1), *(f"of-page-{owner}" for owner in owners)]


@lru_cache(8192)
def _at(place: int | str) -> str:
    """What says where in the list; empty where it is not printed."""
    return f"{_POSITION} {terms.integer(place)}" if isinstance(place, int) else ""


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
