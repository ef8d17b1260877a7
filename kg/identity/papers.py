"""Which records are one paper.

Records are one paper where they share a DOI or an arXiv id, or the normalised title and the first
author's family name and no identifier contradicts that. A shared identifier is not believed where
neither title nor first author agrees: proceedings give one DOI to many papers.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import NamedTuple

from kg import identifiers
from kg.identity.union import find, union
from kg.model import Paper

__all__ = ["PaperIndex", "arxiv_of", "doi_of", "path_of"]

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
    title = words.replace(" ", "")
    family = identifiers.family_name(paper.authors[0].name) if paper.authors else f"?{paper.date}"
    both = f"{title}|{family}"
    doi, arxiv = doi_of(paper), arxiv_of(paper)
    mark, slug = identifiers.short_hash(doi or arxiv or both), identifiers.slug_of_words(words)
    return _Keys(title, family, both, doi, arxiv, f"paper/{slug}-{mark}" if slug else f"paper/{mark}")


class PaperIndex:
    """Collects the keys of records, as 64-bit hashes; 0 stands for a key that a record does not have."""

    def __init__(self) -> None:
        self._parent = array("I")
        self._titles, self._families = array("q"), array("q")
        self._dois, self._arxivs = array("q"), array("q")
        self._by_title: dict[int, list[int] | int] = {}
        self._by_id: dict[int, list[int] | int] = {}
        self._paths: list[str] = []

    def add(self, paper: Paper) -> str:
        """Take up the next record; returns its normalised title and first author."""
        title, family, both, doi, arxiv, path = _keys(paper)
        number = len(self._paths)
        self._paths.append(path)
        self._parent.append(number)
        self._titles.append(hash(title))
        self._families.append(hash(family))
        _append(self._by_title, hash(both), number)
        for ids, key in ((self._dois, doi), (self._arxivs, arxiv)):
            ids.append(hash(key) if key else 0)
            if key:
                _append(self._by_id, hash(key), number)
        return both

    def settle(self, path_of_group: Callable[[tuple[int, ...]], str]) -> tuple[list[str], list[tuple[int, ...]]]:
        """The papers in the order of their paths: these, and the numbers of the records of each.

        `path_of_group` says under which path several records stand together.
        """
        for numbers in self._by_id.values():
            if isinstance(numbers, list):
                self._join_by_id(numbers)
        for numbers in self._by_title.values():
            if isinstance(numbers, list):
                self._join_by_title(numbers)
        groups: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            groups.setdefault(find(self._parent, number), []).append(number)
        found = [
            (self._paths[group[0]] if len(group) == 1 else path_of_group(group), group)
            for group in map(tuple, groups.values())
        ]
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


def _append(index: dict[int, list[int] | int], key: int, number: int) -> None:
    """Most keys stand once: a bare number takes a tenth of a list's room."""
    held = index.setdefault(key, number)
    if isinstance(held, list):
        held.append(number)
    elif held != number:
        index[key] = [held, number]
