"""Whether a text is English, by its small words and its letters."""

from __future__ import annotations

import re

from kg.recognise.words import word_set

__all__ = ["is_english"]

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = word_set(
    "the of and to in is for we that with this are on by from an our it which can be as these their "
    "has have not or"
)
_OTHER = word_set(
    "le la les des du et une est dans pour que qui sur nous cette par ce ces aux avec sont el los las "
    "del y una por con se para como der die das und ist nicht mit von den dem ein eine auf für wir zu "
    "im werden il di che della per sono nel gli e o do da em uma os não dos das het een van zijn voor "
    "niet och att som är på och i w na z się jest oraz ve bir için"
)
_READ = 20_000


def is_english(text: str) -> bool:
    """Whether the small words of English outnumber those of other languages, and most letters are Latin.

    Short texts without small words, a title of names, count as English.

    >>> is_english("We present a corpus of speech."), is_english("Nous présentons un corpus de la parole.")
    (True, False)
    """
    printed = _WORD.findall(text[:_READ])
    words = [word.lower() for word in printed]
    letters = sum(map(len, words))
    if not letters:
        return True
    latin = sum(len(word) for word in words if word[0] < "\u0250" or "\u1e00" <= word[0] <= "\u1eff")
    if latin < 0.5 * letters:
        return False
    english = sum(word in _ENGLISH for word in words)
    other = sum(word in _OTHER for word in words)
    prose = len(words) >= 40 and sum(map(str.islower, printed)) > 0.6 * len(
        words
    )  # a list of names is not prose
    return english >= other and not (prose and english < 0.03 * len(words))
