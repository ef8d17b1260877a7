"""Numbers that are results, told from sizes, years, shares and settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["GAIN_AFTER", "LINKS", "SERIES", "SMALL", "Figure", "Metrics", "numbers_in", "results"]


_NUMBER = re.compile(r"^(\d[\d.,]*(?:[-–]\d[\d.]*)?)(%|ms|s|x|×|fps|FPS|dB|db|-points?)?$")
_DIGIT = re.compile(r"\d")
_SPELLINGS = {
    "%": "% percent per-cent",
    "ms": "ms milliseconds",
    "s": "s seconds sec",
    "FPS": "fps",
    "x": "x × \\times times fold -fold",
    "dB": "db",
    "points": "points point -point -points",
    "Hz": "hz",
    "kHz": "khz",
    "cm": "cm",
    "mm": "mm",
    "percentage points": "pp",
    "bits/char": "bits/char bpc",
}
_UNITS = {spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in spellings.split()}
_POINTS = ("points", "point")
_LONG_UNITS = [
    *[([*before, point], "percentage points") for point in _POINTS for before in (["%"], ["%", "-"])],
    *[(["absolute", point], "percentage points") for point in _POINTS],
    (["%", "-points"], "percentage points"),
    *[
        ([*before, point], "percentage points")
        for point in _POINTS
        for before in (["percentage"], ["absolute", "percentage"])
    ],
    *[
        (["frames", *per], "FPS")
        for per in (["per", "second"], ["per", "sec"], ["/", "sec"], ["/", "s"], ["/", "second"])
    ],
    (["bits", "/", "char"], "bits/char"),
]
_RESULT = re.compile(
    r"^(?:achiev|obtain|reach|attain|improv|outperform|reduc|increas|gain|surpass|exceed|boost|report|yield|result|record|perform|decreas|"
    r"drop|lower|rais|higher|better|faster|smaller|slower|fewer|speed|beat|cut|relative|absolute|accelerat|score|push|degrad|loss|deliver|gives|winning|won)"
)
GAIN_AFTER = re.compile(
    r"^(?:improve|gain|reduc|increas|higher|lower|better|faster|smaller|fewer|less|speed|relative|absolute|drop|boost|decreas|worse|slower|over|more|larger|longer|greater|"
    r"shorter|cheaper|degrad)"
)
SMALL = word_set(
    "a an the of to by up at least over above more than about around nearly almost approximately roughly "
    "only even and from with + ∼ ~ ( = : , is was as high low"
)
SERIES = word_set(", and / or . vs & to ) ( ∼ ~ + - – respectively")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)[-–](\d+(?:\.\d+)?)")
_SHARE = re.compile(r"^0?\.\d\d+$")
LINKS = (SMALL | {")", "score", "scores"}) - {",", "and", "with", "from"}
_NO_MEASURE = frozenset(["of"])
_PLAIN = word_set(
    ", . ; : ) ( and or on for in with over compared than while which when is are was were has have "
    "can to from as at after before but thus level overall total per respectively using by points "
    "point percentage average w.r.t under across without relative absolute"
)


class Metrics(NamedTuple):
    """Where metrics stand: first token → (the token behind, the metric as printed), and the tokens behind."""

    at: dict[int, tuple[int, str]]
    ends: frozenset[int]


class Figure(NamedTuple):
    """A number that measures: token places of value and what follows it, value and unit as text."""

    start: int
    end: int
    value: str
    unit: str | None


def results(tokens: Tokens, numbers: list[Figure], metrics: Metrics) -> list[Figure]:
    """Those of a text's numbers that are results; one in a series ("77.1% and 78.4%") makes the others so,
    and of "from 33.8% to 39.4%" only the second is the paper's."""
    numbers = list(numbers)
    kept = [_measures(tokens, number, metrics) for number in numbers]
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
    return [
        number for number, keep in zip(numbers, kept, strict=True) if keep and not _is_start(tokens, number)
    ]


