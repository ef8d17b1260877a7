"""Reported figures: value, unit, metric, what it was measured on and of, and whether it is a gain or a level.

A number counts as a figure where its sentence measures something: a listed metric beside it, or a unit of
comparison with a verb of result. Sizes of data, years, shares ("10% of the data") and settings do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from kg.model import DatasetLink, Evaluation, Mention, MethodLink
from kg.recognise.lexicon import Lexicon, key
from kg.recognise.text import Tokens

__all__ = ["UNNAMED", "figures"]

UNNAMED = "unspecified"
"""The metric of a figure whose text does not say what was measured."""

_NUMBER = re.compile(r"^(\d[\d.,]*(?:[-–]\d[\d.]*)?)(%|ms|s|x|×|fps|FPS|dB|db|-points?)?$")
_UNITS = {
    "%": "%", "percent": "%", "per-cent": "%", "ms": "ms", "milliseconds": "ms", "s": "s", "seconds": "s", "sec": "s", "fps": "FPS",
    "x": "x", "×": "x", "\\times": "x", "times": "x", "fold": "x", "-fold": "x", "db": "dB", "points": "points", "point": "points", "-point": "points",
    "-points": "points", "hz": "Hz", "khz": "kHz", "cm": "cm", "mm": "mm", "pp": "percentage points", "bits/char": "bits/char", "bpc": "bits/char",
}  # fmt: skip
_RESULT = re.compile(
    r"^(?:achiev|obtain|reach|attain|improv|outperform|reduc|increas|gain|surpass|exceed|boost|report|yield|result|record|perform|decreas|"
    r"drop|lower|rais|higher|better|faster|smaller|slower|fewer|speed|beat|cut|relative|absolute|accelerat|score|push|degrad|loss|deliver|gives|winning|won)"
)
_GAIN_AFTER = re.compile(
    r"^(?:improve|gain|reduc|increas|higher|lower|better|faster|smaller|fewer|less|speed|relative|absolute|drop|boost|decreas|worse|slower|over|more|larger|longer|"
    r"shorter|cheaper|degrad)"
)
_GAIN_BEFORE = re.compile(r"^(?:improve|gain|reduc|increas|outperform|surpass|exceed|boost|drop|decreas|speed|degrad|rais|accelerat|beat|lower|cut)")
_SMALL = frozenset("a an the of to by up at least over more than about around nearly almost approximately roughly only even and from with + ∼ ~ ( = : , is was as high low".split())
_SERIES = frozenset(", and / or . vs & to ) ( ∼ ~ + respectively".split())
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_SPEED = re.compile(r"^(?:faster|slower|speed-?ups?)$")
_COSTS = ("x", "ms", "s", "FPS")
_SHARE = re.compile(r"^0?\.\d\d+$")
_LINKS = (_SMALL | {")", "score", "scores"}) - {",", "and", "with", "from"}
_NO_MEASURE = frozenset("of".split())
_PLAIN = frozenset(", . ; : ) ( and or on for in with over compared than while which when to from as at after before but thus level overall total per respectively using by points point percentage average w.r.t under across relative absolute".split())


class Figure(NamedTuple):
    """A number that measures: token places of value and what follows it, value and unit as text."""

    start: int
    end: int
    value: str
    unit: str | None


Metrics = dict[int, tuple[int, str]]
Improvement = Literal["absolute", "relative", "unspecified"]


def figures(
    tokens: Tokens, datasets: Sequence[DatasetLink], methods: Sequence[MethodLink], lexicon: Lexicon
) -> Iterator[Evaluation]:
    """The figures of a text, in its order. Links below a caller's confidence should be left out."""
    metrics = _metrics(tokens, lexicon)
    reported = _reported(tokens, metrics)
    last: str | None = None
    for figure in reported:
        metric = last = _metric_of(tokens, figure, metrics) or last
        start, end = tokens.starts[figure.start], tokens.ends[figure.end - 1]
        yield Evaluation(
            metric=metric or UNNAMED,
            value=figure.value,
            unit=figure.unit,
            dataset=_dataset_of(tokens, figure, reported, datasets),
            method=_method_of(tokens, figure, methods),
            improvement=_improvement(tokens, figure),
            mention=Mention(tokens.part, start, end, tokens.quote(figure.start), "figure"),
        )


def _reported(tokens: Tokens, metrics: Metrics) -> list[Figure]:
    """The numbers that are results; one in a series ("77.1% and 78.4%") makes the others results too,
    and of "from 33.8% to 39.4%" only the second is the paper's."""
    numbers = list(_numbers(tokens))
    kept = [_measures(tokens, number, metrics) for number in numbers]
    steps = range(len(numbers) - 1)
    for i in (*steps, *reversed(steps)):
        one, two = numbers[i], numbers[i + 1]
        if _YEAR.match(one.value) or _YEAR.match(two.value):
            continue
        if (kept[i] != kept[i + 1]) and set(tokens.lower[one.end : two.start]) <= _SERIES and one.unit in (None, two.unit):
            kept[i] = kept[i + 1] = True
            numbers[i] = one._replace(unit=two.unit)
    return [number for number, keep in zip(numbers, kept, strict=True) if keep and not _is_start(tokens, number)]


