"""Numbers that say under what a result holds or what it is held against: thresholds, chance, significance."""

from __future__ import annotations

import re

from kg.recognise.figures.measure_words import SMALL
from kg.recognise.figures.numbers import Figure
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["is_condition"]

_AT = re.compile(r"@\s?[\[({]?[\d.:–-]*$")
_AT_REACH = 14  # characters of "@[.5:" before a number
_OVERLAPS = word_set("map ap iou 3diou")
_USUAL = word_set("0.5 0.50 .5 0.75 0.25 0.7")
_SIGNS = word_set("= < > ≤ ≥")
_SET = word_set("ps p-value alpha epsilon lambda delta beta gamma sigma eta")
_MEASURED = word_set("r f ρ κ τ")  # letters of correlations, agreement and F-scores
_ALPHA = ("alpha", "α")
_SPREAD = word_set("± sd std stdev dev deviation")
_GIVEN = word_set(
    "learning p-value p-values sparsity "
    "chance guessing threshold thresholds probability probabilities temperature prevalence dropout noise"
)
_FALSE = ("positive", "accept", "acceptance", "alarm")
_GIVEN_REACH = 5
_SPEED_REACH = 6  # words from "at" to a speed: "at a speed of up to 6 m/s"
_BEING = ("is", "are", "was", "were", "be", "been")
_SETTINGS = word_set("sparsity noise snr dropout")
_RANK_REACH = 5
_FIXED = ("set", "fixed")
_BETWEEN = (SMALL | word_set("level levels rate rates accuracy performance , of")) - {"and", "with", "to"}


def is_condition(tokens: Tokens, figure: Figure) -> bool:
    """Whether a number is no result but what results depend on: "mAP@0.5", "p < 0.05", "chance is 25%",
    "of which 20% are noise", "0.68 (std. dev. 0.05)"."""
    low, start = tokens.lower, figure.start
    if not start:
        return False
    before, behind = low[start - 1], low[figure.end] if figure.end < len(low) else ""
    if before == "between" and figure.unit is None and figure.value in ("0", "1"):
        return True
    if before in _SPREAD or before == "^" or behind in ("^", "chance"):
        return True
    if figure.unit == "x" and behind.startswith("cross"):  # "10-fold cross-validation"
        return True
    if before in (".", "of") and low[start - 2] in _SPREAD:
        return True
    if figure.unit == "m/s" and "at" in low[max(start - _SPEED_REACH, 0) : start]:
        return True
    if behind in _SETTINGS or _is_order(tokens, figure):
        return True
    return _is_threshold(tokens, figure) or _is_set(low, figure) or _is_given(low, start)


def _is_order(tokens: Tokens, figure: Figure) -> bool:
    """Whether it is the order of a model or the rank of a metric: "AR(1)", "precision at 100 is 0.81"."""
    low, start = tokens.lower, figure.start
    if figure.unit or not figure.value.isdigit() or start < 2:
        return False
    if low[start - 1] == "(" and tokens.ends[start - 2] == tokens.starts[start - 1]:
        return tokens.shapes[start - 2] == "S"
    behind = low[figure.end : figure.end + 1]
    return (
        low[start - 1] == "at"
        and behind in (["is"], ["are"], ["was"], ["of"])
        and "D" in tokens.shapes[figure.end : figure.end + _RANK_REACH]
    )


def _is_threshold(tokens: Tokens, figure: Figure) -> bool:
    """Whether a metric counts hits from this number on: "mAP@0.5:0.95", "mAP (0.5)", "at IoU=0.5"."""
    place = tokens.starts[figure.start]
    joined = tokens.ends[figure.start - 1] == place or tokens.lower[figure.start - 1] == "@"
    if joined and _AT.search(tokens.text, max(place - _AT_REACH, 0), place):
        return True
    if figure.unit or figure.value not in _USUAL:
        return False
    low, i = tokens.lower, figure.start - 1
    if low[figure.end : figure.end + 1] == ["iou"] and "at" in low[max(i - 1, 0) : i + 1]:
        return True
    if low[i] == "(" and low[figure.end : figure.end + 1] == [")"]:
        return low[i - 1] in _OVERLAPS
    return (
        low[i] in _OVERLAPS
        or low[i] == "f"
        or (low[i] in _SIGNS and low[i - 1] in _OVERLAPS and low[i - 2] == "at")
    )


def _is_set(low: list[str], figure: Figure) -> bool:
    """Whether it is the value of a variable that no one measures: "p < 0.05", "I^2 = 88%"; alpha may be
    an agreement."""
    sign, named = low[figure.start - 1], low[max(figure.start - 2, 0)]
    if named in _ALPHA and not figure.value.startswith((".0", "0.0")):
        return False
    letter = len(named) == 1 and named.isalpha() and named not in _MEASURED
    return sign in _SIGNS and (letter or named in _SET or low[max(figure.start - 3, 0)] == "^")


def _is_given(low: list[str], start: int) -> bool:
    """Whether it is the level of chance, a threshold, a setting, or a part: "of which 20%"."""
    i = start - 1
    i -= 2 * (low[i] == "and" and low[i - 2] == "to")  # "set to 7 and 0.07"
    if low[i] == "to" and low[i - 1] in _FIXED and low[i - 2] in _BEING:
        return True
    while i > 0 and low[i] in _BETWEEN and start - i < _GIVEN_REACH:
        i -= 1
    false = i > 2 and low[i] in _FALSE and low[i - 1] == "false"  # "at a false positive rate of 1%"
    return low[i] in _GIVEN or (low[i] == "which" and low[i - 1] == "of") or (false and low[i - 3] == "at")
