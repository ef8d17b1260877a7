"""Whether a text is English, by its small words and its letters."""

from __future__ import annotations

import re

__all__ = ["is_english"]

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset("the of and to in is for we that with this are on by from an our it which can be as these their has have not or".split())
_OTHER = frozenset(
    "le la les des du et une est dans pour que qui sur nous cette par ce ces aux avec sont el los las del y una por con se para como "
    "der die das und ist nicht mit von den dem ein eine auf für wir zu im werden il di che della per sono nel gli e o do da em uma os "
    "não dos das het een van zijn voor niet och att som är på och i w na z się jest oraz ve bir için".split()
)
_READ = 20_000


def is_english(text: str) -> bool:
    """Whether the small words of English outnumber those of other languages, and most letters are Latin.

    Short texts without small words, a title of names, count as English.

    >>> is_english("We present a corpus of speech."), is_english("Nous présentons un corpus de la parole.")
    (True, False)
    """
    words = [word.lower() for word in _WORD.findall(text[:_READ])]
    letters = sum(map(len, words))
    if not letters:
        return True
    latin = sum(len(word) for word in words if word[0] < "\u0250" or "\u1e00" <= word[0] <= "\u1eff")
    if latin < 0.5 * letters:
        return False
    english = sum(word in _ENGLISH for word in words)
    other = sum(word in _OTHER for word in words)
    return english >= other if len(words) < 40 else english > other and english >= 0.04 * len(words)
