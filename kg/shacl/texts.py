"""Texts, many at a time: whether all surely are strings that meet what shapes ask of texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from sys import maxsize

import msgspec
from msgspec import DecodeError

from kg.printable import is_printable
from kg.shacl.components.strings import MAX_LENGTH, MIN_LENGTH, PATTERN
from kg.shacl.components.values import DATATYPE, NODE_KIND
from kg.shacl.model import Constraint
from kg.shacl.rows import in_all, in_none
from kg.shacl.slots import refused
from kg.shacl.terms import STRING

__all__ = ["Surely", "texts_surely"]

# Whether some lines, one of them at least, all begin so and what follows surely is well formed and right.
Surely = Callable[[str, Sequence[str]], bool]
_DECODE = msgspec.json.Decoder(list[str]).decode
_SHORT = 200  # characters that texts have on average, up to which the quicker way is quicker


def texts_surely(constraints: Sequence[Constraint]) -> Surely | None:
    """For constraints on strings; none for others."""
    of_text = (DATATYPE, MIN_LENGTH, MAX_LENGTH, PATTERN)
    others = [one for one in constraints if one.component not in of_text]
    is_kind = [one.component is NODE_KIND and '"' in one.parameter for one in others]
    avoided = [pattern for one in others if (pattern := refused(one))]
    if {one.parameter for one in constraints if one.component is DATATYPE} != {STRING}:
        return None
    if len(avoided) + sum(is_kind) != len(others):
        return None
    asked = [in_all(one.parameter) for one in constraints if one.component is PATTERN]
    asked += map(in_none, avoided)
    shortest = max((one.parameter for one in constraints if one.component is MIN_LENGTH), default=0)
    longest = min((one.parameter for one in constraints if one.component is MAX_LENGTH), default=maxsize)

    def surely(begin: str, lines: Sequence[str]) -> bool:
        texts = _plain(begin, lines) or _escaped(begin, lines)
        if texts is None or (shortest and len(min(texts, key=len)) < shortest):
            return False
        if longest < maxsize and len(max(texts, key=len)) > longest:
            return False
        joined = "\n".join(texts)
        return all(holds(texts, joined) for holds in asked)

    return surely


def _plain(begin: str, lines: Sequence[str]) -> list[str] | None:
    """What short literals without datatype, language and escape say; None where one is something else."""
    start, whole = f'{begin}"', "".join(lines)
    if "\\" in whole or len(whole) > (len(start) + _SHORT) * len(lines):
        return None
    # Two of each line: one it begins with, and if texts have none, one it ends with.
    if whole.count('"') != 2 * len(lines) or not _all_begin(start, lines):
        return None
    texts = [line[len(start) : -1] for line in lines]
    said = "".join(texts)
    return texts if '"' not in said and is_printable(said) else None


def _escaped(begin: str, lines: Sequence[str]) -> list[str] | None:
    """The same for any literals without datatype and language: such a literal is one in JSON, too."""
    if not _all_begin(begin, lines):
        return None
    try:
        texts = _DECODE(f"[{','.join([line[len(begin) :] for line in lines])}]")
    except (DecodeError, UnicodeError):
        return None
    return texts if len(texts) == len(lines) and "\n" not in "".join(texts) else None


def _all_begin(begin: str, lines: Sequence[str]) -> bool:
    """All do where the first and the last in order do."""
    return min(lines).startswith(begin) and max(lines).startswith(begin)
