"""Descriptions of releases as Turtle: compact names in, checked and escaped RDF out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

__all__ = ["PREFIXES", "Iri", "Row", "Value", "turtle"]

PREFIXES = {
    "as": "https://www.w3.org/ns/activitystreams#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "formats": "http://www.w3.org/ns/formats/",
    "kg": "https://w3id.org/papergraph#",
    "ldes": "https://w3id.org/ldes#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "spdx": "http://spdx.org/rdf/terms#",
    "tree": "https://w3id.org/tree#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


_PREFIX = re.compile(rb"[\s^]([a-z]+):")


class Iri(NamedTuple):
    """An object that is a full IRI; a plain string is a compact name like `void:Dataset`."""

    text: str


class Value(NamedTuple):
    """An object that is a literal, of a datatype like `xsd:date`."""

    text: str
    datatype: str = "xsd:string"


# Full IRI of the subject, compact name of the predicate, object.
Row = tuple[str, str, Iri | Value | str | int]


def turtle(rows: Iterable[Row]) -> bytes:
    """The rows as Turtle: subjects in the order in which they come first, each in one block."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

    def name(compact: str) -> NamedNode:
        prefix, _, local = compact.partition(":")
        return NamedNode(PREFIXES[prefix] + local)

    def term(value: Iri | Value | str | int) -> NamedNode | Literal:
        if isinstance(value, Iri):
            return NamedNode(value.text)
        if isinstance(value, Value):
            return Literal(value.text, datatype=name(value.datatype))
        return Literal(value) if isinstance(value, int) else name(value)

    blocks: dict[str, dict[Triple, None]] = {}
    for subject, predicate, object in rows:
        triple = Triple(NamedNode(subject), name(predicate), term(object))
        blocks.setdefault(subject, {})[triple] = None
    text = serialize(chain.from_iterable(blocks.values()), format=RdfFormat.TURTLE, prefixes=PREFIXES)
    lines = (text or b"").splitlines(keepends=True)
    # The serialiser declares all prefixes, in the order of a hash table.
    body = b"".join(line for line in lines if not line.startswith(b"@prefix "))
    used = {name.decode() for name in _PREFIX.findall(body)} & PREFIXES.keys()
    head = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in sorted(used))
    return head.encode() + body
