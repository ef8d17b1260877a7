"""Whether a text is English, by its small words and its letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["is_english"]

_ENGLISH = word_set(
    "the of and to in is for we that with this are on by from an our it which can be as these their "
    "has have not or"
)
_OTHER = word_set(
    "le la les des du et une est dans pour que qui sur nous cette par ce ces aux avec sont el los las "
    "del y una por con se para como der die das und ist nicht mit von den dem ein eine auf für wir zu "
    "im werden il di che della per sono nel gli e o do da em uma os não dos das het een van zijn voor "
    "niet och att som är på och i w na z się jest oraz ve bir için og det til av ikke dan yang untuk "
    "dengan pada dari adalah kami ja joka että sekä ovat és egy hogy nem și este pentru sunt và của các "
    "trên amb els koji su ning ang mga kwa katika"
)
# Words of English that no list of names is without for long, beside the small words.
_COMMON = word_set(
    "at was were using based more than but also between into such new both when how via used show shows "
    "propose study learning novel approach results existing without over toward towards under"
)
_READ = 4000
_GLANCE = 100  # words
_PROSE = 15  # words in small letters: so many sentences of English have some of its common words
_BEYOND_LATIN = "\u0250"
_OTHER_SCRIPT = re.compile("[\u0250-\u1dff\u1f00-\u1fff\u2c00-\U0010ffff]")


def is_english(parts: Sequence[Tokens]) -> bool:
    """Whether the small words of English outnumber those of other languages, and most letters are Latin.

    An abstract is judged by itself, so that an English title does not hide what it is in. Short texts without
    small words, a title of names, count as English, and so do lists of names.
    """
    if _is_plainly_english(parts[-1:]):
        return True
    return _is_judged_english(parts[-1:]) and (len(parts) == 1 or _is_judged_english(parts))


def _is_judged_english(parts: Sequence[Tokens]) -> bool:
    read = " ".join([word for tokens in parts for word in tokens.words][:_READ])
    words = read.replace("’", " ").replace("'", " ").replace("-", " ").split()
    lower = list(map(str.lower, words))
    english = sum(map(_ENGLISH.__contains__, lower))
    if english < sum(map(_OTHER.__contains__, lower)):
        return False
    if not english and _is_foreign_prose(words, lower, parts):
        return False
    if english >= 0.1 * len(lower) and max(lower, default="") < _BEYOND_LATIN:
        return True
    spoken = [word for word in words if word[0].isalpha()]
    # A list of names is not prose.
    prose = len(spoken) >= 40 and sum(map(str.islower, spoken)) > 0.6 * len(spoken)
    return _is_latin(spoken) and not (prose and english < 0.03 * len(spoken))


def _is_foreign_prose(words: list[str], lower: list[str], parts: Sequence[Tokens]) -> bool:
    """Whether words without a small word of English are sentences, and not a list of terms."""
    plain = sum(map(str.islower, words))
    commas = sum(tokens.words.count(",") + tokens.words.count(";") for tokens in parts)
    return plain >= _PROSE and 4 * commas < plain and _COMMON.isdisjoint(lower)


def _is_plainly_english(parts: Sequence[Tokens]) -> bool:
    """Whether a glance is enough: English outnumbers other languages even if hyphens hid their words."""
    english = others = 0
    for text, lower in [(tokens.text, tokens.lower) for tokens in parts]:
        if not text.isascii() and _OTHER_SCRIPT.search(text):
            return False
        hidden = sum(map(text.count, "-'’"))
        others += 2 * hidden + sum(map(lower.count, _OTHER.intersection(lower)))
        english += sum(map(_ENGLISH.__contains__, lower[:_GLANCE]))
    return english >= others and english >= 0.1 * (others + sum(map(len, parts)))


def _is_latin(words: list[str]) -> bool:
    """Whether at least half of the text stands in words that begin with a Latin letter.

    Counted in bytes: where a letter is a syllable or a word it says more.
    """
    others = [word for word in words if word[0] >= _BEYOND_LATIN and not "\u1e00" <= word[0] <= "\u1eff"]
    return 2 * sum(map(_bytes, others)) <= sum(map(_bytes, words))


def _bytes(word: str) -> int:
    return len(word.encode("utf-8", "surrogatepass"))
