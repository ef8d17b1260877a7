"""A saved author page → its owner and its papers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg import arxiv
from kg.errors import shown
from kg.inputs.dates import is_day
from kg.inputs.markup import MARKUP_RULE, written_out
from kg.inputs.page.entries import Entry, Line, divide, is_apart, is_glued, lines_of, titled
from kg.inputs.page.glued import JOINT_RULE, split_titles
from kg.inputs.page.head import HEAD_RULE
from kg.inputs.page.header import profile
from kg.inputs.page.names import author_list, authors, cut_list, may_be_list, names_in, same_name
from kg.inputs.page.overlooked import uncover
from kg.inputs.page.years import contradiction, infer_year
from kg.inputs.source import Source
from kg.inputs.tidy import FIGURE_RULE, is_figure
from kg.inputs.titles import plain_title, title_problem
from kg.model import Paper, Problem, Profile

__all__ = ["read"]

ENTRY_RULE = "a record has a head, a title, its authors and an abstract"
_LAST_NAME = re.compile(r"[^,;]*$")  # behind the last comma
CAPTURE_RULE = "a page prints the years before that of its capture, and no day after it"


class _Page(NamedTuple):
    """What holds for every record of a page: the owner, and the year inferred for dates without one."""

    owner: str | None
    inferred_year: int | None


def read(source: Source) -> Iterator[list[Paper | Profile | Problem]]:
    """The owner's profile where the page prints it, then its papers in order, each after its problems."""
    yield list(_records(source))


def _records(source: Source) -> Iterator[Paper | Profile | Problem]:
    lines, problems = lines_of(source)
    yield from problems
    header, entries = divide(lines)
    if not entries:
        return
    glued = is_glued(entries)
    header, entries = uncover(header, entries, glued)
    heads = [entry.head for entry in entries]
    wrong = contradiction(heads, source.captured)
    inferred_year = infer_year(heads) if source.captured is None else None
    if wrong is not None:
        what = f'"{heads[wrong].printed}" on a page captured on {source.captured}: no year was settled'
        yield source.problem(entries[wrong].line, what, CAPTURE_RULE)
        source = source._replace(captured=None)
    owner, problems = profile(source, header, len(entries))
    yield from problems
    if owner:
        yield owner
    yield from _unknown_fields(source, entries)
    is_open = bool(lines[-1].strip())
    page = _Page(owner.name if owner else source.owner, inferred_year)
    for entry, parts in zip(entries, _parts(entries, glued, page.owner, is_open), strict=True):
        yield from _paper(source, page, entry, parts)


def _unknown_fields(source: Source, entries: Sequence[Entry]) -> Iterator[Problem]:
    """One problem for each field code that arXiv does not have, where it first stands."""
    first = {entry.head.field: entry.line for entry in reversed(entries)}
    for field, line in sorted(first.items(), key=lambda item: item[1]):
        if field and not arxiv.categories(field):
            what = f'"{field}" is no category of arXiv, kept as it is'
            yield source.problem(line, what, 'a field is a code like "CV" or "cs.CV"')


class _Parts(NamedTuple):
    """The text of an entry below its head; `is_whole` says whether the author list is, if known.

    `printed` are the lines of title and authors; `no_list` is the line in the place of the author list
    that is none, `cut` what the page ended within, `doubt` why title and authors may be others.
    """

    title: str
    authors: Sequence[str]
    is_whole: bool | None
    abstract: str | None
    no_list: Line | None = None
    cut: Line | None = None
    printed: Sequence[Line] = ()
    doubt: str | None = None


def _parts(entries: Sequence[Entry], glued: bool, owner: str | None, is_open: bool) -> list[_Parts]:
    """The parts of all entries; `is_open` says that the page's last line has no end."""
    bodies = [entry.body if glued else titled(entry.body) for entry in entries]
    *parts, last = _glued(bodies, owner) if glued else map(_parted, bodies)
    if is_open and len(bodies[-1]) in ((1,) if glued else (1, 2)):
        last = _cut_off(last, bodies[-1], glued)
    elif last.is_whole and last.abstract is None:  # the page may be cut off within the list
        last = last._replace(is_whole=None)
    return [*parts, last]


def _cut_off(parts: _Parts, body: Sequence[Line], glued: bool) -> _Parts:
    """What is sure of a record whose title or author list is on a line that does not end.

    All but the name that comes last, unless it says that the list is cut; a title that may go on is not.
    """
    if parts.is_whole is False:
        return parts
    if not glued and len(body) == 2:
        text = body[1].text
        sure = author_list(_LAST_NAME.sub("", text))
        if not sure and not parts.authors:
            return parts if is_apart(body, 1) else parts._replace(title="", cut=body[1])
        return _Parts(parts.title, sure[0] if sure else (), False, None, cut=body[1])
    names = parts.authors if body[0].text.rstrip().endswith(",") else parts.authors[:-1]
    return _Parts(parts.title if names else "", names, False, None, cut=body[0])


def _glued(bodies: Sequence[Sequence[Line]], owner: str | None) -> list[_Parts]:
    cut = [cut_list(" ".join(written_out(body[0].text).split())) if body else ("", False) for body in bodies]
    abstracts = [_abstract(body[1:]) for body in bodies]
    splits = split_titles([text for text, _ in cut], [is_cut for _, is_cut in cut], abstracts, owner)
    return [
        _Parts(title, names_in(names), not is_cut, abstract, printed=body[:1], doubt=doubt)
        for (title, names, doubt), (_, is_cut), abstract, body in zip(
            splits, cut, abstracts, bodies, strict=True
        )
    ]


