"""The header of a page: its owner and the figures printed about him or her."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from kg import arxiv
from kg.inputs.page.entries import Line
from kg.inputs.page.names import is_name, same_name
from kg.inputs.source import Source
from kg.model import Problem, Profile

__all__ = ["profile"]


def _count(text: str) -> int:
    return int(text.replace(",", ""))


_COUNT, _FIGURE = r"(\d[\d,]*)", r"(\d+(?:\.\d+)?)"
# The heading "104 Papers" announces the list; "104papers" is a figure beside the citations.
_LINES: dict[str, tuple[re.Pattern[str], Callable[[str], object]]] = {
    "h_index": (re.compile(rf"(?i)h-index:?\s*{_COUNT}"), _count),
    "papers": (re.compile(rf"{_COUNT}papers?"), _count),
    "citations": (re.compile(rf"(?i){_COUNT}\s*citations?"), _count),
    "novelty": (re.compile(rf"(?i)novelty:?\s*{_FIGURE}\s*%"), Decimal),
    "ai_score": (re.compile(rf"(?i)AI score:?\s*{_FIGURE}"), Decimal),
    "announced": (re.compile(rf"{_COUNT} Papers?"), _count),
    "field": (re.compile(r"([A-Z]{2}|[a-z]+-[a-z]+)"), lambda code: arxiv.category(code) or code),
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
    rest = []
    for line in lines:
        found = _figure(" ".join(line.text.split()))
        if found and found[0] not in figures:
            figures[found[0]] = found[1]
        else:
            rest.append(line)
    names = [line for line in rest if figures and "," not in line.text and is_name(line.text)]
    strange = [line for line in rest if line not in names[:1]]
    problems = [source.problem(n, f"{_short(text)} not understood", HEADER_RULE) for n, text in strange]
    if not names:
        if figures:
            problems.append(source.problem(lines[0].number, "no name of the owner", HEADER_RULE))
        return None, problems
    figures |= {"name": " ".join(names[0].text.split()), "listed": listed, "captured": source.captured}
    owner = Profile(**figures, source=source.place(names[0].number))  # type: ignore[arg-type]
    return owner, problems + _disagreements(source, owner, lines)


def _disagreements(source: Source, owner: Profile, lines: Sequence[Line]) -> list[Problem]:
    """What the header says otherwise than the call, or than the list of records below it."""
    problems = []
    if source.owner and not same_name(source.owner, owner.name):
        what = f"the page is that of {owner.name}, not of {source.owner}"
        problems.append(source.problem(lines[0].number, what, "--owner is for pages that do not name theirs"))
    missing = (owner.announced or 0) - (owner.listed or 0)
    if owner.announced and missing:
        number = next(n for n, text in lines if (_figure(" ".join(text.split())) or ("",))[0] == "announced")
        what = f"{missing} of the {owner.announced} papers announced are not on the page"
        if missing < 0:
            what = f"{owner.announced} papers announced, {owner.listed} on the page"
        problems.append(source.problem(number, what, "a page lists all the papers that it announces"))
    return problems


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")


def _figure(text: str) -> tuple[str, object] | None:
    for name, (form, value) in _LINES.items():
        if found := form.fullmatch(text):
            return name, value(found[1])
    return None