def _is_start(tokens: Tokens, figure: Figure) -> bool:
    """Whether it is the first number of "from … to …"."""
    return tokens.lower[figure.start - 1 : figure.start] == ["from"] and tokens.lower[
        figure.end : figure.end + 1
    ] == ["to"]


def numbers_in(tokens: Tokens) -> Iterator[Figure]:
    """Every number with the unit behind it; a range ("6-7%") is two."""
    for figure in _printed(tokens):
        ends = _RANGE.fullmatch(figure.value)
        if ends and float(ends[1]) < float(ends[2]):
            yield figure._replace(value=ends[1])
            yield figure._replace(value=ends[2])
        else:
            yield figure


def _printed(tokens: Tokens) -> Iterator[Figure]:
    words = tokens.words
    if not _DIGIT.search(tokens.text):
        return
    for i in [i for i, word in enumerate(words) if word[0].isdigit()]:
        match = _NUMBER.match(words[i])
        if not match:
            continue
        value = match[1].rstrip(".,").replace(",", "")
        if _without_zero(tokens, i):
            value = "." + value
        if match[2]:
            yield Figure(i, i + 1, value, _UNITS.get(match[2].lower(), match[2]))
        else:
            unit, end = _unit_behind(tokens, i + 1)
            yield Figure(i, end, value, unit)


def _without_zero(tokens: Tokens, i: int) -> bool:
    """Whether the full stop before a number belongs to it: ".87"."""
    if not i or tokens.words[i - 1] != "." or tokens.ends[i - 1] != tokens.starts[i]:
        return False
    return i < 2 or tokens.words[i - 2] in "([" or tokens.ends[i - 2] < tokens.starts[i - 1]


def _unit_behind(tokens: Tokens, end: int) -> tuple[str | None, int]:
    """The unit that begins at a token, and the token behind it."""
    low = tokens.lower
    for spelling, unit in _LONG_UNITS:
        if low[end : end + len(spelling)] == spelling:
            return unit, end + len(spelling)
    if low[end : end + 1] and low[end] in _UNITS:
        return _UNITS[low[end]], end + 1
    return None, end


def _measures(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether a number is a result of its sentence."""
    low, n = tokens.lower, len(tokens)
    after = low[figure.end] if figure.end < n else "."
    before = low[figure.start - 1] if figure.start else ""
    sentence = tokens.around(figure.start)
    if figure.unit is None:
        result = (
            before in ("to", "by") and "." in figure.value and any(_RESULT.match(low[i]) for i in sentence)
        )
        share = _SHARE.match(figure.value) and before not in ("<", ">", "≤", "≥")
        measured = any(i in metrics.at for i in sentence)
        return _beside(tokens, figure, metrics) or bool(measured and (share or result))
    if figure.unit == "x" and after == "more":
        return False  # "21 times more data" says what others had
    told = GAIN_AFTER.match(after) or before == "by" or _beside(tokens, figure, metrics)
    if figure.unit in ("x", "s", "cm", "mm", "kHz", "Hz") and not told:
        return False
    if figure.unit == "FPS" or after in ("fewer", "less"):
        return True
    if after in _NO_MEASURE and not _beside(tokens, figure, metrics):
        return False
    plain = after in _PLAIN or GAIN_AFTER.match(after)
    if not plain and not _metric_within(tokens, figure.end, 3, metrics):
        return False
    return any(i in metrics.at or _RESULT.match(low[i]) for i in sentence)


def _beside(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether a metric stands right behind the number, or before it with small words between."""
    if figure.end in metrics.at and ("." in figure.value or metrics.at[figure.end][1][0].isupper()):
        return True
    i = figure.start
    while i > 0 and i not in metrics.ends and tokens.lower[i - 1] in LINKS and figure.start - i < 6:
        i -= 1
    plain = figure.unit is None and "." not in figure.value
    return i in metrics.ends and not (plain and i == figure.start)


def _metric_within(tokens: Tokens, start: int, reach: int, metrics: Metrics) -> bool:
    return any(i in metrics.at for i in range(start, min(start + reach, len(tokens))))
