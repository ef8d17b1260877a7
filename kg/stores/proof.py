"""Whether a store holds what it should: counts, classes, and all statements of some subjects."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from kg.errors import StoreError
from kg.stores import texts
from kg.stores.dump import Expected
from kg.stores.store import Store, ask, number

__all__ = ["differences", "prove", "prove_changed"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = frozenset({"decimal", "integer"})
_SHOWN = 5
Fact = tuple[str, object]


def prove(store: Store, graph: str, expected: Expected) -> None:
    """Raise `StoreError` unless the graph holds what is expected, as far as counts and sample tell."""
    _refuse(store, graph, differences(store, graph, expected))


def differences(store: Store, graph: str, expected: Expected) -> list[str]:
    """What is otherwise in the store, in words."""
    found = _counted(store, graph, expected.statements, expected.entities)
    for subject, lines in expected.sample.items():
        held, wanted = _held(store, graph, subject), _facts(lines)
        if held != wanted:
            lacking, more = len(wanted - held), len(held - wanted)
            found.append(f"{subject.decode()} lacks {lacking} statements and has {more} others")
    return found


def prove_changed(store: Store, graph: str, after: Expected, added: Expected, removed: Expected) -> None:
    """Raise `StoreError` unless the counts hold, sampled additions are there and removals are not."""
    found = differences(store, graph, after)
    for subject, lines in added.sample.items():
        if missing := _facts(lines) - _held(store, graph, subject):
            found.append(f"{subject.decode()} lacks {len(missing)} statements that were added")
    for subject, lines in removed.sample.items():
        if left := _facts(lines) & _held(store, graph, subject):
            found.append(f"{subject.decode()} has {len(left)} statements that were removed")
    _refuse(store, graph, found)


def _refuse(store: Store, graph: str, found: list[str]) -> None:
    if found:
        more = f", and {len(found) - _SHOWN} more differences" if len(found) > _SHOWN else ""
        what = f"the graph <{graph}> is not what was sent: {', '.join(found[:_SHOWN])}{more}"
        raise StoreError(store.kind.query, what, "every statement must be there, whatever the store answered")


def _counted(store: Store, graph: str, statements: int, entities: dict[str, int]) -> list[str]:
    held = number(store, texts.count(graph))
    found = [] if held == statements else [f"{held} statements instead of {statements}"]
    rows = ask(store, texts.classes(graph))
    # For an empty graph some stores give one row without a class.
    classes = {_text(row["class"]): int(_text(row["n"])) for row in rows if row["class"] is not None}
    for name in sorted(classes.keys() | entities.keys()):
        has, wanted = classes.get(name, 0), entities.get(name, 0)
        if has != wanted:
            found.append(f"{has} of the class <{name}> instead of {wanted}")
    return found


def _held(store: Store, graph: str, subject: bytes) -> set[Fact]:
    rows = ask(store, texts.subject(graph, subject.decode()))
    return {(_text(row["p"]), _meaning(row["o"])) for row in rows}


def _facts(lines: Iterable[bytes]) -> set[Fact]:
    import pyoxigraph as ox

    parsed = ox.parse(b"\n".join(lines), format=ox.RdfFormat.N_TRIPLES)
    return {(quad.predicate.value, _meaning(quad.object)) for quad in parsed}


def _text(term: Any) -> str:
    return str(term.value)


def _meaning(term: Any) -> object:
    """What a term says: stores write numbers and truth values in their own way (`1.50` as `1.5`)."""
    import pyoxigraph as ox

    if not isinstance(term, ox.Literal):
        return str(term)
    datatype = term.datatype.value.removeprefix(_XSD)
    if datatype == "boolean":
        return datatype, {"1": "true", "0": "false"}.get(term.value, term.value)
    if datatype in _NUMBERS:
        try:
            return "number", Decimal(term.value)
        except InvalidOperation:
            pass
    return term.value, datatype, (term.language or "").lower()
