"""Whether a number measures something: by the metric or unit beside it, a verb of result, a gain, a cost."""

from __future__ import annotations

import re

from kg.recognise.figures.costs import COSTS, is_cost
from kg.recognise.figures.measure_words import GAIN_AFTER, GETS, LENGTHS, LINKS, RESULT, SMALL, Metrics
from kg.recognise.figures.numbers import Figure
from kg.recognise.figures.stated import is_had, is_others, is_stated
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["JUDGED", "JUDGED_WITHIN", "measures"]

_SHARE = re.compile(r"^0?\.\d\d+$")
_NO_MEASURE = frozenset(["of"])
_PLAIN = word_set(
    ", . ; : ) ( and or on for in with over compared than while which when is are was were has have "
    "can to from as at after before but thus level overall total per respectively using by points "
    "point percentage average w.r.t under across without relative absolute + behind ahead below above away "
    "short against versus vs macro micro ― — – due during because although though despite where if"
)
_OF_ANYTHING = LENGTHS | {"x", "s", "kHz", "Hz"}
_CASES = word_set(
    "cases time times instances examples trials attempts runs questions queries comparisons frames cycles "
    "scenarios episodes rollouts scenes executions flights poses games matches tests"
)
_SUCCEEDS = re.compile(
    r"^(?:succe|fail|answer|solv|recover|locali[sz]|hit|clear|identif|detect|recogni|find|agree|prefer|judg"
    r"|explain|retain)"
)
JUDGED_WITHIN = 12
_CLAUSE_ENDS = (";", ":")
_NEAR = 4  # words among which a metric counts as near
JUDGED = word_set("correct correctly acceptable accepted accurate right valid plausible wrong incorrect")
_SUCCESS_REACH = 6


def measures(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether a number is a result of its sentence."""
    low, beside = tokens.lower, _beside(tokens, figure, metrics)
    before = low[figure.start - 1] if figure.start else ""
    after = low[figure.end] if figure.end < len(tokens) else "."
    if figure.unit is None:
        return before != "top" and (beside or _measures_bare(tokens, figure, metrics))
    if figure.unit == "x" and is_others(tokens, figure, after):
        return False
    gain = _gain_behind(tokens, figure)
    if is_stated(tokens, figure, metrics) or is_cost(tokens, figure):
        return True
    told = gain or before == "by" or beside or is_had(tokens, figure, metrics)
    if figure.unit in _OF_ANYTHING and not told:
        return False
    if figure.unit == "FPS" or after in ("fewer", "less") or (figure.unit in COSTS and told):
        return True
    if after in _NO_MEASURE and not beside:
        return _is_share(tokens, figure, metrics)
    if not (after in _PLAIN or gain or beside or _metric_within(tokens, figure.end, _NEAR, metrics)):
        return False
    return _tells_result(tokens, figure, metrics)


def _is_share(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether "N % of" tells how much of a metric, or how often something succeeded."""
    low, end = tokens.lower, figure.end
    led = any(word not in SMALL for word in _clause_before(tokens, figure)) or low[figure.start - 1] == "in"
    if _metric_within(tokens, end + 1, _NEAR if led else _NEAR - 1, metrics):
        return True
    if any(map(_SUCCEEDS.match, _clause_before(tokens, figure))):
        return True
    if not JUDGED.isdisjoint(low[end : end + JUDGED_WITHIN]):
        return True
    return led and not _CASES.isdisjoint(low[end + 1 : end + 3]) and _tells_result(tokens, figure, metrics)


def _clause_before(tokens: Tokens, figure: Figure) -> list[str]:
    """The words before a number, as far as no comma or other number parts them."""
    start = figure.start
    for i in range(start - 1, max(start - _SUCCESS_REACH, 0) - 1, -1):
        if tokens.shapes[i] == "D" or tokens.lower[i] in ",;:":
            return tokens.lower[i + 1 : figure.start]
    return tokens.lower[max(start - _SUCCESS_REACH, 0) : start]


def _tells_result(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether its sentence names a metric or has a verb of result."""
    return any(i in metrics.at or RESULT.match(tokens.lower[i]) for i in tokens.around(figure.start))


def _measures_bare(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether a number without a unit is a result: a share, a gain, one before a metric's adjectives."""
    low, start, end = tokens.lower, figure.start, figure.end
    before = low[start - 1 : start] or [""]
    if _points_behind(tokens, figure, metrics):
        return True
    if "." not in figure.value or before[0] in ("<", ">", "≤", "≥"):
        return False
    if is_stated(tokens, figure, metrics) or GETS.match(before[0]):
        return True
    sentence = tokens.around(start)
    if not any(i in metrics.at for i in sentence):
        return False
    limit = low[start - 4 : start - 3] if low[start - 3 : start] == ["no", "more", "than"] else before
    gain = limit[0] in ("to", "by") and any(RESULT.match(low[i]) for i in sentence)
    if _gain_behind(tokens, figure) or (low[end : end + 1] in (["on"], ["in"]) and end + 1 in metrics.at):
        return True
    of_gain = before[0] == "of" and bool(GAIN_AFTER.match(low[start - 2]))
    signed = before[0] in ("+", "-", "−") and tokens.ends[start - 1] == tokens.starts[start]
    ahead = next((i for i in range(end, min(end + 4, len(tokens))) if i in metrics.at), end)
    described = all(tokens.shapes[i] == "L" and low[i] not in _PLAIN | SMALL for i in range(end, ahead))
    return bool(_SHARE.match(figure.value)) or gain or of_gain or signed or (ahead > end and described)


def _points_behind(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether points of a metric follow: "20 accuracy points", "1.5 absolute F1 points"."""
    for i in range(figure.end, min(figure.end + 3, len(tokens))):
        if i in metrics.at:
            return tokens.lower[metrics.at[i][0] : metrics.at[i][0] + 1] in (["points"], ["point"])
    return False


def _gain_behind(tokens: Tokens, figure: Figure) -> bool:
    """Whether the noun or adjective of a gain follows: "19.5% averaged absolute gain"."""
    for i in range(figure.end, min(figure.end + 3, len(tokens))):
        if GAIN_AFTER.match(tokens.lower[i]):
            return True
        if tokens.lower[i] == "overall":
            continue
        if tokens.shapes[i] != "L" or tokens.lower[i] in _PLAIN | _NO_MEASURE:
            return False
    return False


def _beside(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether a metric stands right behind the number, or before it with small words between."""
    if figure.end in metrics.at and ("." in figure.value or metrics.at[figure.end][1][0].isupper()):
        return True
    i = figure.start
    while i > 0 and i not in metrics.ends and tokens.lower[i - 1] in LINKS and figure.start - i < 6:
        i -= 1
    plain = figure.unit is None and "." not in figure.value
    return i in metrics.ends and not (plain and (i == figure.start or _counted(tokens, figure, metrics)))


def _counted(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether a noun that is no metric follows: "5.1 WER over 15 languages"."""
    end = figure.end
    if end >= len(tokens) or end in metrics.at or tokens.shapes[end] != "L":
        return False
    return tokens.lower[end] not in _PLAIN


def _metric_within(tokens: Tokens, start: int, reach: int, metrics: Metrics) -> bool:
    within = range(start, min(start + reach, len(tokens)))
    end = next((i for i in within if tokens.lower[i] in _CLAUSE_ENDS), within.stop)
    sentence = tokens.sentence[start - 1]
    return any(i in metrics.at and tokens.sentence[i] == sentence for i in range(start, end))
