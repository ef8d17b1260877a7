"""What is said of one subject: lines as a file has them, and the predicate of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg.rdf.terms import KG, TYPE

__all__ = ["Said", "from_source", "is_a", "key", "say", "unite"]

# The subject; for each line a predicate, or rdf:type with a class behind it; the lines without subject and
# full stop. In order, and once.
Said = tuple[str, tuple[str, ...], Sequence[str]]


def key(term: str) -> str:
    """The predicate of a term of the project's own vocabulary."""
    return f"<{KG}{term}>"


@lru_cache(4096)
def from_source(base: str, source: str) -> str:
    """The line that names an input file as a source."""
    return f"{key('source')} <{base}source/{source}>"


def is_a(class_: str) -> str:
    """What says that something is of a class of the project's own vocabulary."""
    return f"{TYPE} <{KG}{class_}>"


def say(subject: str, type_: str | None, pairs: Iterable[tuple[str, str]]) -> Said:
    """What is said of a subject: its type, and predicates with an object each, in any order."""
    lines = {f"{predicate} {object_}": predicate for predicate, object_ in pairs}
    if type_:
        lines[type_] = type_
    ordered = sorted(lines)
    return subject, tuple(lines[line] for line in ordered), ordered


def unite(one: Said, other: Said) -> Said:
    """What both say of one subject."""
    keys = dict(zip((*one[2], *other[2]), one[1] + other[1], strict=True))
    ordered = sorted(keys)
    return one[0], tuple(keys[line] for line in ordered), ordered
