"""The owner of a page is an author of the papers on it.

He or she is the one author in the list whose name may be a form of his or hers. Where no name may be,
a list that is cut has a place for the owner that is not printed; a complete one has not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.identity.lists import AuthorLists
from kg.identity.names import words_of
from kg.identity.variants import compatible
from kg.model import Paper, Person, Place, Problem, Signature

__all__ = ["Seats", "is_form", "named_in_full", "seat"]

# By the paths of the persons.
Signatures = dict[str, Signature]
# The author list, and who has no place in it; inferences, with their rules; problems.
Seats = tuple[list[Signature], list[Signature], tuple[tuple[str, str], ...], tuple[Problem, ...]]


def seat(owners: Iterable[tuple[str, Person]], listed: Signatures, paper: Paper, at: Place) -> Seats:
    """The author list with the owners of the paper's pages, given by name; why, and what cannot be."""
    absent: dict[str, tuple[str, Person]] = {}
    claimed = Counter[str]()
    for name, person in owners:
        if person.path in listed:
            claimed[person.path] = 1
        else:
            absent.setdefault(person.path, (name, person))
    forms = {path: _may_be(person, listed) for path, (_, person) in absent.items()}
    claimed.update(path for paths in forms.values() for path in paths)
    is_whole = bool(paper.authors and paper.authors_complete)
    seats, unplaced = dict[str, Signature](), list[Signature]()
    inferred, problems = list[tuple[str, str]](), list[Problem]()
    for path, (name, person) in absent.items():
        several = forms[path]
        if len(several) == 1 and claimed[several[0]] == 1:
            there = listed[several[0]]
            seats[several[0]] = Signature(person, there.name)
            inferred.append(("owner-in-list", _basis(name, there.name, paper)))
        elif several or is_whole:
            problems.append(_unseated(name, several, paper, at))
        else:
            unplaced.append(Signature(person, name))
    signatures = [seats.get(path, signature) for path, signature in listed.items()]
    return signatures, unplaced, tuple(inferred), tuple(problems)


def _unseated(owner: str, several: Sequence[str], paper: Paper, at: Place) -> Problem:
    why = "is not certainly one of" if several else "is not in"
    what = f"{owner}, the owner of the page, {why} the {_whole(paper)} list of authors of {paper.title!r}"
    return Problem(at.file, at.line, what, "the owner is an author of every paper listed")


def _basis(owner: str, printed: str, paper: Paper) -> str:
    names = f'no other name in its {_whole(paper)} list than "{printed}" may be the same'
    return f"on the page of {owner}, and {names}"


def _whole(paper: Paper) -> str:
    return "complete" if paper.authors and paper.authors_complete else "cut"


def _may_be(owner: Person, listed: Signatures) -> list[str]:
    """The persons in the list whose names may be forms of the owner's, without ORCID iDs that differ."""
    words = words_of(owner.name).split()
    return [
        path
        for path, signature in listed.items()
        if all(is_form(words, words_of(name).split()) for name in (signature.name, signature.person.name))
        and (not owner.orcid or signature.person.orcid in (None, owner.orcid))
    ]


def named_in_full(
    owners: Iterable[tuple[int, int]], lists: AuthorLists, names: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Owners named with initials, or in another order, each with the name in full that their page prints.

    `owners` are records, each with whose page lists it. The name in full is the only one in the lists of the
    page that says more, no other name that may be the owner's stands beside it, and no other owner has it.
    """
    in_full, beside = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for record, owner in owners:
        listed, words = lists[record], names[owner].split()
        forms = {n for n in listed if n != owner and is_form(words, names[n].split())}
        beside[owner] |= forms if owner in listed or len(forms) > 1 else set()
        in_full[owner] |= {n for n in forms if _says_more(words, names[n].split())}
    claimed = Counter(n for found in in_full.values() for n in found)
    for owner, found in in_full.items():
        if len(found) == 1 and claimed[min(found)] == 1 and found.isdisjoint(beside[owner]):
            yield owner, min(found)


def _says_more(one: list[str], other: list[str]) -> bool:
    """Whether the other form of a name has fewer initials, or the same words."""
    initials = [sum(len(word) == 1 for word in words) for words in (one, other)]
    return initials[1] < initials[0] or sorted(one) == sorted(other)


def is_form(one: list[str], other: list[str]) -> bool:
    """Whether two folded names, in words, may be one person's, also with the family name first."""
    return compatible(one, other) or (len(one) > 1 and sorted(one) == sorted(other))
