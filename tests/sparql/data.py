"""A small dump, and what is asked of it."""

from __future__ import annotations

from kg.sparql import question

TITLE = "https://w3id.org/papergraph#title"
GRAPH = f"""\
<https://example.org/kg/paper/a> <{TITLE}> "Ähnlich" .
<https://example.org/kg/paper/b> <{TITLE}> "B" .
"""
EVIDENCE = '<a:m> <https://w3id.org/papergraph#exact> "x" <https://example.org/kg/evidence> .\n'
ALL = question("SELECT ?s ?o { ?s ?p ?o } ORDER BY ?o")


def rows(answer: object) -> list[list[str]]:
    return [[term.value for term in row] for row in answer]  # type: ignore[attr-defined]
