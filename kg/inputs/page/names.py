"""Names as a page prints them: their shapes, what is printed around them, and which may be one person's."""

from __future__ import annotations

import re

from kg import identifiers

__all__ = [
    "AFTER_COMMA",
    "INITIALS",
    "PARTICLE",
    "SUFFIX",
    "TITLE_RULE",
    "is_free",
    "is_full_name",
    "is_name",
    "is_organisation",
    "same_name",
    "without_titles",
]

# Marks of Chinese and Japanese sentences, and more ideographs in a row than a name has.
_NO_WIDE_NAME = re.compile(r"[“”„。：；？！《》「」]|[\u3400-\u9fff]{7}")
_INITIALS = re.compile(r"\.*(?:[^\W\d_]{1,2}\.-?)+\.*")  # at the end of a name, also "Jr."
# What belongs to the name before it, though a comma parts the two: "Jr.", and initials ("Fold, A. B.").
SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
INITIALS = r"(?:[^\W\d_a-zß-öø-ÿ]\.[ -]?)+"
AFTER_COMMA = rf"(?:{SUFFIX.pattern}|{INITIALS})(?=\s*(?:,|$|(?:and|&)\s))"
PARTICLE = re.compile(
    r"(?:v[ao]n|de[lnrs]?|d[aiou]s?|della|l[aeo]|el|al|te[nr]?|zu|af|bin|ibn|[ye])\Z|(?:al|el)-|[a-z]{1,2}['’]"
)
_NO_NAME = re.compile(
    r"[\d:;?![\]{}$\\/<>=+&@#%*^_|]|\.\.|\b(?:and|or|the|for|with|of|in|on|to|is|are|we|by)\b"
)
TITLE_RULE = "a name is printed without titles and degrees"
MOST_WORDS, LONGEST = 6, 70  # words and characters of a name
# Titles in front of a name and degrees behind it; those that may be a name as well only behind a comma.
# As text: few files need them, and `re` keeps what it compiled.
_TITLES = r"(?:(?:Dr|Prof|Mr|Mrs|Ms)\.|Dr|Prof|Professor)(?:-Ing\.)?"
_DEGREES = r"Ph\.?\s?D\.?|D\.?Phil\.?|[MB]\.?Sc\.?|M\.D\.|Dr\.?-Ing\.?|Ed\.?D\.?"
_TITLED = rf"(?:{_TITLES}(?<=\.)\s*|{_TITLES}\s+)+(?=\w)"
_GRADUATED = rf"(?:,?\s+(?:{_DEGREES})|,\s*(?:MD|MBA|MS|MA|BA|FRS))+"
_NO_PERSON = rf"{_TITLES}|{_DEGREES}|MD|MBA"
# How a name begins or ends that has one: asked first, at less cost.
_TITLED_AS = ("Dr", "Prof", "Mr", "Ms")
_GRADUATED_AS = ("D", "Phil", "Sc", "Ing", "MBA", "MS", "MA", "BA", "FRS")
# What a name with "of", "the" or "for" in it must hold to be that of an organisation.
_ORGANISATION = re.compile(
    r"\b(?:Universi[td]\w+|Université|Instit\w+|Collaborations?|Consortium|Departa?ment\w*|Ministry|Agency|Academ\w+|"
    r"Laborator\w+|Cent(?:er|re)|Association|Society|Foundation|Council|Committee|Commission|Office|Bureau|"
    r"Team|Group|Initiative|Alliance|Organi[sz]ation|Federation|Union|College|School|Faculty|Hospital|"
    r"Corporation|Company|Bank|Board|Administration|Observatory|Authority)\b"
)
_SMALL = re.compile(r"of|for|the|in|at|on|and|&|d[eiou]|de[lrs]|della|et|für|und")
_NO_ORGANISATION = re.compile(r"(?i:we|this|these|our|it|of|for|in|at|on|and)\b|.*([\d:;?!\\$=<>@]|\.$)")
MOST_OF_ORGANISATION = 12  # words


def is_name(text: str) -> bool:
    """Whether a text has the shape of a person's name: a few capitalised words and particles.

    >>> is_name("Aaron van den Oord"), is_name("Ada P.V.S."), is_name("We study names.")
    (True, True, False)
    """
    words = text.split()
    if not is_free(text) or all(word[0].islower() for word in words):
        return False
    return all(not word[0].islower() or len(word) <= 5 or not word.isalpha() for word in words)


def is_full_name(text: str) -> bool:
    """Whether a text has the shape of a name of two words or more, all but particles with a capital.

    >>> is_full_name("Aaron van den Oord"), is_full_name("Anand"), is_full_name("Wikidata sets")
    (True, False, False)
    """
    words = text.split()
    is_capital = all(word[0].isupper() or PARTICLE.match(word) for word in words)
    return len(words) > 1 and is_capital and "(" not in text and is_name(text)


def is_free(text: str) -> bool:
    """Whether nothing in the text rules a name out."""
    words = text.split()
    ends_well = not text.endswith(".") or _INITIALS.fullmatch(words[-1]) is not None
    is_sized = 1 <= len(words) <= MOST_WORDS and len(text) <= LONGEST
    is_wide = not text.isascii() and _NO_WIDE_NAME.search(text) is not None
    return is_sized and ends_well and not is_wide and not _NO_NAME.search(text)


def is_organisation(text: str) -> bool:
    """Whether a text has the shape of an organisation's name: capitals, but for small words, and its kind.

    >>> is_organisation("The Wool Collaboration"), is_organisation("University of sheep")
    (True, False)
    """
    words = text.split()
    is_named = all(
        _SMALL.fullmatch(word) or not word[0].islower() for word in words
    ) and not _SMALL.fullmatch(words[-1])
    is_sized = len(words) <= MOST_OF_ORGANISATION and not _NO_ORGANISATION.match(text)
    return is_named and is_sized and _ORGANISATION.search(text) is not None


def without_titles(name: str) -> str:
    """A name without academic titles before it and degrees behind it: empty where that is all.

    >>> without_titles("Prof. Dr. Ada Fold"), without_titles("Ada Fold, Ph.D."), without_titles("PhD")
    ('Ada Fold', 'Ada Fold', '')
    """
    if not (name.startswith(_TITLED_AS) or name.rstrip(".").endswith(_GRADUATED_AS)):
        return name
    if re.fullmatch(_NO_PERSON, name):
        return ""
    return re.sub(rf"{_GRADUATED}$", "", re.sub(rf"^{_TITLED}", "", name))


def same_name(one: str, other: str) -> bool:
    """Whether two printed names may be of one person: their last or first words agree, or all do.

    Lenient on purpose: it guards a statement, it does not merge persons.

    >>> same_name("M. Pantic", "Maja Pantic"), same_name("Antoni Bigata", "Antoni Bigata Casademunt")
    (True, True)
    >>> same_name("Jie Shen", "Yujiang Wang"), same_name("Pantic, M.", "Maja Pantic")
    (False, True)
    """
    a, b = _words(one), _words(other)
    if a == b or (len(min(a, b, key=len)) > 1 and (set(a) <= set(b) or set(b) <= set(a))):
        return True
    return a[-1:] == b[-1:] and a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0]))


def _words(name: str) -> list[str]:
    family, _, given = name.partition(", ")
    ordered = name if SUFFIX.fullmatch(given) else f"{given} {family}"
    return identifiers.fold(ordered).split() or [name]
