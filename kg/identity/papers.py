"""Which records are one paper.

Records are one paper where they share a DOI or an arXiv id, or the normalised title and the first
author's family name and no identifier contradicts that. A shared identifier is not believed where
neither title nor first author agrees: proceedings give one DOI to many papers.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg import identifiers
from kg.identity.union import find, union
from kg.model import Paper

__all__ = ["PaperIndex", "arxiv_of", "doi_of", "path_of", "spelt"]

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


def path_of(paper: Paper) -> str:
    """`paper/{slug}-{8 hex}`; the hex comes from the DOI, else the arXiv id, else title and first author."""
    return _keys(paper).path


class _Keys(NamedTuple):
    """What records of one paper have in common: its normalised title, first author and identifiers."""

    title: str
    family: str
    both: str
    doi: str | None
    arxiv: str | None
    path: str


def _keys(paper: Paper) -> _Keys:
    words = identifiers.fold(paper.title)
    title = words.replace(" ", "") or paper.title.casefold().strip()
    if "." in paper.title or "<" in paper.title or ">" in paper.title or not paper.title.isascii():
        with_signs = spelt(paper.title)
        title = title if with_signs == paper.title else identifiers.compact(with_signs)
    if "+" in paper.title or "#" in paper.title:
        title += "".join(_SIGNS.findall(paper.title))
    family = identifiers.family_name(paper.authors[0].name) if paper.authors else f"?{paper.date}"
    both = f"{title}|{family}"
    doi, arxiv = doi_of(paper), arxiv_of(paper)
    mark, slug = identifiers.short_hash(doi or arxiv or both), identifiers.slug_of_words(words)
    return _Keys(title, family, both, doi, arxiv, f"paper/{slug}-{mark}" if slug else f"paper/{mark}")


def spelt(title: str) -> str:
    """The title with decimal points and comparisons in words.

    >>> spelt("<i>p</i> < 0.05"), spelt("A -> B")
    ('<i>p</i> below 0dot05', 'A -> B')
    """
    return _TELLING.sub(lambda sign: _SPELT.get(sign[0], sign[0]), title)


class PaperIndex:
    """Collects the keys of records, as 64-bit hashes; 0 stands for a key that a record does not have."""

    def __init__(self) -> None:
        self._parent = array("I")
        self._titles, self._families = array("q"), array("q")
        self._dois, self._arxivs = array("q"), array("q")
        # For each key the first record that has it, and all records where there are several.
        self._by_title, self._by_id = dict[int, int](), dict[int, int]()
        self._same_title, self._same_id = dict[int, list[int]](), dict[int, list[int]]()
        self._paths: list[str] = []

    def add(self, paper: Paper) -> str:
        """Take up the next record; returns its normalised title and first author."""
        title, family, both, doi, arxiv, path = _keys(paper)
        number, key = len(self._paths), hash(both)
        self._paths.append(path)
        self._parent.append(number)
        self._titles.append(hash(title))
        self._families.append(hash(family))
        first = self._by_title.setdefault(key, number)
        if first != number:
            self._same_title.setdefault(key, [first]).append(number)
        self._dois.append(self._add_id(doi, number) if doi else 0)
        self._arxivs.append(self._add_id(arxiv, number) if arxiv else 0)
        return both

    def _add_id(self, text: str, number: int) -> int:
        key = hash(text)
        first = self._by_id.setdefault(key, number)
        if first != number:
            self._same_id.setdefault(key, [first]).append(number)
        return key

    def apart(self) -> Iterator[tuple[bool, list[list[int]]]]:
        """Records that have an identifier in common and are not one paper, those of each paper together.

        With each, whether the identifier is an arXiv id; else it is a DOI.
        """
        for key, numbers in self._same_id.items():
            groups = defaultdict[int, list[int]](list)
            for number in numbers:
                groups[find(self._parent, number)].append(number)
            if len(groups) > 1:
                yield self._arxivs[numbers[0]] == key, list(groups.values())

    def settle(self, path_of_group: Callable[[Group], str]) -> tuple[list[str], list[Group]]:
        """The papers in the order of their paths: these, and the numbers of the records of each.

        `path_of_group` says under which path several records stand together.
        """
        for numbers in self._same_id.values():
            self._join_by_id(numbers)
        for numbers in self._same_title.values():
            self._join_by_title(numbers)
        parent, others = self._parent, defaultdict[int, list[int]](list)
        for number, above in enumerate(parent):
            if above != number:
                others[find(parent, number)].append(number)
        found: list[tuple[str, Group]]
        found = [(path, (n,)) for n, path in enumerate(self._paths) if parent[n] == n and n not in others]
        found += [(path_of_group(group), group) for group in ((n, *more) for n, more in others.items())]
        found.sort()
        return [path for path, _ in found], [group for _, group in found]

    def _join_by_id(self, numbers: list[int]) -> None:
        for values in (self._titles, self._families):
            first: dict[int, int] = {}
            for number in numbers:
                union(self._parent, first.setdefault(values[number], number), number)

    def _join_by_title(self, numbers: list[int]) -> None:
        contradicted = any(len({ids[n] for n in numbers} - {0}) > 1 for ids in (self._dois, self._arxivs))
        if contradicted:
            numbers = [n for n in numbers if not self._dois[n] and not self._arxivs[n]]
        for number in numbers[1:]:
            union(self._parent, numbers[0], number)
