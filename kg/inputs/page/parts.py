"""The text of a record below its head → its title, its authors and its abstract, in either layout."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from kg.inputs.abstracts import is_missing
from kg.inputs.markup import written_out
from kg.inputs.page.entries import Entry, Line, is_apart, titled
from kg.inputs.page.glued import split_titles
from kg.inputs.page.lists import (
    Listed,
    author_list,
    cut_list,
    is_open,
    is_surely_cut,
    listed_names,
    may_be_list,
)

__all__ = ["Parts", "parts_of"]

_LAST_NAME = re.compile(r"[^,;]*$")  # behind the last comma


class Parts(NamedTuple):
    """The text of an entry below its head; `is_whole` says whether the author list is, if known.

    `printed` are the lines of title and authors; `no_list` is the line in the place of the author list
    that is none, `cut` what the page ended within, `doubt` why title and authors may be others, `odd`
    what is to be told of the author list, each with what is allowed.
    """

    title: str
    authors: Sequence[str]
    is_whole: bool | None
    abstract: str | None
    no_list: Line | None = None
    cut: Line | None = None
    printed: Sequence[Line] = ()
    doubt: str | None = None
    odd: Sequence[tuple[str, str]] = ()


def parts_of(entries: Sequence[Entry], glued: bool, owner: str | None, is_open: bool) -> list[Parts]:
    """The parts of all entries; `is_open` says that the page's last line has no end."""
    bodies = [entry.body if glued else titled(entry.body) for entry in entries]
    *parts, last = _glued(bodies, owner) if glued else map(_parted, bodies)
    if is_open and len(bodies[-1]) in ((1,) if glued else (1, 2)):
        last = _cut_off(last, bodies[-1], glued)
    elif last.is_whole and last.abstract is None and (is_open or all(one.abstract for one in parts)):
        # Where all others have an abstract the page may be cut off within the list.
        last = last._replace(is_whole=None)
    known = {name for each in (*parts, last) for name in each.authors} | {owner}
    return [each._replace(title="") if _is_list(each, known) else each for each in (*parts, last)]


def _is_list(parts: Parts, known: Set[str | None]) -> bool:
    """Whether what stands in the title's place is the list of authors, where there is none below it."""
    found = author_list(parts.title) if parts.title and not parts.authors else None
    if found is None or parts.is_whole is False:
        return False
    return is_surely_cut(parts.title) or (bool(found.names) and known >= {*found.names})


def _cut_off(parts: Parts, body: Sequence[Line], glued: bool) -> Parts:
    """What is sure of a record whose title or author list is on a line that does not end.

    All but the name that comes last, unless it says that the list is cut; a title that may go on is not.
    """
    if parts.is_whole is False:
        return parts
    if not glued and len(body) == 2:
        text = body[1].text
        sure = author_list(_LAST_NAME.sub("", text))
        if not sure and not parts.authors:
            return parts if is_apart(body, 1) else parts._replace(title="", cut=body[1])
        return Parts(parts.title, sure.names if sure else (), False, None, cut=body[1])
    names = parts.authors if body[0].text.rstrip().endswith(",") else parts.authors[:-1]
    return Parts(parts.title if names else "", names, False, None, cut=body[0])


def _glued(bodies: Sequence[Sequence[Line]], owner: str | None) -> list[Parts]:
    lines = [" ".join(written_out(body[0].text).split()) if body else "" for body in bodies]
    cut = [cut_list(line) for line in lines]
    abstracts = [_abstract(body[1:]) for body in bodies]
    is_list = [is_cut and not is_open(line) for line, (_, is_cut) in zip(lines, cut, strict=True)]
    splits = split_titles([text for text, _ in cut], is_list, abstracts, owner)
    parts = []
    for line, (_, is_cut), split, abstract, body in zip(lines, cut, splits, abstracts, bodies, strict=True):
        title = split.title if split.names or not is_open(line) else line  # whose dots are its own
        bare = Parts(title, (), None, abstract, printed=body[:1], doubt=split.doubt)
        parts.append(_listed(bare, listed_names(split.names), is_cut and split.names != ""))
    return parts


def _listed(parts: Parts, found: Listed, is_cut: bool) -> Parts:
    """The parts with the authors that were found; `is_cut` says that the list ends so."""
    return parts._replace(authors=found.names, is_whole=False if is_cut else found.is_whole, odd=found.odd)


def _parted(body: Sequence[Line]) -> Parts:
    if not body:
        return Parts("", (), None, None)
    title, rest = written_out(body[0].text), body[1:]
    is_alone = len(rest) > 1 and is_apart(body, 1)
    found = author_list(rest[0].text, has_more=is_alone) if rest else None
    if found is None:
        is_lost = is_alone and is_apart(body, 2) and (may_be_list(rest[0].text) or is_missing(rest[0].text))
        abstract = _abstract(rest[1:] if is_lost else rest)
        return Parts(title, (), None, abstract, no_list=rest[0] if rest else None, printed=body[:1])
    return _listed(Parts(title, (), None, _abstract(rest[1:]), printed=body[:2]), found, False)


def _abstract(lines: Sequence[Line]) -> str | None:
    """The lines as they are printed, with the blank ones between them."""
    if not lines:
        return None
    breaks = ["\n" * (b.number - a.number) for a, b in pairwise(lines)] + [""]
    return "".join(line.text + end for line, end in zip(lines, breaks, strict=True))
