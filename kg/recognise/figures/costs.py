"""What something costs: a time, a rate, a factor, a size that a text says to be taken or saved."""

from __future__ import annotations

import re

from kg.recognise.figures.numbers import Figure
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["COSTS", "TIME", "is_cost"]

COSTS = frozenset(("x", "ms", "s", "Hz"))
TIME = word_set("time times latency latencies speed delay runtime rtf duration")
_SPENT = TIME - {"duration"}
_TIMES = word_set("ms s µs minutes hours")
_SIZES = word_set("MB GB mW mJ")
_STORES = word_set("memory storage ram vram disk gpu cpu")
_SAVES = re.compile(r"^(?:reduc|speed|faster|sav|accelerat|improv|cut|gain|increas|decreas|factor)")
_TAKING = word_set(
    "takes take taking took requires require requiring needs need needing consumes consuming occupies"
)
_ABOUT = word_set("only about just around roughly approximately over under nearly less than at most")
_WITHIN = word_set("only under within")
_COUNTS = word_set("two three four five six ten several many")  # "three times"
_THAT_IS = word_set("i.e . , namely")
_STATED = word_set("is was are were of below under")
_STATED_REACH = 7
_RUNNING = re.compile(
    r"^(?:re-?)?(?:runs?|running|operat|works?|working|plan|control|updat|execut|infer|predict|estimat|track|publish|solv|optimi[sz])"
)


def is_cost(tokens: Tokens, figure: Figure) -> bool:
    """Whether a time, a rate or a factor is said to be what something costs or saves."""
    before = tokens.lower[max(figure.start - 6, 0) : figure.start]
    if figure.unit == "x":
        return any(map(_SAVES.match, before))
    if tokens.lower[figure.end : figure.end + 1] == ["of"]:  # "requires 30 hours of audio"
        return figure.unit in _SIZES and _is_taken(before) and tokens.lower[figure.end + 1] in _STORES
    if figure.unit in _TIMES:
        return (
            _is_taken(before)
            or _is_told(tokens, figure)
            or _is_bracketed(tokens, figure)
            or (before[-2:-1] == ["in"] and before[-1] in _WITHIN)
        )
    if figure.unit in _SIZES:
        return _is_taken(before)
    return figure.unit == "Hz" and before[-1:] == ["at"] and any(map(_RUNNING.match, before))


def _is_taken(before: list[str]) -> bool:
    """Whether the words before a number are "takes", "requires only", "needs less than"."""
    while before and before[-1] in _ABOUT:
        before = before[:-1]
    return not _TAKING.isdisjoint(before[-1:])


def _is_told(tokens: Tokens, figure: Figure) -> bool:
    """Whether it is what a time is: "response time from approach to motion is 22 ms"."""
    low, start = tokens.lower, figure.start
    if low[start - 1 : start] == [] or low[start - 1] not in _STATED:
        return False
    return not _SPENT.isdisjoint(low[max(start - _STATED_REACH, tokens.around(start).start) : start])


def _is_bracketed(tokens: Tokens, figure: Figure) -> bool:
    """Whether it stands in brackets behind a time: "training times (i.e., only 18 hours on 12 GPUs)"."""
    low, i = tokens.lower, figure.start - 1
    while i > 0 and (low[i] in _ABOUT or low[i] in _THAT_IS):
        i -= 1
    return i > 1 and low[i] == "(" and low[i - 1] in _SPENT and low[i - 2] not in _COUNTS
