"""Whether a number measures something: by the metric or unit beside it, a verb of result, a gain, a cost."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.recognise.numbers import Figure
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["GAIN_AFTER", "JUDGED", "JUDGED_WITHIN", "LENGTHS", "LINKS", "SMALL", "Metrics", "measures"]

_RESULT = re.compile(
    r"^(?:achiev|obtain|reach|attain|improv|outperform|reduc|increas|gain|surpass|exceed|boost|report|yield|result|record|perform|decreas|"
    r"drop|lower|rais|rises|higher|better|faster|smaller|slower|fewer|speed|beat|cut|relative|absolute|accelerat|score|push|degrad|loss|deliver|gives|winning|won|lag|trail|declin|fall|fell|compress|shrink|shrunk)"
)
GAIN_AFTER = re.compile(
    r"^(?:improve|gain|reduc|increas|higher|lower|better|faster|smaller|fewer|less|speed|relative|absolute|drop|boost|decreas|worse|slower|over|more|larger|longer|greater|"
    r"shorter|cheaper|degrad)"
)
SMALL = word_set(
    "a an the of to by up at least over above more than about around nearly almost approximately roughly "
    "only even and from with + ∼ ~ ( = : , is was as high low ―"
)
_SHARE = re.compile(r"^0?\.\d\d+$")
LINKS = (SMALL | {")", "score", "scores"}) - {",", "and", "with", "from"}
_NO_MEASURE = frozenset(["of"])
_PLAIN = word_set(
    ", . ; : ) ( and or on for in with over compared than while which when is are was were has have "
    "can to from as at after before but thus level overall total per respectively using by points "
    "point percentage average w.r.t under across without relative absolute + behind ahead below above away "
    "short against versus vs macro micro ― — –"
)
LENGTHS = word_set("cm mm m km minutes hours years degrees MB GB mW eV")
_OF_ANYTHING = LENGTHS | {"x", "s", "kHz", "Hz"}
_COSTS = frozenset(("x", "ms", "s", "Hz"))
_SAVES = re.compile(r"^(?:reduc|speed|faster|sav|accelerat|improv|cut|gain|increas|decreas|factor)")
_BEING = ("is", "are", "was", "were")
_SUBJECT = 12  # how many words before "is" a metric may stand
_GETS = re.compile(r"^(?:achiev|obtain|reach|attain|got$|gets$|get$|scor)")
_TAKING = word_set("takes take taking took requires require needs need")
_ONLY = (["only"], ["about"], ["just"])
_RUNNING = word_set("runs run running operates operate operating works")
_CASES = word_set("cases time times instances examples trials attempts runs questions queries comparisons")
_SUCCEEDS = re.compile(
    r"^(?:succe|fail|answer|solv|recover|locali[sz]|hit|clear|identif|detect|recogni|find|agree|prefer|judg|explain|retain)"
)
JUDGED_WITHIN = 12
_NEAR = 4  # words among which a metric counts as near
JUDGED = word_set("correct correctly acceptable accepted accurate right valid plausible wrong incorrect")
_SUCCESS_REACH = 6


class Metrics(NamedTuple):
    """Where metrics stand: first token → (the token behind, the metric as printed), and the tokens behind."""

    at: dict[int, tuple[int, str]]
    ends: frozenset[int]


def measures(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether a number is a result of its sentence."""
    low, beside = tokens.lower, _beside(tokens, figure, metrics)
    before = low[figure.start - 1] if figure.start else ""
    after = low[figure.end] if figure.end < len(tokens) else "."
    if before == "±":
        return False
    if figure.unit is None:
        return before != "top" and (beside or _measures_bare(tokens, figure, metrics))
    if figure.unit == "x" and after == "more":
        return False  # "21 times more data" says what others had
    gain = _gain_behind(tokens, figure)
    if _is_stated(tokens, figure, metrics) or _is_reached(tokens, figure):
        return True
    told = gain or before == "by" or beside or _is_cost(tokens, figure)
    if figure.unit in _OF_ANYTHING and not told:
        return False
    if figure.unit == "FPS" or after in ("fewer", "less") or (figure.unit in _COSTS and told):
        return True
    if after in _NO_MEASURE and not beside:
        return _is_share(tokens, figure, metrics)
    if not (after in _PLAIN or gain or beside or _metric_within(tokens, figure.end, _NEAR, metrics)):
        return False
    return _tells_result(tokens, figure, metrics)