def _parted(body: Sequence[Line]) -> _Parts:
    if not body:
        return _Parts("", (), None, None)
    title, rest = written_out(body[0].text), body[1:]
    is_alone = len(rest) > 1 and is_apart(body, 1)
    found = author_list(rest[0].text, has_more=is_alone) if rest else None
    if found is None:
        is_lost = is_alone and is_apart(body, 2) and may_be_list(rest[0].text)
        abstract = _abstract(rest[1:] if is_lost else rest)
        return _Parts(title, (), None, abstract, no_list=rest[0] if rest else None, printed=body[:1])
    names, is_cut = found
    return _Parts(title, names, not is_cut, _abstract(rest[1:]), printed=body[:2])


def _abstract(lines: Sequence[Line]) -> str | None:
    """The lines as they are printed, with the blank ones between them."""
    if not lines:
        return None
    breaks = ["\n" * (b.number - a.number) for a, b in pairwise(lines)] + [""]
    return "".join(line.text + end for line, end in zip(lines, breaks, strict=True))


def _paper(source: Source, page: _Page, entry: Entry, parts: _Parts) -> Iterator[Paper | Problem]:
    title, head, line = plain_title(parts.title), entry.head, entry.line
    if not title:
        yield _untitled(source, entry, parts)
        return
    if problem := title_problem(source, entry.body[0].number, title):
        yield problem
    names = authors(parts.authors)
    yield from _misprinted(source, parts)
    yield from _missing(source, line, parts)
    yield from _odd_head(source, entry)
    date, inferred, problem = _date(source, page, entry)
    if problem:
        yield problem
    score = head.score
    if score is not None and not is_figure(score):
        yield source.problem(line, f"the score {score} taken out", FIGURE_RULE)
        score = None
    owner = page.owner
    if owner and names and parts.is_whole and not any(same_name(owner, a.name) for a in names):
        what = f"{owner}, the owner of the page, is not in the complete list of authors"
        yield source.problem(line, what, "the owner is an author of every paper listed")
        owner = None
    yield Paper(
        title=title,
        authors=names,
        authors_complete=parts.is_whole if names or parts.is_whole is False else None,
        owner=owner,
        date=date,
        date_text=head.date_text or None,
        inferred_date=inferred,
        fields=(arxiv.category(head.field) or head.field,) if head.field else (),
        abstract=parts.abstract,
        score=score,
        has_code=head.has_code or None,  # no flag says nothing
        source=source.place(line),
    )


def _untitled(source: Source, entry: Entry, parts: _Parts) -> Problem:
    """Why a record is set aside whose title is not known."""
    if parts.doubt and not parts.cut:
        return source.problem(parts.printed[0].number, parts.doubt, JOINT_RULE, record_lost=True)
    what = "the page ends within this record" if parts.cut else f'no title below "{entry.head.printed}"'
    return source.problem(entry.line, what, ENTRY_RULE, record_lost=True)


def _misprinted(source: Source, parts: _Parts) -> Iterator[Problem]:
    """What of title and authors is printed as no reader would read it, or can be read otherwise."""
    for number, text in parts.printed:
        if written_out(text) != text:
            yield source.problem(number, f"characters written out in {shown(text, 60)}", MARKUP_RULE)
    if parts.doubt and not parts.cut:
        yield source.problem(parts.printed[0].number, parts.doubt, JOINT_RULE)


def _odd_head(source: Source, entry: Entry) -> Iterator[Problem]:
    """What of the head of a record is not there or not understood; of the date `_date` tells."""
    head, line = entry.head, entry.line
    if not head.printed:
        yield source.problem(line, f"no head above {shown(entry.body[0].text, 60)}", HEAD_RULE)
    elif head.field is None:
        yield source.problem(line, f'no field in "{head.printed}"', HEAD_RULE)
    if head.flaw:
        yield source.problem(line, f'{head.flaw} "{head.printed}"', HEAD_RULE)


def _missing(source: Source, line: int, parts: _Parts) -> Iterator[Problem]:
    """What the record on this line lacks."""
    if parts.cut:
        end = shown(parts.cut.text, 60)
        what = f"the page ends within {end}, of which only names that a comma follows are kept"
        yield source.problem(parts.cut.number, what, ENTRY_RULE)
    if not parts.authors:
        yield source.problem(line, "no authors in the record", ENTRY_RULE)
    if parts.no_list:
        text = parts.no_list.text
        is_kept = (parts.abstract or "").startswith(text)
        fate = "taken for the abstract" if is_kept else "left out"
        what = f"{shown(text, 60)} is no list of authors{'' if is_kept else ' that can be read'}, {fate}"
        yield source.problem(parts.no_list.number, what, ENTRY_RULE)
    if not parts.abstract:
        yield source.problem(line, "no abstract in the record", ENTRY_RULE)


def _date(source: Source, page: _Page, entry: Entry) -> tuple[str | None, str | None, Problem | None]:
    """The date of a record and the one inferred, as far as the page and its capture settle them."""
    head = entry.head
    if not head.printed:
        return None, None, None
    if head.date is None:
        return None, None, source.problem(entry.line, f'no date in "{head.printed}"', HEAD_RULE)
    if head.year is not None:
        return head.date, None, None
    if source.captured:
        day = head.date.replace("XXXX", source.captured[:4])
        if is_day(day) and day <= source.captured:
            return day, None, None
        what = f'"{head.printed}" is not dated by the capture on {source.captured}'
        return head.date, None, source.problem(entry.line, what, CAPTURE_RULE)
    inferred = head.date.replace("XXXX", f"{page.inferred_year:04}") if page.inferred_year else None
    return head.date, inferred, None
