"""Abstracts, as far as all formats have them in common."""

from __future__ import annotations

import re

__all__ = ["ABSTRACT_RULE", "LONGEST", "is_missing"]

ABSTRACT_RULE = "an abstract is a text of the paper, or absent"
LONGEST = 80  # characters of what stands where a site has no abstract
_WORD = re.compile(r"[^\W_]+")
# One of these, and beside it nothing but words that say nothing of a paper, however a site puts it.
_NO = frozenset(
    "no not none nil null nan n unavailable missing absent empty unknown undefined pending soon tba tbd todo "
    "abstract summary".split()
)
_BESIDE = frozenset(
    "a an the this there is are was were has have had been be we yet currently still sorry to of for in from "
    "on at with by and or it its here abstracts description text full available provided given found "
    "supplied present listed added shown entered coming paper article publication work record item entry "
    "page publisher source".split()
)


def is_missing(abstract: str) -> bool:
    """Whether a text in the place of an abstract only says that there is none, or holds no word at all.

    >>> [is_missing(text) for text in ("No abstract available.", "[n/a]", "—", "This paper is withdrawn.")]
    [True, True, True, False]
    """
    if len(abstract) > LONGEST:
        return False
    words = frozenset(_WORD.findall(abstract.casefold()))
    return not words or (not _NO.isdisjoint(words) and words <= _NO | _BESIDE)
