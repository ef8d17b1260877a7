"""Author lists as a page prints them: at most three names, then "et al." where there are more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.inputs.authors import COUNT_FORM, ET_AL_FORMS, NAME_RULE, is_named, without_cut
from kg.inputs.markup import written_out
from kg.inputs.page.names import (
    AFTER_COMMA,
    INITIALS,
    LONGEST,
    MOST_WORDS,
    PARTICLE,
    SUFFIX,
    TITLE_RULE,
    is_free,
    is_full_name,
    is_name,
    is_organisation,
    without_titles,
)

__all__ = ["Listed", "author_list", "cut_list", "is_open", "is_surely_cut", "listed_names", "may_be_list"]

CUT_RULE = "et al. and the like end a list of authors"
_SURE = re.compile(rf"(?i)(?:(?:^|\s|,)(?:{ET_AL_FORMS})|\+ ?{COUNT_FORM})[\s,]*$")
_TORN = re.compile(r"(?<=\s)et(?:\s+a)?\s*$")  # a page may be cut off within "et al."
_OPEN = re.compile(r"((?:\b[Ee][Tt] [Aa][Ll]\.|\.{3,}+|…))\s+(?=[^\W\d_])")  # without a comma behind it
# Footnote marks behind names, and what parts names otherwise than a comma.
_MARK = "[*∗†‡§¶‖★☆✉⁰¹²³⁴-⁹]"
_NUMBERED = re.compile(rf"(?<=[^\W\d_])(?:\d\d?|{_MARK})(?:,?(?:\d\d?|{_MARK}))*(?=\s*(?:[,;&]|$|and\b))")
_AND = re.compile(rf",?\s+(?:and|&)\s+(?!others\b|{COUNT_FORM})")
_PROSE = re.compile(r"(?:We|The|This|These|Our|It)\b")
_COMMAS = re.compile("[，、،]")  # of other scripts


class Listed(NamedTuple):
    """The names of a list, whether it says that it is cut, and what of it was not taken as it is printed.

    `odd` holds what is to be told of that, with the rule that it does not keep; `is_sure` is false
    where something was taken out that may have stood for an author.
    """

    names: Sequence[str]
    is_cut: bool
    odd: Sequence[tuple[str, str]] = ()
    is_sure: bool = True

    @property
    def is_whole(self) -> bool | None:
        """Whether the list has all authors, None where that is not known."""
        return False if self.is_cut else True if self.is_sure else None


def read_names(parts: Iterable[str]) -> Listed:
    """The names that the parts of a list are, in whatever way it is printed.

    >>> read_names(["Dr. Ada Fold", "…", "-", "Bo Pen et al."]).names
    ['Ada Fold', 'Bo Pen']
    """
    odd: list[tuple[str, str]] = []
    names: list[str] = []
    is_cut, is_sure, mark = False, True, ""
    for part in parts:
        rest = without_cut(part)
        name = without_titles(rest)
        if mark and name:
            odd.append((f"{mark!r} within a list of authors", CUT_RULE))
        mark = part[len(rest) :].strip(" ,") if rest != part else ""
        is_cut |= bool(mark)
        if name != rest:
            odd.append(
                (f"{rest!r} among the authors {f'read as {name!r}' if name else 'taken out'}", TITLE_RULE)
            )
        if is_named(name):
            names.append(name)
        elif name:
            odd.append((f"{name!r} among the authors taken out", NAME_RULE))
            is_sure = False
    return Listed(names, is_cut, tuple(odd), is_sure)


def listed_names(text: str) -> Listed:
    """The names of a list that is known to be one, also where "and" parts some of them.

    >>> listed_names("Ada Fold, Bo Pen and Cy Gate").names, listed_names("Fold, Ada and Pen, Bo").names
    (['Ada Fold', 'Bo Pen', 'Cy Gate'], ['Fold, Ada', 'Pen, Bo'])
    """
    text = re.sub(rf"(,\s+{INITIALS})\s*(?:and|&)\s+", r"\1, ", _OPEN.sub(r"\1, ", text))
    parts = [re.sub(r"^(?:and|&)\s+(?!others\b)", "", part) for part in _commas(text)]
    return read_names(_family_first(text) or [name for part in parts for name in _two_names(part)])


def _commas(text: str) -> list[str]:
    """The parts of a list between commas, "Jr." and initials with the name before them."""
    parts: list[str] = []
    for part in (text if text.isascii() else _COMMAS.sub(",", text)).split(","):
        name = " ".join(part.split())
        if parts and re.fullmatch(AFTER_COMMA, name):
            parts[-1] += f", {name}"
        elif name:
            parts.append(name)
    return parts


def _two_names(text: str) -> list[str]:
    parts = _AND.split(text)
    return parts if all(map(is_name, parts)) and not is_organisation(text) else [text]


def _family_first(text: str) -> list[str]:
    """The names of a list in which "and" parts pairs of family name and first names, else none.

    A comma behind the last "and" shows that; of each pair one is a single word, but for particles.
    """
    names = [" ".join(part.split()) for part in _AND.split(text)]
    pairs = [name.split(", ") for name in names]
    is_list = len(pairs) > 1 and all(len(pair) == 2 and _is_pair(*pair) for pair in pairs)
    return names if is_list else []


def _is_pair(family: str, given: str) -> bool:
    is_single = len(given.split()) == 1 or sum(not PARTICLE.match(word) for word in family.split()) == 1
    return is_single and not SUFFIX.fullmatch(given) and is_name(f"{given} {family}")


def cut_list(text: str) -> tuple[str, bool]:
    """The list without what says at its end that it is cut, and whether it ended so.

    >>> cut_list("Ada Fold, Bo Pen +5 more"), cut_list("Ada Fold, et al.,"), cut_list("Ada Fold")
    (('Ada Fold, Bo Pen', True), ('Ada Fold', True), ('Ada Fold', False))
    """
    text = " ".join(text.split())
    cut = _TORN.sub("", without_cut(text)).rstrip(" ,")
    return (cut, True) if cut != text.rstrip(" ,") else (text, False)


def is_surely_cut(text: str) -> bool:
    """Whether a line ends in "et al." or "+5 more", as hardly anything but a list does."""
    return cut_list(text)[1] and (_SURE.search(text) or _TORN.search(text)) is not None


def is_open(text: str) -> bool:
    """Whether a text ends in dots, as prose and titles may, too."""
    return text.rstrip(" ,").endswith(("…", "..."))


def author_list(line: str, has_more: bool = False) -> Listed | None:
    """The names of a line that is a list of authors and nothing else, and whether it is cut; else None.

    `has_more` says that it stands by itself in front of an abstract, so that names in lower case
    are enough where commas part them, and that organisations may be among the authors.

    >>> author_list("Ada Fold*, Bo Pen† and Cy Gate").names, author_list("Ada Fold; Bo Pen et al.").is_cut
    (['Ada Fold', 'Bo Pen', 'Cy Gate'], True)
    >>> author_list("Ada Fold and the University of Wool", has_more=True).names
    ['Ada Fold', 'the University of Wool']
    """
    text, is_cut = cut_list(written_out(line))
    if is_cut and is_surely_cut(line):
        found = read_names(_parts(text)) if len(line) <= 6 * LONGEST else None
    else:
        found = _bare_list(text, has_more and not is_open(line)) or (_longer_list(text) if has_more else None)
    return found._replace(is_cut=is_cut or found.is_cut) if found else None


def _bare_list(text: str, is_alone: bool) -> Listed | None:
    """The names of a list of persons; None if it is no such list."""
    parts = _parts(text)
    found = read_names(parts)
    is_lenient = is_alone and len(parts) <= 3 and parts == _commas(text)
    is_list = all(map(is_free if is_lenient else is_name, found.names))
    is_known = found.is_sure or all(map(is_full_name, found.names)) or not re.search(r"\d", text)
    if not (found.names and is_list and is_known):
        return None
    return found if is_lenient or not any(map(_PROSE.match, found.names)) else None


def _longer_list(text: str) -> Listed | None:
    """The names of a list with organisations in it, or with numbers; none where all says that it is cut."""
    names = _with_organisations(text) or _numbered(text)
    return read_names(names) if names or not text else None


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
    names = _parts(bare) if bare != text else []
    return names if all(map(is_name, names)) and not any(map(_PROSE.match, names)) else []


def _with_organisations(text: str) -> list[str]:
    """The names of a list that has an organisation with a longer name in it; none if it is no such list."""
    parts = [re.sub(r"^(?:and|&) (?!others\b)", "", part) for part in _commas(text.replace(";", ","))]
    names = [name for part in parts for name in _parted_by_and(part)]
    is_list = all(is_name(name) or is_organisation(name) for name in names)
    return names if is_list and any(map(is_organisation, names)) else []


def _parted_by_and(text: str) -> list[str]:
    """The names that "and" parts, unless it stands within one, as in "Department of Sheep and Goats"."""
    names = []
    while (found := _AND.search(text)) and not re.search(r"\b(?:of|for)\b", text[: found.start()]):
        names.append(text[: found.start()])
        text = text[found.end() :]
    return [*names, text]


def _parts(text: str) -> list[str]:
    """The parts of a list on a line of its own: in other styles than names and commas, too."""
    bare = re.sub(rf"{_MARK}(?:,?{_MARK})*", "", text)
    if ";" not in bare:
        bare = _OPEN.sub(r"\1, ", bare)
        return _family_first(bare) or _commas(_AND.sub(", ", bare))
    return [name for part in _AND.sub(";", bare).split(";") if (name := " ".join(part.split()))]
