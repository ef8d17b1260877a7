"""A saved author page → its owner and its papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg import arxiv
from kg.errors import shown
from kg.inputs.abstracts import is_missing
from kg.inputs.dates import is_day
from kg.inputs.markup import MARKUP_RULE, written_out
from kg.inputs.page.entries import Entry, divide, is_glued, lines_of
from kg.inputs.page.footer import without_footer
from kg.inputs.page.glued import JOINT_RULE
from kg.inputs.page.head import HEAD_RULE
from kg.inputs.page.header import FIELD_RULE, beginnings, profile
from kg.inputs.page.names import TITLE_RULE, same_name, without_titles
from kg.inputs.page.overlooked import suspects, uncover
from kg.inputs.page.owner import author_lines
from kg.inputs.page.parts import Parts, parts_of
from kg.inputs.page.years import contradiction, infer_year
from kg.inputs.source import Source
from kg.inputs.tidy import FIGURE_RULE, is_figure
from kg.inputs.titles import FORMULA_RULE, plain_formulas, plain_title, title_problem
from kg.model import Author, Paper, Problem, Profile

__all__ = ["read"]

ENTRY_RULE = "a record has a head, a title, its authors and an abstract"
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
    if source.owner and (name := without_titles(source.owner)) not in ("", source.owner):
        yield source.problem(1, f"--owner {source.owner!r} read as {name!r}", TITLE_RULE)
        source = source._replace(owner=name)
    for begin, end in pairwise([*beginnings(lines), len(lines)]):
        is_last = end == len(lines)
        # Blank lines in place of the pages before, so that numbers of lines are those of the file.
        yield from _page([""] * begin + lines[begin:end] + [""] * (not is_last), source)


def _page(lines: Sequence[str], source: Source) -> Iterator[Paper | Profile | Problem]:
    """What one page gives: most files have one, some several, each with its header."""
    header, entries = divide(lines)
    if not entries:
        return
    glued = is_glued(entries)
    header, entries = uncover(header, entries, glued)
    is_open = bool(lines[-1].strip())
    entries, footer, is_left_out = without_footer(entries, glued, is_open)
    heads = [entry.head for entry in entries]
    wrong = contradiction(heads, source.captured)
    inferred_year = infer_year(heads) if source.captured is None else None
    if wrong is not None:
        what = f'"{heads[wrong].printed}" on a page captured on {source.captured}: no year was settled'
        yield source.problem(entries[wrong].line, what, CAPTURE_RULE)
        source = source._replace(captured=None)
    owner, problems = profile(source, header, len(entries), author_lines(entries, glued))
    yield from problems
    if owner:
        yield owner
    for number, text in suspects(entries, glued):
        yield source.problem(
            number, f"{shown(text)} may be a head, taken for a part of the abstract", HEAD_RULE
        )
    if footer:
        fate = "left out with what follows it" if is_left_out else "taken for a part of the abstract"
        what = f"{shown(footer.text)} behind the last record may be the site's, {fate}"
        yield source.problem(footer.number, what, ENTRY_RULE)
    yield from _unknown_fields(source, entries)
    page = _Page(owner.name if owner else source.owner, inferred_year)
    for entry, parts in zip(entries, parts_of(entries, glued, page.owner, is_open), strict=True):
        yield from _paper(source, page, entry, parts)


def _unknown_fields(source: Source, entries: Sequence[Entry]) -> Iterator[Problem]:
    """One problem for each field code that arXiv does not have, where it first stands."""
    first = {entry.head.field: entry.line for entry in reversed(entries)}
    for field, line in sorted(first.items(), key=lambda item: item[1]):
        if field and not arxiv.categories(field):
            what = f'"{field}" is no category of arXiv, kept as it is'
            yield source.problem(line, what, FIELD_RULE)


def _paper(source: Source, page: _Page, entry: Entry, parts: Parts) -> Iterator[Paper | Problem]:
    title, head, line = plain_title(parts.title), entry.head, entry.line
    if not title:
        yield _untitled(source, entry, parts)
        return
    if problem := title_problem(source, entry.body[0].number, title):
        yield problem
    names = tuple(map(Author, parts.authors))
    yield from _misprinted(source, parts)
    yield from _missing(source, line, parts)
    if head.field is None or head.flaw:
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
        abstract=None if is_missing(parts.abstract or "") else parts.abstract,
        score=score,
        has_code=head.has_code or None,  # no flag says nothing
        source=source.place(line),
    )


def _untitled(source: Source, entry: Entry, parts: Parts) -> Problem:
    """Why a record is set aside whose title is not known."""
    if parts.doubt and not parts.cut:
        return source.problem(parts.printed[0].number, parts.doubt, JOINT_RULE, record_lost=True)
    what = "the page ends within this record" if parts.cut else f'no title below "{entry.head.printed}"'
    return source.problem(entry.line, what, ENTRY_RULE, record_lost=True)


def _misprinted(source: Source, parts: Parts) -> Iterator[Problem]:
    """What of title and authors is printed as no reader would read it, or can be read otherwise."""
    for number, text in parts.printed:
        if written_out(text) != text:
            yield source.problem(number, f"characters written out in {shown(text, 60)}", MARKUP_RULE)
    for formula, plain in plain_formulas(parts.title):
        yield source.problem(
            parts.printed[0].number, f"{shown(formula, 60)} read as {shown(plain, 60)}", FORMULA_RULE
        )
    if parts.doubt and not parts.cut:
        yield source.problem(parts.printed[0].number, parts.doubt, JOINT_RULE)
    for what, allowed in parts.odd if parts.authors else ():
        yield source.problem(parts.printed[-1].number, what, allowed)


def _odd_head(source: Source, entry: Entry) -> Iterator[Problem]:
    """What of the head of a record is not there or not understood; of the date `_date` tells."""
    head, line = entry.head, entry.line
    if not head.printed:
        yield source.problem(line, f"no head above {shown(entry.body[0].text, 60)}", HEAD_RULE)
    elif head.field is None:
        yield source.problem(line, f'no field in "{head.printed}"', HEAD_RULE)
    if head.flaw:
        yield source.problem(line, f'{head.flaw} "{head.printed}"', HEAD_RULE)


def _missing(source: Source, line: int, parts: Parts) -> Iterator[Problem]:
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
    if is_missing(parts.abstract or ""):
        instead = f" but {shown(parts.abstract)}, left out" if parts.abstract else ""
        yield source.problem(line, f"no abstract in the record{instead}", ENTRY_RULE)


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
