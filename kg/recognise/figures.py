"""Reported figures: value, unit, metric, what it was measured on and of, and whether it is a gain or a level.

A number counts as a figure where its sentence measures something: a listed metric beside it, or a unit of
comparison with a verb of result. Sizes of data, years, shares ("10% of the data") and settings do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from kg.model import DatasetLink, Evaluation, Mention, MethodLink
from kg.recognise.attribution import method_of, named_in
from kg.recognise.lexicon import Lexicon, Listed
from kg.recognise.measuring import GAIN_AFTER, SMALL, Metrics
from kg.recognise.metrics import GAIN_BEFORE, metric_of
from kg.recognise.numbers import Figure, numbers_in
from kg.recognise.results import results
from kg.recognise.rows import rows_of
from kg.recognise.scene import scene_of
from kg.recognise.testbed import dataset_of
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["UNNAMED", "figures"]

UNNAMED = "unspecified"
"""The metric of a figure whose text does not say what was measured."""


_DECIMAL_NAME = re.compile("DS")
_AS_NOUN = {"accurate": "accuracy", "precise": "precision"}
_CALLED = word_set("score scores rate rates")
_NO_RATES = word_set(
    "the a an this that at learning sampling bit data frame dropout masking growth high low of same"
)
_VAGUE = word_set("performance quality results score efficiency")

Improvement = Literal["absolute", "relative", "unspecified"]


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
    metrics = _metrics(tokens, numbers, listed)
    reported = results(tokens, numbers, metrics) if metrics.at or any(one.unit for one in numbers) else []
    if not reported:
        return
    rows = rows_of(tokens, reported)
    scene, named = scene_of(tokens, reported, rows, datasets), named_in(tokens, methods)
    last: str | None = None
    for i, figure in enumerate(reported):
        metric = metric_of(tokens, figure, rows[i], metrics, lexicon)
        metric = last = last if last and (metric or "performance") in _VAGUE else metric
        start, end = tokens.starts[figure.start], tokens.ends[figure.end - 1]
        yield Evaluation(
            metric=metric or UNNAMED,
            value=figure.value,
            unit=figure.unit,
            dataset=dataset_of(scene, i, metric),
            method=method_of(tokens, figure, named, methods),
            improvement=_improvement(tokens, figure),
            mention=Mention(tokens.part, start, end, tokens.quote(figure.start), "figure"),
        )


def _metrics(tokens: Tokens, numbers: Sequence[Figure], listed: Sequence[Listed]) -> Metrics:
    """The listed metrics, what is called a score or a rate ("FEVER score", "acceptance rate"), the names
    right behind a decimal ("0.42 AUC-PR"), and what is said by an adjective ("81% accurate")."""
    at = {start: (end, tokens.surface(start, end)) for start, end, kinds in listed if "metric" in kinds}
    if not _CALLED.isdisjoint(tokens.lower):
        at |= _called(tokens, at)
    if "@" in tokens.text:
        at |= _at_rank(tokens, at)
    for i in [match.start() + 1 for match in _DECIMAL_NAME.finditer(tokens.shapes)]:
        acronym = "." in tokens.words[i - 1] and tokens.words[i].replace("-", "").isupper()
        if acronym and not any(start <= i < end for start, end, _ in listed):
            at[i] = i + 1, tokens.words[i]
    for end in [one.end for one in numbers if one.unit == "%" and one.end < len(tokens)]:
        if tokens.lower[end] in _AS_NOUN:
            at[end] = end + 1, _AS_NOUN[tokens.lower[end]]
    return Metrics(at, frozenset(end for end, _ in at.values()))


def _at_rank(tokens: Tokens, at: dict[int, tuple[int, str]]) -> dict[int, tuple[int, str]]:
    """The metrics of the first so many: "recall@5"."""
    return {
        start: (end + 2, tokens.surface(start, end + 2))
        for start, (end, _) in at.items()
        if tokens.lower[end : end + 1] == ["@"] and end + 1 < len(tokens)
    }


def _called(tokens: Tokens, at: dict[int, tuple[int, str]]) -> dict[int, tuple[int, str]]:
    """The metrics that are a word and "score" or "rate", and the listed ones with that word behind them."""
    low, shapes, found = tokens.lower, tokens.shapes, {}
    starts = {end: start for start, (end, _) in at.items()}
    for i in [i for i, word in enumerate(low) if word in _CALLED and i]:
        rate = "rate" in low[i] and shapes[i - 1] in "LC" and low[i - 1] not in _NO_RATES
        if i in starts:
            found[starts[i]] = i + 1, at[starts[i]][1]
        elif (rate and i + 1 not in starts) or ("score" in low[i] and shapes[i - 1] == "S"):
            found[i - 1] = i + 1, tokens.surface(i - 1, i + 1)
    return found


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
    if before[-2:] == ["up", "to"]:
        before = before[:-2]
    meant = [word for word in before if word not in SMALL - {"of", "by", "to", "from", "with"}]
    if not meant:
        return figure.unit == "x"
    if meant[-1] == "to":
        return False
    cue = any(GAIN_BEFORE.match(word) for word in meant[-4:])
    return (
        (cue and meant[-1] in ("of", "by", "with", "than"))
        or "by" in meant[-1:]
        or figure.unit in ("points", "percentage points", "x")
    )
