"""What is told of several records of one paper: what was left out as another says otherwise; repetitions.

A value that the one kept goes on from, such as the beginning of an abstract or the year of a date,
says nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from kg import identifiers
from kg.errors import shown
from kg.identity.anchors import lost
from kg.identity.merge import order, place_of
from kg.identity.names import words_of
from kg.identity.orcids import orcid_of
from kg.identity.papers import arxiv_of, doi_of, spelt
from kg.identity.variants import compatible
from kg.model import Author, Paper, Problem

__all__ = ["conflicts"]

# So many of the words of an abstract stand in another that says the same.
_SAME_WORDS = 0.8


def conflicts(records: Sequence[Paper], paper: Paper) -> tuple[Problem, ...]:
    """A problem for each value of a record that `paper`, which they became, contradicts."""
    found = {problem for record in records for problem in _conflicts(record, paper)}
    found.update(_repeated(records))
    return tuple(sorted(found, key=lambda problem: (problem.file, problem.line, problem.what)))


def _conflicts(record: Paper, paper: Paper) -> Iterator[Problem]:
    for name, value_of, agree in _COMPARED:
        value, kept = value_of(record), value_of(paper)
        if value is None or value in ((), kept) or agree(value, kept):
            continue
        yield _problem(record, *_told(name, value, kept, paper.title))
    yield from _orcids(record, paper)
    if record.authors and record.authors_complete and paper.authors_complete is False:
        what = f"authors of {_short(paper.title)} are all listed here and cut in another record"
        yield _problem(record, what, "a list is whole or cut; taken for cut")
    if gone := lost(record, paper):
        mentions = "1 mention" if gone == 1 else f"{gone} mentions"
        what = f"{mentions} in the text of {_short(paper.title)} left out: another text was kept"
        yield _problem(record, what, "a mention stands in the title or abstract of its paper")


def _repeated(records: Sequence[Paper]) -> Iterator[Problem]:
    """The records of one file that repeat another of it."""
    files: dict[str, list[Paper]] = {}
    for record in sorted(records, key=order):
        files.setdefault(place_of(record).sha256, []).append(record)
    for first, *others in files.values():
        what = f"{_short(first.title)} is the paper of line {place_of(first).line} again"
        yield from (
            _problem(other, what, "one record a paper in a file; they become one") for other in others
        )


def _orcids(record: Paper, paper: Paper) -> Iterator[Problem]:
    """The ORCID iDs that another record gives the same author otherwise."""
    kept = {words_of(author.name): orcid_of(author) for author in paper.authors}
    for author in record.authors if len(kept) == len(paper.authors) else ():
        name, orcid = words_of(author.name), orcid_of(author)
        if orcid and name in kept and kept[name] != orcid:
            rest = f"differs from {kept[name]} in another record" if kept[name] else "is not the only one"
            what = f"orcid {orcid} of {author.name} in {_short(paper.title)} {rest}"
            yield _problem(
                record, what, f"an author has one; {'the other' if kept[name] else 'none'} was kept"
            )


def _told(name: str, value: object, kept: object, title: str) -> tuple[str, str]:
    """What is wrong with a value that was not kept, and what is allowed."""
    what = f"{name} {_short(value)} of {_short(title)}"
    if name in _FORMS:
        try:
            _FORMS[name](str(kept))
        except ValueError as error:  # then no record has one
            return f"{what} was left out", str(error)
    if kept is None:
        return f"{what} was left out: another record contradicts it", "one paper has one"
    return f"{what} differs from {_short(kept)} in another record", "one paper has one; the other was kept"


def _problem(record: Paper, what: str, allowed: str) -> Problem:
    place = place_of(record)
    return Problem(place.file, place.line, what, allowed)


def _short(value: object) -> str:
    if isinstance(value, tuple):
        value = ", ".join(author.name for author in value)
    return shown(value) if isinstance(value, str) else str(value)


def _same(value: Any, kept: Any) -> bool:
    return bool(value == kept)


def _same_title(value: str, kept: str) -> bool:
    return identifiers.compact(spelt(value)) == identifiers.compact(spelt(kept))


def _listed(value: Sequence[Author], kept: Sequence[Author]) -> bool:
    """Whether all are in the list that was kept, be it under a shorter or longer form of the name."""
    names = [words_of(author.name) for author in kept]
    return all(
        any(name == other or compatible(name.split(), other.split()) for other in names)
        for name in (words_of(author.name) for author in value)
    )


def _same_text(value: str, kept: str | None) -> bool:
    """Whether one text is the beginning of the other, or most of its words stand there."""
    shorter, longer = sorted((identifiers.fold(value), identifiers.fold(kept or "")), key=len)
    words = {*shorter.split()}
    if longer.startswith(shorter):
        return True
    return len(words & {*longer.split()}) >= _SAME_WORDS * len(words)


def _same_date(value: str, kept: str | None) -> bool:
    """Whether the date says less than the one kept, and nothing else."""
    if kept is None or not value.startswith("XXXX"):
        return (kept or "").startswith(value)
    return kept[4:].startswith(value[4:])


def _doi(record: Paper) -> str | None:
    """The record's DOI, be it none; arXiv's own says an arXiv id."""
    return doi_of(record) or (None if arxiv_of(replace(record, arxiv_id=None)) else record.doi)


def _arxiv_id(record: Paper) -> str | None:
    return arxiv_of(record) or record.arxiv_id


_FORMS = {"doi": identifiers.doi, "arxiv_id": identifiers.arxiv_id}
# The name of a value, what a record says, and whether it agrees with what was kept.
_COMPARED: tuple[tuple[str, Callable[[Paper], Any], Callable[[Any, Any], bool]], ...] = (
    ("title", lambda record: record.title, _same_title),
    ("authors", lambda record: record.authors, _listed),
    ("author_count", lambda record: record.author_count, _same),
    ("abstract", lambda record: record.abstract, _same_text),
    ("date", lambda record: record.date, _same_date),
    ("score", lambda record: record.score, _same),
    ("has_code", lambda record: record.has_code, _same),
    ("doi", _doi, _same),
    ("arxiv_id", _arxiv_id, _same),
)
