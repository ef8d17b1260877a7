"""Which metric a number is a value of: the nearest in its sentence, or what it says is less or more."""

from __future__ import annotations

import re

from kg.recognise.costs import TIME
from kg.recognise.lexicon import Lexicon, fold, key
from kg.recognise.measuring import GAIN_AFTER, JUDGED, JUDGED_WITHIN, LINKS, SMALL, Metrics
from kg.recognise.numbers import Figure
from kg.recognise.rows import Row
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["GAIN_BEFORE", "metric_of"]

GAIN_BEFORE = re.compile(
    r"^(?:improve|gain|reduc|increas|outperform|surpass|exceed|boost|drop|decreas|speed|degrad|rais|accelerat"
    r"|beat|lower|cut)"
)
_CHANGE = re.compile(r"^(?:reduc|decreas|increas|lower|cut|compress|shrink|shrunk)")
_BEING = ("is", "are", "was", "were", "be", "been")
_MEASURED = {"smaller": "size", "larger": "size", "longer": "length", "shorter": "length", "cheaper": "cost"}
_AMOUNT = word_set("fewer less more higher lower greater")
_APART = word_set("and , ; . while whereas but")
_LIST = word_set(", and or / & the")
_SPEED = re.compile(r"^(?:faster|slower|speed-?ups?)$")
_EMPTY = word_set("performance quality score agreement")
_VAGUE = word_set("performance quality score efficiency cost speed memory parameters agreement")
_VAGUE_COST = 8  # how many words farther a vague metric may stand than another
_NEAR = 1.5
_IN_TIME = ("ms", "s", "µs")


def metric_of(tokens: Tokens, figure: Figure, of_row: Row, metrics: Metrics, lexicon: Lexicon) -> str | None:
    """The metric of a number, by its short name where the lists have one; None where none is told.

    `of_row` has its place among the numbers that it stands in a row with, and these.
    """
    place, row = of_row
    if figure.unit == "FPS" or any(map(_SPEED.match, tokens.lower[figure.end : figure.end + 1])):
        return _sped_up(tokens, figure, lexicon) or "speed"
    best = min(
        (
            (_distance(tokens, figure, row, i, metrics), i)
            for i in tokens.around(figure.start)
            if i in metrics.at
        ),
        default=None,
    )
    if best is None or best[0] > _NEAR:
        told = (
            _judged(tokens, figure) or _less_of(tokens, figure, lexicon) or _changed(tokens, row[0], lexicon)
        )
        if told:
            return told
    if best is None:
        return None
    first = _of_row(tokens, best[1], len(row), place, metrics)
    if figure.unit in _IN_TIME and TIME.isdisjoint(metrics.at[first][1].lower().split()):
        words = (tokens.lower[i] for i in tokens.around(figure.start))
        return next((word for word in words if word in TIME), "time")
    printed = metrics.at[first][1]
    return lexicon.same.get(fold(key(printed))) or _singular(printed)


def _of_row(tokens: Tokens, start: int, size: int, place: int, metrics: Metrics) -> int:
    """Of metrics listed together, as many as the numbers in their row, the one in the same place."""
    if size == 1:
        return start
    around = [i for i in tokens.around(start) if i in metrics.at]
    first = last = around.index(start)
    while first and _listed(tokens, around[first - 1], around[first], metrics):
        first -= 1
    while last + 1 < len(around) and _listed(tokens, around[last], around[last + 1], metrics):
        last += 1
    return around[first + place] if last - first + 1 == size else start


def _listed(tokens: Tokens, one: int, two: int, metrics: Metrics) -> bool:
    between = tokens.lower[metrics.at[one][0] : two]
    return bool(between) and set(between) <= _LIST


