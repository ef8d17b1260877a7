"""Whose page it is: the line of its header that names the owner.

The name stands above the figures, and other things that the site prints may, too. So the line that is an
author in a list of the page is the name; without one, what has the shape of a name and stands nearest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import arxiv
from kg.inputs.authors import is_named
from kg.inputs.page.entries import Entry, Line, titled
from kg.inputs.page.names import SUFFIX, is_free, is_full_name, is_name, without_titles

__all__ = ["author_lines", "is_code", "may_own", "owner_line"]

_CODE = re.compile(r"[A-Z]{1,8}(?:-[A-Z]{1,8})*")


def author_lines(entries: Sequence[Entry], glued: bool) -> list[str]:
    """The lines of a page that end in a list of authors, if they hold one."""
    bodies = (entry.body[:1] if glued else titled(entry.body)[1:2] for entry in entries)
    return [line.text for body in bodies for line in body]


def is_code(text: str) -> bool:
    """Whether a text may be the code of a field, if not one that arXiv has.

    >>> is_code("GR-QC"), is_code("X"), is_code("Anand")
    (True, True, False)
    """
    return _CODE.fullmatch(text) is not None


def owner_line(above: Sequence[Line], first: int | None, lists: Sequence[str]) -> Line | None:
    """The line of those above the figures that names the owner, None if none does.

    `first` is the line of the first figure, None where a field is among the figures; `lists` is what
    `author_lines` gives.
    """
    if known := [line for line in above if _is_author(line.text, lists)]:
        return known[-1]
    lines = [line for line in above if not _is_field(line, first, above)]
    names = [line for line in lines if _is_owner(line.text)]
    near = _nearest(lines, names)
    best = [line for line in near if _is_full(line.text)] + [line for line in near if line in names]
    best += [line for line in reversed(names) if _is_full(line.text)]
    best += near if _is_alone(near) else ()
    return next(iter(best + names), None)


def _is_author(text: str, lists: Sequence[str]) -> bool:
    """Whether a text stands in a list as an author: nothing of a name before it or behind it."""
    if _may_be_field(text):
        return False
    name = without_titles(text)
    family, comma, given = name.partition(", ")
    forms = {name, f"{given} {family}"} if comma else {name}
    return is_named(name) and any(form in line and _is_listed(form, line) for form in forms for line in lists)


def _is_listed(name: str, line: str) -> bool:
    begins = r"(?:^|[,;]\s*|\b(?:and|&)\s+" + (r"|(?<=\S))" if " " in name else ")")
    ends = r"(?=\s*(?:[,;…&]|[*†‡§¶]|$|\.\.\.|(?:and|et)\b|\+))"
    return re.search(begins + re.escape(name) + ends, line) is not None


def _is_field(line: Line, first: int | None, above: Sequence[Line]) -> bool:
    """Whether a line next to the figures is rather the field: a code or a subject with a name above it."""
    if first is None or line.number != first - 1:
        return False
    others = [other for other in above if other.number < line.number]
    is_likely = _may_be_field(line.text)
    return any(_is_full(other.text) or (is_likely and may_own(other.text)) for other in others)


def _may_be_field(text: str) -> bool:
    return is_code(text) or arxiv.is_subject(text)


def _nearest(lines: Sequence[Line], names: Sequence[Line]) -> Sequence[Line]:
    """The block of lines nearest to the figures that has a name in it, or is one line that may be one."""
    block: list[Line] = []
    for line in reversed(lines):
        is_apart = bool(block) and line.number < block[0].number - 1
        if is_apart and (any(found in names for found in block) or _is_alone(block)):
            break
        block.insert(0, line)
    return block


def _is_alone(block: Sequence[Line]) -> bool:
    return len(block) == 1 and may_own(block[0].text)


def _is_owner(text: str) -> bool:
    """Whether a text has the shape of a name, also with "Jr." behind it or with the family name first."""
    name = _bare(text)
    family, comma, given = name.partition(", ")
    return is_name(f"{given} {family}" if comma else name)


def _is_full(text: str) -> bool:
    return _is_owner(text) and is_full_name(_bare(text).replace(",", ""))


def _bare(text: str) -> str:
    """A name without titles before it and without what a comma parts from it that is no name."""
    return re.sub(rf",?\s+(?:{SUFFIX.pattern})$", "", without_titles(text))


def may_own(text: str) -> bool:
    """Whether a text may be a name where it stands in the place of one: also in lower case, also with digits.

    >>> may_own("bell hooks"), may_own("X Æ A-12"), may_own("Log in | Help")
    (True, True, False)
    """
    name = without_titles(text)
    return is_named(name) and is_free(re.sub(r"(?<=-)\d+$", "", name))
