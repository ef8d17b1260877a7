"""What governs a name and what it ends in, for each build of a name: facts that say more together.

*We introduce a Reversible Raster Conversion*: a phrase whose words all have capitals within a sentence was
coined, so that its last word, a noun for a task, says little, and what governs it much.
"""

from __future__ import annotations

from kg.recognise.cues import cue_of
from kg.recognise.lexicon import Lexicon
from kg.recognise.memory import remembered
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["build", "conjoined", "governor"]

_DETERMINERS = word_set("a an the our its their this these two three new novel “ \" ‘ ' `")
_FARTHEST = 6
_ORDER = word_set(
    "first second third fourth finally next then lastly specifically secondly firstly thirdly moreover "
    "furthermore additionally"
)
_LETTERS = (
    ("N", word_set("namely called named dubbed termed coined :")),
    ("J", word_set(", and or & / as")),
    ("U", word_set("via with by using through leveraging utilizing employing applying")),
    ("P", word_set("of for in on to from into between across under within at")),
)
_BUILDS = {"S": "s", "C": "c"}  # of one word
_NUMBERING = 3  # letters of a number before a bracket: "1)", "iii)"


def governor(tokens: Tokens, start: int, first: int, lexicon: Lexicon) -> str:
    """What stands before a name, determiners and adjectives aside, as a sign: "i" for a verb of introducing,
    "E" for a place in an enumeration, "^" for the first word of the sentence."""
    low, sign, i = tokens.lower, "^", start
    for i in range(start - 1, max(first, start - _FARTHEST) - 1, -1):
        sign = _sign(low[i])
        if sign != " " and (sign != "L" or low[i] not in lexicon.words("adjective")):
            break
    else:
        return "^"
    if sign in ")J" and i > first and _counts(low[i - 1], sign):
        return "E"
    return "S" if sign == "L" and tokens.shapes[i] in "SCD" else sign


def _counts(before: str, sign: str) -> bool:
    """Whether a word and a mark count the members of a list: "2)", "iii)", "Second,"."""
    return len(before) <= _NUMBERING if sign == ")" else before in _ORDER


def _sign_of(low: str) -> str:
    """The sign of a word: its letter, its cue, "L" for another word, or the mark itself; a blank where the
    word before counts."""
    if low in _DETERMINERS:
        return " "
    for letter, words in _LETTERS:
        if low in words:
            return letter
    if not low[0].isalpha():
        return low[0]
    cue = cue_of(low)
    return "L" if cue == " " else cue.lower()


_sign = remembered(_sign_of)


def _build(shapes: str) -> str:
    """The build of a name by its words' looks: "C" for several with capitals, "S" where one looks stronger,
    "L" for small letters, "m" and "M" for both kinds."""
    if len(shapes) == 1:
        return _BUILDS.get(shapes, "l")
    strong = "S" in shapes
    if "L" not in shapes:
        return "S" if strong else "C"
    if set(shapes) <= {"L", "P"}:
        return "L"
    return "M" if strong else "m"


build = remembered(_build)


def _conjoined(signs: str) -> tuple[str, str]:
    """The features of a build, a part ("T" for a title), a governor and a last word, one sign each."""
    return "governed " + signs, "ending " + signs[:-2] + signs[-1]


conjoined = remembered(_conjoined)
