r"""Patterns asked of many lines at a time: whether all surely have a match, or none has.

`^\w(.*\S)?$` holds for a line by itself as it does for a line among others, as no step of it can take a line
feed. So one match goes over all lines, which costs a third of a match each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from re import _constants as opcode  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from kg.shacl.components.strings import Pattern
from kg.shacl.pattern import longest, pieces

__all__ = ["All", "in_all", "in_none"]

# Whether something is so of all lines: texts without line feeds, and the same joined by them.
All = Callable[[Sequence[str], str], bool]
_FEED = 10
_WITH_FEED = (opcode.CATEGORY_SPACE, opcode.CATEGORY_NOT_DIGIT, opcode.CATEGORY_NOT_WORD)
_REPEATS = (opcode.MAX_REPEAT, opcode.MIN_REPEAT)


def in_all(pattern: Pattern) -> All:
    """Whether the pattern is found in all of some lines."""
    found, most = pattern.found, longest(pattern.source, pattern.flags)
    if not _is_row(pattern):
        return lambda texts, _: all(map(found, texts))
    rows = re.compile(rf"(?:{pattern.source[1:-1]}\n)*+").fullmatch

    def in_all_lines(texts: Sequence[str], joined: str) -> bool:
        if len(max(texts, key=len)) <= most:
            return rows(f"{joined}\n") is not None
        return all(map(found, texts))

    return in_all_lines


def in_none(pattern: Pattern) -> All:
    """Whether the pattern is found in none of some lines: it is looked for where its letters are."""
    found, needed = pattern.found, [piece.encode() for piece in pieces(pattern.source, pattern.flags)]

    def in_no_line(texts: Sequence[str], joined: str) -> bool:
        if not needed:
            return not any(map(found, texts))
        # Letters that have no other case than that of ASCII.
        likely = list(zip(texts, joined.encode("utf-8", "surrogatepass").lower().split(b"\n"), strict=True))
        for piece in needed:
            likely = [one for one in likely if piece in one[1]]
        return not any(found(text) for text, _ in likely)

    return in_no_line


def _is_row(pattern: Pattern) -> bool:
    """Whether it asks for a whole line, in steps of which none takes a line feed."""
    if pattern.flags or not (pattern.source.startswith("^") and pattern.source.endswith("$")):
        return False
    first, *middle = parser.parse(pattern.source)
    return (
        first == (opcode.AT, opcode.AT_BEGINNING)
        and middle[-1:] == [(opcode.AT, opcode.AT_END)]
        and all(map(_is_inside, middle[:-1]))
    )


def _is_inside(step: tuple[Any, Any]) -> bool:
    """Whether a step of a parsed expression stays inside a line."""
    code, argument = step
    if code is opcode.LITERAL:
        return bool(argument != _FEED)
    if code is opcode.IN:
        return not _has_feed(argument)
    if code is opcode.SUBPATTERN:
        return not (argument[1] or argument[2]) and all(map(_is_inside, argument[-1]))  # flags of its own
    if code is opcode.BRANCH:
        return all(_is_inside(one) for branch in argument[1] for one in branch)
    if code in _REPEATS:
        return all(map(_is_inside, argument[2]))
    return code is opcode.ANY


def _has_feed(members: Sequence[tuple[Any, Any]]) -> bool:
    """Whether a set of characters has the line feed."""
    negated = members[0][0] is opcode.NEGATE
    return negated is not any(_is_feed(*member) for member in members[negated:])


def _is_feed(code: Any, argument: Any) -> bool:
    if code is opcode.LITERAL:
        return bool(argument == _FEED)
    if code is opcode.RANGE:
        return bool(argument[0] <= _FEED <= argument[1])
    return argument in _WITH_FEED
