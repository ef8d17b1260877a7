"""Which records are one paper.

Records are one paper where they share a DOI or an arXiv id, or the normalised title and the first
author's family name and no identifier contradicts that. A shared identifier is not believed where
neither title nor first author agrees: proceedings give one DOI to many papers.
"""

from __future__ import annotations

from array import array

from kg import identifiers
from kg.identity.union import find, union
from kg.model import Paper

__all__ = ["PaperIndex", "arxiv_of", "doi_of", "title_key"]

_ARXIV_DOI = "10.48550/arxiv."


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


def title_key(paper: Paper) -> str:
    """The normalised title and the first author's family name; without authors, the date instead."""
    return f"{identifiers.compact(paper.title)}|{_first_author(paper)}"


def _first_author(paper: Paper) -> str:
    return identifiers.family_name(paper.authors[0].name) if paper.authors else f"?{paper.date}"


class PaperIndex:
    """Collects the keys of records, as 64-bit hashes; 0 stands for a key that a record does not have."""

    def __init__(self) -> None:
        self._parent = array("I")
        self._titles, self._families = array("q"), array("q")
        self._dois, self._arxivs = array("q"), array("q")
        self._by_title: dict[int, list[int] | int] = {}
        self._by_id: dict[int, list[int] | int] = {}

    def add(self, paper: Paper) -> None:
        """Take up the next record."""
        number = len(self._parent)
        self._parent.append(number)
        title, family = hash(identifiers.compact(paper.title)), hash(_first_author(paper))
        self._titles.append(title)
        self._families.append(family)
        _append(self._by_title, hash((title, family)), number)
        doi, arxiv = hash(doi_of(paper) or 0), hash(arxiv_of(paper) or 0)
        self._dois.append(doi)
        self._arxivs.append(arxiv)
        if doi:
            _append(self._by_id, doi, number)
        if arxiv:
            _append(self._by_id, arxiv, number)

    def settle(self) -> tuple[tuple[int, ...], ...]:
        """The numbers of the records of each paper."""
        for numbers in self._by_id.values():
            if isinstance(numbers, list):
                self._join_by_id(numbers)
        for numbers in self._by_title.values():
            if isinstance(numbers, list):
                self._join_by_title(numbers)
        groups: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            groups.setdefault(find(self._parent, number), []).append(number)
        return tuple(map(tuple, groups.values()))

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


def _append(index: dict[int, list[int] | int], key: int, number: int) -> None:
    """Most keys stand once: a bare number takes a tenth of a list's room."""
    held = index.setdefault(key, number)
    if isinstance(held, list):
        held.append(number)
    elif held != number:
        index[key] = [held, number]
