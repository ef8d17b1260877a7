"""Candidates: every stretch of tokens that might name a dataset or a method, and the rule that saw it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.recognise.acronyms import Pair
from kg.recognise.keys import key
from kg.recognise.lexicon import Lexicon, Listed
from kg.recognise.text import Tokens
from kg.recognise.tokens import looks
from kg.recognise.words import word_set

__all__ = ["Candidate", "propose"]

_LONGEST = 8
_CAPITAL = re.compile("[SC]")
_DECIMAL = re.compile(r"\d\d+\.\d+|\d\.\d\d+")  # no version, as 2.0 is
_NAMING_KINDS = frozenset(("dataset", "method", "?dataset", "?method"))
_NAMING = word_set("called named dubbed termed coined call name dub namely titled entitled")
_QUOTES = word_set("“ ” \" ‘ ’ ' ` : as it the")
_MANY = word_set(
    "models systems methods representations techniques tools algorithms architectures approaches frameworks "
    "strategies schemes platforms"
)
_FORMS_OF_ADDRESS = word_set("dr mr mrs ms st prof")  # with which a name may begin: "Dr. BERT"
_BEHIND = {"-": "SCD", ".": "S"}  # the shapes of words that a sign may join to a name
_JOINING = word_set("of in the for on to with by from over")


class Candidate(NamedTuple):
    """A stretch of tokens of one part, and the rule that proposes it."""

    tokens: Tokens
    start: int
    end: int
    rule: str


def propose(tokens: Tokens, lexicon: Lexicon, pairs: list[Pair], listed: list[Listed]) -> Iterator[Candidate]:
    """All candidates of a part, overlapping ones included; the same stretch may come by several rules."""
    for acronym, long in pairs:
        yield Candidate(tokens, *acronym, "bracket")
        yield Candidate(tokens, *long, "long-form")
    if tokens.part == "title":
        yield from _title(tokens, lexicon)
    for start, end, kinds in listed:
        if not _NAMING_KINDS.isdisjoint(kinds):
            yield Candidate(tokens, start, end, "list")
    yield from _capitals(tokens, lexicon)
    yield from _headed(tokens, lexicon)
    yield from _named(tokens, lexicon)


def _title(tokens: Tokens, lexicon: Lexicon) -> Iterator[Candidate]:
    """The name before a colon, and the phrases between the small words of a title."""
    words = tokens.words
    for i in range(1, min(len(words), _LONGEST + 1)):
        if words[i] in (":", "–", "—", "-") and 0 < i <= _LONGEST:
            yield Candidate(tokens, 0, i, "title-name")
            break
    start = 0
    small = lexicon.words("function word")
    for i in range(len(words) + 1):
        if i == len(words) or tokens.lower[i] in small or looks(words[i]) == "P":
            if 2 <= i - start <= 5:
                yield Candidate(tokens, start, i, "title-phrase")
            start = i + 1


def _capitals(tokens: Tokens, lexicon: Lexicon) -> Iterator[Candidate]:
    """Runs of capitalised and name-like words, with a number behind, and the name-like words in them."""
    small = lexicon.words("function word")
    behind = 0
    for match in _CAPITAL.finditer(tokens.shapes):
        i = match.start()
        if i >= behind and (match[0] == "S" or tokens.lower[i] not in small):
            behind = _run_end(tokens, i, small, lexicon)
            yield from _in_run(tokens, i, behind)


def _run_end(tokens: Tokens, start: int, small: frozenset[str], lexicon: Lexicon) -> int:
    """Where a run that starts at a capital ends; small words join it where a capital follows."""
    words, shapes, i, n = tokens.words, tokens.shapes, start + 1, len(tokens)
    while i < n and i - start < _LONGEST:
        same = tokens.sentence[i] == tokens.sentence[start]
        if same and shapes[i] in "SCD" and tokens.lower[i] not in small:
            if shapes[i] == "D" and _is_figure(tokens, start, i, lexicon):
                break
            i += 1
        elif i + 1 < n and shapes[i + 1] in _BEHIND.get(words[i], ()) and _joins(tokens, i):
            i += 2
        elif tokens.part != "title" and (gap := _connector(tokens, i, small)):
            i += gap
        else:
            break
    while words[i - 1] in _JOINING:  # where the longest run ends behind a small word
        i -= 1
    return i


def _joins(tokens: Tokens, i: int) -> bool:
    """Whether a hyphen stands here, or the full stop of a form of address."""
    return tokens.words[i] == "-" or tokens.lower[i - 1] in _FORMS_OF_ADDRESS


def _is_figure(tokens: Tokens, start: int, i: int, lexicon: Lexicon) -> bool:
    """Whether a number in a run is one of a figure: "FooNet 12 %", "FooNet-L 81.2 AP", "F1 0.765"."""
    words = tokens.words
    behind = words[i + 1] if i + 1 < len(words) else ""
    if behind == "%" or not _DECIMAL.fullmatch(words[i]):
        return behind == "%"
    beside = (words[i - 1], behind) if i > start else (behind,)
    return any("metric" in lexicon.kinds(key(word)) for word in beside)


def _connector(tokens: Tokens, i: int, small: frozenset[str]) -> int:
    """How many small words at i join a capital to a capital: 2 in "Reading in the Wild", 0 for none."""
    if tokens.shapes[i - 1] != "C":
        return 0
    for gap in (1, 2):
        if i + gap >= len(tokens) or tokens.words[i + gap - 1] not in _JOINING:
            return 0
        if tokens.shapes[i + gap] == "C" and tokens.lower[i + gap] not in small:
            return gap
    return 0


def _in_run(tokens: Tokens, start: int, end: int) -> Iterator[Candidate]:
    words, shapes = tokens.words, tokens.shapes
    initial = start == 0 or tokens.sentence[start - 1] != tokens.sentence[start]
    plain = end - start == 1 and shapes[start] == "C"
    if not plain or not initial:
        yield Candidate(tokens, start, end, "shape" if "S" in shapes[start:end] else "capital")
    if end - start == 1:
        return
    if shapes[end - 1] == "D":
        yield Candidate(tokens, start, end - 1, "shape")
    if initial and shapes[start] == "C":
        yield Candidate(tokens, start + 1, end, "shape")
    for i in range(start, end):
        if shapes[i] == "S":
            yield Candidate(tokens, i, i + 1, "shape")
            if i + 1 < end and shapes[i + 1] == "D":
                yield Candidate(tokens, i, i + 2, "shape")
        elif words[i] in _JOINING:
            yield Candidate(tokens, start, i, "capital")
            yield Candidate(tokens, i + 1, end, "capital")
            break


def _headed(tokens: Tokens, lexicon: Lexicon) -> Iterator[Candidate]:
    """Phrases that end in a noun for methods or datasets: "graph neural network", "Penn Treebank"."""
    shapes = tokens.shapes
    kinds = list(map(lexicon.noun_for, tokens.lower))
    for i in [i for i, kind in enumerate(kinds) if kind or shapes[i] == "S"]:
        first = _phrase_start(tokens, i, lexicon.breaks)
        kind = kinds[i]
        if not kind and first < i and "method" in lexicon.kinds(key(tokens.words[i])):
            kind = "M"  # a known method behind a word
        if kind and first < i:
            yield from _phrases(tokens, i, first, kind, lexicon.words("adjective"))
        elif kind and "-" in tokens.lower[i]:
            yield Candidate(tokens, i, i + 1, "head")


def _phrase_start(tokens: Tokens, i: int, breaks: frozenset[str]) -> int:
    """The first of at most four words before token i that could belong to its phrase."""
    lower, shapes = tokens.lower, tokens.shapes
    for first in range(i - 1, max(0, i - 4) - 1, -1):
        low = lower[first]
        if low in breaks if shapes[first] != "P" else low[0] != "-" or low == "-":
            return first + 1
    return max(0, i - 4)


def _phrases(
    tokens: Tokens, i: int, start: int, kind: str, adjectives: frozenset[str]
) -> Iterator[Candidate]:
    """The head at i with the words before it, from each on; without a dataset's noun, too.

    In small letters a noun for datasets, or for many things, tells of a kind: "parallel corpora".
    """
    here, shapes = tokens.sentence[i], tokens.shapes
    named = shapes[i] in "SC" or not (kind == "D" or tokens.lower[i] in _MANY)
    for first in range(i - 1, start - 1, -1):
        low = tokens.lower[first]
        named = named or shapes[first] in "SC"
        if named and tokens.sentence[first] == here and low not in adjectives and low[0] != "-":
            yield Candidate(tokens, first, i + 1, "head")
            if kind == "D":
                yield Candidate(tokens, first, i, "dataset-head")


def _named(tokens: Tokens, lexicon: Lexicon) -> Iterator[Candidate]:
    """What follows "called", "dubbed" and the like, in quotation marks or not."""
    if _NAMING.isdisjoint(tokens.lower):
        return
    small, n = lexicon.words("function word"), len(tokens)
    for i in [i for i, low in enumerate(tokens.lower) if low in _NAMING]:
        start = i + 1
        while start < n and tokens.lower[start] in _QUOTES:
            start += 1
        end = start
        while end < min(n, start + 6) and tokens.shapes[end] in "SCDL" and tokens.lower[end] not in small:
            end += 1
        if end > start and tokens.sentence[end - 1] == tokens.sentence[i]:
            yield Candidate(tokens, start, end, "named")
