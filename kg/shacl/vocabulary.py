"""The terms of SHACL, and which of them need pySHACL."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.shacl.graph import Graph
from kg.shacl.terms import SH, iri, short

__all__ = ["advanced_terms", "script_terms", "vocabulary"]

# Names of SHACL-JS begin so; nothing here runs JavaScript.
_SCRIPTS = (iri(SH + "js")[:-1], iri(SH + "JS")[:-1])


@cache
def vocabulary(file: str) -> frozenset[str]:
    """The terms that a file beside this one lists, as tokens."""
    lines = Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines()
    return frozenset(iri(SH + word) for line in lines if not line.startswith("#") for word in line.split())


def advanced_terms(graph: Graph) -> list[str]:
    """The terms of SHACL Advanced Features in a shapes graph, by their short names."""
    advanced = vocabulary("advanced.txt") - vocabulary("vocabulary.txt")
    used = {token for triple in graph for token in (triple.predicate, triple.object)}
    return sorted(map(short, used & advanced))


def script_terms(graph: Graph) -> list[str]:
    """The terms of SHACL-JS in a shapes graph, by their short names."""
    used = {token for triple in graph for token in (triple.predicate, triple.object)}
    return sorted(short(token) for token in used if token.startswith(_SCRIPTS))
