"""Whether the word that governs a name denies it: "do not use X", "without training on X", "instead of X"."""

from __future__ import annotations

from kg.recognise.cues import cue_of
from kg.recognise.said.places import BE, Place, governs, verb_kind
from kg.recognise.words import word_set

__all__ = ["denied_by"]

_PREPOSITIONS = word_set("on of with for to from upon over in by")
_PASSED = word_set("a an the any all both such other further more and or as well also even either")
_ADVERBS = word_set("actually explicitly directly even ever yet to further the")
_ONLY = word_set("only just merely simply solely necessarily exclusively always alone limited")
_UNTOLD = word_set(
    "typically usually often yet if when whether that which who should must may might could would have has "
    "had because"
)
_DO = BE | word_set("do does did can we be")
_SOMEWHERE = word_set("there exist exists exist have has")
_RESULTS = word_set(
    "lead leads led improve improves improved improving improvement improvements gains best greatly"
)
_JOINED = ("but", "and", ",")


def denied_by(at: Place, i: int) -> str:
    """The rule by which the word that governs a name denies it, or nothing."""
    low, verb = at.low, verb_kind(at, i)
    if verb == "using word":
        return _operator(at, i - 1, noun=False)
    if low[i] in _PREPOSITIONS and (rule := _behind_preposition(at, i) or _operator(at, i - 1, noun=True)):
        return rule
    if verb == "replacing word":
        return _replaced(at, i)
    if verb == "excluding word":
        return "not-used" if low[i].endswith("ing") or "we" in at.before(i, 3) else ""
    return _operator(at, i, noun=True)


def _replaced(at: Place, i: int) -> str:
    """ "We replace X with Y". Whose replacement brings a result is compared with what replaces it."""
    low = at.low
    if {"with", "by"}.isdisjoint(low[at.end : at.end + 8]) or at.before(i) in (["than"], ["not"]):
        return ""
    return "" if not _RESULTS.isdisjoint(low) or any(cue_of(word) in "OE" for word in low) else "replaced"


def _behind_preposition(at: Place, i: int) -> str:
    """What "on", "of" and their like hang on: "trained on", "the need for", "experiments on"."""
    if verb_kind(at, i - 1) not in ("using word", "training word"):
        return ""
    j = i - 2
    while j > max(-1, i - 6) and at.shapes[j] not in "SP" and (at.low[j] in _PASSED or not governs(at, j)):
        j -= 1
    return _operator(at, j, noun=False)


def _operator(at: Place, i: int, noun: bool) -> str:
    """The rule, if a word of denial stands at a place; `noun`: right before the phrase of the name."""
    low = at.low
    while i > 0 and low[i] in _ADVERBS:
        i -= 1
    if i < 0:
        return ""
    word, left = low[i], at.before(i, 3)
    if word == "without":
        return "" if left[-1:] in (["and"], ["or"], ["/"]) and "with" in left else "not-used"
    if word == "of" and (left[-1:] == ["instead"] or left[-2:] == ["in", "place"]):
        return "replaced"
    if word == "than" and left[-1:] == ["rather"]:
        return "replaced"
    if word == "no":
        return _of_no(at, i, noun)
    if word == "neither":
        return "not-used" if verb_kind(at, i - 1) or left[-1:] == ["on"] else ""
    if at.is_a(i, "avoiding word") and not noun:
        return "not-used"
    if word in ("for", "of") and at.is_a(i - 1, "using word"):
        return _operator(at, i - 2, noun=False)
    return _of_not(at, i, noun) if at.is_a(i, "negation") else ""


def _of_no(at: Place, i: int, noun: bool) -> str:
    """ "Uses no X", "with no X", "no X was used", "no experiments on X were run"; not "there is no X"."""
    low = at.low
    if not _SOMEWHERE.isdisjoint(low[:i]):
        return ""
    if not noun or at.before(i) == ["with"] or at.is_a(i - 1, "using word"):
        return "not-used"
    used = any(at.is_a(at.end + k, "using word") for k in range(4))
    return "not-used" if used and not BE.isdisjoint(low[at.end : at.end + 3]) else ""


def _of_not(at: Place, i: int, noun: bool) -> str:
    """ "Do not use X", "trained on A but not on X"; not "not only X", nor what others have not done yet."""
    if not _ONLY.isdisjoint(at.low[i + 1 : i + 3]) or not _UNTOLD.isdisjoint(at.before(i, 5)):
        return ""
    if noun:
        return "not-used" if at.before(i)[:1] and at.before(i)[0] in _JOINED and _is_of_use(at, i) else ""
    one_word = at.low[i] != "not"  # "never", "don't"
    return "not-used" if one_word or verb_kind(at, i - 1) or not _DO.isdisjoint(at.before(i, 2)) else ""


def _is_of_use(at: Place, i: int) -> bool:
    """Whether the verb before "but not" is one of use: who improves on A but not on X uses both."""
    if any(cue_of(word) == "O" for word in at.low[:i]):
        return False
    for j in range(i - 2, max(-1, i - 12), -1):
        if governs(at, j) and at.low[j] not in _PREPOSITIONS:
            return verb_kind(at, j) in ("using word", "training word")
    return False
