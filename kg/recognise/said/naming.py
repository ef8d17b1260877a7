"""Names of which the sentence itself says what they are: "a corpus of sermons, named X", "X, a lexicon of …".

What a sentence says outright counts more than what its words make likely; what can be understood in two ways
says nothing. The words are in `lists/naming.txt`. A sentence is read only where it has a naming word (here)
or an apposition (`apposed`), at most thirty words to each side; a title is read by `titled`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.recognise.keys import key
from kg.recognise.lexicon import Lexicon
from kg.recognise.names import Name
from kg.recognise.said.apposed import apposed
from kg.recognise.said.nouns import ARTICLES, BEHIND, JOINING, Stated, head, told_by
from kg.recognise.said.titled import titled
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["SURE", "Said", "said_of", "statements"]

SURE = 0.9
"""How sure a kind is at least that the sentence says outright, before calibration."""

_REACH = 30  # tokens before a naming word
_FAR, _NEAR = 8, 5  # tokens between a noun and what it is called, behind a comma and without
_COUNTS = word_set("two three four five several")
_DETERMINERS = _COUNTS | word_set("a an the our this these its another")
_PAUSES = word_set(", – — (")
_QUOTES = word_set("“ ” \" ‘ ’ ' ` : as the ``")
_TOOLS = word_set(
    "software tool tools modules libraries systems scripts services components programs grammars"
)
_BE = word_set("is are was were")
_ALSO = word_set("also now then thus hence therefore simply")
_WHICH = word_set("which that and")
_NEW = word_set("our resulting new proposed final")
_ENTITIES = (["entity"], ["entities"])


Spans = dict[tuple[str, int, int], Stated]


class Said(NamedTuple):
    """What the sentences of a record say outright: of the names at a part, from a token to before another;
    and whether they name an organisation at all."""

    of_names: Spans
    organisations: bool


def statements(parts: list[Tokens], lexicon: Lexicon) -> Said | None:
    """What is said in a record, or nothing."""
    found: Spans = {}
    organisations = False
    for tokens in parts:
        signs = _signs(lexicon).intersection(tokens.lower)
        organisations = organisations or not signs.isdisjoint(lexicon.words("organisation noun"))
        if tokens.part == "title":
            found |= {("title", start, end): stated for start, end, stated in titled(tokens, lexicon)}
            continue
        for start, end, stated in apposed(tokens, lexicon):
            found[tokens.part, start, end] = stated
        for start, end, stated in _named(tokens, lexicon) if signs else ():
            found[tokens.part, start, end] = stated
    return Said(found, organisations) if found or organisations else None


@cache
def _signs(lexicon: Lexicon) -> frozenset[str]:
    """The words that name something, or an organisation."""
    kinds = ("naming word", "our naming word", "organisation noun")
    return frozenset[str]().union(*map(lexicon.words, kinds))


def said_of(name: Name, said: Said, lexicon: Lexicon) -> Stated | None:
    """What is said of a name where it is first said; that mention goes by the rule that says so."""
    for number, mention in enumerate(name.mentions):
        stated = said.of_names.get((mention.tokens.part, mention.start, mention.end))
        if stated and not _is_known_otherwise(name, stated.kind, lexicon):
            name.mentions[number] = mention._replace(rule=stated.rule)
            return stated
    return None


def _is_known_otherwise(name: Name, kind: str, lexicon: Lexicon) -> bool:
    """Whether a name is listed, and not as that kind: "a text corpus called BERT" is a slip."""
    kinds = {found for form in name.forms for found in lexicon.kinds(key(form))}
    return not kinds.isdisjoint(("dataset", "method")) and kind not in kinds


def _named(tokens: Tokens, lexicon: Lexicon) -> Iterator[tuple[int, int, Stated]]:
    """The names behind a naming word: "a corpus of 3,000 sermons, named X", "a tagger, which we call X"."""
    low, signs = tokens.lower, _signs(lexicon)
    for i in [i for i, word in enumerate(low) if word in signs]:
        around = tokens.around(i, _REACH)
        if not (behind := _phrase_end(tokens, i, lexicon)):
            continue
        if low[behind] in _BE:
            stated = _of_subject(tokens, around.start, behind, lexicon)
        else:
            stated = _of_phrase(low, around.start, behind, lexicon)
        if stated:
            several = not _COUNTS.isdisjoint(low[around.start : behind])
            for start, end in _runs(tokens, i + 1, around.stop, several):
                if _is_whole(tokens, end, around.stop, lexicon):
                    yield start, end, stated


def _phrase_end(tokens: Tokens, i: int, lexicon: Lexicon) -> int:
    """Where the phrase before a naming word ends: before "called", "is called" or "which we call"; 0 for no
    naming."""
    low = tokens.lower
    if tokens.shapes[i] != "L" or low[i + 1 : i + 2] in _ENTITIES:
        return 0
    end = i - (i > 1 and low[i - 1] in _ALSO)
    if low[i] in lexicon.words("naming word"):
        end -= end > 0 and low[end - 1] in _BE
    elif low[i] in lexicon.words("our naming word") and end and low[end - 1] == "we":
        end -= 1
    else:
        return 0
    return end - (end < i and end > 0 and low[end - 1] in _WHICH)


def _of_phrase(low: list[str], first: int, behind: int, lexicon: Lexicon) -> Stated | None:
    """What the phrase before "called" says. Behind a comma the naming is of the whole phrase, as far as that
    is not in doubt, else of its nearest part."""
    apart = behind - first > 1 and low[behind - 1] in _PAUSES
    end = behind - apart
    introducing = lexicon.words("introducing word")
    verb = max((j for j in range(first, end) if low[j] in introducing), default=first)
    starts = [j for j in range(first, end) if low[j] in _DETERMINERS]
    starts = [j for j in starts if j > verb] or starts[-1:]
    if not starts:
        return None
    start = starts[0] if apart else starts[-1]
    kind, noun = head(low, start + 1, end, lexicon)
    if not kind or (apart and head(low, starts[-1] + 1, end, lexicon)[0] not in ("", kind)):
        return None
    between = low[noun + 1 : end]
    if len(between) > (_FAR if apart else _NEAR) or sum(word in JOINING for word in between) > 1 + apart:
        return None
    if low[noun].startswith("collection") and _is_of_tools(between, lexicon):
        return None
    return Stated(kind, told_by(low, start - 1, first, lexicon))


def _of_subject(tokens: Tokens, first: int, behind: int, lexicon: Lexicon) -> Stated | None:
    """What the subject of "is called" says: the resulting dataset, our model; or "it", of what the sentence
    before introduces. "A model is called stable if …" defines, and names nothing."""
    low = tokens.lower
    if low[first:behind] == ["it"] and first:
        return _of_it(tokens, tokens.around(first - 1, _REACH), lexicon)
    starts = [j for j in range(first, behind) if low[j] in _DETERMINERS]
    kind = _agreed([head(low, j + 1, behind, lexicon) for j in starts], low)
    if not kind or low[starts[0]] in ARTICLES:
        return None
    return Stated(kind, None if _NEW.isdisjoint(low[starts[0] : starts[0] + 2]) else "introduced")


def _of_it(tokens: Tokens, before: range, lexicon: Lexicon) -> Stated | None:
    """What a sentence says that it introduces, and has no other noun of another kind."""
    low, introducing = tokens.lower, lexicon.words("introducing word")
    verb = next((j for j in before if low[j] in introducing), before.stop)
    starts = [j for j in range(verb + 1, before.stop) if low[j] in _DETERMINERS]
    kind = _agreed([head(low, j + 1, before.stop, lexicon) for j in starts], low)
    if not kind or starts[0] != verb + 1:
        return None
    return Stated(kind, told_by(low, verb, before.start, lexicon))


def _agreed(heads: list[tuple[str, int]], low: list[str]) -> str:
    """The kind of the first phrase, where no other says another; a collection may be one of tools."""
    kind, noun = heads[0] if heads else ("", 0)
    others = {other for other, _ in heads} - {"", kind}
    return "" if others or low[noun].startswith("collection") else kind


def _is_of_tools(words: list[str], lexicon: Lexicon) -> bool:
    return not _TOOLS.isdisjoint(words) or not lexicon.words("method noun").isdisjoint(words)


def _runs(tokens: Tokens, start: int, stop: int, several: bool) -> Iterator[tuple[int, int]]:
    """The runs of words with the looks of a name from a place on: one, or several in a list."""
    low, shapes = tokens.lower, tokens.shapes
    while start < stop:
        while start < stop and low[start] in _QUOTES:
            start += 1
        end = start
        while end < stop and (shapes[end] in "SC" or (end > start and shapes[end] == "D")):
            end += 1
        if end > start:
            yield start, end
        if not several or end == start or end >= stop or low[end] not in (",", "and", "&"):
            return
        start = end + 1 + (low[end : end + 2] == [",", "and"])


def _is_whole(tokens: Tokens, end: int, stop: int, lexicon: Lexicon) -> bool:
    """Whether a name ends where its capitals do: not before "of Wales", "-based" or "interaction"."""
    if end >= stop:
        return True
    low, shapes = tokens.lower, tokens.shapes
    word = low[end]
    if word[0] in "-+:" or (shapes[end] == "L" and word not in lexicon.breaks and word not in BEHIND):
        return False
    capital = shapes[end + 1 : min(end + 2, stop)] == "C"
    capital = capital or (low[end + 1 : end + 2] == ["the"] and shapes[end + 2 : min(end + 3, stop)] == "C")
    return not (word in JOINING and shapes[end - 1] == "C" and capital)
