"""Author lists as a page prints them: at most three names, then "et al." where there are more."""

from __future__ import annotations

import re
import unicodedata

from kg.model import Author

__all__ = ["authors", "cut_list", "is_author_list", "is_name", "names_in", "same_name"]

_ET_AL = re.compile(r",?\s+et al\.?\s*$")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_NO_NAME = re.compile(r"[\d:;?!()\[\]{}$\\/<>=+&@#%*^_|\"“”„]|\.\.|\b(?:and|or|the|for|with|of|in|on|to)\b")
_SMALL = re.compile(
    r"(?:'t|a[lpfn]?|aan|ab[iu]|bar|ben|bi[nt]|bint|d[aeiou]s?|de[lnr]|della|dell'|degli|d['’].+|do|e|ei|el[-'’]?.*|e?t[ae]r?|"
    r"i|ibn|in|l[aeo]s?|lo|op|os|san|st|t?en|te[nr]|ul|v[ao]n|vd|vom|y|z[u]?[mr]?|a[l]-.+)\.?"
)
MOST_WORDS = 6


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
    """Whether a text has the shape of a person's name: a few capitalised words and particles."""
    words = text.split()
    if not 1 <= len(words) <= MOST_WORDS or len(text) > 70 or _NO_NAME.search(text):
        return False
    large = [w for w in words if not w[0].islower()]
    small_ok = all(_SMALL.fullmatch(w) for w in words if w[0].islower())
    return bool(large) and small_ok and (not text.endswith(".") or _ends_in_initial(words[-1]))


def _ends_in_initial(word: str) -> bool:
    return len(word.replace("-", "").replace(".", "")) <= 2


def is_author_list(line: str) -> bool:
    """Whether a whole line is a list of authors and nothing else."""
    names, is_cut = cut_list(line)
    if is_cut:
        return len(line) <= 400
    return len(line) <= 250 and bool(names.strip()) and all(is_name(name) for name in names_in(names))


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
