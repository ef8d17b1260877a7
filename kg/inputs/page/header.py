"""The header of a page: its owner and the figures printed about him or her."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from kg import arxiv
from kg.errors import shown
from kg.inputs.page.entries import Line
from kg.inputs.page.names import is_name, same_name
from kg.inputs.source import Source
from kg.model import Problem, Profile

__all__ = ["profile"]


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
    names = [line for line in rest if figures and "," not in line.text and is_name(line.text)][:1]
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


def _disagreements(source: Source, owner: Profile, where: Mapping[str, int]) -> list[Problem]:
    """What the header says otherwise than the call, or than the list of records below it."""
    problems = []
    if source.owner and owner.source and not same_name(source.owner, owner.name):
        what = f"the page is that of {owner.name}, not of {source.owner}"
        rule = "--owner is for pages that do not name theirs"
        problems.append(source.problem(owner.source.line, what, rule))
    if owner.announced is not None and owner.announced != owner.listed:
        missing = owner.announced - (owner.listed or 0)
        what = f"{missing} of the {owner.announced} papers announced are not on the page"
        if missing < 0:
            what = f"{owner.announced} papers announced, {owner.listed} on the page"
        rule = "a page lists all the papers that it announces"
        problems.append(source.problem(where["announced"], what, rule))
    return problems


def _figure(text: str) -> tuple[str | None, object]:
    """The name and the value of the figure that a line prints."""
    for name, (form, value) in _LINES.items():
        if (found := form.fullmatch(text)) and (figure := value(found[1])) is not None:
            return name, figure
    return None, None
