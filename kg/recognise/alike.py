"""Names that stand in a row, "GCN, GIN and GAT": what the sentence does with one it does with all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.recognise.names import Name
from kg.recognise.propose import Candidate
from kg.recognise.words import word_set

__all__ = ["first_of_row"]

_JOINING = word_set(", and & or the both")
_FARTHEST = 3  # tokens between two of a row


def first_of_row(names: Sequence[Name | None], kinds: Sequence[str]) -> dict[int, int]:
    """For each name that stands behind another in a row, both by number, the first of the row.

    Names are in the order of the text; a row is of one kind, and of names that stand nowhere else; None is a
    name that is not asked.
    """
    firsts: dict[int, int] = {}
    for i, (one, two) in enumerate(pairwise(names), 1):
        if one and two and kinds[i - 1] == kinds[i] and _are_joined(one.mentions, two.mentions):
            firsts[i] = firsts.get(i - 1, i - 1)
    return firsts


def _are_joined(ones: list[Candidate], twos: list[Candidate]) -> bool:
    (tokens, _, end, _), (other, behind, _, _) = ones[0], twos[0]
    if not end < behind <= end + _FARTHEST or len(ones) + len(twos) > 2 or tokens is not other:
        return False
    return tokens.sentence[end] == tokens.sentence[behind] and _JOINING.issuperset(tokens.lower[end:behind])
