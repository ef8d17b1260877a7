"""An answer → bytes: a table for people, or a standard format for programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.sparql import Answer

__all__ = ["FORMATS", "write"]

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NARROWEST = 8


def write(answer: Answer, form: str | None, width: int | None, prefixes: Mapping[str, str]) -> bytes:
    """The answer in a format of `FORMATS`; by default a table, or Turtle for triples.

    `width` is that of the terminal, in columns: a table is cut to it, and never where it is None.
    Raises `UsageError` where the format cannot hold the answer.
    """
    triples = isinstance(answer, list)
    form = form or ("ttl" if triples else "table")
    if (form == "ttl") != triples:
        kind, allowed = ("triples", "ttl") if triples else ("rows", "table, csv or json")
        raise UsageError("--format", f"{form} cannot hold {kind}", f"{allowed} is allowed for this query")
    return FORMATS[form](answer, width, prefixes)


def _table(answer: Any, width: int | None, prefixes: Mapping[str, str]) -> bytes:
    if not hasattr(answer, "variables"):
        return b"true\n" if answer else b"false\n"
    head = [variable.value for variable in answer.variables]
    return table(head, [[_cell(value) for value in row] for row in answer], width).encode()


def _csv(answer: Any, width: int | None, prefixes: Mapping[str, str]) -> bytes:
    import pyoxigraph as ox

    return answer.serialize(format=ox.QueryResultsFormat.CSV)  # type: ignore[no-any-return]


def _json(answer: Any, width: int | None, prefixes: Mapping[str, str]) -> bytes:
    import pyoxigraph as ox

    return answer.serialize(format=ox.QueryResultsFormat.JSON) + b"\n"  # type: ignore[no-any-return]


def _turtle(answer: Any, width: int | None, prefixes: Mapping[str, str]) -> bytes:
    import pyoxigraph as ox

    return ox.serialize(answer, format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""


FORMATS: dict[str, Callable[[Any, int | None, Mapping[str, str]], bytes]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "ttl": _turtle,
}


def _cell(value: ox.NamedNode | ox.Literal | None) -> str:
    """What a term says, on one line; signs that steer a terminal or turn the writing are shown as �."""
    return "" if value is None else _UNPRINTABLE.sub("�", " ".join(str(value.value).split()))


def table(head: list[str], rows: list[list[str]], width: int | None = None) -> str:
    """Aligned columns, numbers to the right; at most `width` columns of the terminal where it is given.

    >>> print(table(["name", "papers"], [["Anand", "3"], ["Maja Pantic", "50"]]), end="")
    name         papers
    -----------  ------
    Anand             3
    Maja Pantic      50
    """
    columns = [list(column) for column in zip(head, *rows, strict=True)]
    widths = _fitted([max(map(_width, column)) for column in columns], width)
    right = [
        all(_NUMBER.fullmatch(cell) for cell in column[1:] if cell) and any(column[1:]) for column in columns
    ]
    lines = [head, ["-" * size for size in widths], *rows]
    return "".join(_line(line, widths, right) for line in lines)


def _line(cells: list[str], widths: list[int], right: list[bool]) -> str:
    return "  ".join(map(_padded, cells, widths, right)).rstrip() + "\n"


def _padded(cell: str, size: int, right: bool) -> str:
    shown = cell if _width(cell) <= size else _cut(cell, size - 1)
    space = " " * (size - _width(shown))
    return space + shown if right else shown + space


def _fitted(widths: list[int], total: int | None) -> list[int]:
    """The widths, the widest column narrowed again and again until all of them fit."""
    fitted = list(widths)
    while total is not None and sum(fitted) + 2 * (len(fitted) - 1) > total and max(fitted) > _NARROWEST:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _width(text: str) -> int:
    """Columns of a terminal that a text takes: none for combining signs, two for wide characters."""
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def _cut(text: str, size: int) -> str:
    """At most `size` columns and a sign that something is missing; an IRI keeps its end."""
    iri = text.startswith(("http://", "https://"))
    text = text[-size:] if iri else text[:size]
    while _width(text) > size:
        text = text[1:] if iri else text[:-1]
    return "…" + text if iri else text + "…"
