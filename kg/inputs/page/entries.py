"""A page, line by line → its header and its entries, one a record, whatever the layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.inputs.page.head import Head, begins_head, is_dated, parse_head, unknown_head
from kg.inputs.page.names import author_list, cut_list
from kg.inputs.source import ENCODING_RULE, UNSAFE, UNSAFE_RULE, Source, decode, tell_unsafe, without_unsafe
from kg.model import Problem

__all__ = ["Entry", "Line", "divide", "is_glued", "lines_of"]


class Line(NamedTuple):
    """A line of the page that is not blank, and its number from 1."""

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


def divide(lines: Sequence[str]) -> tuple[list[Line], list[Entry]]:
    """The lines before the first head, and the entries."""
    header: list[Line] = []
    entries: list[Entry] = []
    body: list[Line] = header
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        may_begin = _may_begin(lines, number, body if entries else None)
        head = parse_head(text, loose=may_begin)
        if head is None and may_begin and is_dated(text) and _is_framed(lines, number):
            head = unknown_head(text)
        if number == len(lines) and entries and head is None and _is_cut_head(lines, body):
            head = unknown_head(text)
        if head:
            body = []
            entries.append(Entry(number, head, body))
        else:
            body.append(Line(number, text))
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
    is_parted = len(body) > 1 and body[1].number > body[0].number + 1
    return len(body) > 1 and (not is_parted or not lines[number - 2].strip())


def _is_cut_head(lines: Sequence[str], body: Sequence[Line]) -> bool:
    """Whether a page ends within a head: on a line without an end, behind a record with an abstract."""
    is_parted = len(body) > 1 and body[1].number > body[0].number + 1
    is_behind = len(body) > 2 and not lines[-2].strip() if is_parted else len(body) > 1
    return is_behind and begins_head(lines[-1])


def _is_framed(lines: Sequence[str], number: int) -> bool:
    """Whether a line stands as a head does where blank lines part title, authors and abstract."""
    if number > 1 and lines[number - 2].strip():
        return False
    title, *rest = lines[number : number + 3]
    return (
        len(rest) == 2 and not rest[0].strip() and author_list(rest[1]) is not None and not parse_head(title)
    )


def is_glued(entries: Sequence[Entry]) -> bool:
    """Whether the page prints title and authors on one line: what most of its entries show."""
    glued = parted = 0
    for entry in entries:
        lines = entry.body
        if len(lines) > 1 and author_list(lines[1].text):
            parted += 1
        elif lines and (cut_list(lines[0].text)[1] or _is_pair(lines)):
            glued += 1
        else:
            parted += len(lines) > 2
    return glued > parted


def _is_pair(lines: Sequence[Line]) -> bool:
    return len(lines) == 2 and lines[1].number == lines[0].number + 1