def _is_start(tokens: Tokens, figure: Figure) -> bool:
    """Whether it is the first number of "from … to …"."""
    return tokens.lower[figure.start - 1 : figure.start] == ["from"] and tokens.lower[figure.end : figure.end + 1] == ["to"]


def _numbers(tokens: Tokens) -> Iterator[Figure]:
    """Every number with the unit behind it."""
    words, n = tokens.words, len(tokens)
    for i, word in enumerate(words):
        match = _NUMBER.match(word) if word[0].isdigit() else None
        if not match:
            continue
        value, unit, end = match[1].rstrip(".,"), match[2], i + 1
        if i and words[i - 1] == "." and tokens.ends[i - 1] == tokens.starts[i] and (i < 2 or tokens.ends[i - 2] < tokens.starts[i - 1]):
            value = "." + value
        if unit:
            unit = _UNITS.get(unit.lower(), unit)
        elif end < n and words[end].lower() in _UNITS:
            unit, end = _UNITS[words[end].lower()], end + 1
            if unit == "%" and end < n and tokens.lower[end] in ("points", "point", "-points"):
                unit, end = "percentage points", end + 1
        elif end + 1 < n and tokens.lower[end] in ("percentage", "absolute", "frames"):
            if tokens.lower[end + 1] in ("points", "point"):
                unit, end = "percentage points", end + 2
            elif tokens.lower[end] == "frames" and tokens.lower[end + 1] in ("per", "/"):
                unit, end = "FPS", min(end + 3, n)
        elif tokens.lower[end : end + 3] == ["bits", "/", "char"]:
            unit, end = "bits/char", end + 3
        yield Figure(i, end, value.replace(",", ""), unit)


def _metrics(tokens: Tokens, lexicon: Lexicon) -> Metrics:
    """Where metrics begin: token → (end, name), longest first."""
    found: Metrics = {}
    keys = [key(word) for word in tokens.words]
    i = 0
    while i < len(keys):
        step = 1
        for end in range(min(i + 4, len(keys)), i, -1):
            if "metric" in lexicon.kinds("".join(keys[i:end])):
                found[i] = (end, tokens.surface(i, end))
                step = end - i
                break
        i += step
    return found


