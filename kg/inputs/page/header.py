"""The header of a page: its owner and the figures printed about him or her."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from kg import arxiv
from kg.inputs.page.entries import Line
from kg.inputs.source import Source
from kg.model import Problem, Profile

__all__ = ["announced_line", "profile"]


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
    """The owner with his or her figures, None where no name is printed, and what was not understood.

    `listed` is the number of records on the page.
    """
    figures: dict[str, object] = {}
    rest = []
    for line in lines:
        found = _figure(line.text.strip())
        if found and found[0] not in figures:
            figures[found[0]] = found[1]
        else:
            rest.append(line)
    name, others = (rest[0], rest[1:]) if rest else (None, [])
    problems = [source.problem(n, f"{text.strip()[:60]!r} not understood", HEADER_RULE) for n, text in others]
    if name is None:
        if figures:
            problems.append(
                source.problem(lines[0].number, "figures without the name of the owner", HEADER_RULE)
            )
        return None, problems
    place = source.place(name.number)
    figures |= {
        "name": " ".join(name.text.split()),
        "listed": listed,
        "captured": source.captured,
        "source": place,
    }
    return Profile(**figures), problems  # type: ignore[arg-type]


def _figure(text: str) -> tuple[str, object] | None:
    for name, (form, value) in _LINES.items():
        if found := form.fullmatch(text):
            return name, value(found[1])
    return None


def announced_line(lines: Sequence[Line]) -> int:
    """The line on which the header announces how many papers it lists."""
    form = _LINES["announced"][0]
    return next((line.number for line in lines if form.fullmatch(line.text.strip())), 1)
