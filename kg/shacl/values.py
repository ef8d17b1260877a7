"""What literals mean: whether one is well formed for its datatype, and which of two is the greater.

Common forms are read here; everything else is left to rdflib, whose reading is also pySHACL's, so
that both give the same verdict on every literal, the odd ones included.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.shacl.terms import LANG_STRING, RDFS, STRING, XSD, Literal, read_literal

if TYPE_CHECKING:
    import rdflib

__all__ = ["GENERAL", "compare", "has_datatype", "less", "surely_typed"]

_NUMBERS = (XSD + "integer", XSD + "decimal")


def _is_day(lexical: str) -> bool:
    try:
        date.fromisoformat(lexical)
    except ValueError:
        return False
    return True


GENERAL = (STRING, LANG_STRING, RDFS + "Literal", RDFS + "Datatype")  # that a literal need not name


def _matches(pattern: str) -> Callable[[str], object]:
    return re.compile(pattern).fullmatch


_OF_ANY_TEXT = (STRING, XSD + "anyURI")

# Forms that are certainly well formed; what does not match is not certainly wrong.
_SURE: dict[str, Callable[[str], object]] = {
    STRING: lambda lexical: True,
    XSD + "anyURI": lambda lexical: True,
    XSD + "boolean": _matches("true|false"),
    XSD + "integer": _matches("-?[0-9]{1,40}"),
    XSD + "decimal": _matches(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?"),
    XSD + "double": _matches(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?(?:[eE]-?[0-9]{1,2})?"),
    XSD + "gYear": _matches("[0-9]{4}"),
    XSD + "gYearMonth": _matches("[0-9]{4}-(?:0[1-9]|1[0-2])"),
    XSD + "date": lambda lexical: len(lexical) == 10 and lexical.isascii() and _is_day(lexical),
}


def surely_typed(datatype: str) -> Callable[[str], bool]:
    """What says of a token whether it surely is a canonical, well-formed literal of the datatype."""
    tail, sure = f'"^^<{datatype}>', _SURE.get(datatype)
    if sure is None or datatype in _OF_ANY_TEXT:
        return lambda token: False
    cut = -len(tail)

    def judge(token: str) -> bool:
        return token[cut:] == tail and token[0] == '"' and bool(sure(token[1:cut]))

    return judge


def has_datatype(token: str, datatype: str) -> bool:
    """Whether a literal has the datatype and is well formed for it (SHACL 4.1.2)."""
    if datatype == STRING and token[-1] == '"':
        return True
    tail = f'"^^<{datatype}>'
    if token.endswith(tail):
        sure = _SURE.get(datatype)
        if sure is not None and "\\" not in token and sure(token[1 : -len(tail)]):
            return True
    elif datatype not in GENERAL:
        return False
    parts = read_literal(token)
    if parts.datatype != datatype:
        return datatype == RDFS + "Literal" or (datatype == RDFS + "Datatype" and _is_typed(token))
    if datatype == LANG_STRING:
        return True
    return bool(sure and sure(parts.lexical)) or _well_formed(parts)


def _is_typed(token: str) -> bool:
    return token.endswith(">")


_PYTHON = {"integer": int, "float": float, "decimal": Decimal, "boolean": bool, "date": "date",
           "time": "time", "dateTime": "datetime"}  # fmt: skip


def _well_formed(parts: Literal) -> bool:
    value = _rdflib(parts)
    if value.ill_typed:
        return False
    kind = _PYTHON.get(parts.datatype.removeprefix(XSD)) if parts.datatype.startswith(XSD) else None
    if isinstance(kind, str):
        import datetime

        kind = getattr(datetime, kind)
    return kind is None or isinstance(value.value, kind)  # type: ignore[arg-type]


@lru_cache(maxsize=1024)
def _rdflib(parts: Literal) -> rdflib.Literal:
    import logging

    import rdflib

    # rdflib warns of each literal that it cannot read; that is what is being asked here.
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            plain = parts.language or parts.datatype == STRING
            return rdflib.Literal(
                parts.lexical,
                lang=parts.language or None,
                datatype=None if plain else rdflib.URIRef(parts.datatype),
                normalize=False,
            )
    finally:
        logger.setLevel(before)


def compare(left: str, right: str) -> int | None:
    """-1, 0 or 1 as one literal is below, equal to or above another; None where they cannot be compared."""
    first, second = read_literal(left), read_literal(right)
    if all(part.datatype in _NUMBERS and _SURE[part.datatype](part.lexical) for part in (first, second)):
        one, other = Decimal(first.lexical), Decimal(second.lexical)
        return (one > other) - (one < other)
    return _compare_any(_rdflib(first), _rdflib(second))


def _compare_any(one: Any, other: Any) -> int | None:
    if isinstance(one.value, str) != isinstance(other.value, str):
        return None
    try:
        if one.eq(other):
            return 0
        # rdflib orders dates and times of different kinds by force; SPARQL does not compare them.
        if type(one.value).__name__ in ("datetime", "time"):
            return (one.value > other.value) - (one.value < other.value) or -1
        return 1 if one > other else -1
    except (TypeError, NotImplementedError, ArithmeticError):
        return None


def less(left: str, right: str, or_equal: bool) -> bool:
    """What sh:lessThan and sh:lessThanOrEquals ask of a pair of literals."""
    one, other = _rdflib(read_literal(left)), _rdflib(read_literal(right))
    if isinstance(one.value, str) != isinstance(other.value, str):
        return False
    if isinstance(one.value, str):
        return bool(one.value <= other.value if or_equal else one.value < other.value)
    try:
        return bool(one <= other if or_equal else one < other)
    except (TypeError, NotImplementedError, ArithmeticError):
        return False