def _is_stated(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether a number is what a metric "is", or stands in brackets behind a name: "MIPS (58%)"."""
    low, start = tokens.lower, figure.start
    if (
        figure.unit == "%"
        and start > 1
        and low[start - 1] == "("
        and low[figure.end : figure.end + 1] == [")"]
    ):
        return tokens.shapes[start - 2] == "S"
    if not start or low[start - 1] not in _BEING:
        return False
    sentence = tokens.sentence[start]
    return any(
        i in metrics.ends and tokens.sentence[i] == sentence for i in range(max(start - _SUBJECT, 0), start)
    )


def _is_reached(tokens: Tokens, figure: Figure) -> bool:
    """Whether it is the second number of "rises from 1.3 km to 8.6 km"."""
    low, start = tokens.lower, figure.start
    if not start or low[start - 1] != "to":
        return False
    first = next((i for i in range(start - 2, max(start - 7, 0), -1) if low[i] == "from"), 0)
    return bool(first) and tokens.shapes[first + 1] == "D" and bool(_RESULT.match(low[first - 1]))


def _is_share(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether "N % of" tells how much of a metric, or how often something succeeded."""
    low, end = tokens.lower, figure.end
    if _metric_within(tokens, end + 1, _NEAR, metrics):
        return True
    if any(map(_SUCCEEDS.match, low[max(figure.start - _SUCCESS_REACH, 0) : figure.start])):
        return True
    if not JUDGED.isdisjoint(low[end : end + JUDGED_WITHIN]):
        return True
    return not _CASES.isdisjoint(low[end + 1 : end + 3]) and _tells_result(tokens, figure, metrics)


def _tells_result(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether its sentence names a metric or has a verb of result."""
    return any(i in metrics.at or _RESULT.match(tokens.lower[i]) for i in tokens.around(figure.start))


def _measures_bare(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether a number without a unit is a result: a share, a gain, one before a metric's adjectives."""
    low, start, end = tokens.lower, figure.start, figure.end
    before = low[start - 1 : start] or [""]
    if _points_behind(tokens, figure, metrics):
        return True
    if "." not in figure.value or before[0] in ("<", ">", "≤", "≥"):
        return False
    if _is_stated(tokens, figure, metrics) or _is_reached(tokens, figure) or _GETS.match(before[0]):
        return True
    sentence = tokens.around(start)
    if not any(i in metrics.at for i in sentence):
        return False
    limit = low[start - 4 : start - 3] if low[start - 3 : start] == ["no", "more", "than"] else before
    gain = limit[0] in ("to", "by") and any(_RESULT.match(low[i]) for i in sentence)
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
        if tokens.shapes[i] != "L" or tokens.lower[i] in _PLAIN | _NO_MEASURE:
            return False
    return False


def _is_cost(tokens: Tokens, figure: Figure) -> bool:
    """Whether a time, a rate or a factor is said to be what something costs or saves."""
    before = tokens.lower[max(figure.start - 6, 0) : figure.start]
    if figure.unit == "x":
        return any(map(_SAVES.match, before))
    if figure.unit in ("ms", "s"):
        return not _TAKING.isdisjoint(before[-2:] if before[-1:] in _ONLY else before[-1:])
    return figure.unit == "Hz" and before[-1:] == ["at"] and not _RUNNING.isdisjoint(before[-4:])


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
    return any(i in metrics.at for i in range(start, min(start + reach, len(tokens))))
