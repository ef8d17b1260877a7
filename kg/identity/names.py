"""Names of persons and things: which of those printed is shown, and which spaces in them say nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableSequence

from kg import identifiers
from kg.identity.union import find
from kg.model import Kind

__all__ = ["closed_up", "fullest", "natural", "shortest", "shortness", "words_of"]

# Kana, Chinese characters, and the letters of Hangul, into which folding takes its syllables apart.
_UNSPACED = "[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
# What may follow a whole name and a comma, folded.
_TITLES = frozenset(
    ("jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th", "phd", "ph d", "md", "m d", "dr", "msc", "esq")
)
_TITLES |= {"inc", "ltd", "llc", "gmbh", "co", "corp"}
_BETWEEN = re.compile(f"(?<={_UNSPACED}) (?={_UNSPACED})")


def words_of(name: str) -> str:
    """The folded words by which persons are compared."""
    return closed_up(identifiers.fold(natural(name)))


def natural(name: str) -> str:
    """A person's name with the family name last, also where it is printed first, with a comma.

    >>> natural("van der Berg, Jan"), natural("Jan Berg, Jr."), natural("Berg, Jr., Jan")
    ('Jan van der Berg', 'Jan Berg, Jr.', 'Berg, Jr., Jan')
    """
    if "," not in name:
        return name
    family, _, given = name.partition(",")
    if "," in given or not given.strip() or identifiers.fold(given) in _TITLES:
        return name
    return f"{given.strip()} {family.strip()}"


def closed_up(words: str) -> str:
    """A folded name without the spaces that some print in Chinese, Japanese and Korean names.

    >>> closed_up("王 伟"), closed_up("wei wang"), closed_up("иван петров")
    ('王伟', 'wei wang', 'иван петров')
    """
    return words if words.isascii() else _BETWEEN.sub("", words)


def fullest(numbers: dict[str, int], parent: MutableSequence[int]) -> dict[int, str]:
    """For each person the fullest name printed: most words, most letters, nothing invisible, accents."""
    best: dict[int, str] = {}
    for printed, number in numbers.items():
        root = find(parent, number)
        if root not in best or _fullness(printed) > _fullness(best[root]):
            best[root] = printed
    return best


def _fullness(name: str) -> tuple[int, int, bool, bool, bool, str]:
    mixed = not (name.isupper() or name.islower())
    return len(name.split()), len(identifiers.fold(name)), mixed, name.isprintable(), not name.isascii(), name


def shortest(
    numbers: Mapping[Kind, Mapping[str, int]], parent: MutableSequence[int]
) -> dict[int, tuple[Kind, str]]:
    """For each thing its kind and the shortest name printed."""
    best: dict[int, tuple[Kind, str]] = {}
    for kind, of_kind in numbers.items():
        for printed, number in of_kind.items():
            root = find(parent, number)
            if root not in best or shortness(printed) < shortness(best[root][1]):
                best[root] = kind, printed
    return best


def shortness(name: str) -> tuple[bool, int, str]:
    """What names are sorted by; those of signs alone come last, as they name nothing."""
    return not any(map(str.isalnum, name)), len(name), name
