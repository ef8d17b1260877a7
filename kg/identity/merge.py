"""Several records of one paper say one thing together; where they disagree, a stated rule decides.

The fuller value wins: the longest title and abstract, the more precise date, the longer author list.
Between equals capitals and small letters win over capitals alone, else their content decides, so that
neither the order of the input counts nor what else a file holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kg import identifiers
from kg.identity.anchors import anchored
from kg.identity.names import words_of
from kg.identity.orcids import orcid_of
from kg.identity.papers import arxiv_of, doi_of
from kg.model import Author, DatasetLink, MethodLink, Paper, Place

__all__ = ["Merged", "merge", "order", "place_of"]

_ENCODE = msgspec.json.Encoder().encode
_PRECISIONS = ("gYear", "edtf", "gYearMonth", "date")
_CLAIMS = (None, True, False)  # of one list: that more follows is printed, that it is whole is not
_Link = TypeVar("_Link", DatasetLink, MethodLink)


class Merged(Struct, frozen=True, gc=False):
    """One paper, where its records stand, the owners of the pages that list it, and what was worked out."""

    paper: Paper
    places: tuple[Place, ...]
    owners: tuple[str, ...]
    inferred: tuple[tuple[str, str], ...]


def merge(records: Sequence[Paper]) -> Merged:
    """The records of one paper as one."""
    if len(records) == 1:
        (paper,) = records
        owners: tuple[str, ...] = (paper.owner,) if paper.owner else ()
        inferred = _inferred(paper) if paper.inferred_date else ()
        return Merged(paper, (paper.source or place_of(paper),), owners, inferred)
    ranked = sorted(records, key=_rank)
    title, abstract = _title(ranked), ranked[0].abstract
    paper = _combine([anchored(record, title, abstract) for record in ranked], title)
    places = tuple(
        sorted({place_of(record) for record in records}, key=lambda place: (place.sha256, place.line))
    )
    owners = tuple(sorted({record.owner for record in records if record.owner}))
    return Merged(paper, places, owners, _inferred(_dated(ranked)))


def place_of(record: Paper) -> Place:
    """Where the record was read."""
    if record.source is None:
        raise ValueError("a record to be merged says where it was read")
    return record.source


def order(record: Paper) -> tuple[str, int, str]:
    """Where a record stands, to be sorted by."""
    place = place_of(record)
    return place.file, place.line, place.sha256


def _rank(record: Paper) -> tuple[Any, ...]:
    content = _ENCODE(replace(record, source=None, owner=None))
    return _fullness(record.abstract or ""), -len(record.authors), content, order(record)


def _fullness(text: str) -> tuple[int, bool, int]:
    """What texts are sorted by: the one with most letters first, all capitals or none after mixed ones."""
    is_one_case = " " in text and (text.isupper() or text.islower())
    return -len(identifiers.compact(text)), is_one_case, -len(text)


def _title(records: Iterable[Paper]) -> str:
    """The fullest title, whatever else its record says: the paper's IRI comes from it."""
    return min((record.title for record in records), key=lambda title: (*_fullness(title), title))


def _combine(ranked: Sequence[Paper], title: str) -> Paper:
    dated = _dated(ranked)
    authored = max(ranked, key=lambda r: (len(r.authors), _CLAIMS.index(r.authors_complete)))
    code = {record.has_code for record in ranked}
    return replace(
        ranked[0],
        title=title,
        authors=_authors(authored.authors, ranked),
        authors_complete=authored.authors_complete,
        author_count=_author_count(authored, ranked),
        date=dated.date,
        date_text=dated.date_text,
        inferred_date=dated.inferred_date,
        fields=tuple(sorted({field for record in ranked for field in record.fields})),
        score=_first(record.score for record in ranked),
        doi=_first(map(doi_of, ranked)) or _first(filter(_is_doi, (record.doi for record in ranked))),
        arxiv_id=_first(map(arxiv_of, ranked)),
        has_code=True if True in code else _first(record.has_code for record in ranked),
        code=_every(record.code for record in ranked),
        links=_every(record.links for record in ranked),
        datasets=_links(record.datasets for record in ranked),
        methods=_links(record.methods for record in ranked),
        evaluations=_every(record.evaluations for record in ranked),
    )


