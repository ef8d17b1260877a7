"""Values of a record that cannot stand as they are given: mended or taken out, and told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import structs

from kg import identifiers
from kg.model import Paper

__all__ = ["is_tidy", "tidy"]

_ET_AL = re.compile(r"et\.? ?al\.?|and others|\.\.\.|…", re.I)
_NAMED = ("authors", "datasets", "methods")
_COMPLETE = "`authors_complete` says whether a list is cut"
# How what `_ET_AL` finds begins and ends.
_CUT_BEGINS, _CUT_ENDS = frozenset(("et ", "et.", "eta", "and", "...", "…")), ".…lLsS"
Change = tuple[str, object, str, str]


def is_tidy(paper: Paper) -> bool:
    """Whether `tidy` has nothing to do."""
    return _is_plain(paper) or next(_changes(paper), None) is None


def _is_plain(paper: Paper) -> bool:
    """Whether the record is surely tidy: the quick way, which nearly all records go.

    All names are looked at as one text; white space that is no space is not printable.
    """
    if paper.author_count is not None or paper.evaluations:
        return False
    if paper.abstract is not None and (not paper.abstract or paper.abstract.isspace()):
        return False
    names = [paper.title]
    for author in paper.authors:
        name = author.name
        if author.orcid is not None or (name[-1] in _CUT_ENDS and name[:3].lower() in _CUT_BEGINS):
            return False
        names.append(name)
    for dataset in paper.datasets or ():
        names.append(dataset.name)
    for method in paper.methods or ():
        names.append(method.name)
    text = f"|{'|'.join(names)}|"
    return text.isprintable() and not ("  " in text or "| " in text or " |" in text or "||" in text)


def tidy(paper: Paper) -> tuple[Paper, list[tuple[str, str]]]:
    """The record as it can stand, and for each change what was wrong and what is allowed."""
    told = []
    while change := next(_changes(paper), None):
        field, value, what, allowed = change
        paper = structs.replace(paper, **{field: value})
        told.append((what, allowed))
    return paper, told


def _changes(paper: Paper) -> Iterator[Change]:
    """The changes that the record needs, each by itself."""
    if (title := _spaced(paper.title)) and title != paper.title:
        yield "title", title, "white space in `title` made single", "a title is one line"
    if paper.abstract is not None and not paper.abstract.strip():
        yield "abstract", None, "`abstract` is blank, taken out", "an abstract is a text, or absent"
    yield from _cut_list(paper)
    yield from _orcids(paper)
    for field in _NAMED:
        yield from _names(field, getattr(paper, field) or ())
    for evaluation in paper.evaluations or ():
        if not evaluation.metric.strip() or not evaluation.value.strip():
            rest = tuple(other for other in paper.evaluations or () if other != evaluation)
            yield "evaluations", rest, "a figure without metric or value taken out", "a figure has both"
    if paper.author_count is not None and paper.author_count < len(paper.authors):
        what = f"`author_count` is {paper.author_count}, taken out: {len(paper.authors)} authors are listed"
        yield "author_count", None, what, "it counts all authors"


def _cut_list(paper: Paper) -> Iterator[Change]:
    """Et al. in a list is no author: it says that the list is cut."""
    cut = tuple(author for author in paper.authors if _ET_AL.fullmatch(author.name.strip()))
    if cut:
        if paper.authors_complete is not False:
            yield "authors_complete", False, f"{cut[0].name!r} says that the list is cut", _COMPLETE
        rest = tuple(author for author in paper.authors if author not in cut)
        yield "authors", rest, f"{cut[0].name!r} is no author, taken out", _COMPLETE


def _orcids(paper: Paper) -> Iterator[Change]:
    for place, author in enumerate(paper.authors):
        if author.orcid is None:
            continue
        try:
            identifiers.orcid(author.orcid)
        except ValueError as error:
            bare = structs.replace(author, orcid=None)
            authors = (*paper.authors[:place], bare, *paper.authors[place + 1 :])
            yield "authors", authors, f"`orcid` {author.orcid!r} of {author.name} taken out", str(error)


def _names(field: str, items: Iterable[Any]) -> Iterator[Change]:
    """Names without white space around and inside them made single, and without those that are blank."""
    held = tuple(items)
    for place, item in enumerate(held):
        name = _spaced(item.name)
        if name == item.name:
            continue
        before, after = held[:place], held[place + 1 :]
        if not name:
            yield field, before + after, f"a blank name in `{field}` taken out", "a name is a text"
        else:
            mended = structs.replace(item, name=name)
            what = f"white space in {item.name!r} in `{field}` made single"
            yield field, (*before, mended, *after), what, "a name is one line"


def _spaced(text: str) -> str:
    return " ".join(text.split())
