"""Names that stand in a row, "GCN, GIN and GAT": what the sentence does with one it does with all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.recognise.names import Name
from kg.recognise.propose import Candidate
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["first_of_row"]

_JOINING = word_set(", and & or the both")
_FARTHEST = 3  # tokens between two of a row

Place = tuple[Tokens, int, int]


def first_of_row(names: Sequence[Name | None], kinds: Sequence[str]) -> dict[int, int]:
    """For each name that stands behind another in a row, both by number, the first of the row.

    Names are in the order of the text; a row is of one kind, and of names that stand nowhere else, or
    every time beside each other; None is a name that is not asked.
    """
    firsts: dict[int, int] = {}
    for i, (one, two) in enumerate(pairwise(names), 1):
        if one and two and kinds[i - 1] == kinds[i] and _are_joined(one, two):
            firsts[i] = firsts.get(i - 1, i - 1)
    return firsts


def _are_joined(one: Name, two: Name) -> bool:
    """Whether all places of two names are beside each other."""
    ends = {mention.end for mention in one.mentions}
    starts = (mention.start for mention in two.mentions)
    if all(ends.isdisjoint(range(start - _FARTHEST - 1, start)) for start in starts):
        return False
    ones, twos = _places(one), _places(two)
    return len(ones) == len(twos) and all(map(_is_beside, ones, twos))


def _places(name: Name) -> list[Place]:
    """Where a name stands; "random forests (RF)", a long form with its acronym in brackets, is one place."""
    places: list[Place] = []
    for tokens, start, end, _ in sorted(name.mentions, key=_order):
        other, first, behind = places[-1] if places else (None, 0, 0)
        if other is tokens and behind == start - 1 and tokens.words[behind] == "(":
            places[-1] = tokens, first, end + (tokens.words[end : end + 1] == [")"])
        else:
            places.append((tokens, start, end))
    return places


def _order(mention: Candidate) -> tuple[bool, int]:
    return mention.tokens.part == "abstract", mention.start


def _is_beside(one: Place, two: Place) -> bool:
    (tokens, _, end), (other, behind, _) = one, two
    if tokens is not other or not end < behind <= end + _FARTHEST:
        return False
    return tokens.sentence[end] == tokens.sentence[behind] and _JOINING.issuperset(tokens.lower[end:behind])
