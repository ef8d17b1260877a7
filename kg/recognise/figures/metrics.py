"""Which metric a number is a value of: the nearest in its sentence, or what it says is less or more."""

from __future__ import annotations

import re

from kg.recognise.figures.changes import changed, sped_up, stated_of
from kg.recognise.figures.costs import TIME
from kg.recognise.figures.measure_words import GAIN_AFTER, LINKS, SMALL, Metrics
from kg.recognise.figures.numbers import Figure
from kg.recognise.figures.rows import Row
from kg.recognise.keys import fold, key
from kg.recognise.lexicon import Lexicon
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["metric_of"]

_APART = word_set("and , ; . while whereas but")
_LIST = word_set(", and or / & the")
_SPEED = re.compile(r"^(?:faster|slower|speed-?ups?)$")
_GAIN = re.compile(r"(?:improvement|gain|increase|reduction|boost)s?$")
_EMPTY = word_set("performance quality score agreement")
_VAGUE = word_set("performance quality score efficiency cost speed memory parameters agreement")
_OWN_COST = 6  # how many words farther a metric may stand that has a number of its own
_OF_OTHER = 1000  # the same for one that is another number's for sure
_OWN_REACH = 8
_BRACKET_REACH = 10
_VAGUE_COST = 12  # how many words farther a vague metric may stand than another
_NEAR = 1.5
_OF_GAIN = word_set("in of on the point points average overall additional significant")
_MEASURED = {
    "Hz": "frequency",
    "kHz": "frequency",
    "MB": "memory",
    "GB": "memory",
    "mW": "power",
    "mJ": "energy",
}
_IN_TIME = ("ms", "s", "µs")


def metric_of(tokens: Tokens, figure: Figure, of_row: Row, metrics: Metrics, lexicon: Lexicon) -> str | None:
    """The metric of a number, by its short name where the lists have one; None where none is told.

    `of_row` has its place among the numbers that it stands in a row with, and these.
    """
    place, row = of_row
    if figure.unit == "FPS" or any(map(_SPEED.match, tokens.lower[row[-1].end : row[-1].end + 1])):
        return sped_up(tokens, figure, lexicon) or "speed"
    best = min(
        (
            (_distance(tokens, figure, row, i, metrics), i)
            for i in tokens.around(figure.start)
            if i in metrics.at
        ),
        default=None,
    )
    if best and best[0] >= _OF_OTHER and not _is_difference(tokens, row):
        best = None
    listed = _of_row(tokens, best[1], len(row), place, metrics) if best else None
    far = best is None or (best[0] > _NEAR and listed is None)
    if far and (told := changed(tokens, figure, row[0], metrics, lexicon)):
        return lexicon.same.get(fold(key(told)), told)
    if best is None:
        return _time(tokens, figure) if figure.unit in _IN_TIME else stated_of(tokens, row[0], lexicon)
    if far and figure.unit in _MEASURED:
        return _MEASURED[figure.unit]
    first = best[1] if listed is None else listed
    if figure.unit in _IN_TIME and TIME.isdisjoint(metrics.at[first][1].lower().split()):
        return _time(tokens, figure)
    printed = metrics.at[first][1]
    return lexicon.same.get(fold(key(printed))) or _singular(printed)


def _is_difference(tokens: Tokens, row: list[Figure]) -> bool:
    """Whether numbers tell by how much: "by 33%", "7% improvement"; of what, another number may show."""
    low, i = tokens.lower, row[0].start - 1
    while i > 0 and low[i] in SMALL - {"by"}:
        i -= 1
    return low[i] == "by" or any(map(_GAIN.match, low[row[-1].end : row[-1].end + 2]))


def _time(tokens: Tokens, figure: Figure) -> str:
    """The word of the sentence for a time."""
    words = (tokens.lower[i] for i in tokens.around(figure.start))
    return _singular(next((word for word in words if word in TIME), "time"))


