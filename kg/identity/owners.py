"""The owner of a page is an author of the papers on it.

He or she who is not in a list that is cut has a place in it that is not printed. A complete list has
no such place: there the owner is the one author whose name may be a form of his or hers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg import identifiers
from kg.identity.variants import compatible
from kg.model import Paper, Person, Place, Problem, Signature

__all__ = ["Seats", "seat"]

# By the paths of the persons.
Signatures = dict[str, Signature]
# The author list; inferences, with their rules; problems.
Seats = tuple[Signatures, tuple[tuple[str, str], ...], tuple[Problem, ...]]


def seat(owners: Iterable[tuple[str, Person]], listed: Signatures, paper: Paper, at: Place) -> Seats:
    """The author list with the owners of the paper's pages, given by name; why, and what cannot be."""
    absent: dict[str, tuple[str, Person]] = {}
    for name, person in owners:
        if person.path not in listed:
            absent.setdefault(person.path, (name, person))
    if paper.authors and paper.authors_complete:
        return _seated(list(absent.values()), listed, paper, at)
    return listed | {path: Signature(who, name, None) for path, (name, who) in absent.items()}, (), ()


def _seated(owners: list[tuple[str, Person]], listed: Signatures, paper: Paper, at: Place) -> Seats:
    """The same for a complete list: each owner has the one place that may be his or hers alone."""
    forms = [_may_be(name, person, listed) for name, person in owners]
    claimed = Counter(path for paths in forms for path in paths)
    inferred, problems = list[tuple[str, str]](), list[Problem]()
    seats = dict[str, Signature]()
    for (name, person), paths in zip(owners, forms, strict=True):
        if len(paths) == 1 and claimed[paths[0]] == 1:
            there = listed[paths[0]]
            seats[paths[0]] = Signature(person, there.name, there.position)
            inferred.append(("owner-in-list", _basis(name, there.name)))
        else:
            problems.append(_unseated(name, paths, paper, at))
    signatures = [seats.get(path, signature) for path, signature in listed.items()]
    return {who.person.path: who for who in signatures}, tuple(inferred), tuple(problems)


def _unseated(owner: str, several: Sequence[str], paper: Paper, at: Place) -> Problem:
    why = "is not certainly one of" if several else "is not in"
    what = f"{owner}, the owner of the page, {why} the complete list of authors of {paper.title!r}"
    return Problem(at.file, at.line, what, "the owner is an author of every paper listed")


def _basis(owner: str, printed: str) -> str:
    return f'on the page of {owner}, and no other name in its complete list than "{printed}" may be the same'


def _may_be(owner: str, person: Person, listed: Signatures) -> list[str]:
    """The persons in the list whose names may be forms of the owner's, without ORCID iDs that differ."""
    words = identifiers.fold(owner).split()
    return [
        path
        for path, signature in listed.items()
        if _is_form(words, identifiers.fold(signature.name).split())
        and (not person.orcid or signature.person.orcid in (None, person.orcid))
    ]


def _is_form(one: list[str], other: list[str]) -> bool:
    """Whether two folded names, in words, may be one person's, also with the family name first."""
    return compatible(one, other) or (len(one) > 1 and sorted(one) == sorted(other))
