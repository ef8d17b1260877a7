"""What else a text names: whether the paper goes by a name already, and how many acronyms are spelt out.

Where a title has a name before its colon, another phrase of it is hardly one; where nothing is named, it may
be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.recognise.names import Name
from kg.recognise.propose import Candidate
from kg.recognise.words import word_set

__all__ = ["company"]

_PROPOSED = word_set("propose introduce present called named")
# Nothing; what is introduced; what stands before the colon of the title; that, with the looks of a name
_LEVELS = "-Int"


def company(names: Sequence[Name]) -> Iterator[list[str]]:
    """For each name the features of what the others are."""
    levels = list(map(_level, names))
    at, spelt = Counter(levels), sum("bracket" in name.rules for name in names)
    best = max(levels, default=0)
    second = max((level for level in levels if level < best), default=0)
    for name, level in zip(names, levels, strict=True):
        others = second if level == best and at[best] == 1 else best
        acronyms = spelt - ("bracket" in name.rules)
        place, build = _place(name), _build(name)
        yield [
            f"company {_LEVELS[others]} {place}",
            f"company {_LEVELS[others]} {place} {build}",
            f"acronyms {min(acronyms, 2)} {place} {build}",
        ]


def _level(name: Name) -> int:
    """How plainly a name is the paper's own."""
    if "title-name" in name.rules:
        titles = [mention for mention in name.mentions if mention.tokens.part == "title"]
        return 3 if any("S" in tokens.shapes[start:end] for tokens, start, end, _ in titles) else 2
    return int("shape" in name.rules and any(map(_is_proposed, name.mentions)))


def _is_proposed(mention: Candidate) -> bool:
    """Whether the word before a mention introduces it: "we propose X", "called X"."""
    tokens, start, _, _ = mention
    return start > 0 and tokens.part == "abstract" and tokens.lower[start - 1] in _PROPOSED


def _place(name: Name) -> str:
    """Where a name stands: "o" only in the title, "b" in title and abstract, "a" only in the abstract."""
    parts = {mention.tokens.part for mention in name.mentions}
    return "b" if len(parts) > 1 else "o" if "title" in parts else "a"


def _build(name: Name) -> str:
    """How a name was seen: by its looks, as capitals, by its noun, otherwise."""
    return next((rule for rule in ("shape", "capital", "head") if rule in name.rules), "-")
