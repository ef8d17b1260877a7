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


def say_signatures(tellers: Sequence[Teller], base: str) -> None:
    """Who is an author, and under which name at which place of the list."""
    signatures = [one for teller in tellers for one in teller.work.signatures]
    persons = [f"<{base}{one.person.path}>" for one in signatures]
    positions = [position for teller in tellers for position in _positions(teller.work)]
    papers = [begin for teller in tellers for begin in [teller.subject[:-1]] * len(teller.work.signatures)]
    helpers = [
        f"{paper}#author-{position or _of_page(one)}>"
        for paper, position, one in zip(papers, positions, signatures, strict=True)
    ]
    said = _authorships(helpers, positions, _names(tellers, signatures), persons)
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
    helpers: Sequence[str], positions: Sequence[int], names: Sequence[str], persons: Sequence[str]
) -> list[Said]:
    printed = [f"{_PRINTED} {name}" for name in names]
    lines = zip(
        repeat(_IS_AUTHORSHIP), printed, [f"{_PERSON} {person}" for person in persons], map(_at, positions)
    )
    said: list[Said] = list(zip(helpers, repeat(_PLACED), lines))
    if 0 in positions:
        return [
            one if at else (one[0], _UNPLACED, one[2][:-1]) for one, at in zip(said, positions, strict=True)
        ]
    return said


def _names(tellers: Sequence[Teller], signatures: Sequence[Signature]) -> list[str]:
    """The names as printed."""
    try:
        return terms.strings([one.name for one in signatures])
    except ValueError:
        signed = ((teller, one.name) for teller in tellers for one in teller.work.signatures)
        return [teller.literal(_AUTHOR, name, terms.string) or '""' for teller, name in signed]


def _positions(work: Work) -> Sequence[int]:
    """The places in the author list from 1; 0 where none is printed."""
    placed = range(1, len(work.signatures) - work.unplaced + 1)
    return [*placed, *[0] * work.unplaced] if work.unplaced else placed


def _of_page(signature: Signature) -> str:
    """What the authorship of a page's owner, whose place in the list is not printed, is called."""
    return f"of-page-{signature.person.path.partition('/')[2]}"


@lru_cache(8192)
def _at(position: int) -> str:
    return f"{_POSITION} {terms.integer(position)}"


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
