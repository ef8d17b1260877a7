r"""A shape's pattern rewritten as a part of a larger expression, for text inside quotation marks.

It is for literals without escapes, where the text is what is written, followed by a line end. What is
rewritten matches no quotation mark, no backslash and no line end: so it stays inside the literal. Only
repeats of any character go on to the end of the line, which is several times faster: they can take the
last quotation mark, behind which nothing more can match. What cannot be rewritten so is not inlined.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from re import _constants as opcode  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

__all__ = ["Inlined", "inlined"]

_OUTSIDE = '"\\\n'  # never inside a literal as it is written
_ANY = f"[^{re.escape(_OUTSIDE)}]"
_CATEGORIES = {
    opcode.CATEGORY_SPACE: r"\s", opcode.CATEGORY_NOT_SPACE: r"\S", opcode.CATEGORY_DIGIT: r"\d",
    opcode.CATEGORY_NOT_DIGIT: r"\D", opcode.CATEGORY_WORD: r"\w", opcode.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
_PLACES = {opcode.AT_BEGINNING: '(?<=")', opcode.AT_END: '(?=")'}  # where no mark is inside the text
_BEGIN, _END = (opcode.AT, opcode.AT_BEGINNING), (opcode.AT, opcode.AT_END)


class Inlined(NamedTuple):
    """An expression, and whether it begins where the text does, and ends where it does."""

    expression: str
    from_begin: bool
    to_end: bool


class _CannotError(Exception):
    """The pattern has something that is not rewritten."""


def inlined(pattern: str) -> Inlined | None:
    """A pattern, rewritten; None where it has flags of its own or cannot be."""
    parsed = parser.parse(pattern)
    if parsed.state.flags & ~re.UNICODE:
        return None
    tree = list(parsed)
    begin, end = tree[:1] == [_BEGIN], tree[-1:] == [_END]
    try:
        return Inlined(_all(tree[begin : len(tree) - end]), begin, end)
    except _CannotError:
        return None


def _all(tree: Iterable[tuple[Any, Any]]) -> str:
    return "".join([_REWRITE.get(code, _refuse)(argument) for code, argument in tree])


def _refuse(argument: Any) -> str:
    raise _CannotError


def _literal(code: int) -> str:
    if chr(code) in _OUTSIDE:
        raise _CannotError
    return re.escape(chr(code))


def _set(members: list[tuple[Any, Any]]) -> str:
    if members[0][0] is opcode.NEGATE:
        return f"[^{''.join(map(_member, members[1:]))}{re.escape(_OUTSIDE)}]"
    body = "".join(map(_member, members))
    if len(members) == 1 and body[1:] in ("S", "D", "W"):
        return f"[^{body.lower()}{re.escape(_OUTSIDE)}]"
    if any(re.fullmatch(f"[{_member(one)}]", mark) for one in members for mark in _OUTSIDE):
        return f"(?![{re.escape(_OUTSIDE)}])[{body}]"
    return f"[{body}]"


def _member(member: tuple[Any, Any]) -> str:
    code, argument = member
    if code is opcode.LITERAL:
        return re.escape(chr(argument))
    if code is opcode.RANGE:
        return "-".join(re.escape(chr(end)) for end in argument)
    if code is opcode.CATEGORY:
        return _CATEGORIES[argument]
    raise _CannotError


def _repeat(argument: tuple[int, int, Any], lazy: str = "") -> str:
    least, most, tree = argument
    if list(tree) == [(opcode.ANY, None)] and most is opcode.MAXREPEAT:
        return f"{_ANY}{{{least}}}.*{lazy}" if least else f".*{lazy}"
    return f"(?:{_all(tree)}){{{least},{'' if most is opcode.MAXREPEAT else most}}}{lazy}"


def _group(argument: tuple[Any, int, int, Any]) -> str:
    _, added, removed, tree = argument
    return _refuse(None) if added or removed else f"(?:{_all(tree)})"


_REWRITE: dict[Any, Callable[[Any], str]] = {
    opcode.AT: lambda place: _PLACES[place] if place in _PLACES else _refuse(place),
    opcode.LITERAL: _literal,
    opcode.NOT_LITERAL: lambda code: f"[^{re.escape(chr(code) + _OUTSIDE)}]",
    opcode.ANY: lambda _: _ANY,
    opcode.IN: _set,
    opcode.MAX_REPEAT: _repeat,
    opcode.MIN_REPEAT: lambda argument: _repeat(argument, "?"),
    opcode.SUBPATTERN: _group,
    opcode.BRANCH: lambda argument: f"(?:{'|'.join(map(_all, argument[1]))})",
}
