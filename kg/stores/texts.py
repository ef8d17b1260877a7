"""The SPARQL that loading takes, made of checked terms.

What a store holds is recorded in its graph <https://w3id.org/papergraph/loads>, with the target graph
as subject: schema:version (the release), schema:sha256 (its digest), void:triples; and, while a load
goes on, schema:creativeWorkStatus, schema:agent (who loads) and schema:hasPart (the graphs beside the
target that the load made). No MOVE: repeated after an unseen success, it would empty the target.
"""

from __future__ import annotations

import re
from string import Template

from kg.errors import UsageError

__all__ = [
    "DIGEST",
    "HOLDER",
    "LOADS",
    "STAGING",
    "STATUS",
    "VERSION",
    "alone",
    "apply_changes",
    "claim",
    "claimants",
    "classes",
    "copy_graph",
    "count",
    "disclaim",
    "drop",
    "hold",
    "insert",
    "iri",
    "literal",
    "mark",
    "record",
    "release",
    "releases",
    "replace_graph",
    "settle",
    "subject",
    "thin",
]

VERSION = "https://schema.org/version"
DIGEST = "https://schema.org/sha256"
STATUS = "https://schema.org/creativeWorkStatus"
HOLDER = "https://schema.org/agent"
STAGING = "https://schema.org/hasPart"
LOADS = "https://w3id.org/papergraph/loads"
_TRIPLES = "http://rdfs.org/ns/void#triples"
_LOADS = f"<{LOADS}>"
_RECORD = "https://w3id.org/papergraph#Record"

_STATE = "DELETE WHERE { GRAPH $loads { $graph $property ?o } } ;\n"
_STATED = "INSERT DATA { GRAPH $loads { $graph $property $value } } ;\n"
# What only the target holds goes, what only the staging graph holds comes. Each of these is sent alone:
# a sequence of operations is three times as slow in Virtuoso, and is not one transaction everywhere.
_DIFFERENCE = """DELETE { GRAPH $graph { ?a ?b ?c } } INSERT { GRAPH $graph { ?d ?e ?f } } WHERE {
  { GRAPH $graph { ?a ?b ?c } FILTER NOT EXISTS { GRAPH $staging { ?a ?b ?c } } }
  UNION { GRAPH $staging { ?d ?e ?f } FILTER NOT EXISTS { GRAPH $graph { ?d ?e ?f } } }
}"""
_CHANGES = """DELETE { GRAPH $graph { ?a ?b ?c } } INSERT { GRAPH $graph { ?d ?e ?f } } WHERE {
  { GRAPH $removed { ?a ?b ?c } } UNION { GRAPH $added { ?d ?e ?f } }
}"""
# SPARQL (19.2) replaces \uXXXX before it parses: an escaped backslash before a u must not look like one.
_LIKE_ESCAPE = re.compile(rb"\\\\([uU])(?=[0-9A-Fa-f]{4})|\\.")


def iri(text: str) -> str:
    """An absolute IRI in angle brackets.

    Raises:
        UsageError: it is none.
    """
    import pyoxigraph as ox

    try:
        return str(ox.NamedNode(text))
    except ValueError as error:
        raise UsageError("--graph", f"{text!r} is not an IRI", "an absolute IRI without spaces") from error


def literal(value: str | int) -> str:
    """A string or an integer as a literal."""
    import pyoxigraph as ox

    return str(ox.Literal(value))


def count(graph: str) -> str:
    """How many statements a graph holds, as ?n."""
    return f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {iri(graph)} {{ ?s ?p ?o }} }}"


def classes(graph: str) -> str:
    """How many subjects each ?class has, as ?n."""
    return f"SELECT ?class (COUNT(*) AS ?n) WHERE {{ GRAPH {iri(graph)} {{ ?s a ?class }} }} GROUP BY ?class"


def subject(graph: str, term: str) -> str:
    """What a graph says of a subject, which stands in angle brackets already."""
    return f"SELECT ?p ?o WHERE {{ GRAPH {iri(graph)} {{ {term} ?p ?o }} }}"


def record(graph: str) -> str:
    """What is recorded of a graph."""
    return f"SELECT ?p ?o WHERE {{ GRAPH {_LOADS} {{ {iri(graph)} ?p ?o }} }}"


