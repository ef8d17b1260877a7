"""The header of a page: its owner and the figures printed about him or her."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kg import arxiv
from kg.errors import shown
from kg.inputs.page.entries import Line
from kg.inputs.page.head import parse_head
from kg.inputs.page.names import TITLE_RULE, is_full_name, is_name, same_name, without_titles
from kg.inputs.page.owner import is_code, may_own, owner_line
from kg.inputs.source import Source
from kg.model import Problem, Profile

__all__ = ["FIELD_RULE", "beginnings", "profile"]


def _count(text: str) -> int:
    return int(text.replace(",", "").replace(" ", ""))


def _field(code: str) -> str | None:
    """The category of a code; a code as it is where it is short, and None where it may be an address."""
    return arxiv.category(code) or (None if "." in code else code)


# Thousands are parted by commas or by spaces, which are plain ones here, whatever they were.
_COUNT, _FIGURE = r"(\d[\d,]{0,12}|\d{1,3}(?: \d{3}){1,4})", r"(\d{1,9}(?:\.\d{1,9})?)"
# The heading "104 Papers" announces the list; "104papers" is a figure beside the citations.
_LINES: dict[str, tuple[re.Pattern[str], Callable[[str], object]]] = {
    "h_index": (re.compile(rf"(?i)h-index:?\s*{_COUNT}"), _count),
    "papers": (re.compile(rf"{_COUNT} ?papers?"), _count),
    "citations": (re.compile(rf"(?i){_COUNT}\s*citations?"), _count),
    "novelty": (re.compile(rf"(?i)novelty:?\s*{_FIGURE}\s*%"), Decimal),
    "ai_score": (re.compile(rf"(?i)AI score:?\s*{_FIGURE}"), Decimal),
    "announced": (re.compile(rf"{_COUNT} Papers?"), _count),
    "field": (re.compile(r"([A-Z]{2}|[a-z]+-[a-z]+|[a-z-]+\.[A-Za-z-]{2,})"), _field),
}
FIELD_RULE = 'a field is a code like "CV" or "cs.CV"'
HEADER_RULE = (
    'a page begins with its owner\'s name and lines like "CV", "h-index36", "104papers", "104 Papers"'
)


def profile(
    source: Source, lines: Sequence[Line], listed: int, lists: Sequence[str]
) -> tuple[Profile | None, list[Problem]]:
    """The owner with his or her figures, and what of the header was not understood or does not agree.

    `lines` are those in front of the first record, `listed` is the number of records, `lists` are the lines
    with their authors.  There is no owner where no name is printed or given, or nothing but names, as on a
    page that lost its first lines.
    """
    figures, where, rest = _figures(lines)
    if not figures:
        return None, [_unread(source, line) for line in rest]
    named, field = _named(rest, where, lists)
    if field:
        figures["field"] = field.text
    problems = [_unread(source, line) for line in rest if line not in (named, field)]
    problems += _told(source, named, field)
    name = without_titles(named.text) if named else source.owner
    if name is None:
        problems.append(source.problem(lines[0].number, "no name of the owner", HEADER_RULE))
    elif source.owner and not same_name(source.owner, name):
        what = f"the page is that of {name}, not of {source.owner}"
        rule = "--owner is for pages that do not name theirs"
        problems.append(source.problem(named.number if named else lines[0].number, what, rule))
    problems += _missing(source, figures.get("announced"), listed, where)
    if name is None:
        return None, problems
    place = source.place(named.number if named else lines[0].number)
    figures |= {"name": name, "listed": listed, "captured": source.captured, "source": place}
    return Profile(**figures), problems


def _named(
    rest: Sequence[Line], where: Mapping[str, int], lists: Sequence[str]
) -> tuple[Line | None, Line | None]:
    """The lines with the owner's name and with the code of a field that arXiv does not have."""
    first = min(where.values())
    above = [line for line in rest if line.number < first] or rest
    owner = owner_line(above, None if "field" in where else first, lists)
    near = next((line for line in above if line.number == first - 1), None)
    is_field = near and near != owner and "field" not in where and is_code(near.text)
    return owner, near if is_field else None


