"""A mention in its sentence, and the word that governs it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.recognise.lexicon import Lexicon
from kg.recognise.propose import Candidate
from kg.recognise.words import word_set

__all__ = ["BE", "OURS", "REACH", "Place", "governor", "governs", "place_of", "verb_kind"]

REACH = 60  # tokens of a sentence to each side
OURS = -2
"""No word governs a name that the authors call theirs."""

_PHRASE = 16  # tokens between a name and the word that governs it
BE = word_set("is are was were")
_PASSED = word_set("a an the any all both such other further more most and or nor as well also even either /")
_OWN = word_set("our this these its their whistles")  # the last one of "without bells and whistles"
_QUOTES = word_set("“ ” \" ‘ ’ ' `")
_KINDS = ("using word", "training word", "excluding word", "replacing word", "avoiding word", "negation")


class Place(NamedTuple):
    """A mention in its sentence: small letters, looks, and the tokens from `start` to before `end`."""

    low: list[str]
    shapes: str
    start: int
    end: int
    lexicon: Lexicon

    def is_a(self, i: int, kind: str) -> bool:
        """Whether a token is a word of a kind; none outside the sentence is."""
        return 0 <= i < len(self.low) and self.low[i] in self.lexicon.words(kind)

    def before(self, i: int, count: int = 1) -> list[str]:
        """The last tokens before a place."""
        return self.low[max(0, i - count) : max(0, i)]


def place_of(mention: Candidate, lexicon: Lexicon) -> Place:
    """Where a mention stands; of an endless sentence, sixty tokens to each side."""
    tokens, start, end, _ = mention
    around = tokens.around(start, REACH)
    first, last = around.start, around.stop
    return Place(tokens.lower[first:last], tokens.shapes[first:last], start - first, end - first, lexicon)


def governor(at: Place) -> int:
    """The word that governs a name and what is listed with it, "on" in "on A, B and X"; negative where there
    is none, or the name is the authors' own."""
    low, listed = at.low, False
    i, last = at.start - 1, max(-1, at.start - _PHRASE)
    while i > last:
        word = low[i]
        if word == ",":
            if i == 0 or at.shapes[i - 1] not in "SCD":
                return -1
            listed = True
        elif word == ")" and low[max(0, i - 2)] == "(":
            i -= 2  # "RNNs (RNN) or CNNs"
        elif word in _OWN:
            return OURS
        elif word not in _PASSED and word not in _QUOTES and governs(at, i):
            return -1 if listed and i < 2 else i  # "Without A, B ..." begins with a clause of its own
        i -= 1
    return -1


def governs(at: Place, i: int) -> bool:
    """Whether a token ends the phrase behind it: a small word, a verb, a mark, a denial."""
    word = at.low[i]
    if word in at.lexicon.breaks or (at.shapes[i] == "P" and word[0] != "-"):
        return True
    return word in _kinds(at.lexicon)


def verb_kind(at: Place, i: int) -> str:
    """The kind of a word that may be denied of a thing, or that denies it; nothing for other words."""
    return _kinds(at.lexicon).get(at.low[i], "") if i >= 0 else ""


@cache
def _kinds(lexicon: Lexicon) -> dict[str, str]:
    """The kinds of the words of denial; of a word of several, the first."""
    return {word: kind for kind in reversed(_KINDS) for word in lexicon.words(kind)}