def releases() -> str:
    """The graphs of which a release is recorded, as ?graph, and whether each holds evidence, as ?evidence."""
    recorded = f"GRAPH {_LOADS} {{ ?graph <{VERSION}> ?release }}"
    evidence = f"EXISTS {{ GRAPH ?graph {{ ?record a <{_RECORD}> }} }}"
    return f"SELECT ?graph ?evidence WHERE {{ {recorded} BIND({evidence} AS ?evidence) }} ORDER BY ?graph"


def _spelt_out(match: re.Match[bytes]) -> bytes:
    return match[0] if match[1] is None else rb"\\\U%08X" % ord(match[1])


def drop(graph: str) -> str:
    """Away with a graph, whether there or not."""
    return f"DROP SILENT GRAPH {iri(graph)}"


def thin(graph: str, statements: int) -> str:
    """Away with that many statements of a graph, whichever."""
    name = iri(graph)
    some = f"SELECT ?s ?p ?o WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }} LIMIT {statements:d}"
    return f"DELETE {{ GRAPH {name} {{ ?s ?p ?o }} }} WHERE {{ {{ {some} }} }}"


def insert(graph: str, lines: bytes) -> bytes:
    """Insert lines of N-Triples into a graph."""
    plain = _LIKE_ESCAPE.sub(_spelt_out, lines)
    return b"INSERT DATA { GRAPH " + iri(graph).encode() + b" {\n" + plain + b"} }"


def mark(graph: str, status: str) -> str:
    """Record that a load has come to a stage."""
    return _record(graph, {STATUS: literal(status)})


def settle(graph: str, release: str, digest: str, statements: int) -> str:
    """Record that a graph holds a release, proven: no load goes on any more."""
    said = {VERSION: literal(release), DIGEST: literal(digest), _TRIPLES: literal(statements), STATUS: None}
    return _record(graph, said)


def hold(graph: str, holder: str) -> str:
    """Record that somebody is at work on a graph."""
    return f"INSERT DATA {_said(graph, HOLDER, literal(holder))}"


def release(graph: str, holder: str) -> str:
    """Record that he is not any more."""
    return f"DELETE DATA {_said(graph, HOLDER, literal(holder))}"


def claim(graph: str, staging: str) -> str:
    """Record that a load of a graph makes another beside it."""
    return f"INSERT DATA {_said(graph, STAGING, iri(staging))}"


def disclaim(graph: str, staging: str) -> str:
    """Record that this is not there any more."""
    return f"DELETE DATA {_said(graph, STAGING, iri(staging))}"


def claimants(staging: str) -> str:
    """Which graph's load, ?graph, made a graph beside it."""
    return f"SELECT ?graph WHERE {{ GRAPH {_LOADS} {{ ?graph <{STAGING}> {iri(staging)} }} }}"


def _said(graph: str, name: str, value: str) -> str:
    return f"{{ GRAPH {_LOADS} {{ {iri(graph)} <{name}> {value} }} }}"


def copy_graph(graph: str, staging: str) -> str:
    """Give a graph that is empty what the staging graph holds."""
    return f"ADD GRAPH {iri(staging)} TO GRAPH {iri(graph)}"


def replace_graph(graph: str, staging: str) -> str:
    """Make a graph hold what the staging graph holds, by their difference."""
    return Template(_DIFFERENCE).substitute(graph=iri(graph), staging=iri(staging))


def apply_changes(graph: str, removed: str, added: str) -> str:
    """Take from a graph what one graph holds, and add what the other holds."""
    return Template(_CHANGES).substitute(graph=iri(graph), removed=iri(removed), added=iri(added))


def alone(way: str, change: str) -> str:
    """An update in the kind's way to carry it out while nobody else is answered; `way` has `$update`."""
    return Template(way).substitute(update=literal(f"sparql {change}"))


def _record(graph: str, said: dict[str, str | None]) -> str:
    names = {"loads": _LOADS, "graph": iri(graph)}
    text = ""
    for name, value in said.items():
        text += Template(_STATE).substitute(names, property=f"<{name}>")
        if value is not None:
            text += Template(_STATED).substitute(names, property=f"<{name}>", value=value)
    return text.rstrip(" ;\n")
