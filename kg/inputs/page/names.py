"""Author lists as a page prints them: at most three names, then "et al." where there are more."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg import identifiers
from kg.inputs.authors import ET_AL_FORMS, MORE_FORMS
from kg.inputs.markup import written_out
from kg.model import Author

__all__ = [
    "author_list",
    "authors",
    "cut_list",
    "is_full_name",
    "is_name",
    "listed_names",
    "may_be_list",
    "names_in",
    "same_name",
]

# A page may be cut off within "et al.".
_ET_AL = re.compile(rf"(?:^|,?\s+|,)(?:(?i:{ET_AL_FORMS})|(?<=\s)et(?:\s+a)?)\s*$")
_MORE = rf"(?i),?\s*(?:{MORE_FORMS})\s*$"
# Footnote marks behind names, and what parts names otherwise than a comma.
_MARK = "[*∗†‡§¶‖★☆✉⁰¹²³⁴-⁹]"
_NUMBERED = re.compile(rf"(?<=[^\W\d_])(?:\d\d?|{_MARK})(?:,?(?:\d\d?|{_MARK}))*(?=\s*(?:[,;&]|$|and\b))")
_AND = re.compile(r",?\s+(?:and|&)\s+")
_PROSE = re.compile(r"(?:We|The|This|These|Our|It)\b")
_NO_ORGANISATION = re.compile(r"(?i:we|this|these|our|it|of|for|in|at|on|and)\b|.*([\d:;?!\\$=<>@]|\.$)")
# Marks of Chinese and Japanese sentences, and more ideographs in a row than a name has.
_NO_WIDE_NAME = re.compile(r"[“”„。：；？！《》「」]|[\u3400-\u9fff]{7}")
_INITIALS = re.compile(r"\.*(?:[^\W\d_]{1,2}\.-?)+\.*")  # at the end of a name, also "Jr."
_COMMAS = re.compile("[，、،]")  # of other scripts
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_PARTICLE = re.compile(
    r"(?:v[ao]n|de[lnrs]?|d[aiou]s?|della|l[aeo]|el|al|te[nr]?|zu|af|bin|ibn|[ye])\Z|(?:al|el)-|[a-z]{1,2}['’]"
)
_NO_NAME = re.compile(
    r"[\d:;?![\]{}$\\/<>=+&@#%*^_|]|\.\.|\b(?:and|or|the|for|with|of|in|on|to|is|are|we|by)\b"
)
MOST_WORDS, LONGEST = 6, 70  # words and characters of a name
# What a name with "of", "the" or "for" in it must hold to be that of an organisation.
_ORGANISATION = re.compile(
    r"\b(?:Universi[td]\w+|Université|Instit\w+|Collaborations?|Consortium|Departa?ment\w*|Ministry|Agency|Academ\w+|"
    r"Laborator\w+|Cent(?:er|re)|Association|Society|Foundation|Council|Committee|Commission|Office|Bureau|"
    r"Team|Group|Initiative|Alliance|Organi[sz]ation|Federation|Union|College|School|Faculty|Hospital|"
    r"Corporation|Company|Bank|Board|Administration|Observatory|Authority)\b"
)
_SMALL = re.compile(r"of|for|the|in|at|on|and|&|d[eiou]|de[lrs]|della|et|für|und")
MOST_OF_ORGANISATION = 12  # words


def names_in(text: str) -> list[str]:
    """The names of a list: parted by commas, "Jr." and the like with the name before it."""
    names: list[str] = []
    for part in (text if text.isascii() else _COMMAS.sub(",", text)).split(","):
        name = " ".join(part.split())
        if names and _SUFFIX.fullmatch(name):
            names[-1] += f", {name}"
        elif name:
            names.append(name)
    return names


def listed_names(text: str) -> list[str]:
    """The names of a list that is known to be one, also where "and" parts some of them.

    >>> listed_names("Ada Fold, Bo Pen and Cy Gate"), listed_names("Fold, Ada and Pen, Bo")
    (['Ada Fold', 'Bo Pen', 'Cy Gate'], ['Fold, Ada', 'Pen, Bo'])
    """
    return _family_first(text) or [name for part in names_in(text) for name in _two_names(part)]


def _two_names(text: str) -> list[str]:
    parts = _AND.split(text)
    return parts if all(map(is_full_name, parts)) else [text]


def _family_first(text: str) -> list[str]:
    """The names of a list in which "and" parts pairs of family name and first names, else none.

    A comma behind the last "and" shows that; of each pair one is a single word, but for particles.
    """
    names = [" ".join(part.split()) for part in _AND.split(text)]
    pairs = [name.split(", ") for name in names]
    is_list = len(pairs) > 1 and all(len(pair) == 2 and _is_pair(*pair) for pair in pairs)
    return names if is_list else []


def _is_pair(family: str, given: str) -> bool:
    is_single = len(given.split()) == 1 or sum(not _PARTICLE.match(word) for word in family.split()) == 1
    return is_single and not _SUFFIX.fullmatch(given) and is_name(f"{given} {family}")


def cut_list(text: str) -> tuple[str, bool]:
    """The list without the "et al." that ends it, and whether it ended so."""
    cut = _ET_AL.sub("", text)
    return cut, cut != text


def is_name(text: str) -> bool:
    """Whether a text has the shape of a person's name: a few capitalised words and particles.

    >>> is_name("Aaron van den Oord"), is_name("Ada P.V.S."), is_name("We study names.")
    (True, True, False)
    """
    words = text.split()
    if not _is_free(text) or all(word[0].islower() for word in words):
        return False
    return all(not word[0].islower() or len(word) <= 5 or not word.isalpha() for word in words)


def is_full_name(text: str) -> bool:
    """Whether a text has the shape of a name of two words or more, all but particles with a capital.

    >>> is_full_name("Aaron van den Oord"), is_full_name("Anand"), is_full_name("Wikidata sets")
    (True, False, False)
    """
    words = text.split()
    is_capital = all(word[0].isupper() or _PARTICLE.match(word) for word in words)
    return len(words) > 1 and is_capital and "(" not in text and is_name(text)


def _is_free(text: str) -> bool:
    """Whether nothing in the text rules a name out."""
    words = text.split()
    ends_well = not text.endswith(".") or _INITIALS.fullmatch(words[-1]) is not None
    is_sized = 1 <= len(words) <= MOST_WORDS and len(text) <= LONGEST
    is_wide = not text.isascii() and _NO_WIDE_NAME.search(text) is not None
    return is_sized and ends_well and not is_wide and not _NO_NAME.search(text)


def author_list(line: str, has_more: bool = False) -> tuple[list[str], bool] | None:
    """The names of a line that is a list of authors and nothing else, and whether it is cut; else None.

    `has_more` says that it stands by itself in front of an abstract, so that names in lower case
    are enough where commas part them, and that organisations may be among the authors.

    >>> author_list("Ada Fold*, Bo Pen† and Cy Gate"), author_list("Ada Fold; Bo Pen et al.")
    ((['Ada Fold', 'Bo Pen', 'Cy Gate'], False), (['Ada Fold', 'Bo Pen'], True))
    >>> author_list("Ada Fold and the University of Wool", has_more=True)
    (['Ada Fold', 'the University of Wool'], False)
    """
    text, is_cut = cut_list(written_out(line))
    if is_cut:
        return (_names_of(text), True) if len(line) <= 6 * LONGEST else None
    plain = re.sub(_MORE, "", text)
    names = _names_of(plain)
    is_lenient = has_more and len(names) <= 3 and names == names_in(line)
    is_list = all(map(_is_free if is_lenient else is_name, names))
    if names and is_list and (is_lenient or not any(map(_PROSE.match, names))):
        return names, plain != text
    names = (_with_organisations(plain) or _numbered(plain)) if has_more else []
    return (names, plain != text) if names else None


def may_be_list(line: str) -> bool:
    """Whether a line that `author_list` cannot read is rather a list than prose: capitals behind commas.

    >>> may_be_list("Ada Fold [1], Bo Pen [2]"), may_be_list("Sheep, goats and dogs"), may_be_list("Ho, Hum.")
    (True, False, False)
    """
    parts = re.split(r"[,;]\s+", line.strip())
    is_listed = all(
        part[:1].strip() and not part[0].islower() and len(part.split()) <= MOST_WORDS for part in parts
    )
    return len(parts) > 1 and is_listed and not line.rstrip().endswith((".", ":", "?", "!"))


def _numbered(text: str) -> list[str]:
    """The names of a list in which numbers behind them refer to footnotes; none if it is no such list."""
    bare = _NUMBERED.sub("", text)
    names = _names_of(bare) if bare != text else []
    return names if all(map(is_name, names)) and not any(map(_PROSE.match, names)) else []


def _with_organisations(text: str) -> list[str]:
    """The names of a list that has an organisation with a longer name in it; none if it is no such list."""
    parts = [re.sub(r"^(?:and|&) ", "", part) for part in names_in(text.replace(";", ","))]
    names = [name for part in parts for name in _parted_by_and(part)]
    is_list = all(is_name(name) or _is_organisation(name) for name in names)
    return names if is_list and any(map(_is_organisation, names)) else []


def _parted_by_and(text: str) -> list[str]:
    """The names that "and" parts, unless it stands within one, as in "Department of Sheep and Goats"."""
    first, *rest = _AND.split(text, maxsplit=1)
    is_one = not rest or re.search(r"\b(?:of|for)\b", first)
    return [text] if is_one else [first, *_parted_by_and(rest[0])]


def _is_organisation(text: str) -> bool:
    """Whether a text has the shape of an organisation's name: capitals, but for small words, and its kind.

    >>> _is_organisation("The Wool Collaboration"), _is_organisation("University of sheep")
    (True, False)
    """
    words = text.split()
    is_named = all(
        _SMALL.fullmatch(word) or not word[0].islower() for word in words
    ) and not _SMALL.fullmatch(words[-1])
    is_free = len(words) <= MOST_OF_ORGANISATION and not _NO_ORGANISATION.match(text)
    return is_named and is_free and _ORGANISATION.search(text) is not None


def _names_of(text: str) -> list[str]:
    """The names of a list on a line of its own: in other styles than names and commas, too."""
    bare = re.sub(rf"{_MARK}(?:,?{_MARK})*", "", text)
    if ";" not in bare:
        return _family_first(bare) or names_in(_AND.sub(", ", bare))
    return [name for part in _AND.sub(";", bare).split(";") if (name := " ".join(part.split()))]


def authors(names: Iterable[str]) -> tuple[Author, ...]:
    """The authors that go by these names, in order."""
    return tuple(map(Author, names))


def same_name(one: str, other: str) -> bool:
    """Whether two printed names may be of one person: their last or first words agree, or all do.

    Lenient on purpose: it guards a statement, it does not merge persons.

    >>> same_name("M. Pantic", "Maja Pantic"), same_name("Antoni Bigata", "Antoni Bigata Casademunt")
    (True, True)
    >>> same_name("Jie Shen", "Yujiang Wang")
    False
    """
    a, b = _words(one), _words(other)
    if a == b or (len(min(a, b, key=len)) > 1 and (set(a) <= set(b) or set(b) <= set(a))):
        return True
    return a[-1:] == b[-1:] and a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0]))


def _words(name: str) -> list[str]:
    return identifiers.fold(name).split() or [name]