def _of_row(tokens: Tokens, start: int, size: int, place: int, metrics: Metrics) -> int | None:
    """Of metrics listed together, as many as the numbers in their row, the one in the same place."""
    if size == 1:
        return None
    around = [i for i in tokens.around(start) if i in metrics.at]
    first = last = around.index(start)
    while first and _listed(tokens, around[first - 1], around[first], metrics):
        first -= 1
    while last + 1 < len(around) and _listed(tokens, around[last], around[last + 1], metrics):
        last += 1
    return around[first + place] if last - first + 1 == size else None


def _listed(tokens: Tokens, one: int, two: int, metrics: Metrics) -> bool:
    """Whether only a list stands between two metrics, and a name of the second: "MAE and Pearson's r"."""
    end, named = metrics.at[one][0], two
    while (
        two - named < 2
        and named > end
        and tokens.shapes[named - 1] in "CP"
        and tokens.lower[named - 1] not in _LIST
    ):
        named -= 1
    between = tokens.lower[end:named]
    return bool(between) and set(between) <= _LIST


def _distance(tokens: Tokens, figure: Figure, row: list[Figure], start: int, metrics: Metrics) -> float:
    """How far a metric stands from a number: none where only small words part them."""
    end, name = metrics.at[start]
    led = False
    if start >= figure.end:
        behind = row[-1].end if start >= row[-1].end else figure.end
        between = tokens.lower[behind:start]
        gained = all(word in _OF_GAIN or GAIN_AFTER.match(word) for word in between)
        nearer = 0.1 if figure is not row[-1] else -0.1 if gained or len(between) < 4 else 3
        apart = not _APART.isdisjoint(between)
        distance = nearer + (0 if gained else len(between) + 3 * apart)
        distance += _cost_of_own(tokens, end, metrics, apart, start > behind and not gained)
        distance += _OWN_COST * (apart and tokens.shapes[start - 1] == "D")
    else:
        first = row[0].start if end <= row[0].start else figure.start
        words = [word for word in tokens.lower[end:first] if word not in LINKS]
        led = len(words) == 1 and bool(_GAIN.match(words[0]))  # "performance improvement of"
        distance = first - end + _NEAR if words else 0
        distance += _OF_OTHER * _is_within(tokens, start, first)
    name = _singular(name.lower())
    near = (distance == 0 and name not in _EMPTY) or figure.end <= start < figure.end + 3 or led
    return distance + _VAGUE_COST * (name in _VAGUE and not near)


def _is_within(tokens: Tokens, start: int, first: int) -> bool:
    """Whether a metric stands with a number in brackets that close before another: "of 67.9% (a 9% error
    reduction) and 90%"."""
    behind = tokens.lower[start:first]
    if ")" not in behind or "(" in behind[: behind.index(")")]:
        return False
    opened = next(
        (i for i in range(start, max(start - _BRACKET_REACH, 0), -1) if tokens.lower[i] == "("), start
    )
    return "D" in tokens.shapes[opened : start + behind.index(")")]


def _cost_of_own(tokens: Tokens, end: int, metrics: Metrics, apart: bool, away: bool) -> int:
    """What it costs a metric behind a number that another follows before another metric does: "… and LPIPS
    falls to 0.18"; more if it follows right behind: "41% of the cases at a precision of 0.38"."""
    last = min(end + _OWN_REACH, tokens.around(end - 1).stop)
    place = next((i for i in range(end, last) if tokens.shapes[i] == "D" or i in metrics.at), last)
    if place == last or place in metrics.at:
        return 0
    counts = "." not in tokens.words[place] and tokens.shapes[place + 1 : place + 2] == "L"  # "of 4 sounds"
    if away and not counts and set(tokens.lower[end:place]) <= LINKS:
        return _OF_OTHER
    return _OWN_COST * apart


def _singular(metric: str) -> str:
    if metric.endswith("ies"):
        return metric[:-3] + "y"
    plural = len(metric) > 3 and metric.endswith("s") and metric[-2] not in "su"
    return metric[:-1] if plural and metric not in ("FLOPs", "FLOPS", "parameters") else metric
