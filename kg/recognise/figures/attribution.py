"""Where datasets and methods are mentioned in a text, and which stand in the sentence of a figure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from kg.model import DatasetLink, MethodLink
from kg.recognise.figures.numbers import Figure
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["LISTING", "Named", "Spot", "named_in", "within"]

LISTING = word_set(", and or / & the both")
"""What stands between names that are listed."""


class Named(NamedTuple):
    """Where a link is mentioned: its first token, the one behind it, and its name."""

    start: int
    end: int
    name: str


class Spot(NamedTuple):
    """A figure among its neighbours: the row that it stands in and its place there, its sentence, the methods
    that this names, and the tokens behind which a metric ends."""

    tokens: Tokens
    row: list[Figure]
    place: int
    sentence: range
    here: list[Named]
    metric_ends: frozenset[int]

    @property
    def start(self) -> int:
        """The first token of the row."""
        return self.row[0].start

    @property
    def end(self) -> int:
        """The token behind the row."""
        return self.row[-1].end


def named_in(tokens: Tokens, links: Sequence[DatasetLink] | Sequence[MethodLink]) -> list[Named]:
    """The mentions of links in a text, in order."""
    return sorted(
        Named(bisect_right(tokens.starts, m.start) - 1, bisect_left(tokens.ends, m.end) + 1, link.name)
        for link in links
        for m in link.mentions
        if m.part == tokens.part
    )


def within(named: list[Named], places: range) -> list[Named]:
    """Those that begin in a range of tokens."""
    first, last = ((places.start, 0, ""), (places.stop, 0, ""))
    return named[bisect_left(named, first) : bisect_left(named, last)]
