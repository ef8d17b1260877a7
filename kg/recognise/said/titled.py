"""What a title says of the name before its colon: "X: A Corpus of …", "X: Fast Query Interface for …"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.recognise.keys import key
from kg.recognise.lexicon import Lexicon
from kg.recognise.said.nouns import Stated
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["titled"]

_COLONS = word_set(": – —")
_MARKS = _COLONS | frozenset(",;.?!()/&")
_ARTICLES = word_set("a an the")
_INSIDE = word_set("and first & /")
_TOOLS = word_set("tool tools toolkit library interface package software editor")
_LONGEST = 4


def titled(tokens: Tokens, lexicon: Lexicon) -> Iterator[tuple[int, int, Stated]]:
    """The name that a title begins with, first token and end, where a noun for its kind follows."""
    low, shapes = tokens.lower, tokens.shapes
    colon = shapes.find("P", 1, _LONGEST + 1)
    if (
        colon < 0
        or colon + 2 >= len(low)
        or not _is_colon(low, colon)
        or not set(shapes[:colon]) <= set("SCD")
    ):
        return
    known = colon == 1 and (low[0] in lexicon.heads or lexicon.kinds(key(tokens.words[0])))
    if "S" not in shapes[:colon] and (colon > 1 or known):
        return  # "Word Alignment: A Corpus for …"
    if kind := _kind(tokens, colon + 1, lexicon):
        yield 0, colon, Stated(kind, "introduced")


def _is_colon(low: list[str], i: int) -> bool:
    return low[i] in _COLONS or (low[i] == "-" and low[i + 1] in _ARTICLES)


def _kind(tokens: Tokens, start: int, lexicon: Lexicon) -> str:
    """The kind that the first noun for one tells at which a phrase may end, "" for none."""
    low, small, end = tokens.lower, lexicon.words("function word"), len(tokens)
    if low[start] not in _ARTICLES and low[start].endswith("ing"):
        return ""  # "X: Building Corpora"
    for i in range(start + (low[start] in _ARTICLES), end):
        last = i + 1 == end or low[i + 1] in small or low[i + 1] in _MARKS
        if low[i] in small and low[i] not in _INSIDE:
            return ""
        if last and (kind := _of_noun(low[i - 1], low[i], lexicon)):
            return kind
        if last and (i + 1 == end or low[i + 1] not in _INSIDE):
            return ""
    return ""


def _of_noun(before: str, noun: str, lexicon: Lexicon) -> str:
    if noun in lexicon.words("dataset noun") or (noun == "repository" and before == "data"):
        return "dataset"
    return "method" if noun in lexicon.words("method noun") or noun in _TOOLS else ""
