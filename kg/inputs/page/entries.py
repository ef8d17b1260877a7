"""A page, line by line → its header and its entries, one a record, whatever the layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.inputs.page.glued import ends_in_names
from kg.inputs.page.head import Head, begins_head, is_dated, parse_head, undated_head, unknown_head
from kg.inputs.page.lists import author_list, is_surely_cut
from kg.inputs.page.names import is_full_name
from kg.inputs.source import ENCODING_RULE, UNSAFE, UNSAFE_RULE, Source, decode, tell_unsafe, without_unsafe
from kg.model import Problem

__all__ = [
    "ENDS",
    "MOST_LINES",
    "Entry",
    "Line",
    "divide",
    "is_apart",
    "is_byline",
    "is_glued",
    "lines_of",
    "titled",
]

MOST_LINES = 4  # of a title whose authors are shown by nothing but their place
ENDS = tuple(".!?…)\"'”’")  # of an abstract


class Line(NamedTuple):
    """A line of the page that is not blank, without white space around it, and its number from 1."""

    number: int
    text: str


class Entry(NamedTuple):
    """The head of a record and the lines below it; `body` has none that is blank."""

    line: int
    head: Head
    body: Sequence[Line]


def lines_of(source: Source) -> tuple[list[str], list[Problem]]:
    """The lines of the page as clean text, and what had to be done to get it."""
    raw = source.stream.read().removeprefix(b"\xef\xbb\xbf")
    text, flaw = decode(raw)
    problems = []
    if flaw:
        text, line, flaw = _decode_by_line(raw)
        problems.append(source.problem(line, flaw, ENCODING_RULE))
    lines = re.split(r"\r\n|[\r\n]", text)
    if not UNSAFE.search(text):
        return lines, problems
    for number, line_text in enumerate(lines, 1):
        if UNSAFE.search(line_text):
            problems.append(source.problem(number, tell_unsafe(line_text), UNSAFE_RULE))
    return [without_unsafe(line_text) for line_text in lines], problems


def _decode_by_line(raw: bytes) -> tuple[str, int, str]:
    """The text of a page that is not UTF-8 throughout, the first line that is not, and how it is not."""
    parts = [decode(line) for line in re.split(rb"(?<=\n)", raw)]
    line, flaw = next((number, flaw) for number, (_, flaw) in enumerate(parts, 1) if flaw)
    return "".join(text for text, _ in parts), line, flaw


def divide(lines: Sequence[str]) -> tuple[Sequence[Line], Sequence[Entry]]:
    """The lines before the first head, and the entries."""
    header: list[Line] = []
    entries: list[Entry] = []
    body: list[Line] = header
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        may_begin = _may_begin(lines, number, body if entries else None)
        head = parse_head(text, loose=may_begin) or _undated(lines, number, body if entries else None)
        if head is None and may_begin and is_dated(text) and _is_framed(lines, number, 1):
            head = unknown_head(text)
        if number == len(lines) and entries and head is None and _is_cut_head(lines, body):
            head = unknown_head(text)
        if head:
            body = []
            entries.append(Entry(number, head, body))
        else:
            body.append(Line(number, text.strip()))
    return header, entries


def _may_begin(lines: Sequence[str], number: int, body: Sequence[Line] | None) -> bool:
    """Whether a head could stand on this line: in front of a title, and after a whole record.

    Where blank lines part title, authors and abstract, a head has one before it and none after.
    `body` is that of the record before, None where there is none.
    """
    if number == len(lines) or not lines[number].strip():
        return False
    if body is None:
        return True
    return len(body) > 1 and (not _is_parted(body) or not lines[number - 2].strip())


def _undated(lines: Sequence[str], number: int, body: Sequence[Line] | None) -> Head | None:
    """The head without a date that this line is by its place, after the record with this body."""
    head = undated_head(lines[number - 1])
    if head is None or body == [] or number == len(lines):
        return None
    if _is_framed(lines, number, MOST_LINES):
        return head
    is_bare = not head.date_text and _may_begin(lines, number, body)
    return head if is_bare and _is_behind(lines, number, body) else None


def _is_behind(lines: Sequence[str], number: int, body: Sequence[Line] | None) -> bool:
    """Whether the record before ends in front of this line, or the next one can only be a title."""
    title = lines[number].rstrip()
    if body is None or not _is_parted(body):
        return is_surely_cut(title) or (body is not None and body[-1].text.rstrip().endswith(ENDS))
    return not title.endswith(".") and not "".join(lines[number + 1 : number + 2]).strip()


def _is_cut_head(lines: Sequence[str], body: Sequence[Line]) -> bool:
    """Whether a page ends within a head: on a line without an end, behind a record with an abstract."""
    is_behind = len(body) > 2 and not lines[-2].strip() if _is_parted(body) else len(body) > 1
    return is_behind and begins_head(lines[-1])


def _is_framed(lines: Sequence[str], number: int, most: int) -> bool:
    """Whether a line stands as a head does where blank lines part title, authors and abstract.

    The title behind it has `most` lines at most: more than one where the line may well be a head,
    so that any list of authors is enough.
    """
    if number > 1 and lines[number - 2].strip():
        return False
    below = lines[number : number + most + 2]
    count = next((at for at, text in enumerate(below) if not text.strip()), 0)
    return (
        0 < count < len(below) - 1
        and author_list(below[count + 1], has_more=most > 1) is not None
        and not any(map(parse_head, below[:count]))
    )


def is_apart(body: Sequence[Line], index: int) -> bool:
    """Whether a blank line stands before this line of a record's body."""
    return body[index].number > body[index - 1].number + 1


def titled(body: Sequence[Line]) -> Sequence[Line]:
    """The body of a record with its title on one line."""
    count = _title_lines(body)
    return [Line(body[0].number, " ".join(line.text for line in body[:count])), *body[count:]] if body else ()


def _title_lines(body: Sequence[Line]) -> int:
    """On how many lines a title is printed: more than one where a blank line and the authors follow.

    Where they are many, these are full names, and blank lines part them from an abstract.
    """
    count = next((at for at in range(1, len(body)) if is_apart(body, at)), 1)
    found = author_list(body[count].text, has_more=len(body) > count + 1) if count > 1 else None
    is_title = found and (count <= MOST_LINES or is_byline(body, count))
    return count if is_title else 1


def is_byline(body: Sequence[Line], index: int) -> bool:
    """Whether a line is a list of full names by itself, and an abstract follows."""
    is_alone = 0 < index < len(body) - 1 and is_apart(body, index) and is_apart(body, index + 1)
    found = author_list(body[index].text) if is_alone else None
    return found is not None and bool(found.names) and all(map(is_full_name, found.names))


def _is_parted(body: Sequence[Line]) -> bool:
    """Whether a blank line stands behind the title of a record, however many lines that has."""
    count = _title_lines(body)
    return len(body) > count and is_apart(body, count)


def is_glued(entries: Sequence[Entry]) -> bool:
    """Whether the page prints title and authors on one line: what most of its entries show.

    Lines below the first say nothing where they are no list of authors: an abstract may have several.
    """
    glued = parted = 0
    for entry in entries:
        lines = entry.body
        count = _title_lines(lines)
        if len(lines) > count and author_list(lines[count].text):
            parted += 1
        elif lines and (_is_pair(lines) or ends_in_names(lines[0].text)):
            glued += 1
        else:
            parted += len(lines) > 2
    return glued > parted


def _is_pair(lines: Sequence[Line]) -> bool:
    return len(lines) == 2 and lines[1].number == lines[0].number + 1
