"""What an apposition says of the name before it: "X, a lexicon of …", "X (Y), the first treebank of …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.recognise.lexicon import Lexicon
from kg.recognise.said.nouns import ARTICLES, BEHIND, JOINING, Stated, head, told_by
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["apposed"]

_PAUSE = re.compile("P(?=L)")
_FIRST = word_set("first largest biggest only")

_PAUSES = word_set(", – — ( is")
_REACH = 30  # tokens to each side
_LONGEST = 14  # tokens of a bracket that spells an acronym out
_SUBJECTS = word_set("the our this")
_UNSAID = word_set("a an the our this its new novel “ \" ‘ ' `")
_INITIAL = word_set(
    "on in for with using when while if under at by after given to from as unlike compared based within "
    "besides like despite since whereas although following through via over across among than"
)
_LISTED = ([","], ["and"], ["or"], ["/"])


def apposed(tokens: Tokens, lexicon: Lexicon) -> Iterator[tuple[int, int, Stated]]:
    """The names, from a token to before another, of which an apposition says what they are."""
    low = tokens.lower
    places = [match.start() for match in _PAUSE.finditer(tokens.shapes)]
    text = tokens.text
    if " is a " in text or " is an " in text or " is the " in text:
        places += [i for i, word in enumerate(low[:-1]) if word == "is"]
    for i in places:
        if low[i] in _PAUSES:
            opening = low[i + 1]
            if opening in ARTICLES or (opening == "the" and not _FIRST.isdisjoint(low[i + 2 : i + 3])):
                yield from _at(tokens, i, lexicon)


def _at(tokens: Tokens, pause: int, lexicon: Lexicon) -> Iterator[tuple[int, int, Stated]]:
    """The names before a pause behind which an apposition begins."""
    low, around = tokens.lower, tokens.around(pause, _REACH)
    kind, noun = head(low, pause + 2, around.stop, lexicon)
    if not kind or not _ends(low, noun, around.stop) or low[noun].startswith("collection"):
        return  # a collection may be one of tools
    if kind == "method" and low[pause] == "is":
        return  # "Summarisation is a method": of a kind as often as of one thing
    for start, end in _before(tokens, pause, around.start, lexicon):
        verb = start - 1
        while verb > around.start and low[verb] in _UNSAID:
            verb -= 1
        yield start, end, Stated(kind, told_by(low, verb, around.start, lexicon))


def _ends(low: list[str], noun: int, stop: int) -> bool:
    """Whether a phrase ends in a noun or goes on to tell of it, and no list does: "a corpus, and a model"."""
    behind = low[noun + 1 : min(noun + 3, stop)]
    if not behind or behind[0] == "and":
        return not behind
    return behind[0] in BEHIND or (behind[0] == "," and behind[1:] not in (["and"], ["a"], ["an"]))


def _before(tokens: Tokens, pause: int, first: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The name before a pause, with its acronym in brackets if there is one; none in doubt."""
    low, shapes, end, spans = tokens.lower, tokens.shapes, pause, []
    if acronym := _spelt_out(tokens, pause, first):
        return [acronym] if _is_apposition(tokens, *acronym, first) else []
    if low[end - 1] == ")" and low[max(0, end - 3)] == "(":
        if shapes[end - 2] == "S" and low[end - 2] != "citation" and "/" not in low[end - 2]:
            spans.append((end - 2, end - 1))
        end -= 3
    start, small = end, lexicon.words("function word")
    while start > first and shapes[start - 1] in "SCD" and low[start - 1] not in small:
        start -= 1
    if start >= end or shapes[start] == "D" or not _is_apposition(tokens, start, pause, first):
        return []
    whole = _begins(tokens, start, first) and not (start + 1 == end and low[start] in lexicon.heads)
    return [(start, end), *spans] if whole else spans


def _spelt_out(tokens: Tokens, pause: int, first: int) -> tuple[int, int] | None:
    """The acronym before a bracket that spells it out and ends at a pause: "X (Y of Z), a corpus of"."""
    if tokens.lower[pause - 1] != ")":
        return None
    inside = tokens.lower[max(first, pause - _LONGEST) : pause - 1][::-1]
    words = inside.index("(") if "(" in inside else 0
    name = pause - 2 - words - 1
    if words < 2 or name < first or tokens.shapes[name] != "S" or ")" in inside[:words]:
        return None
    return name, name + 1


def _is_apposition(tokens: Tokens, start: int, pause: int, first: int) -> bool:
    """Whether a pause can only begin an apposition to the name that starts at a place."""
    low, before = tokens.lower, tokens.lower[first:start]
    if start == first and "S" not in tokens.shapes[start:pause]:
        return False  # "Surprisingly, a model of …"
    if low[pause] == "is":
        return not before or before[-1] == "," or (len(before) == 1 and before[0] in _SUBJECTS)
    if "," not in before and (low[first] in _INITIAL or low[first].endswith("ing")):
        return False  # "On X, a model of …"
    return before[-1:] not in _LISTED


def _begins(tokens: Tokens, start: int, first: int) -> bool:
    """Whether a name begins where its capitals do: not behind "Corpus of the", "Another", or a bracket."""
    low, shapes, i = tokens.lower, tokens.shapes, start - 1
    if i > first and low[i] == "the":
        i -= 1
    if i <= first:
        return True
    joined = low[i] in JOINING and shapes[i - 1] == "C" and i - 1 > first
    return not joined and shapes[i] != "C" and low[i] not in (")", "-", ":", "+")
