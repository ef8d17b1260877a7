"""Author lists as a page prints them: at most three names, then "et al." where there are more."""

from __future__ import annotations

import re
import unicodedata

from kg.model import Author

__all__ = ["authors", "cut_list", "is_author_list", "is_name", "names_in", "same_name"]

_ET_AL = re.compile(r",?\s+et(?: al?\.?)?\s*$")  # a page may be cut off within it
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_NO_NAME = re.compile(
    r"[\d:;?![\]{}$\\/<>=+&@#%*^_|]|\.\.|\b(?:and|or|the|for|with|of|in|on|to|is|are|we|by)\b"
)
MOST_WORDS, LONGEST = 6, 70  # words and characters of a name


def names_in(text: str) -> list[str]:
    """The names of a list: parted by commas, "Jr." and the like with the name before it."""
    names: list[str] = []
    for part in text.split(","):
        name = " ".join(part.split())
        if names and _SUFFIX.fullmatch(name):
            names[-1] += f", {name}"
        elif name:
            names.append(name)
    return names


def cut_list(text: str) -> tuple[str, bool]:
    """The list without the "et al." that ends it, and whether it ended so."""
    cut = _ET_AL.sub("", text)
    return cut, cut != text


def is_name(text: str) -> bool:
    """Whether a text has the shape of a person's name: a few capitalised words and particles.

    >>> is_name("Aaron van den Oord"), is_name("J. R. R."), is_name("We study names.")
    (True, True, False)
    """
    words = text.split()
    if not _is_free(text) or all(word[0].islower() for word in words):
        return False
    return all(not word[0].islower() or len(word) <= 5 or not word.isalpha() for word in words)


def _is_free(text: str) -> bool:
    """Whether nothing in the text rules a name out."""
    words = text.split()
    ends_well = not text.endswith(".") or len(words[-1].strip(".")) <= 2
    return 1 <= len(words) <= MOST_WORDS and len(text) <= LONGEST and not _NO_NAME.search(text) and ends_well


def is_author_list(line: str, has_more: bool = False) -> bool:
    """Whether a whole line is a list of authors and nothing else.

    `has_more` says that an abstract follows it, so that names in lower case are enough.
    """
    names, is_cut = cut_list(line)
    if is_cut:
        return len(line) <= 6 * LONGEST
    listed = names_in(names)
    return bool(listed) and all(map(_is_free if has_more and len(listed) <= 3 else is_name, listed))


def authors(text: str) -> tuple[Author, ...]:
    """The authors of a list without "et al."."""
    return tuple(Author(name) for name in names_in(text))


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
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))) or [name]
