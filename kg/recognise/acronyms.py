"""Acronyms and their long forms: `Lip Reading in the Wild (LRW)`, `LRW (Lip Reading in the Wild)`.

The letters of the acronym are laid along the words beside it, in the manner of Schwartz and Hearst
(A simple algorithm for identifying abbreviation definitions in biomedical text, PSB 2003), but the
alignment that explains most letters by the beginnings of words wins, so that long forms do not run too far.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["Pair", "long_form_after", "long_form_before", "pairs"]

Span = tuple[int, int]
Pair = tuple[Span, Span]  # acronym, long form: token spans

_PIECE = re.compile(r"[^\W\d_]+|\d+")
_ACRONYM = re.compile(r"(?=[^\s]{2,16}$)[^\W_][\w+*&'’./-]*$")
_SMALL = word_set("of the in on for and to a an with by from at via over as into s or using based between")
_BREAKS = word_set('( ) [ ] ; : ? ! " “ ” `')
_REPEATING = re.compile(r"([A-Z])([23])(?!\d)")  # a digit that says how often a letter stands
_SPELLED = 0.5
_BEST = 0.54  # every letter begins a word, and no full word gives none
_CLOSING = word_set("” ’ ’’ '' \"")
_KINDS = word_set(
    "dataset datasets corpus corpora benchmark benchmarks database databases task challenge model models "
    "method methods algorithm algorithms framework system systems toolkit library layer layers module score "
    "scores"
)
_SOUNDS = {"4": "for", "2": "to"}
_NO_START = word_set(
    "a an the this that these of in on for and to with by from at via is are was our we new novel "
    "called its using propose present introduce use or as such both proposed dubbed termed e.g i.e"
)


def pairs(tokens: Tokens) -> list[Pair]:
    """Every acronym with its long form, where one stands in brackets beside the other."""
    words, found = tokens.words, [_titled(tokens)]
    if "(" not in words:
        return [pair for pair in found if pair]
    for i in [i for i, word in enumerate(words) if word == "("]:
        close = _closing(words, i)
        inside = (i + 1, close)
        if close - i == 2 or (close - i == 3 and words[i + 2] in "s"):
            found.append(_short_inside(tokens, i))
        if i and close - i > 2:
            found.append(_long_inside(tokens, i, inside))
    return [pair for pair in found if pair]


def _titled(tokens: Tokens) -> Pair | None:
    """`ACRONYM: Long Form for …`, in a title: the words behind the colon that spell the acronym."""
    words = tokens.words
    if tokens.part != "title" or words[1:2] != [":"] or not is_acronym(words[0]):
        return None
    letters = _letters(words[0])
    for end in range(min(len(words), len(letters) + 4), 3, -1):
        if tokens.lower[end - 1] not in _SMALL and _alignment(letters, words[2:end]) > _SPELLED:
            return (0, 1), (2, end)
    return None


def _closing(words: list[str], i: int) -> int:
    """The token that closes the bracket at i, or marks the end of what could be a name in it."""
    for j in range(i + 1, min(i + 14, len(words))):
        if words[j] in ")],;:":
            return j
    return i + 1


def _short_inside(tokens: Tokens, i: int) -> Pair | None:
    """`long form (ACRONYM)`"""
    if not is_acronym(tokens.words[i + 1]):
        return None
    long = long_form_before(tokens, i, tokens.words[i + 1])
    return ((i + 1, i + 2), long) if long else None


def _long_inside(tokens: Tokens, i: int, inside: Span) -> Pair | None:
    """`ACRONYM (long form)`"""
    if not is_acronym(tokens.words[i - 1]):
        return None
    long = long_form_after(tokens, inside, tokens.words[i - 1])
    return ((i - 1, i), long) if long else None


def is_acronym(word: str) -> bool:
    """Whether a word looks like an acronym: two capitals, or a capital and a digit, or one within."""
    if not _ACRONYM.match(word) or not any(c.isupper() for c in word):
        return False
    return any(c.isupper() or c.isdigit() for c in word[1:])


def long_form_before(tokens: Tokens, end: int, acronym: str) -> Span | None:
    """The words before token `end` that the acronym stands for."""
    while end > 1 and tokens.words[end - 1] in _CLOSING:
        end -= 1
    span = _words_before(tokens, end, _letters(acronym), 0.0)
    if span is None and _REPEATING.search(acronym):
        readings = (_words_before(tokens, end, letters, _SPELLED) for letters in _repeated(acronym))
        return next((found for found in readings if found), None)
    return span


def _words_before(tokens: Tokens, end: int, letters: str, least: float) -> Span | None:
    """The words before token `end` that the letters stand for, if better than `least`."""
    first = letters[0].lower() if letters else ""
    limit = min(len(letters) + 5, 2 * len(letters) + 1)
    best, span = least, None
    for start in range(end - 1, max(end - limit, 0) - 1, -1):
        word = tokens.lower[start]
        if best > _BEST or word in _BREAKS or tokens.sentence[start] != tokens.sentence[end]:
            break
        if word[0] != first or word in _NO_START:
            continue
        for stop in (end, end - 1):  # "Event Coreference Bank corpus (ECB)": the head noun gives no letter
            score = _alignment(letters, tokens.words[start:stop]) if stop > start else 0.0
            if score > best + 0.01:
                best, span = score, (start, end if tokens.lower[end - 1] not in _KINDS else stop)
    return span


def _repeated(acronym: str) -> Iterator[str]:
    """An acronym with its digit spelled out: "R2CNN" has two R, "RB2" may be "RBRB" as well as "RBB"."""
    yield _letters(_REPEATING.sub(lambda found: found[1] * int(found[2]), acronym))
    if acronym[-1].isdigit():
        yield _letters(acronym[:-1]) * int(acronym[-1])


def long_form_after(tokens: Tokens, inside: Span, acronym: str) -> Span | None:
    """The words of a bracket, where the acronym before it stands for all of them."""
    words = tokens.words[inside[0] : inside[1]]
    return inside if len(words) > 1 and _alignment(_letters(acronym), words) > 0 else None


def _letters(acronym: str) -> str:
    stem = acronym[:-1] if acronym.endswith("s") and acronym[-2:-1].isupper() else acronym
    return "".join(c for c in stem if c.isalnum())


def _alignment(letters: str, words: list[str]) -> float:
    """How well words explain the letters of an acronym: above 0 where they do.

    The first letter must begin the first word. Each letter costs nothing where it begins a word piece, a
    little where it goes on from the letter before, more inside a word; each full word that gives no letter
    costs too.
    """
    pieces = [piece for word in words for piece in _PIECE.findall(word)]
    if len(pieces) == 1 and pieces[0].lower() == letters.lower():
        return 0.0
    if not letters or not pieces or len(pieces) > 16 or letters[0].lower() != pieces[0][0].lower():
        return 0.0
    rest = iter("".join(pieces).lower())
    if letters.isalpha() and not all(letter in rest for letter in letters.lower()):
        return 0.0
    return _lay(letters, pieces) / len(letters) - 0.45


def _lay(letters: str, pieces: list[str]) -> float:
    """The best sum of letter scores over all ways to lay the letters along the pieces, in order."""
    states: dict[int, float] = {0: 0.0}  # letters used so far → best score
    for piece in pieces:
        following: dict[int, float] = {}
        small = piece.lower() in _SMALL
        for used, score in states.items():
            skipped = score - (0.05 if small else 0.6)
            following[used] = max(following.get(used, -99.0), skipped)
            _take(letters, used, piece, score, following)
        states = following
    return states.get(len(letters), -99.0)


def _take(letters: str, used: int, piece: str, score: float, following: dict[int, float]) -> None:
    """Add what comes of giving this piece one letter or more, beginning with its first."""
    low = piece.lower()
    if used < len(letters) and _SOUNDS.get(letters[used]) == low:  # "SMM4H", "Seq2Seq"
        following[used + 1] = max(following.get(used + 1, -99.0), score + 1.0)
    at = 0
    while used < len(letters) and at < len(low):
        letter = letters[used].lower()
        here = low.find(letter, at) if at else (0 if low[0] == letter else -1)
        if here < 0:
            return
        printed = letters[used].isupper() and piece[here].isupper()
        score += 1.0 if here == 0 or (printed and here == at) else 0.6 if here == at else 0.3
        used, at = used + 1, here + 1
        following[used] = max(following.get(used, -99.0), score)
