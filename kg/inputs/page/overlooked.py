"""Records whose head was not seen, since it is damaged or lost: they stand in the text of the one before.

What shows them is not the head but what follows it: where title and authors share a line, a line that
can hardly be anything else; in the other layout, a title and a list of authors between blank lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from kg.inputs.page.entries import ENDS, Entry, Line, is_apart, is_byline
from kg.inputs.page.glued import ends_in_names, sure_names
from kg.inputs.page.head import LONGEST, Head, parts_with_head, unknown_head
from kg.inputs.page.header import end_of_figures
from kg.inputs.page.lists import author_list, is_surely_cut

__all__ = ["suspects", "uncover"]

MOST_WORDS = 4  # of a head that holds no date
LONG_LINE = 150  # characters: a text that has such a line is not broken into lines by its width
SHORT_TITLE = 10  # characters
_Find = Callable[[Sequence[Line], int], Head | None]


def uncover(
    header: Sequence[Line], entries: Sequence[Entry], glued: bool
) -> tuple[Sequence[Line], list[Entry]]:
    """The lines in front of all records, and the records, also those that others had in their text."""
    find, least = (_glued_head, 2) if glued else (_framed_head, 3)
    begin = end_of_figures(header)  # what the site prints above them is no record
    rest = header[begin:]
    before, found = _parted(rest, 0, find) if len(rest) > least else (rest, [])
    before = [*header[:begin], *before]
    for entry in entries:
        if len(entry.body) <= least:
            found.append(entry)
            continue
        body, more = _parted(entry.body, 1, find)
        found += [entry._replace(body=body), *more]
    return before, found


def suspects(entries: Sequence[Entry], glued: bool) -> Iterator[Line]:
    """Lines that may be heads yet, where title and authors share a line and most abstracts have one line.

    They are as short as a head, and a line follows that may begin a title, and one more.
    """
    several = [entry for entry in entries if len(entry.body) > 3]
    if not glued or len(several) * 3 > len(entries):
        return
    for entry in several:
        heads = (line for line, title in pairwise(entry.body[1:-1]) if _may_begin(title.text))
        line = min(heads, key=lambda line: len(line.text), default=None)
        if line and len(line.text) <= LONGEST:
            yield line


def _parted(body: Sequence[Line], start: int, find: _Find) -> tuple[Sequence[Line], list[Entry]]:
    """The lines in front of the first record in a body, looked for from line `start` on, and its records."""
    lines = [Line(line.number, text) for line in body for text in parts_with_head(line.text)]
    heads = [(at, head) for at in range(start, len(lines) - 1) if (head := find(lines, at))]
    if not heads:
        return body, []
    ends = [*(at for at, _ in heads[1:]), len(lines)]
    entries = [_entry(lines, at, head, end) for (at, head), end in zip(heads, ends, strict=True)]
    return lines[: heads[0][0]], entries


def _entry(lines: Sequence[Line], at: int, head: Head, end: int) -> Entry:
    """The record whose head is on line `at`, or that has none and begins there with its title."""
    around = {line.number for line in (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2])}
    if lines[at].number in around:
        head = head._replace(flaw=head.flaw or "no line of its own for")
    return Entry(lines[at].number, head, lines[at + bool(head.printed) : end])


def _glued_head(lines: Sequence[Line], at: int) -> Head | None:
    """The head on a line if a title with authors is below, or one without text if it is that itself."""
    text, below = lines[at].text, lines[at + 1].text
    if head := _head(lines, at):
        is_title = ends_in_names(below) if head.date else sure_names(below)
        return head if is_title else None
    is_lost = at > 1 and _is_behind(lines, at) and _may_begin(text) and not _head(lines, at - 1)
    return unknown_head("") if is_lost and not below[0].islower() and _is_surely_title(text) else None


def _framed_head(lines: Sequence[Line], at: int) -> Head | None:
    """The same where blank lines stand in front of the head, behind the title and around the authors."""
    if at and not is_apart(lines, at) and lines[at - 1].number != lines[at].number:
        return None
    if not is_apart(lines, at + 1):
        head = _head(lines, at)
        return head if head and _names_below(lines, at + 1) else None
    is_lost = at > 2 and _is_behind(lines, at) and _may_begin(lines[at].text)
    return unknown_head("") if is_lost and len(_names_below(lines, at)) > 1 else None


def _names_below(lines: Sequence[Line], at: int) -> Sequence[str]:
    """The names below a title that begins on this line, where an abstract follows; () if there are none."""
    end = next((index for index in range(at + 1, len(lines)) if is_apart(lines, index)), at)
    found = author_list(lines[end].text) if is_byline(lines, end) else None
    return found.names if found else ()


def _head(lines: Sequence[Line], at: int) -> Head | None:
    """The head that a line may be: it is as short, and either holds a date or follows the end of a text."""
    text = lines[at].text
    head = unknown_head(text) if len(text) <= LONGEST else None
    if head is None or head.date:
        return head
    is_sentence = text.rstrip().endswith((".", ":", "?", "!")) and any(map(str.isalpha, text))
    is_short = len(text.split()) <= MOST_WORDS and (head.field or not is_sentence)
    return head if is_short and _is_behind(lines, at) else None


def _is_surely_title(text: str) -> bool:
    """Whether a line ends in names, of several authors: prose rather ends in a word that looks like one."""
    return len(sure_names(text)) > 1 and (is_surely_cut(text) or not text.rstrip().endswith("."))


def _may_begin(text: str) -> bool:
    """Whether a title whose head is lost may begin so; titles in lower case are not told from prose."""
    return len(text) > SHORT_TITLE and not text[0].islower() and text[0] not in "([{"


def _is_behind(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the first behind a title, or the text in front ends: with a mark, or a long line."""
    before = lines[at - 1].text.rstrip() if at else ""
    return at < 2 or before.endswith(ENDS) or (len(before) > LONG_LINE and not before.endswith((",", ";")))
