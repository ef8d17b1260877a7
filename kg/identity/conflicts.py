"""What was left out of a paper because another of its records says otherwise: each value is told.

A value that the one kept goes on from, such as the beginning of an abstract or the year of a date,
says nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kg import identifiers
from kg.errors import shown
from kg.identity.papers import arxiv_of, doi_of, spelt
from kg.identity.variants import compatible
from kg.model import Author, Paper, Problem

__all__ = ["conflicts"]

# So many of the words of an abstract stand in another that says the same.
_SAME_WORDS = 0.8


def conflicts(records: Sequence[Paper], paper: Paper) -> tuple[Problem, ...]:
    """A problem for each value of a record that `paper`, which they became, contradicts."""
    found = {problem for record in records for problem in _conflicts(record, paper)}
    return tuple(sorted(found, key=lambda problem: (problem.file, problem.line, problem.what)))


def _conflicts(record: Paper, paper: Paper) -> Iterator[Problem]:
    if record.source is None:
        return
    for name, value_of, agree in _COMPARED:
        value, kept = value_of(record), value_of(paper)
        if value is None or value in ((), kept) or agree(value, kept):
            continue
        what = (
            f"{name} {_short(value)} of {_short(paper.title)} differs from {_short(kept)} in another record"
        )
        yield Problem(record.source.file, record.source.line, what, "one paper has one; the other was kept")


def _short(value: object) -> str:
    if isinstance(value, tuple):
        value = ", ".join(author.name for author in value)
    if not isinstance(value, str):
        return "none" if value is None else str(value)
    return shown(value)


def _same(value: Any, kept: Any) -> bool:
    return bool(value == kept)


def _same_title(value: str, kept: str) -> bool:
    return identifiers.compact(spelt(value)) == identifiers.compact(spelt(kept))


def _listed(value: Sequence[Author], kept: Sequence[Author]) -> bool:
    """Whether all are in the list that was kept, be it under a shorter or longer form of the name."""
    names = [identifiers.fold(author.name) for author in kept]
    return all(
        any(name == other or compatible(name.split(), other.split()) for other in names)
        for name in (identifiers.fold(author.name) for author in value)
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
    return doi_of(record) or (None if arxiv_of(record) else record.doi)


def _arxiv_id(record: Paper) -> str | None:
    return arxiv_of(record) or record.arxiv_id


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
