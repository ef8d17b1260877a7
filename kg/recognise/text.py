"""A title or abstract as tokens that know their place in the text as it was given.

Tokens are words as their writers join them (`RT-LA-VocE`, `Llama3.1-8B`, `word2vec`), addresses, and
single marks. What is only typography (LaTeX commands, tags, zero-width characters) yields no token.
Every pattern here is a plain alternation without nested repetition: reading takes linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from kg.model import Part
from kg.recognise.words import word_set

__all__ = ["Tokens", "looks", "read"]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00]")
_ADDRESS = r"(?:https?://|ftp://|www\.)[^\s<>\"“”|^`]+"
_PATTERN = r"""(?P<url>ADDRESS)
    | (?P<times>\\times\b)
    | (?P<skip>\\[A-Za-z]+\*?\{? | </?[A-Za-z][^<>]{0,200}> | [{}~$\\] )
    | (?P<word>
        [^\W_]+
        (?: (?: HYPHEN | ['’_&] | (?<=[a-z0-9])\.(?=[a-z0-9]) | (?<=[0-9]),(?=[0-9]{3})
              | (?<=[A-Z])\.(?=[A-Z0-9]) ) [^\W_]+ )*
        (?: \++(?![\w]) | \*(?![\w*]) )?
      )
    | (?P<mark>\S)""".replace("ADDRESS", _ADDRESS)
_TOKEN = re.compile(_PATTERN.replace("HYPHEN", "[-‐‑–]"), re.VERBOSE)
# Some corpora part all tokens by spaces: "Faster R - CNN ."
_SPACED_TOKEN = re.compile(_PATTERN.replace("HYPHEN", r"[-‐‑–]|[ ]-[ ](?=[^\W_])"), re.VERBOSE)
# How much of an endless sentence is quoted, in tokens on each side.
_QUOTED = 120
_EMPHASIS = re.compile(
    r"\\(?:emph|textbf|textit|texttt|textsc|textsf|textrm|text|mathrm|mathbf|mathsf)\b|<(?:b|i|em|tt|code|strong)>"
)
# A number with a unit or an ending looks like no name: "40ms", "3D", "7B", "2nd".
_MEASURE = re.compile(
    r"\d+(?:st|nd|rd|th|s|k|x|d|M|K|B|D|ms|fps|FPS|Hz|kHz|MHz|GHz|dB|MB|GB|TB|h|hr|hrs|min|cm|mm|km|m|kg|g|bit|px|p|way)|[a-z]\d?"
)
_ABBREVIATIONS = word_set(
    "al e.g i.e eg ie vs cf fig figs eq eqs etc resp sec no vol dr prof approx w.r.t viz ca incl st"
)
# What hangs on a name by a hyphen without being part of it: "BERT-based", "GAN-generated".
_SUFFIXES = word_set(
    "based style like level trained driven enhanced guided inspired augmented generated free aware "
    "enabled powered only equipped pretrained tuned derived related specific type assisted "
    "initialized style styled sized equivalent compatible induced encoded annotated finetuned adapted "
    "extracted backed dependent"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one part. `sentence[i]` numbers the sentence of token i, from 0; `starts` and `ends`
    count code points of `text`, as given."""

    part: Part
    text: str
    words: list[str]
    lower: list[str]
    shapes: list[str]
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
        out = [words[first]]
        for i in range(first + 1, last):
            gap = self.text[self.ends[i - 1] : self.starts[i]]
            out.append(" " if gap[:1].isspace() or gap[-1:].isspace() or "~" in gap else "")
            out.append(words[i])
        return "".join(out)

    def around(self, i: int, reach: int = 80) -> range:
        """The tokens of the sentence of token i, at most `reach` to each side."""
        here, first, last = self.sentence[i], i, i + 1
        lowest, highest = max(0, i - reach), min(len(self.words), i + reach)
        while first > lowest and self.sentence[first - 1] == here:
            first -= 1
        while last < highest and self.sentence[last] == here:
            last += 1
        return range(first, last)

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
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    emphasised: set[int] = set()
    pattern = _SPACED_TOKEN if _is_spaced(visible) else _TOKEN
    for match in pattern.finditer(visible):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "skip":
            if _EMPHASIS.match(visible, start):
                emphasised.add(len(words))
            continue
        word = match[0].replace(" ", "")
        cut = _suffix(word) if kind == "word" else 0
        if cut:
            words.append(word[:cut])
            starts.append(start)
            ends.append(start + cut)
            start, word = end - len(word) + cut, word[cut:]
        words.append(word)
        starts.append(start)
        ends.append(end)
    sentence = _sentences(visible, words, starts, ends)
    if places:
        starts, ends = [places[s] for s in starts], [places[e - 1] + 1 for e in ends]
    lower = [word.lower() for word in words]
    shapes = _shapes(words)
    return Tokens(part, text, words, lower, shapes, starts, ends, sentence, frozenset(emphasised))


def _is_spaced(text: str) -> bool:
    """Whether full stops stand apart from the words before them, as in tokenised text."""
    apart = text.count(" . ") + text.endswith(" .")
    return apart > text.count(". ") - text.count(" . ")


def _visible(text: str) -> tuple[str, list[int]]:
    """The text without invisible characters, and where each remaining one stood (empty: where it stands)."""
    if not _INVISIBLE.search(text):
        return text, []
    places = [i for i, c in enumerate(text) if not _INVISIBLE.match(c)]
    return "".join(text[i] for i in places), places


def _suffix(word: str) -> int:
    """Where the part that only hangs on a name begins: 4 in "BERT-based" and "BERT's"; else 0."""
    if word.endswith(("'s", "’s")):
        return len(word) - 2
    hyphen = word.rfind("-")
    return hyphen if hyphen > 0 and word[hyphen + 1 :] in _SUFFIXES else 0


def _sentences(text: str, words: list[str], starts: list[int], ends: list[int]) -> list[int]:
    """The number of each token's sentence. A full stop inside a name or after an abbreviation ends none."""
    sentence, number = [], 0
    last = len(words) - 1
    for i, word in enumerate(words):
        sentence.append(number)
        if word in ".!?" and 0 < i < last and _ends_here(text, words, starts, ends, i):
            number += 1
    return sentence


def _ends_here(text: str, words: list[str], starts: list[int], ends: list[int], i: int) -> bool:
    before, after = words[i - 1], words[i + 1]
    if words[i] == "." and (before.lower() in _ABBREVIATIONS or (len(before) == 1 and before.isupper())):
        return before == "al" and after[0].isupper() and starts[i + 1] > ends[i]
    if starts[i + 1] == ends[i]:
        return after[0].isupper() and before[-1:].islower()
    return not after[0].islower() or after[0] == "i"


@lru_cache(maxsize=65536)
def looks(word: str) -> str:
    """S: like a name (`LRS3`, `mBERT`, `word2vec`); C: capitalised; D: a number; L: a plain word; P: a mark.

    >>> [looks(w) for w in ("RAVEn", "Self-Training", "2.0", "learning", ",", "-based")]
    ['S', 'C', 'D', 'L', 'P', 'P']
    """
    if not (word[0].isalnum() or word[0] == "π"):
        return "P"
    if word[0].isdigit() and not any(c.isalpha() for c in word):
        return "D"
    parts = re.split(r"[-‐‑–'’_./&]", word)
    if any(_is_strong(part) for part in parts):
        return "S"
    return "C" if word[0].isupper() else "L"


def _is_strong(part: str) -> bool:
    inner = part[1:]
    if any(c.isupper() for c in inner):
        return True
    letters = sum(c.isalpha() for c in part)
    return letters > 0 and letters < len(part) and not _MEASURE.fullmatch(part)


def _shapes(words: list[str]) -> list[str]:
    """The looks of every token. Where nearly all is in capitals they say nothing: all plain."""
    shapes = [looks(word) for word in words]
    long = [word for word in words[:300] if len(word) > 1 and word[0].isalpha()]
    if len(long) > 3 and sum(word.isupper() for word in long) > 0.7 * len(long):
        return ["L" if s in "SC" else s for s in shapes]
    return shapes
