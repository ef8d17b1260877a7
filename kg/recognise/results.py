"""Numbers that are results, told from sizes, years, shares and settings."""

from __future__ import annotations

import re

from kg.recognise.measuring import LENGTHS, Metrics, measures
from kg.recognise.numbers import Figure
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["SERIES", "results"]

SERIES = word_set(", and / or . vs versus & to ) ( ∼ ~ + - – respectively macro micro")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_NUMBERED = word_set("task tasks subtask sub-task track phase level table remaining other")
_SIZES = word_set("billion million thousand k K M B days GPUs")


def results(tokens: Tokens, numbers: list[Figure], metrics: Metrics) -> list[Figure]:
    """Those of a text's numbers that are results; one in a series ("77.1% and 78.4%") makes the others so,
    and of "from 33.8% to 39.4%" only the second is the paper's."""
    numbers = [number for number in numbers if not _counts(tokens, number)]
    kept = [measures(tokens, number, metrics) for number in numbers]
    steps = range(len(numbers) - 1)
    for i in (*steps, *reversed(steps)):
        one, two = numbers[i], numbers[i + 1]
        if _YEAR.match(one.value) or _YEAR.match(two.value):
            continue
        if (
            (kept[i] != kept[i + 1])
            and set(tokens.lower[one.end : two.start]) <= SERIES
            and one.unit in (None, two.unit)
        ):
            kept[i] = kept[i + 1] = True
            numbers[i] = one._replace(unit=two.unit)
    _keep_alike(tokens, numbers, kept)
    return [
        number for number, keep in zip(numbers, kept, strict=True) if keep and not _is_start(tokens, number)
    ]


def _counts(tokens: Tokens, figure: Figure) -> bool:
    """Whether a number says which or how many: "task 1", "1) …", "8.3 billion"."""
    before = tokens.lower[figure.start - 1] if figure.start else ""
    if before in _NUMBERED:
        return True
    if figure.unit or figure.end >= len(tokens):
        return False
    after = tokens.words[figure.end]
    return after in _SIZES or (after == ")" and before != "(" and figure.value.isdigit())


def _keep_alike(tokens: Tokens, numbers: list[Figure], kept: list[bool]) -> None:
    """Keep numbers that stand in a sentence with one that is kept and has as many decimals and the same unit,
    where the unit alone makes no result."""
    known = {
        (tokens.sentence[one.start], one.unit, _decimals(one))
        for one, keep in zip(numbers, kept, strict=True)
        if keep and _decimals(one) and (one.unit is None or one.unit in LENGTHS)
    }
    for i, one in enumerate(numbers if known else ()):
        alike = (tokens.sentence[one.start], one.unit, _decimals(one)) in known
        kept[i] = kept[i] or (alike and tokens.lower[one.start - 1 : one.start] not in (["±"], ["<"], [">"]))


def _decimals(figure: Figure) -> int:
    return len(figure.value.partition(".")[2])


def _is_start(tokens: Tokens, figure: Figure) -> bool:
    """Whether it is the first number of "from … to …", or what something is "up from"."""
    low, start = tokens.lower, figure.start
    if low[start - 2 : start] in (["up", "from"], ["down", "from"]):
        return True
    spread = start > 1 and low[start - 2].startswith(("rang", "vary", "vari"))
    return not spread and low[start - 1 : start] == ["from"] and low[figure.end : figure.end + 1] == ["to"]
