r"""A pattern that begins with look-ahead, as several patterns without: `^(?=.{3,9}$)(?!a)b+$`.

What is looked ahead for at the beginning of a text is asked of the text by itself. So such patterns,
which are the usual way to bound a length, can be left to an engine that has no look-ahead.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Part", "parted"]

_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)  # an escape, a class or a character
_BINDS = re.compile(r"\\[1-9]|\(\?P?[=(#<]")  # what refers to a group, or hides a bracket


class Part(NamedTuple):
    """A pattern, and whether it must be found or must not."""

    pattern: str
    found: bool


def parted(pattern: str) -> list[Part]:
    """Patterns that hold together where the pattern is found; none where it cannot be parted."""
    parts, place = list[Part](), 1
    while pattern[:1] == "^" and pattern.startswith(("(?=", "(?!"), place):
        end = _outside(pattern, place + 3, ")")
        inner = pattern[place + 3 : end]
        parts.append(Part(f"^(?:{inner})", pattern[place + 2] == "="))
        place = end + 1
    rest = pattern[place:]
    if not parts or rest[:1] in ("*", "+", "?", "{") or _outside(rest, 0, "|") < len(rest):
        return []
    parts.append(Part(f"^{rest}", True))
    return [] if any(_BINDS.search(part.pattern[3:]) for part in parts) else parts


def _outside(pattern: str, place: int, mark: str) -> int:
    """Where a mark stands that is in no group opened behind the place, or the pattern's end."""
    depth = 0
    while place < len(pattern):
        hit = _PIECE.match(pattern, place)
        assert hit is not None, "any character is a piece"
        if depth == 0 and hit[0] == mark:
            return place
        depth += (hit[0] == "(") - (hit[0] == ")")
        place = hit.end()
    return place
