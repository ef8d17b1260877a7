"""Reported figures: value, unit, metric, what it was measured on and of, and whether it is a gain or a level.

A number counts as a figure where its sentence measures something: a listed metric beside it, or a unit of
comparison with a verb of result. Sizes of data, years, shares ("10% of the data") and settings do not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

from kg.model import DatasetLink, Evaluation, Mention, MethodLink
from kg.recognise.lexicon import Listed
from kg.recognise.numbers import GAIN_AFTER, LINKS, SMALL, Figure, Metrics, results
from kg.recognise.text import Tokens

__all__ = ["UNNAMED", "figures"]

UNNAMED = "unspecified"
"""The metric of a figure whose text does not say what was measured."""


_GAIN_BEFORE = re.compile(
    r"^(?:improve|gain|reduc|increas|outperform|surpass|exceed|boost|drop|decreas|speed|degrad|rais|accelerat|beat|lower|cut)"
)
_SPEED = re.compile(r"^(?:faster|slower|speed-?ups?)$")
_COSTS = ("x", "ms", "s", "FPS")
Span = tuple[int, str]
Improvement = Literal["absolute", "relative", "unspecified"]


def figures(
    tokens: Tokens, datasets: Sequence[DatasetLink], methods: Sequence[MethodLink], listed: Sequence[Listed]
) -> Iterator[Evaluation]:
    """The figures of a text, in its order. `listed` are the known names in it; give likely links only."""
    named = _spans(datasets, tokens), _spans(methods, tokens)
    at = {start: (end, tokens.surface(start, end)) for start, end, kinds in listed if "metric" in kinds}
    metrics = Metrics(at, frozenset(end for end, _ in at.values()))
    reported = results(tokens, metrics)
    starts = [figure.start for figure in reported]
    last: str | None = None
    for figure in reported:
        metric = last = _metric_of(tokens, figure, metrics) or last
        start, end = tokens.starts[figure.start], tokens.ends[figure.end - 1]
        yield Evaluation(
            metric=metric or UNNAMED,
            value=figure.value,
            unit=figure.unit,
            dataset=_dataset_of(tokens, figure, starts, named[0], datasets),
            method=_method_of(tokens, figure, named[1], methods),
            improvement=_improvement(tokens, figure),
            mention=Mention(tokens.part, start, end, tokens.quote(figure.start), "figure"),
        )


def _metric_of(tokens: Tokens, figure: Figure, metrics: Metrics) -> str | None:
    """The nearest metric of the sentence; one right behind the number counts as nearest of all."""
    if (
        tokens.lower[figure.end : figure.end + 1] and _SPEED.match(tokens.lower[figure.end])
    ) or figure.unit == "FPS":
        return "speed"
    sentence = tokens.around(figure.start)
    best: tuple[float, str] | None = None
    for i in sentence:
        if i not in metrics.at:
            continue
        end, name = metrics.at[i]
        distance = _distance(tokens, figure, i, end)
        distance += (
            8
            if name.lower()
            in ("performance", "quality", "score", "efficiency", "cost", "speed", "memory", "parameters")
            else 0
        )
        if best is None or distance < best[0]:
            best = (distance, name)
    return _singular(best[1]) if best else None


def _distance(tokens: Tokens, figure: Figure, start: int, end: int) -> float:
    """How far a metric stands from a number: none where only small words part them."""
    if start >= figure.end:
        return start - figure.end + (-0.1 if start - figure.end < 4 else 3)
    return 0 if set(tokens.lower[end : figure.start]) <= LINKS else figure.start - end + 1.5


def _singular(metric: str) -> str:
    if metric == "accuracies":
        return "accuracy"
    plural = (
        len(metric) > 3
        and metric.endswith("s")
        and metric[-2] not in "su"
        and metric not in ("FLOPs", "FLOPS", "parameters")
    )
    return metric[:-1] if plural else metric


def _improvement(tokens: Tokens, figure: Figure) -> Improvement | None:
    """Whether the number is a gain, and of which kind where the text says so."""
    low = tokens.lower
    before = [
        low[i]
        for i in range(max(0, figure.start - 7), figure.start)
        if tokens.sentence[i] == tokens.sentence[figure.start]
    ]
    after = [
        low[i]
        for i in range(figure.end, min(len(low), figure.end + 3))
        if tokens.sentence[i] == tokens.sentence[figure.start]
    ]
    if not _is_gain(before, after, figure):
        return None
    near = before[-6:] + after
    if "relative" in near or "relatively" in near or figure.unit == "x":
        return "relative"
    if "absolute" in near or figure.unit in ("points", "percentage points"):
        return "absolute"
    return "unspecified"


def _is_gain(before: list[str], after: list[str], figure: Figure) -> bool:
    if after and GAIN_AFTER.match(after[0]) and after[0] != "over":
        return True
    if (
        len(after) > 1
        and after[0] not in ",.;"
        and GAIN_AFTER.match(after[1])
        and after[1] not in ("over", "more", "less")
    ):
        return True
    meant = [word for word in before if word not in SMALL - {"of", "by", "to", "from", "with"}]
    if not meant:
        return figure.unit == "x"
    if "to" in meant[-1:] and "up" not in before[-2:]:
        return False
    cue = any(_GAIN_BEFORE.match(word) for word in meant[-4:])
    return (
        (cue and meant[-1] in ("of", "by", "with", "than"))
        or "by" in meant[-1:]
        or figure.unit in ("points", "percentage points", "x")
    )


def _spans(links: Sequence[DatasetLink] | Sequence[MethodLink], tokens: Tokens) -> list[Span]:
    """Where links are mentioned: (first token, name), in order."""
    return sorted(
        (bisect_right(tokens.starts, m.start) - 1, link.name)
        for link in links
        for m in link.mentions
        if m.part == tokens.part
    )


def _within(spans: list[Span], places: range) -> list[Span]:
    """Those that begin in a range of tokens."""
    return spans[bisect_left(spans, (places.start, "")) : bisect_left(spans, (places.stop, ""))]


def _dataset_of(
    tokens: Tokens, figure: Figure, starts: list[int], spans: list[Span], datasets: Sequence[DatasetLink]
) -> str | None:
    """The dataset that the sentence gives with the number: in order under "respectively", else the one that
    follows before the next number, else the nearest before; the paper's only one where there is none."""
    sentence = tokens.around(figure.start)
    named = _within(spans, range(figure.end, figure.end + 8) if figure.unit in _COSTS else sentence)
    if not named:
        used = [link.name for link in datasets if link.role != "mentioned"]
        return used[0] if len(used) == 1 and figure.unit not in _COSTS else None
    numbers = starts[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.stop)]
    if len(numbers) == len(named) and "respectively" in tokens.lower[sentence.start : sentence.stop]:
        return named[numbers.index(figure.start)][1]
    limit = next((start for start in numbers if start > figure.start), sentence.stop)
    behind = [name for i, name in named if figure.end <= i < limit]
    ahead = [name for i, name in named if i < figure.start]
    if ahead and tokens.words[figure.start - 1] == "(":  # "CIFAR-10 (4.62% error)"
        return ahead[-1]
    each_ahead = len({name for _, name in named}) == len(numbers) and named[0][0] < numbers[0]
    if behind and (not each_ahead or tokens.lower[figure.end : figure.end + 1] in (["on"], ["in"], ["for"])):
        return behind[0]
    return ahead[-1] if ahead else named[0][1]


def _method_of(
    tokens: Tokens, figure: Figure, spans: list[Span], methods: Sequence[MethodLink]
) -> str | None:
    """The paper's own method where the sentence names it or there is only one; else the nearest before."""
    own = [link.name for link in methods if link.role == "introduced"]
    named = [name for _, name in _within(spans, range(tokens.around(figure.start).start, figure.start))]
    mine = [name for name in named if name in own] or (own if len(own) == 1 else [])
    if mine:
        return mine[0]
    return named[-1] if named and not own else None
