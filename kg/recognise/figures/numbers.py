"""Numbers with the units behind them, as a text prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.recognise.text import Tokens

__all__ = ["Figure", "numbers_in"]


_STUCK_UNITS = "ms|s|x|X|×|fps|FPS|dB|db|-points?|-times|-fold|pp|µs|μs|mJ|mW|mm|cm|km|MB|GB|kHz|Hz|min|h"
_NUMBER = re.compile(rf"^(\d[\d.,]*(?:[-–]\d[\d.]*)?)\+?(%|{_STUCK_UNITS})?$")
_STUCK = re.compile(rf"\d\+?(?:{_STUCK_UNITS})")
_LOOKS_NUMBER = re.compile("D")
_SPELLINGS = {
    "%": "% percent per-cent",
    "ms": "ms milliseconds",
    "s": "s seconds sec",
    "FPS": "fps",
    "x": "x × \\times times fold -fold -times",
    "dB": "db",
    "points": "points point -point -points pts",
    "Hz": "hz",
    "kHz": "khz",
    "cm": "cm",
    "mm": "mm",
    "m": "m meters metres",
    "km": "km",
    "minutes": "minutes min",
    "hours": "hours h",
    "years": "years",
    "degrees": "degrees deg °",
    "MB": "mb",
    "GB": "gb",
    "mW": "mw",
    "mJ": "mj millijoules",
    "µs": "µs μs microseconds",
    "eV": "ev",
    "nats": "nats",
    "GFLOPs": "gflops gmacs",
    "TFLOPs": "tflops",
    "percentage points": "pp p.p",
    "bits/char": "bits/char bits-per-character bpc",
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
    (["bits", "per", "character"], "bits/char"),
    (["m", "/", "s"], "m/s"),
    (["%", "p"], "percentage points"),
]
_LONG_BY_FIRST = {
    first: [(spelling, unit) for spelling, unit in _LONG_UNITS if spelling[0] == first]
    for first in dict.fromkeys(spelling[0] for spelling, _ in _LONG_UNITS)
}
# "79,93" and "7,6%", but no list: "(12,34)", "1,2,3".
_DECIMAL_COMMA = re.compile(r"(?<!,)\d{1,3},\d\d?(?=\s?\\?%)|(?<![,(\[])\d{1,3},\d\d(?!\d|[,.]\d|\s?[)\]])")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)[-–](\d+(?:\.\d+)?)")
_FACTORS = frozenset(("factor", "factors", "speedup", "speedups", "speed-up", "speed-ups"))
_MINUS = frozenset("-−–")
_CONFIDENCE = frozenset(("ci", "cis", "confidence", "credible"))
_INTERVAL = frozenset(("ci", "cis", "interval", "intervals"))
_IN_INTERVAL = frozenset(("[", "(", ":", ",", "=", "%", "-", "−", "–", "to", "and", "of", "from", "between"))
_BOUNDS = 8  # tokens from "interval" to its second bound


class Figure(NamedTuple):
    """A number that measures: token places of value and what follows it, value and unit as text."""

    start: int
    end: int
    value: str
    unit: str | None


def numbers_in(tokens: Tokens) -> Iterator[Figure]:
    """Every number with the unit behind it; a range ("6-7%") is two. Levels and bounds of confidence
    intervals are none: they measure how sure another number is."""
    for figure in _printed(tokens):
        if _is_of_interval(tokens, figure):
            continue
        ends = None if figure.value.isdigit() else _RANGE.fullmatch(figure.value)
        if ends and float(ends[1]) < float(ends[2]):
            yield figure._replace(value=ends[1])
            yield figure._replace(value=ends[2])
        else:
            yield figure


def _is_of_interval(tokens: Tokens, figure: Figure) -> bool:
    """Whether a number is the level or a bound in "95% CI 0.81-0.92", "95% confidence interval: 0.8"."""
    low = tokens.lower
    if not _CONFIDENCE.isdisjoint(low[figure.end : figure.end + 1]):
        return figure.unit == "%"
    for i in range(figure.start - 1, max(-1, figure.start - _BOUNDS), -1):
        if low[i] in _INTERVAL:
            return low[i][0] == "c" or not _CONFIDENCE.isdisjoint(low[max(0, i - 1) : i])
        if low[i] not in _IN_INTERVAL and not low[i][0].isdigit():
            return False
    return False


def _printed(tokens: Tokens) -> Iterator[Figure]:
    behind = 0
    for i in _places(tokens):
        match = _NUMBER.match(tokens.words[i])
        if not match or i < behind:
            continue
        value, before = match[1].rstrip(".,").replace(",", ""), tokens.lower[i - 1] if i else ""
        if before == "." and _is_alone(tokens, i):  # ".87"
            value = "." + value
        unit, end = _UNITS.get(match[2].lower(), match[2]) if match[2] else None, i + 1
        comma = (
            _DECIMAL_COMMA.match(tokens.text, tokens.starts[i])
            if tokens.words[end : end + 1] == [","]
            else None
        )
        if comma:
            value, end = comma[0].replace(",", "."), i + 3
        if not unit:
            unit, end = _unit_behind(tokens, end)
        if tokens.words[end : end + 1] == ["±"]:
            unit, end = _behind_spread(tokens, unit, end)
        if not unit and _is_factor(tokens, i):
            unit = "x"
        behind = end
        yield Figure(i, end, "-" + value if before in _MINUS and _is_alone(tokens, i) else value, unit)


def _is_factor(tokens: Tokens, i: int) -> bool:
    """Whether "by a factor of" or "a speed-up of up to" leads to a number."""
    low = tokens.lower
    i -= 1 + 2 * (low[max(i - 2, 0) : i] == ["up", "to"])
    return i > 0 and low[i] == "of" and low[i - 1] in _FACTORS


def _places(tokens: Tokens) -> list[int]:
    """The tokens that may be numbers; where a unit may stick to one, all that begin with a digit."""
    if _STUCK.search(tokens.text):
        return [i for i, word in enumerate(tokens.words) if word[0].isdigit()]
    return [match.start() for match in _LOOKS_NUMBER.finditer(tokens.shapes)]


def _is_alone(tokens: Tokens, i: int) -> bool:
    """Whether the mark before a number is part of it and of nothing else: "a drop (-0.15 points)", ".87"."""
    if tokens.ends[i - 1] != tokens.starts[i]:
        return False
    return i < 2 or tokens.words[i - 2] in "([" or tokens.ends[i - 2] < tokens.starts[i - 1]


def _unit_behind(tokens: Tokens, end: int) -> tuple[str | None, int]:
    """The unit that begins at a token, and the token behind it."""
    if end >= len(tokens):
        return None, end
    low, first = tokens.lower, tokens.lower[end]
    for spelling, unit in _LONG_BY_FIRST.get(first, ()):
        if low[end : end + len(spelling)] == spelling:
            return unit, end + len(spelling)
    if first in _UNITS and not _is_other(tokens, end):
        return _UNITS[first], end + 1
    return None, end


def _behind_spread(tokens: Tokens, unit: str | None, end: int) -> tuple[str | None, int]:
    """The unit of a number with its spread and the token behind both: "84.1 ± 0.3 %", "84.1% ± 0.3"."""
    spread = _NUMBER.match(tokens.words[end + 1]) if end + 1 < len(tokens) else None
    if not spread:
        return unit, end
    if spread[2]:
        return unit or _UNITS.get(spread[2].lower(), spread[2]), end + 2
    found, behind = _unit_behind(tokens, end + 2)
    return unit or found, behind


def _is_other(tokens: Tokens, i: int) -> bool:
    """Whether the letters of a length are those of millions or of a speed: "0.3 M", "6 m/s"."""
    if tokens.lower[i] not in ("m", "km"):
        return False
    return tokens.words[i] == "M" or tokens.lower[i + 1 : i + 2] == ["/"]
