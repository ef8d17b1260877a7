"""Which different names may belong to one person, and which the company they keep says do.

Candidates are found by buckets, so that no more than a few names are ever compared with each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["company_of", "compatible", "variants"]

Pair = tuple[int, int]


def compatible(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two folded names, in words, can be one person's: an initial stands for a name.

    >>> compatible("antoni bigata".split(), "antoni bigata casademunt".split())
    True
    >>> compatible("j smith".split(), "john m smith".split()), compatible(["anand"], "a anand".split())
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    if len(short) < 2:
        return False
    if len(short[0]) > 1 and list(long[: len(short)]) == list(short):
        return True
    return short[-1] == long[-1] and _given_fit(short[:-1], long[:-1])


def _given_fit(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the first given names fit, and the rest of the shorter list stands in the longer in order."""
    if not _fit(short[0], long[0]):
        return False
    rest = iter(long[1:])
    return all(any(_fit(name, other) for other in rest) for name in short[1:])


def _fit(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def variants(names: Sequence[str], papers: Iterable[Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    """Pairs of name numbers that are one person, each with a co-author who shows it.

    `names` are folded; `papers` give the numbers of each author list.
    """
    # What cuts or joins a list, left in a name, makes it a form of nobody's.
    words = [[] if " et al" in name or " and " in name else name.split() for name in names]
    pairs = [pair for pair in _candidates(names, words) if compatible(words[pair[0]], words[pair[1]])]
    company = company_of({number for pair in pairs for number in pair}, papers)
    shown = [(one, other) for one, other in pairs if _keep_company(company, one, other)]
    for one, other in _unambiguous(shown, words):
        yield one, other, min(company[one] & company[other], key=names.__getitem__)


def _candidates(names: Sequence[str], words: Sequence[Sequence[str]]) -> set[Pair]:
    """Pairs that may be compatible: all names that differ at all have more than two words, or an initial."""
    longer = [number for number, parts in enumerate(words) if len(parts) > 2]
    initials = [number for number, parts in enumerate(words) if len(parts) > 1 and len(parts[0]) == 1]
    by_ends = {_ends(words[number]): list[int]() for number in longer}
    by_initial = {_initial(words[number]): list[int]() for number in initials}
    for number, parts in enumerate(words) if longer or initials else ():
        if len(parts) > 1:
            by_ends.get(_ends(parts), []).append(number)
            by_initial.get(_initial(parts), []).append(number)
    found: set[Pair] = set()
    for bucket in by_ends.values():
        found.update((a, b) for i, a in enumerate(bucket) for b in bucket[i + 1 :])
    for number in initials:
        bucket = by_initial[_initial(words[number])]
        found.update((min(number, b), max(number, b)) for b in bucket if b != number)
    number_of = {name: number for number, name in enumerate(names)} if longer else {}
    for number in longer:
        parts = words[number]
        shorter = (number_of.get(" ".join(parts[:size])) for size in range(2, len(parts)))
        found.update((min(a, number), max(a, number)) for a in shorter if a is not None)
    return found


def _ends(parts: Sequence[str]) -> tuple[str, str]:
    return parts[0], parts[-1]


def _initial(parts: Sequence[str]) -> tuple[str, str]:
    return parts[0][0], parts[-1]


def company_of(wanted: set[int], papers: Iterable[Sequence[int]]) -> dict[int, set[int]]:
    """For each of the wanted names those it stands in one list with, itself among them."""
    company: dict[int, set[int]] = {number: set() for number in wanted}
    if wanted:
        for authors in papers:
            for number in wanted.intersection(authors):
                company[number].update(authors)
    return company


def _keep_company(company: dict[int, set[int]], one: int, other: int) -> bool:
    """Whether they share a co-author, and never stand in one list (then each is in the other's company)."""
    return other not in company[one] and not company[one].isdisjoint(company[other])


def _unambiguous(pairs: Sequence[Pair], words: Sequence[Sequence[str]]) -> Iterator[Pair]:
    """Without the names that would fit two people who are not one."""
    partners = defaultdict(list)
    for one, other in pairs:
        partners[one].append(other)
        partners[other].append(one)
    clear = {
        number
        for number, others in partners.items()
        if all(compatible(words[a], words[b]) for i, a in enumerate(others) for b in others[i + 1 :])
    }
    return ((one, other) for one, other in pairs if one in clear and other in clear)
