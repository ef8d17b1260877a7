"""Who is who.

Equal folded names are one person, unless their ORCID iDs differ or one paper lists the name twice.
Two names are one person where they share an ORCID iD that is believed (see `kg.identity.orcids`), or
stand in the same place of one paper's list and are compatible, or are compatible and share a co-author
(see `kg.identity.variants`), or one is a page's owner and the other the name in full that the page prints.
The owner of a page is an author of its papers (see `kg.identity.owners`).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from kg import identifiers
from kg.identity.lists import AuthorLists
from kg.identity.names import closed_up, fullest, natural
from kg.identity.orcids import bond, holders, likely_one, orcid_of
from kg.identity.owners import is_form, named_in_full
from kg.identity.persons import Names, Persons
from kg.identity.union import find, union
from kg.identity.variants import compatible, variants
from kg.model import Paper

__all__ = ["PersonIndex"]

# One merge: the two names, the rule, and what the rule saw.
_Merge = tuple[int, int, str, str]


class PersonIndex:
    """Collects names as numbers, and for each record the numbers of its authors."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._folded: dict[str, int] = {}
        self._authors = AuthorLists()
        self._orcids: dict[int, set[str]] = {}
        self._owned: list[tuple[int, int]] = []  # records with whose page lists them
        self._likely: dict[str, list[list[int]]] = {}
        self._parent = array("I")

    def add_names(self, printed: Iterable[str]) -> list[int]:
        """The numbers of the names; spelling variants share one."""
        names, known = list(printed), self._numbers
        new = [name for name in dict.fromkeys(names) if name not in known]
        folded = identifiers.fold_all(list(map(natural, new)) if "," in "".join(new) else new)
        if not "".join(folded).isascii():
            folded = list(map(closed_up, folded))
        for name, words in zip(new, folded, strict=True):
            known[name] = self._folded.setdefault(words or name, len(self._folded))
        return list(map(known.__getitem__, names))

    def add(self, papers: Sequence[Paper]) -> None:
        """Take up the next records: their printed authors in order, and the owners of the pages.

        The owner is one of a complete list, under whatever name, and no further author.
        """
        authors = [author for paper in papers for author in paper.authors]
        numbers = self.add_names([author.name for author in authors])
        given = [(n, orcid_of(author)) for n, author in zip(numbers, authors, strict=True) if author.orcid]
        for number, orcid in given:
            if orcid:
                self._orcids.setdefault(number, set()).add(orcid)
        owned = [(n, paper) for n, paper in enumerate(papers, len(self._authors)) if paper.owner]
        owners = self.add_names([paper.owner for _, paper in owned if paper.owner])
        for (record, paper), owner in zip(owned, owners, strict=True):
            self._owned.append((record, owner))
            if not (paper.authors and paper.authors_complete):
                self._authors.owners[record] = owner
        self._authors.add(numbers, [len(paper.authors) for paper in papers])

    def settle(self, groups: Sequence[tuple[int, ...]]) -> Persons:
        """Decide which names are one person; `groups` are the records of each paper."""
        names = list(self._folded)
        self._parent = parent = array("I", range(len(names)))
        self._likely = likely_one(holders(self._orcids), names, self._authors)
        reasons: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for one, other, rule, seen in self._merges(names, groups):
            if len(self._orcids.get(one, set()) | self._orcids.get(other, set())) < 2:
                union(parent, one, other)
                reasons[one].add((rule, seen))
        doubted = {orcid for orcid, likely in self._likely.items() if len(likely) > 1}
        return Persons(Names(self._numbers, names), self._authors, parent, self._orcids, doubted, reasons)

    def apart(self) -> list[tuple[str, bool, list[str], list[int]]]:
        """Each ORCID iD of names that are not one person.

        With it whether these are not believed to be one, else one of them has other iDs too; the
        names, and the records that have the first of them.
        """
        shared = {orcid: [n for group in likely for n in group] for orcid, likely in self._likely.items()}
        shared = {o: held for o, held in shared.items() if len({find(self._parent, n) for n in held}) > 1}
        shown = fullest(self._numbers, array("I", range(len(self._folded)))) if shared else {}
        firsts = {orcid: min(held, key=shown.__getitem__) for orcid, held in shared.items()}
        records = self._records({*firsts.values()})
        return [
            (orcid, len(self._likely[orcid]) > 1, sorted(shown[n] for n in shared[orcid]), records[first])
            for orcid, first in sorted(firsts.items())
        ]

    def _records(self, names: set[int]) -> dict[int, list[int]]:
        """The records that have the names."""
        found: dict[int, list[int]] = {number: [] for number in names}
        for record in range(len(self._authors)) if names else ():
            for number in names.intersection(self._authors.whole(record)):
                found[number].append(record)
        return found

    def _merges(self, names: list[str], groups: Sequence[tuple[int, ...]]) -> Iterator[_Merge]:
        yield from self._same_orcid(names)
        placed, company = list(self._same_place(names, groups)), list(variants(names, self._company(names)))
        owners = list(named_in_full(self._owned, self._authors, names))
        merged = placed or company or owners
        shown = fullest(self._numbers, array("I", range(len(names)))) if merged else {}
        for one, other in placed:
            yield one, other, "same-place", f"{_both(shown, one, other)} hold one place in a paper"
        for one, other, coauthor in company:
            seen = f"{_both(shown, one, other)} are co-authors of {shown[coauthor]}"
            yield one, other, "shared-co-author", seen
        for owner, other in owners:
            name = natural(shown[other])
            seen = f'on the page of {shown[owner]} only "{name}" may be the same in full'
            yield owner, other, "owner-in-full", seen

    def _company(self, names: Sequence[str]) -> Iterable[Sequence[int]]:
        """Who stands together in each record: an owner of whom it prints some form stands there already."""
        lists, apart = self._authors, set[int]()
        for record, owner in lists.owners.items():
            words = names[owner].split()
            if not any(is_form(words, names[number].split()) for number in lists[record]):
                apart.add(record)
        return (lists.whole(n) if n in apart else lists[n] for n in range(len(lists))) if apart else lists

    def _same_orcid(self, names: list[str]) -> Iterator[_Merge]:
        for orcid, likely in self._likely.items():
            for one, other in (pair for group in likely for pair in combinations(group, 2)):
                more = bond(names[one].split(), names[other].split())
                yield one, other, "same-orcid", f"the names share the ORCID iD {orcid}{more}"

    def _same_place(self, names: list[str], groups: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
        for group in [group for group in groups if len(group) > 1]:
            for one_list, other_list in combinations(map(self._authors.__getitem__, group), 2):
                for one, other in zip(one_list, other_list, strict=False):
                    if one != other and compatible(names[one].split(), names[other].split()):
                        yield one, other


def _both(shown: dict[int, str], one: int, other: int) -> str:
    """Two names, in an order that does not depend on the input's."""
    return " and ".join(f'"{name}"' for name in sorted((shown[one], shown[other])))
