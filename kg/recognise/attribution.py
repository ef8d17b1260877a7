"""Where datasets and methods are mentioned beside figures, and which method a figure is of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from kg.model import DatasetLink, MethodLink
from kg.recognise.numbers import Figure
from kg.recognise.text import Tokens

__all__ = ["Named", "method_of", "named_in", "within"]


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


def method_of(
    tokens: Tokens, figure: Figure, named: list[Named], methods: Sequence[MethodLink]
) -> str | None:
    """The paper's own method where the sentence names it or there is only one; else the nearest before."""
    own = [link.name for link in methods if link.role == "introduced"]
    here = within(named, range(tokens.around(figure.start).start, figure.start))
    mine = [name.name for name in here if name.name in own] or (own if len(own) == 1 else [])
    if mine:
        return mine[0]
    return here[-1].name if here and not own else None


def within(named: list[Named], places: range) -> list[Named]:
    """Those that begin in a range of tokens."""
    first, last = ((places.start, 0, ""), (places.stop, 0, ""))
    return named[bisect_left(named, first) : bisect_left(named, last)]
