"""Which metric a number is a value of: the nearest in its sentence, or what it says is less or more."""

from __future__ import annotations

import re

from kg.recognise.lexicon import Lexicon, fold, key
from kg.recognise.numbers import Figure
from kg.recognise.results import GAIN_AFTER, LINKS, SMALL, Metrics
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["GAIN_BEFORE", "metric_of"]

GAIN_BEFORE = re.compile(
    r"^(?:improve|gain|reduc|increas|outperform|surpass|exceed|boost|drop|decreas|speed|degrad|rais|accelerat"
    r"|beat|lower|cut)"
)
_CHANGE = re.compile(r"^(?:reduc|decreas|increas|lower|cut)")
_SPEED = re.compile(r"^(?:faster|slower|speed-?ups?)$")
_VAGUE = word_set("performance quality score efficiency cost speed memory parameters")
_VAGUE_COST = 8  # how many words farther a vague metric may stand than another
_NEAR = 1.5
_TIME = word_set("time times latency latencies speed delay runtime rtf duration")


def metric_of(tokens: Tokens, figure: Figure, metrics: Metrics, lexicon: Lexicon) -> str | None:
    """The metric of a number, by its short name where the lists have one; None where none is told."""
    if figure.unit == "FPS" or any(map(_SPEED.match, tokens.lower[figure.end : figure.end + 1])):
        return "speed"
    best = min(
        (
            (_distance(tokens, figure, i, *metrics.at[i]), i)
            for i in tokens.around(figure.start)
            if i in metrics.at
        ),
        default=None,
    )
    if best is None or best[0] > _NEAR:
        told = _less_of(tokens, figure, lexicon) or _changed(tokens, figure, lexicon)
        if told:
            return told
    if best is None:
        return None
    if figure.unit in ("ms", "s") and _TIME.isdisjoint(metrics.at[best[1]][1].lower().split()):
        words = (tokens.lower[i] for i in tokens.around(figure.start))
        return next((word for word in words if word in _TIME), "time")
    printed = metrics.at[best[1]][1]
    return lexicon.same.get(fold(key(printed))) or _singular(printed)


def _distance(tokens: Tokens, figure: Figure, start: int, end: int, name: str) -> float:
    """How far a metric stands from a number: none where only small words part them."""
    if start >= figure.end:
        distance = start - figure.end + (-0.1 if start - figure.end < 4 else 3)
    else:
        distance = 0 if set(tokens.lower[end : figure.start]) <= LINKS else figure.start - end + _NEAR
    vague = _singular(name.lower()) in _VAGUE and not figure.end <= start < figure.end + 3
    return distance + _VAGUE_COST * vague


def _less_of(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> str | None:
    """The noun of "60% less training data", "40x fewer operations"."""
    if tokens.lower[figure.end : figure.end + 1] in (["fewer"], ["less"], ["more"]):
        return _phrase(tokens, figure.end + 1, 1, lexicon)
    return None


def _changed(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> str | None:
    """The noun of "reduces training time by up to 61%"."""
    i = figure.start - 1
    while i > 0 and tokens.lower[i] in SMALL and tokens.lower[i] not in ("by", "to"):
        i -= 1
    if tokens.lower[max(i - 2, 0) : i + 1] == ["by", "up", "to"]:
        i -= 2
    if i < 2 or tokens.lower[i] not in ("by", "to"):
        return None
    for verb in range(i - 2, max(i - 14, -1), -1):
        if _CHANGE.match(tokens.lower[verb]) and tokens.sentence[verb] == tokens.sentence[i]:
            start = verb + 1 + (tokens.lower[verb + 1] in ("the", "our", "its", "their"))
            return _phrase(tokens, start, 1, lexicon)
    return None


def _phrase(tokens: Tokens, start: int, least: int, lexicon: Lexicon) -> str | None:
    """The plain words from a token on that no small word interrupts, four at most."""
    small, end = lexicon.words("function word"), start
    while (
        end < min(len(tokens), start + 4) and tokens.shapes[end] in "LSC" and tokens.lower[end] not in small
    ):
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
