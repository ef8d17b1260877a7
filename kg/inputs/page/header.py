"""The header of a page: its owner and the figures printed about him or her."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from kg import arxiv
from kg.errors import shown
from kg.inputs.page.entries import Line
from kg.inputs.page.head import parse_head
from kg.inputs.page.names import is_full_name, is_name, same_name
from kg.inputs.source import Source
from kg.model import Problem, Profile

__all__ = ["beginnings", "profile"]


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
HEADER_RULE = (
    'a page begins with its owner\'s name and lines like "CV", "h-index36", "104papers", "104 Papers"'
)


def profile(source: Source, lines: Sequence[Line], listed: int) -> tuple[Profile | None, list[Problem]]:
    """The owner with his or her figures, and what of the header was not understood or does not agree.

    `lines` are those in front of the first record, `listed` is the number of records.  There is no
    owner where no name is printed, or nothing but names, as on a page that lost its first lines.
    """
    figures: dict[str, object] = {}
    where: dict[str, int] = {}
    rest = []
    for number, text in ((line.number, " ".join(line.text.split())) for line in lines):
        name, value = _figure(text)
        if name and name not in figures:
            figures[name], where[name] = value, number
        else:
            rest.append(Line(number, text))
    names = _names(rest, min(where.values(), default=0)) if figures else []
    problems = [
        source.problem(line.number, f"{shown(line.text, 60)} not understood", HEADER_RULE)
        for line in rest
        if line not in names
    ]
    if names:
        place = source.place(names[0].number)
        figures |= {"name": names[0].text, "listed": listed, "captured": source.captured, "source": place}
        owner = Profile(**figures)  # type: ignore[arg-type]
        return owner, problems + _disagreements(source, owner, where)
    if figures:
        problems.append(source.problem(lines[0].number, "no name of the owner", HEADER_RULE))
    return None, problems


def _names(rest: Sequence[Line], below: int) -> list[Line]:
    """The line with the owner's name, if there is one: of the block of lines right above the figures.

    `below` is the line of the first figure.  What stands above that block may be the site's own.
    """
    names = [line for line in rest if "," not in line.text and is_name(line.text)]
    block: list[Line] = []
    for line in reversed([line for line in rest if line.number < below]):
        if block and line.number < block[-1].number - 1 and any(found in names for found in block):
            break
        block.append(line)
    near = [line for line in reversed(block) if line in names] or names
    return ([line for line in near if is_full_name(line.text)] or near)[:1]


def beginnings(lines: Sequence[str]) -> list[int]:
    """The indices at which the pages of a file begin: 0, and where another header follows records.

    A header is known by its heading ("104 Papers"), with figures above it and a name above these.
    """
    begins = [0]
    for at, text in enumerate(lines):
        if "Paper" not in text[-12:] or _figure(text.strip())[0] != "announced":
            continue
        above = [i for i in range(begins[-1], at) if lines[i].strip()]
        while above and _figure(lines[above[-1]].strip())[0]:
            at = above.pop()
        is_header = above and at < len(lines) and is_name(lines[above[-1]].strip())
        if is_header and any(parse_head(lines[i]) for i in above):
            begins.append(above[-1])
    return begins


def _disagreements(source: Source, owner: Profile, where: Mapping[str, int]) -> list[Problem]:
    """What the header says otherwise than the call, or than the list of records below it."""
    problems = []
    if source.owner and owner.source and not same_name(source.owner, owner.name):
        what = f"the page is that of {owner.name}, not of {source.owner}"
        rule = "--owner is for pages that do not name theirs"
        problems.append(source.problem(owner.source.line, what, rule))
    if owner.announced is not None and owner.announced != owner.listed:
        missing = owner.announced - (owner.listed or 0)
        verb = "is" if missing == 1 else "are"
        what = f"{missing} of the {owner.announced} papers announced {verb} not on the page"
        if missing < 0:
            papers = "paper" if owner.announced == 1 else "papers"
            what = f"{owner.announced} {papers} announced, {owner.listed} on the page"
        rule = "a page lists all the papers that it announces"
        problems.append(source.problem(where["announced"], what, rule))
    return problems


def _figure(text: str) -> tuple[str | None, object]:
    """The name and the value of the figure that a line prints."""
    for name, (form, value) in _LINES.items():
        if (found := form.fullmatch(text)) and (figure := value(found[1])) is not None:
            return name, figure
    return None, None
