"""N-Triples lines taken apart, subject by subject, for the formats that write them in another way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from kg import resources

__all__ = ["LITERAL", "PREFIXES", "Node", "Statements", "context", "nodes", "unescape", "vocabularies"]

PREFIXES = {
    "kg": "https://w3id.org/papergraph#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# A predicate and its objects, as they stand in the lines.
Statements = dict[str, list[str]]
# A subject IRI without angle brackets, with what is said of it.
Node = tuple[str, Statements]

LITERAL = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"(?:\^\^<(?P<datatype>[^>]*)>|@(?P<language>[\w-]+))?', re.S)
_ESCAPE = re.compile(r'\\(?:([tbnrf"\'\\])|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))')
_CHARACTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def context() -> dict[str, Any]:
    """The JSON-LD context of the vocabulary."""
    text = (resources.folder("ontology") / "context.jsonld").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["@context"]
    return found


def vocabularies() -> dict[str, str]:
    """The namespaces that the context has a prefix for, and their prefixes."""
    terms = context().items()
    return {iri: name for name, iri in terms if isinstance(iri, str) and iri.endswith(("#", "/"))}


def nodes(lines: Iterable[str]) -> Iterator[list[Node]]:
    """Sorted lines → an entity with its helpers at a time: first the entity, then `entity#helper`s."""
    subjects = (
        (s, _statements(group)) for s, group in groupby(lines, lambda line: line[1 : line.index(">")])
    )
    for _, family in groupby(subjects, lambda node: node[0].partition("#")[0]):
        yield sorted(family, key=lambda node: "#" in node[0])


def _statements(lines: Iterable[str]) -> Statements:
    said: Statements = {}
    for line in lines:
        _, predicate, rest = line.split(" ", 2)
        said.setdefault(predicate[1:-1], []).append(rest.rstrip("\n").removesuffix(" ."))
    return said


def unescape(text: str) -> str:
    """The text of a literal.

    >>> unescape(r"a \\"b\\" \\u00e9")
    'a "b" é'
    """
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return _CHARACTERS.get(match[1], match[1])
    return chr(int(match[2] or match[3], 16))
