"""Numbers that are part of a name and measure nothing: "wav2vec 2.0", "SQuAD 1.1"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kg.model import MOST, DatasetLink, MethodLink
from kg.recognise.figures.measure_words import Metrics
from kg.recognise.figures.numbers import Figure
from kg.recognise.lexicon import Listed
from kg.recognise.text import Tokens

__all__ = ["outside_names"]


Spans = list[tuple[int, int]]


def outside_names(
    tokens: Tokens,
    numbers: list[Figure],
    metrics: Metrics,
    links: Sequence[DatasetLink | MethodLink],
    listed: Sequence[Listed],
) -> list[Figure]:
    """The numbers that stand in no mention of a dataset or method and in no listed name of one. A number with
    a unit, or right beside a metric ("AP 81.2"), belongs to no name, whatever was taken for one."""
    bare = [i for i, figure in enumerate(numbers) if not _is_measured(tokens, figure, metrics)]
    if not bare:
        return numbers
    told = sorted((m.start, m.end) for link in links for m in link.mentions if m.part == tokens.part)
    known = [
        (tokens.starts[start], tokens.ends[end - 1])
        for start, end, kinds in listed
        if end > start + 1 and "metric" not in kinds
    ]
    places = {i: tokens.starts[numbers[i].start] for i in bare}
    named = {i for i, place in places.items() if _is_within(place, told) or _is_within(place, known)}
    return [figure for i, figure in enumerate(numbers) if i not in named]


def _is_measured(tokens: Tokens, figure: Figure, metrics: Metrics) -> bool:
    """Whether a number has a unit itself, not only another in its row, or stands beside a metric."""
    own = figure.end > figure.start + 1 or not tokens.words[figure.start][-1].isdigit()
    behind = metrics.at.get(figure.end, (0, "performance"))[1].lower()  # "its SQuAD 2.0 performance"
    return (bool(figure.unit) and own) or behind != "performance" or figure.start in metrics.ends


def _is_within(place: int, spans: Spans) -> bool:
    """Whether a character is in one of several spans that are sorted and do not overlap."""
    i = bisect_right(spans, (place, MOST)) - 1
    return i >= 0 and place < spans[i][1]
