"""A saved author page → its owner and its papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg import arxiv
from kg.inputs.dates import is_day
from kg.inputs.page.entries import Entry, Line, divide, is_glued, lines_of
from kg.inputs.page.glued import split_titles
from kg.inputs.page.head import HEAD_RULE
from kg.inputs.page.header import announced_line, profile
from kg.inputs.page.names import authors, cut_list, is_author_list, same_name
from kg.inputs.page.years import contradiction, infer_year
from kg.inputs.source import Source
from kg.inputs.titles import plain_title, title_problem
from kg.model import Paper, Problem, Profile

__all__ = ["read"]

ENTRY_RULE = "a record has a head, a title, its authors and an abstract"
CAPTURE_RULE = "a page saved in 2026 prints no year from 2026 on"


class _Page(NamedTuple):
    """What holds for every record of a page: the owner, and the year of dates without one."""

    owner: str | None
    captured: str | None
    inferred_year: int | None


def read(source: Source) -> Iterator[Paper | Profile | Problem]:
    """The owner's profile where the page prints it, then its papers in order, each after its problems."""
    lines, problems = lines_of(source)
    yield from problems
    header, entries = divide(lines)
    if not entries:
        return
    owner, problems = profile(source, header, len(entries))
    yield from problems
    yield from _owner(source, owner, header)
    page, problems = _page(source, owner, entries)
    yield from problems
    for entry, parts in zip(entries, _parts(entries, page.owner), strict=True):
        yield from _paper(source, page, entry, parts)


def _owner(source: Source, owner: Profile | None, header: Sequence[Line]) -> Iterator[Profile | Problem]:
    if owner is None:
        return
    yield owner
    if source.owner and not same_name(source.owner, owner.name):
        what = f"the page is that of {owner.name}, not of {source.owner}"
        yield source.problem(header[0].number, what, "--owner is for pages that do not name theirs")
    missing = (owner.announced or 0) - (owner.listed or 0)
    if owner.announced is not None and missing:
        more = (
            f"{missing} of the {owner.announced} papers announced are"
            if missing > 0
            else f"{-missing} papers more than announced are"
        )
        where = "not on the page" if missing > 0 else "on the page"
        yield source.problem(
            announced_line(header), f"{more} {where}", "save the page when it shows all of them"
        )


def _page(source: Source, owner: Profile | None, entries: Sequence[Entry]) -> tuple[_Page, list[Problem]]:
    name = owner.name if owner else source.owner
    heads = [entry.head for entry in entries]
    if source.captured is None:
        return _Page(name, None, infer_year(heads)), []
    wrong = contradiction(heads, source.captured)
    if wrong is None:
        return _Page(name, source.captured, None), []
    what = f'"{heads[wrong].printed}" on a page captured on {source.captured}: no year was settled'
    return _Page(name, None, None), [source.problem(entries[wrong].line, what, CAPTURE_RULE)]


class _Parts(NamedTuple):
    """The text of an entry below its head; `is_cut` says that its author list ends in "et al."."""

    title: str
    authors: str
    is_cut: bool
    abstract: str | None


def _parts(entries: Sequence[Entry], owner: str | None) -> list[_Parts]:
    if not is_glued(entries):
        return [_parted(entry.body) for entry in entries]
    cut = [cut_list(entry.body[0].text) if entry.body else ("", False) for entry in entries]
    abstracts = [_abstract(entry.body[1:]) for entry in entries]
    split = split_titles([text for text, _ in cut], [is_cut for _, is_cut in cut], abstracts, owner)
    return [
        _Parts(title, names, is_cut, abstract)
        for (title, names), (_, is_cut), abstract in zip(split, cut, abstracts, strict=True)
    ]


def _parted(body: Sequence[Line]) -> _Parts:
    if not body:
        return _Parts("", "", False, None)
    title, rest = body[0].text, body[1:]
    if not rest or not is_author_list(rest[0].text):
        return _Parts(title, "", False, _abstract(rest))
    names, is_cut = cut_list(rest[0].text)
    return _Parts(title, names, is_cut, _abstract(rest[1:]))


def _abstract(lines: Sequence[Line]) -> str | None:
    """The lines as they are printed, with the blank ones between them."""
    if not lines:
        return None
    breaks = ["\n" * (b.number - a.number) for a, b in zip(lines, lines[1:], strict=False)] + [""]
    return "".join(line.text + end for line, end in zip(lines, breaks, strict=True))


def _paper(source: Source, page: _Page, entry: Entry, parts: _Parts) -> Iterator[Paper | Problem]:
    title, head, line = plain_title(parts.title), entry.head, entry.line
    if not title:
        yield source.problem(line, f'no title below "{head.printed}"', ENTRY_RULE, record_lost=True)
        return
    if problem := title_problem(source, entry.body[0].number, title):
        yield problem
    names = authors(parts.authors)
    for what, there in (("authors", names), ("abstract", parts.abstract)):
        if not there:
            yield source.problem(line, f"no {what} in the record", ENTRY_RULE)
    date, inferred, problem = _date(source, page, entry)
    if problem:
        yield problem
    is_owner = parts.is_cut or not names or any(same_name(page.owner or "", a.name) for a in names)
    if page.owner and not is_owner:
        what = f"{page.owner}, the owner of the page, is not in the complete list of authors"
        yield source.problem(line, what, "the owner is an author of every paper listed")
    yield Paper(
        title=title,
        authors=names,
        authors_complete=not parts.is_cut if names else None,
        owner=page.owner if is_owner else None,
        date=date,
        date_text=head.date_text,
        inferred_date=inferred,
        fields=(arxiv.category(head.field) or head.field,) if head.field else (),
        abstract=parts.abstract,
        score=head.score,
        has_code=head.has_code,
        source=source.place(line),
    )


def _date(source: Source, page: _Page, entry: Entry) -> tuple[str | None, str | None, Problem | None]:
    """The date of a record and the one inferred, as far as the page and its capture settle them."""
    head = entry.head
    if head.date is None:
        return None, None, source.problem(entry.line, f'no date in "{head.printed}"', HEAD_RULE)
    if head.year is not None:
        return head.date, None, None
    if page.captured:
        day = head.date.replace("XXXX", page.captured[:4])
        if is_day(day) and day <= page.captured:
            return day, None, None
        what = f'"{head.printed}" is no day up to the capture on {page.captured}'
        return head.date, None, source.problem(entry.line, what, CAPTURE_RULE)
    inferred = head.date.replace("XXXX", f"{page.inferred_year:04}") if page.inferred_year else None
    return head.date, inferred, None