def _unread(source: Source, line: Line) -> Problem:
    return source.problem(line.number, f"{shown(line.text, 60)} not understood", HEADER_RULE)


def _told(source: Source, named: Line | None, field: Line | None) -> Iterator[Problem]:
    """What is read otherwise than it is printed, or kept though arXiv does not have it."""
    if named and (name := without_titles(named.text)) != named.text:
        yield source.problem(named.number, f"{named.text!r} read as {name!r}", TITLE_RULE)
    if field:
        yield source.problem(
            field.number, f'"{field.text}" is no category of arXiv, kept as it is', FIELD_RULE
        )


def _figures(lines: Sequence[Line]) -> tuple[dict[str, Any], dict[str, int], list[Line]]:
    """The figures of a header by name, the lines that they are on, and the other lines."""
    figures: dict[str, Any] = {}
    where: dict[str, int] = {}
    rest = []
    for number, text in ((line.number, " ".join(line.text.split())) for line in lines):
        name, value = _figure(text)
        if name and name not in figures:
            figures[name], where[name] = value, number
        else:
            rest.append(Line(number, text))
    return figures, where, rest


def beginnings(lines: Sequence[str]) -> list[int]:
    """The indices at which the pages of a file begin: 0, and where another header follows records.

    A header is known by its heading ("104 Papers"), with figures above it and a name above these.
    """
    begins = [0]
    for at, text in enumerate(lines):
        if "Paper" not in text[-12:] or _figure(text.strip())[0] != "announced":
            continue
        above = [i for i in range(begins[-1], at) if lines[i].strip()]
        figures = []
        while above and (name := _figure(lines[above[-1]].strip())[0]):
            figures.append(name)
            above.pop()
        begin = _begin(lines, above, figures)
        if begin is not None and any(parse_head(lines[i]) for i in above):
            begins.append(begin)
    return begins


def _begin(lines: Sequence[str], above: Sequence[int], figures: Sequence[str]) -> int | None:
    """The index of the line with the owner's name, of those above the figures; None if none has one.

    A field that is not among the figures may stand below it. In lower case a name stands apart.
    """
    if not above:
        return None
    near, text = above[-1], lines[above[-1]].strip()
    is_header = len(figures) > 1  # beside the heading: a stronger sign
    if is_header and "field" not in figures and (before := _above_field(lines, above)) is not None:
        return before
    is_alone = is_header and _is_apart(lines, near) and may_own(text)
    return near if is_alone or is_name(text) else None


def _above_field(lines: Sequence[str], above: Sequence[int]) -> int | None:
    """The index of a name between blank lines, below which the last of these lines may be a field."""
    *_, at, near = [-1, *above]
    if at < 0 or not _is_apart(lines, at) or not _is_apart(lines, at + 2):
        return None
    name, field = lines[at].strip(), lines[near].strip()
    is_likely = is_code(field) or arxiv.is_subject(field)
    return at if is_full_name(name) or (is_likely and may_own(name)) else None


def _is_apart(lines: Sequence[str], at: int) -> bool:
    return not at or not lines[at - 1].strip()


def _missing(source: Source, announced: object, listed: int, where: Mapping[str, int]) -> Iterator[Problem]:
    """What the header announces otherwise than the list of records below it has."""
    if not isinstance(announced, int) or announced == listed:
        return
    missing = announced - listed
    verb = "is" if missing == 1 else "are"
    what = f"{missing} of the {announced} papers announced {verb} not on the page"
    if missing < 0:
        papers = "paper" if announced == 1 else "papers"
        what = f"{announced} {papers} announced, {listed} on the page"
    yield source.problem(where["announced"], what, "a page lists all the papers that it announces")


def end_of_figures(lines: Sequence[Line]) -> int:
    """The index behind the last line that prints a figure or the heading of the list; 0 where none does."""
    names = [_figure(" ".join(line.text.split()))[0] for line in lines]
    return max((at for at, name in enumerate(names, 1) if name not in (None, "field")), default=0)


def _figure(text: str) -> tuple[str | None, object]:
    """The name and the value of the figure that a line prints."""
    for name, (form, value) in _LINES.items():
        if (found := form.fullmatch(text)) and (figure := value(found[1])) is not None:
            return name, figure
    return None, None
