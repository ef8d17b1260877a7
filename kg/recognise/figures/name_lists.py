"""Names that are listed together: "on A, B and C", "A English-to-Irish tasks and B tasks"."""

from __future__ import annotations

from kg.recognise.figures.attribution import Named
from kg.recognise.figures.scene import LEADS
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["CLAUSE", "lists_of"]

CLAUSE = LEADS | word_set("while whereas which that ; : . but than when")
"""Words between which and what stands before no list goes on."""

_APART = CLAUSE | word_set("is are was were has have we it our to")
_PARTING = word_set(", and or & /")
_LIST = word_set(", and or & / ( ) the both datasets dataset corpora tasks benchmarks")
_OWN_AT_MOST = 3  # words that may belong to a name: "WMT14 En-De,"
_DESCRIBED_AT_MOST = 10  # words that may say what it is a name of


def lists_of(tokens: Tokens, named: list[Named]) -> list[list[Named]]:
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
    if set(between) <= _LIST:
        return True
    own = max((n for n, low in enumerate(between) if low in _PARTING), default=-1)
    if own < 1 or not set(between[own:]) <= _LIST or not _APART.isdisjoint(between):
        return False
    shapes = tokens.shapes[end : end + own]
    if all(shape in "SCDP" for shape in shapes):
        return own <= _OWN_AT_MOST
    return own <= _DESCRIBED_AT_MOST and between[own] != "," and "D" not in shapes
