"""Texts, many at a time: whether all surely are strings that meet what shapes ask of texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from sys import maxsize

import msgspec
from msgspec import DecodeError

from kg.shacl.components.strings import MAX_LENGTH, MIN_LENGTH, PATTERN
from kg.shacl.components.values import DATATYPE, NODE_KIND
from kg.shacl.model import Constraint
from kg.shacl.slots import refused
from kg.shacl.terms import STRING

__all__ = ["Surely", "texts_surely"]

# Whether all of some tokens, one of them at least, are surely well formed and right.
Surely = Callable[[Sequence[str]], bool]
_DECODE = msgspec.json.Decoder(list[str]).decode


def texts_surely(constraints: Sequence[Constraint]) -> Surely:
    """For constraints on strings; any other are never surely met."""
    of_text = (DATATYPE, MIN_LENGTH, MAX_LENGTH, PATTERN)
    others = [one for one in constraints if one.component not in of_text]
    is_kind = [one.component is NODE_KIND and '"' in one.parameter for one in others]
    avoided = [found for one in others if (found := refused(one))]
    if {one.parameter for one in constraints if one.component is DATATYPE} != {STRING}:
        return lambda values: False
    if len(avoided) + sum(is_kind) != len(others):
        return lambda values: False
    patterns = [one.parameter.found for one in constraints if one.component is PATTERN]
    shortest = max((one.parameter for one in constraints if one.component is MIN_LENGTH), default=0)
    longest = min((one.parameter for one in constraints if one.component is MAX_LENGTH), default=maxsize)

    def surely(values: Sequence[str]) -> bool:
        texts = _texts(values)
        if texts is None or (shortest and len(min(texts, key=len)) < shortest):
            return False
        if longest < maxsize and len(max(texts, key=len)) > longest:
            return False
        return all(all(map(found, texts)) for found in patterns) and not any(
            any(map(found, texts)) for found in avoided
        )

    return surely


def _texts(values: Sequence[str]) -> list[str] | None:
    """What literals say that have no datatype and language; None where one is something else.

    Such a literal is one in JSON, too.
    """
    try:
        texts = _DECODE(f"[{','.join(values)}]")
    except (DecodeError, UnicodeError):
        return None
    return texts if len(texts) == len(values) else None
