"""Whether a figure is a gain or a level, and a gain of which kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from kg.recognise.figures.changes import GAIN_BEFORE
from kg.recognise.figures.measure_words import GAIN_AFTER, GETS, RESULT, SMALL
from kg.recognise.figures.numbers import Figure
from kg.recognise.figures.rows import Row
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["Improvement", "improvements"]

Improvement = Literal["absolute", "relative", "unspecified"]

_UNSAID: Improvement = "unspecified"
_BEFORE = 9
_AFTER = 4
_NEAR = 6
_REACH = 25  # words before a number among which one of a gain counts where "over" follows
_POINTS = ("points", "percentage points")
_LEADING = (SMALL | {">", "≥"}) - {"of", "by", "to", "from", "with"}
_CHANGES = re.compile(
    r"^(?:gain|gains|improves?|improving|loses?|losing|drops?|saves?|saving|boosts?|reduces?|reducing|cuts?|cutting)$"
)
_ENDS = word_set(". , ; ) and in on for by respectively")
_GAIN = re.compile(
    r"^(?:improvement|gain|increase|reduction|drop|decrease|boost|degradation|speed-?up|saving)s?$"
)
_BREAKS = word_set(", . ; : ( ) [ ] in on of for and or with over at by than to from as is are when while")
_PARTING = word_set("( ) vs versus .")
_GIVING = word_set("of between reaches")
_BEING = word_set("is are was were")
_LEVELS = word_set("is are was were has have to")


def improvements(tokens: Tokens, figures: Sequence[Figure], rows: Sequence[Row]) -> list[Improvement | None]:
    """For each figure which kind of gain it is as far as the text says, or None for a level. In a row
    ("by 3.7 and 1.5 points") all are of the kind that one is."""
    found: list[Improvement | None] = []
    shared: dict[str | None, Improvement] = {}
    own = {figure: _improvement(tokens, figure) for figure in figures}
    for i, (figure, (place, row)) in enumerate(zip(figures, rows, strict=True)):
        if not place or _parted(tokens, figures[i - 1], figure):
            shared = _shared(tokens, row, place, own)
        kind = shared.get(figure.unit) if own[figure] in (None, _UNSAID) else own[figure]
        alike = bool(i) and kind is None and _goes_on(tokens, figures[i - 1], figure)
        found.append(found[-1] if alike else kind)
    return found


def _parted(tokens: Tokens, one: Figure, two: Figure) -> bool:
    """Whether brackets or a comparison part two numbers of a row."""
    return not _PARTING.isdisjoint(tokens.lower[one.end : two.start])


def _shared(
    tokens: Tokens, row: Sequence[Figure], first: int, own: dict[Figure, Improvement | None]
) -> dict[str | None, Improvement]:
    """By unit the kind of gain that numbers side by side in a row are; without a unit they may be of any."""
    shared: dict[str | None, Improvement] = {}
    for i in range(first, len(row)):
        if i > first and _parted(tokens, row[i - 1], row[i]):
            break
        if kind := own[row[i]]:
            for unit in (row[i].unit, None):
                shared[unit] = kind if shared.get(unit, _UNSAID) == _UNSAID else shared[unit]
    return shared


def _goes_on(tokens: Tokens, one: Figure, two: Figure) -> bool:
    """Whether a figure is another of the same gain: "gains of 3% F1 in English and 2% in Spanish"."""
    low, between = tokens.lower, tokens.lower[one.end : two.start]
    if one.unit != two.unit or tokens.sentence[one.start] != tokens.sentence[two.start]:
        return False
    while between and between[-1] in _LEADING - {"and"}:
        between = between[:-1]
    ends = two.end >= len(low) or low[two.end] in _ENDS
    levels = any(word in _LEVELS or (RESULT.match(word) and not word.startswith("score")) for word in between)
    return ends and between[-1:] in (["and"], [","]) and not levels


def _improvement(tokens: Tokens, figure: Figure) -> Improvement | None:
    low, sentence = tokens.lower, tokens.around(figure.start)
    before = low[max(sentence.start, figure.start - _BEFORE) : figure.start]
    after = low[figure.end : min(sentence.stop, figure.end + _AFTER)]
    whole = low[max(sentence.start, figure.start - _REACH) : figure.start]
    beaten = "over" in after and any(map(GAIN_BEFORE.match, whole))
    signed = before[-1:] == ["+"] and tokens.ends[figure.start - 1] == tokens.starts[figure.start]
    if not (signed or beaten or _is_gain(before, after, figure)):
        return None
    near = before[-_NEAR:] + after[: _NEAR // 2]
    if "relative" in near or "relatively" in near or figure.unit == "x":
        return "relative"
    if "absolute" in near or figure.unit in _POINTS:
        return "absolute"
    return "unspecified"


def _is_gain(before: list[str], after: list[str], figure: Figure) -> bool:
    """Whether the words of a gain stand behind the number or lead to it."""
    if _is_called_gain(after):
        return True
    if before[-2:] == ["up", "to"]:
        before = before[:-2]
    meant = [word for word in before if word not in _LEADING]
    if not meant:
        return figure.unit == "x"
    if meant[-1] == "to":
        return False
    cue = any(GAIN_BEFORE.match(word) for word in meant[-4:])
    return (
        (cue and meant[-1] in ("of", "by", "with", "than"))
        or ((meant[-1] in _GIVING or not _BEING.isdisjoint(before[-2:])) and _gain_leads(meant))
        or meant[-1] == "by"
        or bool(_CHANGES.match(meant[-1]))
        or figure.unit in (*_POINTS, "x")
    )


def _is_called_gain(after: list[str]) -> bool:
    """Whether the words right behind a number end in those of a gain: "9 F1 score improvement"."""
    if after[:1] in (["above"], ["below"]) or after[:2] in (["(", "relative"], ["(", "absolute"]):
        return True
    for i, word in enumerate(after):
        if word in _BREAKS:
            return False
        if GAIN_AFTER.match(word) and (i < 1 or word not in ("more", "less")):
            return True
    return False


def _gain_leads(before: list[str]) -> bool:
    """Whether the noun of a gain stands before and nothing is reached behind it: "a drop in the cost of"."""
    last = max((i for i, word in enumerate(before) if _GAIN.match(word)), default=-1)
    return last >= 0 and not any(map(GETS.match, before[last:]))
