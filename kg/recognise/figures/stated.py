"""Numbers that their clause states outright: what a metric is, what is reached, within what of another."""

from __future__ import annotations

from kg.recognise.figures.measure_words import BEING, GETS, LENGTHS, LINKS, RESULT, Metrics
from kg.recognise.figures.numbers import Figure
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["is_had", "is_others", "is_stated"]

_BEFORE_NOUN = ("a", "an", "in", "on", "with", "for", "of")
_LARGER = word_set("larger bigger deeper wider longer")
_DIFFERENCES = ("%", "points", "percentage points", "dB", "degrees", "nats")
_ABOUT = word_set("of about around roughly approximately only just")
_OPERATIONS = ("GFLOPs", "TFLOPs")
_RESULTS = ("result", "results", "ratio")
_MEANS = ("average", "mean", "median")
_NAMED = 3  # words behind a number that may name a metric
_SUBJECT = 12  # how many words before "is" a metric may stand


def is_stated(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether a number is what a metric is, what something rises to, or how near it comes to another."""
    return (
        _is_in_brackets(tokens, figure)
        or _is_value(tokens, figure, metrics)
        or _is_reached(tokens, figure, metrics)
        or _is_within(tokens, figure)
    )


def _is_in_brackets(tokens: Tokens, figure: Figure) -> bool:
    """Whether it stands in brackets behind a name or with a sign: "MIPS (58%)", "the rest (+2%)"."""
    low, start = tokens.lower, figure.start
    if figure.unit != "%" or start < 3 or low[figure.end : figure.end + 1] != [")"]:
        return False
    return low[start - 2 : start] == ["(", "+"] or (low[start - 1] == "(" and tokens.shapes[start - 2] == "S")


def _is_value(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether a metric, or the mean of something, "is" the number."""
    low, start = tokens.lower, figure.start
    if not start or low[start - 1] not in BEING:
        return False
    subject = range(max(start - _SUBJECT, tokens.around(start).start), start)
    is_mean = figure.unit == "%" and any(low[i] in _MEANS for i in subject)
    is_result = low[start - 2] in _RESULTS and (figure.unit == "%" or "." in figure.value)
    return is_mean or is_result or any(i in metrics.ends for i in subject)


def _is_reached(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether it is the second number of "rises from 1.3 km to 8.6 km", "(from 78.9 to 85.1)"."""
    low, start = tokens.lower, figure.start
    if not start or low[start - 1] != "to":
        return False
    first = next((i for i in range(start - 2, max(start - 7, 0), -1) if low[i] == "from"), 0)
    return (
        bool(first)
        and tokens.shapes[first + 1] == "D"
        and (first in metrics.ends or low[first - 1] == "(" or bool(RESULT.match(low[first - 1])))
    )


def _is_within(tokens: Tokens, figure: Figure) -> bool:
    """Whether something comes as near as that to another: "within 12% of", "to within 0.4°"."""
    low, i = tokens.lower, figure.start - 1
    while i > 0 and low[i] in _ABOUT:
        i -= 1
    if i < 0 or low[i] != "within":
        return False
    return figure.unit in _DIFFERENCES or (figure.unit in LENGTHS and low[i - 1 : i] == ["to"])


def is_had(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether a length is reached, or is what a metric is at: "keeps the error of the first room at 2 cm"."""
    low, start = tokens.lower, figure.start
    if figure.unit not in LENGTHS or not start:
        return False
    if GETS.match(low[start - 1]) or _is_named(tokens, figure, metrics):
        return True
    sentence = tokens.sentence[start]
    reach = (i for i in range(start, max(start - _SUBJECT, 0), -1) if tokens.sentence[i] == sentence)
    at = low[start - 1] in ("at", "below", "under") and figure.unit not in _OPERATIONS
    return at and any(i in metrics.ends for i in reach)


def _is_named(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether a metric follows with its own words only: "0.28 m landing error"."""
    for i in range(figure.end, min(figure.end + _NAMED, len(tokens))):
        if i in metrics.at:
            return True
        if tokens.shapes[i] != "L" or tokens.lower[i] in LINKS:
            return False
    return False


def is_others(tokens: Tokens, figure: Figure, after: str) -> bool:
    """Whether a factor says what others had: "21 times more data", "a 100x larger model"."""
    return after == "more" or (after in _LARGER and tokens.lower[figure.start - 1] in _BEFORE_NOUN)
