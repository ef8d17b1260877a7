"""A title or abstract as tokens that know their place and their sentence in the text as it was given."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

import msgspec

from kg.model import Part
from kg.recognise.tokens import tokens_of, tokens_of_chunk
from kg.recognise.words import word_set

__all__ = ["Tokens", "read"]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00]")
# How much of an endless sentence is quoted, in tokens on each side.
_QUOTED = 120
_READ = 300  # tokens that tell whether a text is in capitals
_STOPS = ".!?"
_ABBREVIATIONS = word_set(
    "al abs rel e.g i.e eg ie vs cf fig figs eq eqs etc resp sec no vol dr prof approx w.r.t viz ca incl st"
)
_AS_PLAIN = str.maketrans("SC", "LL")


Columns = tuple[list[str], list[str], list[str], list[int], list[int]]


class Tokens(msgspec.Struct, frozen=True):
    """The tokens of one part. `shapes` has one letter for each (see `looks`); `sentence[i]` numbers the
    sentence of token i, from 0; `starts` and `ends` count code points of `text`, as given."""

    part: Part
    text: str
    words: list[str]
    lower: list[str]
    shapes: str
    starts: list[int]
    ends: list[int]
    sentence: list[int]
    emphasised: frozenset[int]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the tokens from `first` to before `last` stand in the text."""
        return self.starts[first], self.ends[last - 1]

    def surface(self, first: int, last: int) -> str:
        """The tokens as printed, without typography: single spaces where the text had a gap."""
        words = self.words
        if last == first + 1:
            return words[first]
        plain = " ".join(words[first:last])
        if self.text[self.starts[first] : self.ends[last - 1]] == plain:
            return plain
        out = [words[first]]
        for i in range(first + 1, last):
            gap = self.text[self.ends[i - 1] : self.starts[i]]
            out.append(" " if gap[:1].isspace() or gap[-1:].isspace() or "~" in gap else "")
            out.append(words[i])
        return "".join(out)

    def around(self, i: int, reach: int = 80) -> range:
        """The tokens of the sentence of token i, at most `reach` to each side."""
        here = self.sentence[i]
        first = bisect_left(self.sentence, here, max(0, i - reach), i)
        return range(first, bisect_right(self.sentence, here, i, min(len(self.words), i + reach)))

    def quote(self, i: int) -> str:
        """The sentence of token i, as given; of an endless one the tokens around it."""
        first = max(bisect_left(self.sentence, self.sentence[i]), i - _QUOTED)
        last = min(bisect_left(self.sentence, self.sentence[i] + 1), i + _QUOTED)
        return self.text[self.starts[first] : self.ends[last - 1]]


def read(part: Part, text: str) -> Tokens:
    """The tokens of a text, which need not be clean.

    >>> read("title", "RAVEn: BERT-based learning").words
    ['RAVEn', ':', 'BERT', '-based', 'learning']
    """
    visible, places = _visible(text)
    words, lower, shapes, starts, ends = _columns(visible)
    emphasised = _take_emphasis(words, lower, starts, ends) if "" in words else frozenset[int]()
    looks = "".join(shapes)
    sentence = _sentences(words, starts, ends)
    if places:
        starts, ends = [places[s] for s in starts], [places[e - 1] + 1 for e in ends]
    return Tokens(part, text, words, lower, _shapes(words, looks), starts, ends, sentence, emphasised)


def _columns(text: str) -> Columns:
    """Words, their small letters, looks, starts and ends; places where emphasis begins are among them."""
    columns: Columns = [], [], [], [], []
    words, lower, shapes, starts, ends = columns
    spaced, at = _is_spaced(text), 0
    whole = spaced or "<" in text  # a tag may hold spaces
    for chunk in [text] if whole else text.split(" "):
        tokens, length = tokens_of(chunk, spaced) if whole else tokens_of_chunk(chunk)
        for word, low, shape, start, end in tokens:
            words.append(word)
            lower.append(low)
            shapes.append(shape)
            starts.append(at + start)
            ends.append(at + end)
        at += length + 1
    return columns


def _take_emphasis(words: list[str], lower: list[str], starts: list[int], ends: list[int]) -> frozenset[int]:
    """Take the words without letters out of all columns: the tokens before which emphasis begins."""
    places = [i for i, word in enumerate(words) if not word]
    kept = [i for i, word in enumerate(words) if word]
    words[:], lower[:] = [words[i] for i in kept], [lower[i] for i in kept]
    starts[:], ends[:] = [starts[i] for i in kept], [ends[i] for i in kept]
    return frozenset(place - number for number, place in enumerate(places))


def _is_spaced(text: str) -> bool:
    """Whether full stops stand apart from the words before them, as in tokenised text."""
    if " ." not in text:
        return False
    apart = text.count(" . ") + text.endswith(" .")
    return apart > text.count(". ") - text.count(" . ")


def _visible(text: str) -> tuple[str, list[int]]:
    """The text without invisible characters, and where each remaining one stood (empty: where it stands)."""
    if (text.isascii() and "\x00" not in text) or not _INVISIBLE.search(text):
        return text, []
    places = [i for i, c in enumerate(text) if not _INVISIBLE.match(c)]
    return "".join(text[i] for i in places), places


def _sentences(words: list[str], starts: list[int], ends: list[int]) -> list[int]:
    """The number of each token's sentence. A full stop inside a name or after an abbreviation ends none."""
    sentence: list[int] = []
    number, last = 0, len(words) - 1
    for i in _places(words):
        if 0 < i < last and _ends_here(words, starts, ends, i):
            sentence += [number] * (i + 1 - len(sentence))
            number += 1
    return sentence + [number] * (len(words) - len(sentence))


def _places(words: list[str]) -> list[int]:
    """Where the marks stand that may end a sentence."""
    places = []
    for mark in _STOPS:
        place = -1
        for _ in range(words.count(mark)):
            place = words.index(mark, place + 1)
            places.append(place)
    return sorted(places)


def _ends_here(words: list[str], starts: list[int], ends: list[int], i: int) -> bool:
    before, after = words[i - 1], words[i + 1]
    if words[i] == "." and (before.lower() in _ABBREVIATIONS or (len(before) == 1 and before.isupper())):
        return before == "al" and after[0].isupper() and starts[i + 1] > ends[i]
    if starts[i + 1] == ends[i]:
        return after[0].isupper() and before[-1:].islower()
    return not after[0].islower() or after[0] == "i"


def _shapes(words: list[str], shapes: str) -> str:
    """The looks of every token. Where nearly all is in capitals they say nothing: all plain."""
    head = words[:_READ]
    plain = shapes.count("L", 0, _READ) + shapes.count("P", 0, _READ)
    if 3 * plain > 2 * len(head):
        return shapes
    long = [word for word in head if len(word) > 1 and word[0].isalpha()]
    if len(long) > 3 and sum(word.isupper() for word in long) > 0.7 * len(long):
        return shapes.translate(_AS_PLAIN)
    return shapes