def _measures(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether a number is a result of its sentence."""
    low, n = tokens.lower, len(tokens)
    after = low[figure.end] if figure.end < n else "."
    sentence = _sentence(tokens, figure.start)
    if figure.unit is None:
        share = _SHARE.match(figure.value) and low[figure.start - 1] not in ("<", ">", "≤", "≥")
        return _beside(tokens, figure, metrics) or bool(share and any(i in metrics for i in sentence))
    if figure.unit == "x" and after == "more":
        return False  # "21 times more data" says what others had
    if figure.unit in ("x", "s", "cm", "mm", "kHz", "Hz") and not (_GAIN_AFTER.match(after) or _beside(tokens, figure, metrics)):
        return False
    if after in _NO_MEASURE and not _beside(tokens, figure, metrics):
        return False
    if after not in _PLAIN and not _GAIN_AFTER.match(after) and not _metric_within(tokens, figure.end, 3, metrics):
        return False
    return any(i in metrics or _RESULT.match(low[i]) for i in sentence)


def _beside(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether a metric stands right behind the number, or before it with small words between."""
    if figure.end in metrics and ("." in figure.value or metrics[figure.end][1][0].isupper()):
        return True
    i = figure.start - 1
    while i >= 0 and tokens.lower[i] in _LINKS and figure.start - i < 6:
        i -= 1
    ends = {end for end, _ in metrics.values()}
    plain = figure.unit is None and "." not in figure.value
    named = i >= 0 and i + 1 in ends
    return named and not (plain and figure.start - i < 2)


def _metric_within(tokens: Tokens, start: int, reach: int, metrics: Metrics) -> bool:
    return any(i in metrics for i in range(start, min(start + reach, len(tokens))))


def _sentence(tokens: Tokens, i: int) -> range:
    """The tokens of the sentence of token i."""
    here, first, last = tokens.sentence[i], i, i
    while first and tokens.sentence[first - 1] == here and i - first < 80:
        first -= 1
    while last + 1 < len(tokens) and tokens.sentence[last + 1] == here and last - i < 80:
        last += 1
    return range(first, last + 1)


def _metric_of(tokens: Tokens, figure: Figure, metrics: Metrics) -> str | None:
    """The nearest metric of the sentence; one right behind the number counts as nearest of all."""
    if tokens.lower[figure.end : figure.end + 1] and _SPEED.match(tokens.lower[figure.end]) or figure.unit == "FPS":
        return "speed"
    sentence = _sentence(tokens, figure.start)
    best: tuple[float, str] | None = None
    for i in sentence:
        if i not in metrics:
            continue
        end, name = metrics[i]
        distance = _distance(tokens, figure, i, end)
        distance += 8 if name.lower() in ("performance", "quality", "score", "efficiency", "cost", "speed", "memory", "parameters") else 0
        if best is None or distance < best[0]:
            best = (distance, name)
    return _singular(best[1]) if best else None


def _distance(tokens: Tokens, figure: Figure, start: int, end: int) -> float:
    """How far a metric stands from a number: none where only small words part them."""
    if start >= figure.end:
        return start - figure.end + (-0.1 if start - figure.end < 4 else 3)
    return 0 if set(tokens.lower[end : figure.start]) <= _LINKS else figure.start - end + 1.5


def _singular(metric: str) -> str:
    if metric == "accuracies":
        return "accuracy"
    plural = len(metric) > 3 and metric.endswith("s") and metric[-2] not in "su" and metric not in ("FLOPs", "FLOPS", "parameters")
    return metric[:-1] if plural else metric


def _improvement(tokens: Tokens, figure: Figure) -> Improvement | None:
    """Whether the number is a gain, and of which kind where the text says so."""
    low = tokens.lower
    before = [low[i] for i in range(max(0, figure.start - 7), figure.start) if tokens.sentence[i] == tokens.sentence[figure.start]]
    after = [low[i] for i in range(figure.end, min(len(low), figure.end + 3)) if tokens.sentence[i] == tokens.sentence[figure.start]]
    if not _is_gain(before, after, figure):
        return None
    near = before[-6:] + after
    if "relative" in near or "relatively" in near or figure.unit == "x":
        return "relative"
    if "absolute" in near or figure.unit in ("points", "percentage points"):
        return "absolute"
    return "unspecified"


def _is_gain(before: list[str], after: list[str], figure: Figure) -> bool:
    if after and _GAIN_AFTER.match(after[0]) and after[0] != "over":
        return True
    if len(after) > 1 and after[0] not in ",.;" and _GAIN_AFTER.match(after[1]) and after[1] not in ("over", "more", "less"):
        return True
    meant = [word for word in before if word not in _SMALL - {"of", "by", "to", "from", "with"}]
    if not meant:
        return figure.unit == "x"
    if "to" in meant[-1:] and "up" not in before[-2:]:
        return False
    cue = any(_GAIN_BEFORE.match(word) for word in meant[-4:])
    return (cue and meant[-1] in ("of", "by", "with", "than")) or "by" in meant[-1:] or figure.unit in ("points", "percentage points", "x")


def _spans(links: Sequence[DatasetLink] | Sequence[MethodLink], tokens: Tokens) -> list[tuple[int, str]]:
    """Where links are mentioned: (first token, name), in order."""
    places = [
        (bisect_right(tokens.starts, m.start) - 1, link.name) for link in links for m in link.mentions if m.part == tokens.part
    ]
    return sorted(places)


def _dataset_of(tokens: Tokens, figure: Figure, reported: list[Figure], datasets: Sequence[DatasetLink]) -> str | None:
    """The dataset that the sentence gives with the number: in order under "respectively", else the one that
    follows before the next number, else the nearest before; the paper's only dataset where the sentence has none."""
    sentence = _sentence(tokens, figure.start)
    named = [(i, name) for i, name in _spans(datasets, tokens) if i in sentence]
    if figure.unit in _COSTS:
        named = [(i, name) for i, name in named if figure.end <= i < figure.end + 8]
    if not named:
        used = [link.name for link in datasets if link.role != "mentioned"]
        return used[0] if len(used) == 1 and figure.unit not in _COSTS else None
    numbers = [f for f in reported if f.start in sentence]
    if "respectively" in (tokens.lower[i] for i in sentence) and len(numbers) == len(named):
        return named[numbers.index(figure)][1]
    following = [f.start for f in numbers if f.start > figure.start]
    limit = following[0] if following else sentence.stop
    behind = [name for i, name in named if figure.end <= i < limit]
    ahead = [name for i, name in named if i < figure.start]
    if behind and not (ahead and len({name for _, name in named}) == len(numbers) and named[0][0] < numbers[0].start):
        return behind[0]
    if ahead:
        return ahead[-1]
    return named[0][1]


def _method_of(tokens: Tokens, figure: Figure, methods: Sequence[MethodLink]) -> str | None:
    """The paper's own method where the sentence names it or only one is introduced; else the nearest named before."""
    sentence = _sentence(tokens, figure.start)
    own = [link.name for link in methods if link.role == "introduced"]
    named = [name for i, name in _spans(methods, tokens) if i in sentence and i < figure.start]
    for name in named:
        if name in own:
            return name
    if len(own) == 1:
        return own[0]
    return named[-1] if named and not own else None
