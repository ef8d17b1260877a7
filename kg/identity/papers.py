"""Which records are one paper.

Records are one paper where they share a DOI or an arXiv id, or the normalised title and the first
author's family name and no identifier contradicts that. A shared identifier is not believed where
neither title nor first author agrees: proceedings give one DOI to many papers. Nor does it make their IRIs.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from operator import eq
from typing import NamedTuple

from kg import identifiers
from kg.identity.union import flatten, shared, union
from kg.model import Paper

__all__ = ["PaperIndex", "arxiv_of", "doi_of", "spelt"]

Group = tuple[int, ...]
_ARXIV_DOI = "10.48550/arxiv."
# The end of a name like C++ or C#, which folding takes away; a * is more often a footnote's.
_SIGNS = re.compile(r"(?<=[^\W\d_])(?:\++|#+)(?!\w)")
# What else folding takes away and tells titles apart, in words; neither tags nor arrows are comparisons.
_TELLING = re.compile(r"</?[A-Za-z][^<>]*>|(?<=\d)\.(?=\d)|<(?![-=]*>|-)=?|(?<![-=])>=?|[≤≥≠]")
_SPELT = {".": "dot", "<": "below", ">": "above", "≠": "not"}
_SPELT |= dict.fromkeys(("<=", "≤"), "atmost") | dict.fromkeys((">=", "≥"), "atleast")


def doi_of(paper: Paper) -> str | None:
    """The record's DOI in its normal form; none where it is none, or is arXiv's own."""
    if paper.doi is None:
        return None
    try:
        doi = identifiers.doi(paper.doi)
    except ValueError:
        return None
    return None if doi.startswith(_ARXIV_DOI) else doi


def arxiv_of(paper: Paper) -> str | None:
    """The record's arXiv id in its normal form, from its own field or from arXiv's DOI."""
    text = paper.arxiv_id
    if text is None and paper.doi and "rxiv" in paper.doi.lower():
        text = paper.doi.lower().partition(_ARXIV_DOI)[2]
    if not text:
        return None
    try:
        return identifiers.arxiv_id(text)
    except ValueError:
        return None


def _path(paper: Paper, doubted: Collection[int]) -> str:
    """The IRI of a paper, of whose identifiers some, as hashes, are not believed."""
    keys = _keys([paper])
    believed = [text for text in (*keys.dois, *keys.arxivs) if text and hash(text) not in doubted]
    return identifiers.rehashed(keys.paths[0], (*believed, *keys.both)[0])


def _longer(path: str, records: Sequence[Paper]) -> str:
    """The IRI of a paper that has another's: what its records have in common tells them apart."""
    keys = _keys(records)
    whole = map("|".join, zip(keys.both, keys.dois, keys.arxivs, strict=True))
    return identifiers.rehashed(path, min(whole), identifiers.LONG)


class _Keys(NamedTuple):
    """What records of one paper have in common, as columns; empty where a record has none.

    A path is `paper/{slug}-{8 hex}`; the hex comes from the DOI, else the arXiv id, else title and author.
    """

    titles: list[str]
    families: list[str]
    both: list[str]
    dois: list[str]
    arxivs: list[str]
    paths: list[str]


def _keys(papers: Sequence[Paper]) -> _Keys:
    titles = _title_keys([paper.title for paper in papers])
    families = identifiers.family_names([paper.authors[0].name if paper.authors else "" for paper in papers])
    if "" in families:
        each = zip(families, papers, strict=True)
        families = [family if paper.authors else f"?{paper.date}" for family, paper in each]
    both = [f"{title}|{family}" for title, family in zip(titles, families, strict=True)]
    dois = identifiers.dois([paper.doi or "" for paper in papers])
    arxivs = [
        arxiv_of(paper) or "" if paper.arxiv_id or not doi or "rxiv" in doi else ""
        for paper, doi in zip(papers, dois, strict=True)
    ]
    dois = ["" if "rxiv" in doi and doi.startswith(_ARXIV_DOI) else doi for doi in dois]
    believed = [doi or arxiv or other for doi, arxiv, other in zip(dois, arxivs, both, strict=True)]
    words = identifiers.fold_all([paper.title for paper in papers])
    slugs = list(map(identifiers.slug_of_words, words))
    marks = identifiers.short_hashes(believed)
    paths = [
        f"paper/{slug}-{mark}" if slug else f"paper/{mark}" for slug, mark in zip(slugs, marks, strict=True)
    ]
    return _Keys(titles, families, both, dois, arxivs, paths)


