"""Whether the names on which one ORCID iD stands are one person's.

Sources put the iD of one author on another now and then. So an iD is believed for names that may be
forms of each other, and that never stand in one author list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from kg import identifiers
from kg.identity.variants import company_of, compatible
from kg.model import Author

__all__ = ["bond", "holders", "likely_one", "orcid_of"]

Words = Sequence[str]
# No person goes by so many names: an iD that has more is a placeholder.
_MOST = 20


def orcid_of(author: Author) -> str | None:
    """The author's ORCID iD in its normal form, none where it is none."""
    try:
        return identifiers.orcid(author.orcid) if author.orcid else None
    except ValueError:
        return None


def holders(orcids: Mapping[int, set[str]]) -> dict[str, list[int]]:
    """The names of each ORCID iD that several names have."""
    held: dict[str, list[int]] = defaultdict(list)
    for name, found in orcids.items():
        for orcid in found:
            held[orcid].append(name)
    return {orcid: names for orcid, names in held.items() if len(names) > 1}


def likely_one(
    held: Mapping[str, Sequence[int]], names: Sequence[str], lists: Iterable[Sequence[int]]
) -> dict[str, list[list[int]]]:
    """The names of each ORCID iD, those that may be one person's together.

    `names` are folded; `lists` are the author lists, in numbers of names.
    """
    few = {orcid: numbers for orcid, numbers in held.items() if len(numbers) <= _MOST}
    company = company_of({number for numbers in few.values() for number in numbers}, lists)

    def fit(one: int, other: int) -> bool:
        return other not in company[one] and bond(names[one].split(), names[other].split()) is not None

    found = {orcid: [[number] for number in numbers] for orcid, numbers in held.items()}
    for orcid, numbers in few.items():
        pairs = [pair for pair in combinations(sorted(numbers), 2) if fit(*pair)]
        found[orcid] = _groups(numbers, pairs)
    return found


def bond(one: Words, other: Words) -> str | None:
    """What makes two folded names with one ORCID iD likely one person's; None where they are not.

    >>> bond("m perez".split(), "maria perez".split()), bond("wei wang".split(), "jose nunez".split())
    ('', None)
    >>> bond("maria perez".split(), "maria lopez".split()), bond("wei wang".split(), ["王伟"])
    (' and the given name, not the family name', ' in different scripts')
    """
    if "".join(one) == "".join(other) or any(compatible(a, b) for a in _orders(one) for b in _orders(other)):
        return ""
    if "".join(one).isascii() != "".join(other).isascii():
        return " in different scripts"
    is_given = len(one) > 1 < len(other) and one[0] == other[0] and len(one[0]) > 1
    return " and the given name, not the family name" if is_given else None


def _orders(words: Words) -> tuple[Words, Words]:
    """The name as it is, and with what stands first as the family name."""
    return words, (*words[1:], *words[:1])


def _groups(numbers: Sequence[int], pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The numbers, those together that pairs connect; alone where some of these do not fit each other."""
    groups = {number: [number] for number in numbers}
    for one, other in pairs:
        if groups[one] is not groups[other]:
            groups[one] += groups[other]
            groups.update(dict.fromkeys(groups[other], groups[one]))
    known, found = {*pairs}, list[list[int]]()
    for group in {id(group): sorted(group) for group in groups.values()}.values():
        found += [group] if known.issuperset(combinations(group, 2)) else [[number] for number in group]
    return found
