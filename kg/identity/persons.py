"""Who is who.

Equal folded names are one person, unless their ORCID iDs differ or one paper lists the name twice.
Two names are one person where they share an ORCID iD that is believed (see `kg.identity.orcids`), or
stand in the same place of one paper's list and are compatible, or are compatible and share a co-author
(see `kg.identity.variants`). The owner of a page is an author of its papers (see `kg.identity.owners`).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from kg import identifiers
from kg.identity.lists import AuthorLists
from kg.identity.names import closed_up, fullest, natural
from kg.identity.orcids import bond, holders, likely_one, orcid_of
from kg.identity.owners import is_form
from kg.identity.union import find, shared, union
from kg.identity.variants import compatible, variants
from kg.model import Paper, Person, Signature

__all__ = ["PersonIndex", "Persons"]

_NONE: frozenset[str] = frozenset()

# One merge: the two names, the rule, and what the rule saw.
_Merge = tuple[int, int, str, str]


class _Names(NamedTuple):
    """The number of each printed name, and the folded words of each number."""

    numbers: dict[str, int]
    folded: list[str]


class PersonIndex:
    """Collects names as numbers, and for each record the numbers of its authors."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._folded: dict[str, int] = {}
        self._authors = AuthorLists()
        self._orcids: dict[int, set[str]] = {}
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
        return Persons(_Names(self._numbers, names), self._authors, parent, self._orcids, doubted, reasons)

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
        shown = fullest(self._numbers, array("I", range(len(names)))) if placed or company else {}
        for one, other in placed:
            yield one, other, "same-place", f"{_both(shown, one, other)} hold one place in a paper"
        for one, other, coauthor in company:
            seen = f"{_both(shown, one, other)} are co-authors of {shown[coauthor]}"
            yield one, other, "shared-co-author", seen

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


class Persons:
    """Every printed name's person."""

    def __init__(
        self,
        names: _Names,
        authors: AuthorLists,
        parent: array[int],
        orcids: dict[int, set[str]],
        doubted: set[str],
        reasons: dict[int, set[tuple[str, str]]],
    ) -> None:
        self._numbers, self._folded = names
        self._authors, self._parent = authors, parent
        self._names = fullest(self._numbers, parent)
        # By printed name; of namesakes with ORCID iDs of their own by these, too.
        self._known: dict[str, Signature] = {}
        self._namesakes: dict[str | None, dict[str, Signature]] = defaultdict(dict)
        self._orcids: dict[int, set[str]] = defaultdict(set)
        self._doubted, self._alike = doubted, set[int]()
        for number, found in orcids.items():
            self._orcids[find(parent, number)] |= found
        self._reasons: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for number, seen in reasons.items():
            self._reasons[find(parent, number)] |= seen
        self._alike = self._slugs_alike()

    def of_record(self, record: int) -> set[int]:
        """The persons of a record, as numbers that can be compared."""
        return {find(self._parent, number) for number in self._authors.whole(record)}

    def named(self, printed: str) -> Person:
        """The person of a printed name."""
        return self._signed(printed).person

    def _signed(self, printed: str, orcid: str | None = None) -> Signature:
        """The person under a printed name; `orcid` tells namesakes apart."""
        root = find(self._parent, self._numbers[printed])
        if len(self._orcids.get(root, ())) < 2:
            known, orcid = self._known, None
        else:
            known = self._namesakes[orcid]
        signature = known.get(printed)
        if signature is None:
            signature = known[printed] = Signature(self._person(root, orcid), printed)
        return signature

    def _slug(self, root: int) -> str:
        """What the person's IRI ends with: the name, and a hash of it where that is more than plain words."""
        name = self._names[root]
        words = self._folded[self._numbers[name]]
        if identifiers.is_plain(words):
            return words.replace(" ", "-")
        slug = identifiers.distinct_slug(natural(name), words if words != name else None)
        return identifiers.rehashed(slug, words, identifiers.LONG) if hash(slug) in self._alike else slug

    def _slugs_alike(self) -> set[int]:
        """The slugs, as hashes, that several persons have: only such as end with a hash can be the same."""
        if all(map(str.isascii, self._folded)) and max(map(len, self._folded), default=0) <= identifiers.SLUG:
            return set()
        odd = [n for n, words in enumerate(self._folded) if not identifiers.is_plain(words)]
        return set(
            shared([hash(self._slug(root)) for root in {find(self._parent, number) for number in odd}])
        )

    def _person(self, root: int, orcid: str | None) -> Person:
        name, known = natural(self._names[root]), self._orcids.get(root, _NONE)
        path = f"person/{self._slug(root)}"
        believed = known - self._doubted if known else known
        if len(known) < 2:
            reasons = self._reasons.get(root)
            return Person(path, name, next(iter(believed), None), tuple(sorted(reasons)) if reasons else ())
        if orcid:
            is_own = orcid in believed
            return Person(f"{path}-{identifiers.short_hash(orcid)}", name, orcid if is_own else None)
        # Among namesakes with ORCID iDs of their own a bare name is nobody's in particular.
        return Person(path, name)

    def sign(self, papers: Sequence[Paper], paths: Sequence[str]) -> list[tuple[Signature, ...]]:
        """The author list of each paper, whose IRI below the base is in `paths`."""
        authors = [author for paper in papers for author in paper.authors]
        signatures = list(map(self._known.get, [author.name for author in authors]))
        all_ = [
            known or self._signed(one.name, orcid_of(one))
            for known, one in zip(signatures, authors, strict=True)
        ]
        who, end, found = [one.person.path for one in all_], 0, list[tuple[Signature, ...]]()
        for paper, path in zip(papers, paths, strict=True):
            start, end = end, end + len(paper.authors)
            several = end - start > 1 and len({*who[start:end]}) < end - start
            found.append(_apart(all_[start:end], path) if several else tuple(all_[start:end]))
        return found


def _apart(signatures: Iterable[Signature], path: str) -> tuple[Signature, ...]:
    """A list that names a person more than once: each but the first of that name is somebody else."""
    found: dict[str, Signature] = {}
    for position, one in enumerate(signatures, 1):
        person = one.person
        if person.path in found:
            mark = identifiers.short_hash(f"{path}#{position}")
            one = Signature(Person(f"{person.path}-{mark}", one.name), one.name)
        found[one.person.path] = one
    return tuple(found.values())
