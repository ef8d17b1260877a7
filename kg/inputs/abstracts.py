"""Abstracts, as far as all formats have them in common."""

from __future__ import annotations

import re

__all__ = ["ABSTRACT_RULE", "LONGEST", "is_missing"]

ABSTRACT_RULE = "an abstract is a text of the paper, or absent"
LONGEST = 80  # characters of what stands where a site has no abstract
_WORD = r"[^\W_]+"
# Words that say that something is not there, and words that beside them say nothing of a paper. As text:
# few inputs need them, and `re` keeps what it compiled.
_NO = (
    r"no|not|none|nil|null|nan|n|unavailable|missing|absent|empty|unknown|undefined|pending|soon|tba|tbd|todo|"
    r"abstract|summary"
)
_BESIDE = (
    r"an?|the|this|there|is|are|was|were|has|have|had|been|be|we|yet|currently|still|sorry|to|of|for|in|from|"
    r"on|at|with|by|and|or|its?|here|abstracts|description|text|full|available|provided|given|found|supplied|"
    r"present|listed|added|shown|printed|recorded|entered|exists|coming|paper|article|publication|work|record|item|entry|page|"
    r"publisher|source"
)


def is_missing(abstract: str) -> bool:
    """Whether a text in the place of an abstract only says that there is none, or holds no word at all.

    >>> [is_missing(text) for text in ("No abstract available.", "[n/a]", "—", "This paper is withdrawn.")]
    [True, True, True, False]
    """
    if len(abstract) > LONGEST:
        return False
    words = re.findall(_WORD, abstract.casefold())
    others = [word for word in words if not re.fullmatch(_NO, word)]
    return not words or (len(others) < len(words) and all(re.fullmatch(_BESIDE, word) for word in others))
