"""Names that an apposition calls the authors' own: "our parser, X,", "X, our parser for …", "X (ours)".

A name in a list is none: others know it, so that "our encoder, BERT," only says which one was taken.
"""

from __future__ import annotations

from kg.recognise.keys import fold, key
from kg.recognise.lexicon import Lexicon
from kg.recognise.names import Name
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["RULE", "state_ours"]

RULE = "ours"
"""The rule of a mention by which the authors call a name their own."""

_NOUNS = word_set(
    "variant approach technique system framework network policy agent planner controller solver estimator "
    "detector tracker learner teacher student simulator environment pipeline library tool package procedure "
    "scheme strategy extension version implementation resource testbed corpus"
)
_OPENING = word_set(", ( – —")
_CLOSING = word_set(", . ; : ) – —")
_LISTING = word_set("and or & as well")
_BEHIND = word_set(", . ; : ) – — of for that which with to in on based built")
_NO_ATTRIBUTES = word_set("of and or the earlier previous former prior old first last")
_SUBJECTS = word_set("we i paper work")
_REACH = 4  # tokens between "our" and its noun


def state_ours(name: Name, lexicon: Lexicon) -> bool:
    """Whether the text calls a name that no list has its authors' own; the mention then goes by this rule."""
    for number, (tokens, start, end, _) in enumerate(name.mentions):
        low = tokens.lower
        if low[start - 1] not in _OPENING and (end == len(low) or low[end] not in _OPENING):
            continue
        told = _is_behind(tokens, start, end, lexicon) or _is_ahead(tokens, start, end, lexicon)
        if told and not _is_known(name, lexicon):
            name.mentions[number] = name.mentions[number]._replace(rule=RULE)
            return True
    return False


def _is_known(name: Name, lexicon: Lexicon) -> bool:
    keys = list(map(key, name.forms))
    return any(map(lexicon.kinds, keys)) or any(k in lexicon.seen for k in map(fold, keys))


def _is_behind(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a name is in apposition to what is ours and no list follows: "our parser, X, is"."""
    low = tokens.lower
    if start < 3 or low[start - 1] not in _OPENING or not _closes(low, end):
        return False
    return _is_noun(low[start - 2], lexicon) and _is_led_by_our(tokens, start - 2)


def _closes(low: list[str], end: int) -> bool:
    return low[end : end + 1] == [] or (low[end] in _CLOSING and _LISTING.isdisjoint(low[end + 1 : end + 2]))


def _is_led_by_our(tokens: Tokens, noun: int) -> bool:
    """Whether "our" stands before a noun with nothing but its attributes between."""
    for i in range(noun - 1, max(noun - 2 - _REACH, -1), -1):
        if tokens.lower[i] == "our":
            return True
        if not _is_attribute(tokens, i):
            return False
    return False


def _is_ahead(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether what is ours is in apposition to a name: "X, our parser for …", "X, ours,", "X (ours)"."""
    low = tokens.lower
    if end + 1 >= len(low) or low[end] not in _OPENING:
        return False
    if low[end + 1] == "ours":
        return _closes(low, end + 2)
    if low[end + 1] != "our" or not _is_free(tokens, start):
        return False
    for i in range(end + 2, min(end + 3 + _REACH, len(low))):
        if _is_noun(low[i], lexicon) and (i + 1 == len(low) or low[i + 1] in _BEHIND):
            return low[i + 1 : i + 2] != [","] or _closes(low, i + 1)
        if not _is_attribute(tokens, i):
            return False
    return False


def _is_attribute(tokens: Tokens, i: int) -> bool:
    return tokens.shapes[i] in "LSC" and tokens.lower[i] not in _NO_ATTRIBUTES


def _is_free(tokens: Tokens, start: int) -> bool:
    """Whether a name is no part of a phrase that a comma ends: "Compared with X, our parser …"."""
    low, first = tokens.lower, tokens.around(start).start
    clause = next((i for i in range(start - 1, first - 1, -1) if low[i] == ","), first - 1) + 1
    return low[clause:start] in ([], ["the"]) or not _SUBJECTS.isdisjoint(low[clause:start])


def _is_noun(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is the singular of what authors make: "parser", "corpus", "teacher"."""
    made = word in lexicon.words("method noun") or word in lexicon.words("dataset noun")
    return word in _NOUNS or (made and not word.endswith("s"))
