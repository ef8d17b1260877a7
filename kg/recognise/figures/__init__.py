"""Reported figures: value, unit, metric, what it was measured on and of, and whether it is a gain or a level.

A number counts as a figure where its sentence measures something: a listed metric beside it, or a unit of
comparison with a verb of result. Sizes of data, years, shares ("10% of the data") and settings do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.model import DatasetLink, Evaluation, Mention, MethodLink
from kg.recognise.figures.credit import credit_of, method_of
from kg.recognise.figures.gains import improvements
from kg.recognise.figures.metric_names import metrics_in
from kg.recognise.figures.metrics import metric_of
from kg.recognise.figures.numbers import numbers_in
from kg.recognise.figures.results import results
from kg.recognise.figures.rows import rows_of
from kg.recognise.figures.scene import scene_of
from kg.recognise.figures.testbed import dataset_of
from kg.recognise.figures.versions import outside_names
from kg.recognise.lexicon import Lexicon, Listed
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["UNNAMED", "figures"]

UNNAMED = "unspecified"
"""The metric of a figure whose text does not say what was measured."""

_SHARES = ("%", "points", "percentage points", None)
_VAGUE = word_set("performance quality results score")


class _Last(NamedTuple):
    """The metric named last, and the kind of unit that it had."""

    metric: str | None
    unit: str | None


def _kind(unit: str | None) -> str | None:
    """Shares, points and bare numbers may be of one metric; a length, a time or a factor is of its own."""
    return None if unit in _SHARES else unit


def figures(
    tokens: Tokens,
    datasets: Sequence[DatasetLink],
    methods: Sequence[MethodLink],
    listed: Sequence[Listed],
    lexicon: Lexicon,
) -> Iterator[Evaluation]:
    """The figures of a text, in its order. `listed` are the known names in it; give likely links only."""
    numbers = list(numbers_in(tokens))
    if not numbers:
        return
    metrics = metrics_in(tokens, numbers, listed)
    reported = results(tokens, numbers, metrics) if metrics.at or any(one.unit for one in numbers) else []
    reported = outside_names(tokens, reported, metrics, (*datasets, *methods), listed)
    if not reported:
        return
    rows = rows_of(tokens, reported)
    scene, credit = scene_of(tokens, reported, rows, datasets, metrics), credit_of(tokens, methods, metrics)
    gains, last = improvements(tokens, reported, rows), _Last(None, None)
    for i, figure in enumerate(reported):
        metric = metric_of(tokens, figure, rows[i], metrics, lexicon)
        if (metric or "performance") in _VAGUE:
            metric = last.metric if last.metric and _kind(figure.unit) == last.unit else metric
        last = _Last(metric, _kind(figure.unit)) if metric else last
        start, end = tokens.starts[figure.start], tokens.ends[figure.end - 1]
        yield Evaluation(
            metric=metric or UNNAMED,
            value=figure.value,
            unit=figure.unit,
            dataset=dataset_of(scene, i, metric),
            method=method_of(tokens, figure, rows[i], credit),
            improvement=gains[i],
            mention=Mention(tokens.part, start, end, tokens.quote(figure.start), "figure"),
        )
