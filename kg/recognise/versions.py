"""Numbers that are part of a name and measure nothing: "wav2vec 2.0", "SQuAD 1.1"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kg.model import DatasetLink, MethodLink
from kg.recognise.lexicon import Listed
from kg.recognise.measure_words import Metrics
from kg.recognise.numbers import Figure
from kg.recognise.text import Tokens

__all__ = ["outside_names"]


def outside_names(
    tokens: Tokens,
    numbers: list[Figure],
    metrics: Metrics,
    links: Sequence[DatasetLink | MethodLink],
    listed: Sequence[Listed],
) -> list[Figure]:
    """The numbers that stand in no mention of a dataset or method and in no listed name of one. A number with
    a unit, or right beside a metric ("AP 81.2"), belongs to no name, whatever was taken for one."""
    spans = sorted((m.start, m.end) for link in links for m in link.mentions if m.part == tokens.part)
    starts = [start for start, _ in spans]
    known = {
        i
        for start, end, kinds in listed
        if "metric" not in kinds
        for i in range(start, end)
        if end > start + 1
    }

    def is_named(figure: Figure) -> bool:
        if figure.unit or figure.end in metrics.at or figure.start in metrics.ends:
            return False
        place = tokens.starts[figure.start]
        span = bisect_right(starts, place) - 1
        return figure.start in known or (span >= 0 and place < spans[span][1])

    return [figure for figure in numbers if not is_named(figure)]
