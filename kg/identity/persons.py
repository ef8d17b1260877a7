"""Every printed name's person, once it is decided who is who (`kg.identity.person_index`)."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg import identifiers
from kg.identity.lists import AuthorLists
from kg.identity.names import fullest, natural
from kg.identity.orcids import orcid_of
from kg.identity.union import find, shared
from kg.model import Paper, Person, Signature

__all__ = ["Names", "Persons"]

_NONE: frozenset[str] = frozenset()


class Names(NamedTuple):
    """The number of each printed name, and the folded words of each number."""

    numbers: dict[str, int]
    folded: list[str]


class Persons:
    """Every printed name's person."""

    def __init__(
        self,
        names: Names,
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