def _distance(tokens: Tokens, figure: Figure, row: list[Figure], start: int, metrics: Metrics) -> float:
    """How far a metric stands from a number: none where only small words part them."""
    end, name = metrics.at[start]
    if start >= figure.end:
        behind = row[-1].end if start >= row[-1].end else figure.end
        between = tokens.lower[behind:start]
        distance = len(between) + (-0.1 if len(between) < 4 else 3) + 3 * (not _APART.isdisjoint(between))
    else:
        first = row[0].start if end <= row[0].start else figure.start
        distance = 0 if set(tokens.lower[end:first]) <= LINKS else first - end + _NEAR
    name = _singular(name.lower())
    near = (distance == 0 and name not in _EMPTY) or figure.end <= start < figure.end + 3
    return distance + _VAGUE_COST * (name in _VAGUE and not near)


def _sped_up(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> str | None:
    """The noun of "5x faster in processing time"."""
    if tokens.lower[figure.end + 1 : figure.end + 2] != ["in"]:
        return None
    told = _phrase(tokens, figure.end + 2, 1, lexicon)
    return told if told and told.split()[-1] in TIME else None


def _judged(tokens: Tokens, figure: Figure) -> str | None:
    """What "75% of the expressions" are said to be: correct, acceptable."""
    words = tokens.lower[figure.end : figure.end + JUDGED_WITHIN]
    return next((word for word in words if word in JUDGED), None) if words[:1] == ["of"] else None


def _less_of(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> str | None:
    """The noun of "60% less training data", "40x fewer operations", "96% smaller"."""
    after = tokens.lower[figure.end : figure.end + 1]
    if after and after[0] in _AMOUNT:
        start = figure.end + 1 + (tokens.lower[figure.end + 1 : figure.end + 2] == ["of"])
        return _phrase(tokens, start, 1, lexicon)
    return _MEASURED.get(after[0]) if after else None


def _changed(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> str | None:
    """The noun of "reduces training time by up to 61%" or "training time is reduced by 61%"."""
    i = figure.start - 1
    while i > 0 and tokens.lower[i] in SMALL and tokens.lower[i] not in ("by", "to"):
        i -= 1
    if tokens.lower[max(i - 2, 0) : i + 1] == ["by", "up", "to"]:
        i -= 2
    if i < 2 or tokens.lower[i] not in ("by", "to"):
        return None
    for verb in range(i - 1, max(i - 14, 0), -1):
        if _CHANGE.match(tokens.lower[verb]) and tokens.sentence[verb] == tokens.sentence[i]:
            if tokens.lower[verb - 1] in _BEING:
                return _subject(tokens, verb - 1, lexicon)
            start = verb + 1 + (tokens.lower[verb + 1] in ("the", "our", "its", "their"))
            return _phrase(tokens, start, 1, lexicon)
    return None


def _subject(tokens: Tokens, being: int, lexicon: Lexicon) -> str | None:
    """The plain words before "is" or "can be", three at most."""
    end = being - (tokens.lower[being - 1] in ("can", "could", "has", "have"))
    start = end
    while start > max(end - 3, 0) and _is_plain(tokens, start - 1, lexicon):
        start -= 1
    return tokens.surface(start, end) if start < end else None


def _is_plain(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    return tokens.shapes[i] in "LSC" and tokens.lower[i] not in lexicon.words("function word")


def _phrase(tokens: Tokens, start: int, least: int, lexicon: Lexicon) -> str | None:
    """The plain words from a token on that no small word interrupts, four at most."""
    end = start
    while end < min(len(tokens), start + 4) and _is_plain(tokens, end, lexicon):
        end += 1
    same = end > start and tokens.sentence[end - 1] == tokens.sentence[start]
    if end - start < least or not same or GAIN_AFTER.match(tokens.lower[start]):
        return None
    return tokens.surface(start, end)


def _singular(metric: str) -> str:
    if metric.endswith("ies"):
        return metric[:-3] + "y"
    plural = len(metric) > 3 and metric.endswith("s") and metric[-2] not in "su"
    return metric[:-1] if plural and metric not in ("FLOPs", "FLOPS", "parameters") else metric
