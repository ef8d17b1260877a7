"""Numbers that stand in a row: "77.1% and 78.4%"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.recognise.figures.numbers import Figure
from kg.recognise.figures.results import SERIES
from kg.recognise.text import Tokens

__all__ = ["Row", "rows_of"]

Row = tuple[int, list[Figure]]
"""The place of a number in its row, and the row."""


def rows_of(tokens: Tokens, numbers: Sequence[Figure]) -> list[Row]:
    """For each number its place among those it stands in a row with ("77.1% and 78.4%"), and these."""
    rows: list[Row] = []
    for i, number in enumerate(numbers):
        row = rows[-1][1] if i and _joined(tokens, numbers[i - 1], number) else []
        row.append(number)
        rows.append((len(row) - 1, row))
    return rows


def _joined(tokens: Tokens, one: Figure, two: Figure) -> bool:
    if tokens.sentence[one.start] != tokens.sentence[two.start] or one.start == two.start:
        return False
    if tokens.lower[one.start - 1 : one.start] == ["between"]:
        return False  # from one to the other
    return set(tokens.lower[one.end : two.start]) <= SERIES
