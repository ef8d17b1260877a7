"""Where the words of a text begin and end, and what each looks like.

A word is taken as its writer joins it (`RT-LA-VocE`, `Llama3.1-8B`, `word2vec`); addresses and single marks
are words of their own. What is only typography (LaTeX commands, tags) yields none.
Every pattern here is a plain alternation without nested repetition: reading takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.recognise.memory import remembered
from kg.recognise.words import word_set

__all__ = ["Token", "looks", "tokens_of", "tokens_of_chunk"]

_ADDRESS = r"(?:https?://|ftp://|www\.)[^\s<>\"“”|^`]+"
_PATTERN = r"""(?P<url>ADDRESS)
    | (?P<sign>\\(?:times\b|pm(?![A-Za-z])))
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
_EMPHASIS = re.compile(
    r"\\(?:emph|textbf|textit|texttt|textsc|textsf|textrm|text|mathrm|mathbf|mathsf)\b|<(?:b|i|em|tt|code|strong)>"
)
# A number with a unit or an ending looks like no name: "40ms", "3D", "7B", "2nd"; a version does: "v2.0".
_MEASURE = re.compile(
    r"\d+(?:st|nd|rd|th|s|k|x|d|M|K|B|D|ms|fps|FPS|Hz|kHz|MHz|GHz|dB|MB|GB|TB|h|hr|hrs|min|cm|mm|km|m|kg|g|bit|px|p|way"
    r"|X|kb|kB|Kb|KB|Mb|Gb|Tb|kbps|Mbps|Gbps|mV|mW|kW|keV|MeV|Nm|kPa)|[a-uw-z]\d?|v"
)
_POWER = re.compile(r"\d[\d.,]*[eE][-−–+]?\d+")  # "1e-3"
_ENDING = frozenset(",.;:")
_JOINT = re.compile(r"[-‐‑–'’_./&]")
# What hangs on a name by a hyphen without being part of it: "BERT-based", "GAN-generated".
_SUFFIXES = word_set(
    "based style like level trained driven enhanced guided inspired augmented generated free aware "
    "enabled powered only equipped pretrained tuned derived related specific type assisted "
    "initialized style styled sized equivalent compatible induced encoded annotated finetuned adapted "
    "extracted backed dependent"
)


Token = tuple[str, str, str, int, int]
"""A word, its small letters, its looks, its start and end; where emphasis begins, a word without letters."""


def tokens_of(text: str, spaced: bool = False) -> tuple[tuple[Token, ...], int]:
    """The tokens of a text, and its length; `spaced` where they are parted by spaces, hyphens included."""
    end = len(text)
    if text.isalpha():  # most are, or but for a mark: the same as below, by a shorter way
        return (_token(text, 0, end),), end
    if text[-1:] in _ENDING and text[:-1].isalpha():
        return (_token(text[:-1], 0, end - 1), (text[-1], text[-1], "P", end - 1, end)), end
    return tuple(_tokens(text, _SPACED_TOKEN if spaced else _TOKEN)), end


tokens_of_chunk = remembered(tokens_of)
"""The tokens of what stands between two spaces."""


def _tokens(text: str, pattern: re.Pattern[str]) -> Iterator[Token]:
    for match in pattern.finditer(text):
        start, end = match.span()
        if match.lastgroup == "skip":
            if _EMPHASIS.match(text, start):
                yield "", "", "", start, end
            continue
        word = match[0]
        if word == "\\pm":
            word = "±"
        if match.lastgroup == "word":
            word = word.replace(" ", "")
            cut = _suffix(word)
            if cut:
                yield _token(word[:cut], start, start + cut)
                start, word = end - len(word) + cut, word[cut:]
        yield _token(word, start, end)


def _token(word: str, start: int, end: int) -> Token:
    return word, word.lower(), _looks(word), start, end


def _suffix(word: str) -> int:
    """Where the part that only hangs on a name begins: 4 in "BERT-based" and "BERT's"; else 0."""
    if word.endswith(("'s", "’s")):
        return len(word) - 2
    hyphen = word.rfind("-")
    return hyphen if hyphen > 0 and word[hyphen + 1 :] in _SUFFIXES else 0


def looks(word: str) -> str:
    """S: like a name (`LRS3`, `mBERT`, `word2vec`); C: capitalised; D: a number; L: a plain word; P: a mark.

    >>> [looks(w) for w in ("RAVEn", "Self-Training", "2.0", "1e-3", "learning", ",", "-based")]
    ['S', 'C', 'D', 'D', 'L', 'P', 'P']
    """
    if word.isalpha() and word[1:].islower():
        return "C" if word[0].isupper() else "L"
    if not (word[0].isalnum() or word[0] == "π"):
        return "P"
    if word[0].isdigit() and (not any(c.isalpha() for c in word) or _POWER.fullmatch(word)):
        return "D"
    if any(_is_strong(part) for part in _JOINT.split(word)):
        return "S"
    return "C" if word[0].isupper() else "L"


def _is_strong(part: str) -> bool:
    if _MEASURE.fullmatch(part):
        return False
    letters = sum(c.isalpha() for c in part)
    return any(c.isupper() for c in part[1:]) or 0 < letters < len(part)


_looks = remembered(looks)
