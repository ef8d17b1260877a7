"""What a figure was measured on and of: the dataset and the method that the text gives with it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from kg.model import DatasetLink, MethodLink
from kg.recognise.numbers import Figure
from kg.recognise.results import SERIES
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["Named", "dataset_of", "method_of", "named_in"]

_SENTENCES_BEFORE = 8
_START = attrgetter("start")
_COSTS = ("x", "ms", "s", "FPS")
_PARTING = word_set(", and or & /")
_OWN_AT_MOST = 3
_SAME = word_set("the this that these those both all average our each a an its test it")
_LIST = word_set(", and or & / ( ) the both datasets dataset corpora tasks benchmarks")


class Named(NamedTuple):
    """Where a link is mentioned: its first token, the one behind it, and its name."""

    start: int
    end: int
    name: str


def named_in(tokens: Tokens, links: Sequence[DatasetLink] | Sequence[MethodLink]) -> list[Named]:
    """The mentions of links in a text, in order."""
    return sorted(
        Named(bisect_right(tokens.starts, m.start) - 1, bisect_left(tokens.ends, m.end) + 1, link.name)
        for link in links
        for m in link.mentions
        if m.part == tokens.part
    )


def dataset_of(
    tokens: Tokens, figure: Figure, figures: list[Figure], named: list[Named], datasets: Sequence[DatasetLink]
) -> str | None:
    """The dataset that the sentence gives with the number: in order where as many stand in a row, else the
    one that follows before the next number, else the nearest before, if it stands in no row of several."""
    sentence = tokens.around(figure.start)
    reach = range(figure.end, figure.end + 8) if figure.unit in _COSTS else sentence
    here = _within(named, reach)
    first, last = (bisect_left(figures, end, key=_START) for end in (sentence.start, sentence.stop))
    numbers = figures[first:last]
    if not here:
        return None if figure.unit in _COSTS else _from_before(tokens, numbers, figure, named, datasets)
    place, row = _row(tokens, numbers, figure)
    if len(numbers) == len(here) and "respectively" in tokens.lower[sentence.start : sentence.stop]:
        return here[numbers.index(figure)].name
    chosen = _nearest(tokens, figure, numbers, here)
    names = next((names for names in _rows(tokens, here) if chosen in names), [])
    if len(names) == len(row):
        return names[place].name
    return chosen.name if len(names) < 2 else None


def _nearest(tokens: Tokens, figure: Figure, numbers: list[Figure], here: list[Named]) -> Named:
    limit = next((other.start for other in numbers if other.start > figure.start), len(tokens))
    behind = [name for name in here if figure.end <= name.start < limit]
    ahead = [name for name in here if name.start < figure.start]
    if ahead and tokens.words[figure.start - 1] == "(":  # "CIFAR-10 (4.62% error)"
        return ahead[-1]
    each_ahead = len({name.name for name in here}) == len(numbers) and here[0].start < numbers[0].start
    if behind and (not each_ahead or tokens.lower[figure.end : figure.end + 1] in (["on"], ["in"], ["for"])):
        return behind[0]
    return ahead[-1] if ahead else here[0]


def _from_before(
    tokens: Tokens, numbers: list[Figure], figure: Figure, named: list[Named], datasets: Sequence[DatasetLink]
) -> str | None:
    """The paper's only dataset; else that of the sentence before, or in order where as many stand there."""
    if _measured_elsewhere(tokens, figure):
        return None
    used = [link.name for link in datasets if link.role != "mentioned"]
    if len(used) == 1:
        return used[0]
    place, row = _row(tokens, numbers, figure)
    first = tokens.around(figure.start).start
    for _ in range(_SENTENCES_BEFORE if first else 0):
        before = tokens.around(first - 1)
        names = list(dict.fromkeys(name.name for name in _within(named, before)))
        if len(names) == len(row):
            return names[place]
        if len(row) == 1 or names or not before.start:
            break
        first = before.start
    return None


def method_of(
    tokens: Tokens, figure: Figure, named: list[Named], methods: Sequence[MethodLink]
) -> str | None:
    """The paper's own method where the sentence names it or there is only one; else the nearest before."""
    own = [link.name for link in methods if link.role == "introduced"]
    here = _within(named, range(tokens.around(figure.start).start, figure.start))
    mine = [name.name for name in here if name.name in own] or (own if len(own) == 1 else [])
    if mine:
        return mine[0]
    return here[-1].name if here and not own else None


def _within(named: list[Named], places: range) -> list[Named]:
    """Those that begin in a range of tokens."""
    first, last = ((places.start, 0, ""), (places.stop, 0, ""))
    return named[bisect_left(named, first) : bisect_left(named, last)]


def _row(tokens: Tokens, numbers: list[Figure], figure: Figure) -> tuple[int, list[Figure]]:
    """The numbers in a row with this one, and its place among them: "77.1% and 78.4%"."""
    first = last = numbers.index(figure)
    while first and set(tokens.lower[numbers[first - 1].end : numbers[first].start]) <= SERIES:
        first -= 1
    while (
        last + 1 < len(numbers) and set(tokens.lower[numbers[last].end : numbers[last + 1].start]) <= SERIES
    ):
        last += 1
    return numbers.index(figure) - first, numbers[first : last + 1]


def _rows(tokens: Tokens, named: list[Named]) -> list[list[Named]]:
    """Names that are listed together: "on A, B and C"."""
    rows: list[list[Named]] = []
    for name in named:
        if rows and _continues(tokens, rows[-1][-1].end, name.start):
            if name.name != rows[-1][-1].name:
                rows[-1].append(name)
        else:
            rows.append([name])
    return rows


def _continues(tokens: Tokens, end: int, start: int) -> bool:
    """Whether only a list stands between two names; the words behind one may be its own: "WMT14 En-De,"."""
    between = tokens.lower[end:start]
    own = next((n for n, low in enumerate(between) if low in _PARTING), len(between))
    if own == len(between):
        return set(between) <= _LIST
    named = all(shape in "SCDP" for shape in tokens.shapes[end : end + own])
    return named and own <= _OWN_AT_MOST and set(between[own:]) <= _LIST


def _measured_elsewhere(tokens: Tokens, figure: Figure) -> bool:
    """Whether the text says right behind the number on what it was measured: "1.0 F1 on news"."""
    low = tokens.lower[figure.end : figure.end + 3]
    if "on" not in low[:2] or low[0] == "by":
        return False
    return _SAME.isdisjoint(low[low.index("on") + 1 :][:1])