def _authors(listed: tuple[Author, ...], ranked: Sequence[Paper]) -> tuple[Author, ...]:
    """The authors listed, those without an ORCID iD with the one that other records give the name."""
    known = defaultdict[str, set[str]](set)
    for author in (author for record in ranked for author in record.authors if author.orcid):
        known[words_of(author.name)].update(filter(None, [orcid_of(author)]))
    words = [words_of(author.name) for author in listed] if known else []
    if len({*words}) < len(listed):  # nobody has an iD, or it is not clear whose it is
        return listed
    return tuple(
        replace(author, orcid=min(known[name])) if len(known[name]) == 1 and not author.orcid else author
        for author, name in zip(listed, words, strict=True)
    )


def _author_count(authored: Paper, ranked: Sequence[Paper]) -> int | None:
    """How many authors there are, from the record of the list; else the largest that agrees with it."""
    if authored.author_count is not None:
        return authored.author_count
    listed = len(authored.authors)
    counts = [record.author_count for record in ranked if record.author_count is not None]
    agreeing = [n for n in counts if n == listed or (n > listed and not authored.authors_complete)]
    return max(agreeing, default=None)


def _first(values: Iterable[Any]) -> Any:
    return next((value for value in values if value is not None), None)


def _is_doi(text: str | None) -> bool:
    """Whether it is one, be it arXiv's own."""
    try:
        return bool(identifiers.doi(text or ""))
    except ValueError:
        return False


def _every(lists: Iterable[tuple[Any, ...] | None]) -> tuple[Any, ...] | None:
    """All values once; None only where nobody looked."""
    given = [values for values in lists if values is not None]
    return tuple(dict.fromkeys(value for values in given for value in values)) if given else None


def _links(lists: Iterable[tuple[_Link, ...] | None]) -> tuple[_Link, ...] | None:
    """Links of one name and role once, with the aliases and mentions of all.

    A role that a text said which was not kept gives way to what the text that was kept says of the name.
    """
    links = _every(lists)
    if links is None:
        return None
    merged: dict[tuple[str, str], _Link] = {}
    for link in links:
        key = (identifiers.name_key(link.name), link.role)
        held = merged.get(key)
        merged[key] = link if held is None else _join(held, link)
    said = {name for (name, _), link in merged.items() if link.mentions}
    return tuple(
        link
        for (name, _), link in merged.items()
        if link.mentions or link.confidence is None or name not in said
    )


def _join(one: _Link, other: _Link) -> _Link:
    aliases = dict.fromkeys((*one.aliases, *other.aliases, other.name))
    aliases.pop(one.name, None)
    known = [c for c in (one.confidence, other.confidence) if c is not None]
    mentions = tuple(dict.fromkeys((*one.mentions, *other.mentions)))
    return replace(one, aliases=tuple(aliases), confidence=max(known, default=None), mentions=mentions)


def _dated(ranked: Iterable[Paper]) -> Paper:
    """The record whose date counts."""
    return max(ranked, key=_date_rank)


def _date_rank(record: Paper) -> tuple[int, bool]:
    try:
        rank = _PRECISIONS.index(identifiers.precision(record.date or ""))
    except ValueError:
        rank = -1
    return rank, record.inferred_date is not None


def _inferred(record: Paper) -> tuple[tuple[str, str], ...]:
    """The rule and the basis of each value that no source states, by the record that has it.

    A page shows why; a record of another format only says that the date was worked out.
    """
    if record.inferred_date is None:
        return ()
    if place_of(record).format != "page":
        printed = f' for "{record.date_text}"' if record.date_text else ""
        return (
            ("given-as-inferred", f"the record says that {record.inferred_date} was worked out{printed}"),
        )
    printed = f'"{record.date_text}" is printed without a year, as the site does for the year of saving'
    first = (
        f"{record.inferred_date[:4]} is the first year after all those printed on it that has every such day"
    )
    return (("capture-year", f"{printed}; {first}"),)
