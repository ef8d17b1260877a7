"""What kind of thing a phrase names, by the noun that it ends in: "a new question answering dataset of …"."""

from __future__ import annotations

from typing import Literal, NamedTuple

from kg.recognise.lexicon import Lexicon
from kg.recognise.words import word_set

__all__ = ["ARTICLES", "AUTHORS", "BEHIND", "JOINING", "Stated", "Told", "head", "told_by"]

ARTICLES = word_set("a an")
AUTHORS = word_set("we paper work article study authors i")
JOINING = word_set("of in the for on to with by from over as via through and")
BEHIND = word_set(
    "of for that which with containing consisting designed based built to composed covering comprising in "
    "annotated from where . ; collected created developed used trained including capable and able"
)
"""What follows the noun of a phrase, where the phrase goes on."""

_PHRASE = 9  # tokens from an article to its noun
_ENDING = BEHIND | frozenset(",;:.()–—")
_INSIDE = ("and", "first")


Told = Literal["introduced", "used"]


class Stated(NamedTuple):
    """What a sentence says of a name: that it is a "dataset" or a "method"; and whether the authors introduce
    or use it there."""

    kind: str
    role: Told | None = None

    @property
    def rule(self) -> str:
        """The name of the rule in the evidence."""
        return "stated-" + self.kind


def head(low: list[str], start: int, stop: int, lexicon: Lexicon) -> tuple[str, int]:
    """The kind of the noun that a phrase ends in, "" for another noun, and its place."""
    small, adjectives, verbs = map(lexicon.words, ("function word", "adjective", "verb"))
    for i in range(start, min(start + _PHRASE, stop)):
        word = low[i]
        if word in small and word not in _INSIDE:
            return "", i
        if i + 1 < stop and low[i + 1] not in lexicon.breaks and low[i + 1] not in _ENDING:
            continue
        for kind in ("dataset", "method"):
            if word in lexicon.words(kind + " noun"):
                return kind, i
        if word not in adjectives and word not in verbs and word[-2:] not in ("ly", "ed") and word != ",":
            return "", i
    return "", start


def told_by(low: list[str], verb: int, first: int, lexicon: Lexicon) -> Told | None:
    """What the authors do with a thing by a verb of theirs: "we release", "this paper describes"."""
    if verb < first or AUTHORS.isdisjoint(low[first:verb]):
        return None
    if low[verb] in lexicon.words("introducing word"):
        return "introduced"
    return "used" if low[verb] in lexicon.words("using word") else None