def _title_keys(titles: Sequence[str]) -> list[str]:
    """The words of each title without spaces; signs that tell titles apart stay, in some form."""
    keys = identifiers.compact_all(titles)
    for number, title in enumerate(titles):
        has_signs = "." in title or "<" in title or ">" in title or "+" in title or "#" in title
        if has_signs or not keys[number] or not title.isascii():
            keys[number] = _title_key(title, keys[number])
    return keys


def _title_key(title: str, key: str) -> str:
    with_signs = spelt(title)
    key = (key or title.casefold().strip()) if with_signs == title else identifiers.compact(with_signs)
    return key + "".join(_SIGNS.findall(title))


def spelt(title: str) -> str:
    """The title with decimal points and comparisons in words.

    >>> spelt("<i>p</i> < 0.05"), spelt("A -> B")
    ('<i>p</i> below 0dot05', 'A -> B')
    """
    return _TELLING.sub(lambda sign: _SPELT.get(sign[0], sign[0]), title)


class PaperIndex:
    """Collects the keys of records, as 64-bit hashes; 0 stands for a key that a record does not have."""

    def __init__(self) -> None:
        self._titles, self._families, self._both = array("q"), array("q"), array("q")
        self._dois, self._arxivs = array("q"), array("q")
        self._paths: list[str] = []
        self._parent = array("I")
        self._same_id: list[list[int]] = []

    def add(self, papers: Sequence[Paper]) -> list[str]:
        """Take up the next records; returns the normalised title and first author of each."""
        keys = _keys(papers)
        self._titles.fromlist(list(map(hash, keys.titles)))
        self._families.fromlist(list(map(hash, keys.families)))
        self._both.fromlist(list(map(hash, keys.both)))
        self._dois.fromlist(list(map(hash, keys.dois)))
        self._arxivs.fromlist(list(map(hash, keys.arxivs)))
        self._paths += keys.paths
        return keys.both

    def apart(self) -> Iterator[tuple[bool, list[list[int]]]]:
        """Records that have an identifier in common and are not one paper, those of each paper together.

        With each, whether the identifier is an arXiv id; else it is a DOI.
        """
        for places in self._same_id:
            groups = defaultdict[int, list[int]](list)
            for place in places:
                groups[self._parent[place // 2]].append(place // 2)
            if len(groups) > 1:
                yield places[0] % 2 == 1, list(groups.values())

    def settle(
        self, recall: Callable[[Group], Sequence[Paper]], merged: Callable[[Sequence[Paper]], Paper]
    ) -> tuple[list[str], list[Group]]:
        """The papers in the order of their paths: these, and the numbers of the records of each.

        `recall` gives the records with some numbers, `merged` what those of one paper say together.
        """
        paths, self._parent = self._paths, array("I", range(len(self._paths)))
        ids = array("q", bytes(16 * len(paths)))  # of each record the DOI, then the arXiv id
        ids[::2], ids[1::2] = self._dois, self._arxivs
        self._same_id = list(shared(ids, no_key=0).values())
        for places in self._same_id:
            self._join_by_id([place // 2 for place in places])
        for numbers in shared(self._both).values():
            self._join_by_title(numbers)
        others = flatten(self._parent)

        def records(root: int) -> Sequence[Paper]:
            return recall((root, *others.get(root, ())))

        doubted = self._doubted()
        for root in others.keys() | {root for roots in doubted.values() for root in roots}:
            paths[root] = _path(merged(records(root)), doubted)
        first = sorted([n for n, root in enumerate(self._parent) if n == root], key=paths.__getitem__)
        found = [paths[n] for n in first]
        if any(map(eq, found, islice(found, 1, None))):
            alike = {path for path, number in Counter(found).items() if number > 1}
            for root in [root for root in first if paths[root] in alike]:
                paths[root] = _longer(paths[root], records(root))
            first.sort(key=paths.__getitem__)
            found = [paths[n] for n in first]
        return found, [(n, *others[n]) if n in others else (n,) for n in first]

    def _doubted(self) -> dict[int, list[int]]:
        """The identifiers, as hashes, that are not believed, each with the first records of its papers."""
        found = dict[int, list[int]]()
        for is_arxiv, groups in self.apart():
            ids = self._arxivs if is_arxiv else self._dois
            found[ids[groups[0][0]]] = [self._parent[numbers[0]] for numbers in groups]
        return found

    def _join_by_id(self, numbers: list[int]) -> None:
        for values in (self._titles, self._families):
            first: dict[int, int] = {}
            for number in numbers:
                union(self._parent, first.setdefault(values[number], number), number)

    def _join_by_title(self, numbers: list[int]) -> None:
        if any(len({ids[n] for n in numbers} - {0}) > 1 for ids in (self._dois, self._arxivs)):
            numbers = [n for n in numbers if not self._dois[n] and not self._arxivs[n]]
        for number in numbers[1:]:
            union(self._parent, numbers[0], number)
