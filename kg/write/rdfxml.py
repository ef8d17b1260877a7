"""RDF/XML, where it can hold the data: every predicate must be an XML name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from kg.errors import UsageError
from kg.write.terms import LITERAL, PREFIXES, Node, nodes, unescape

__all__ = ["rdfxml"]

_NAME = re.compile(r"(.*[/#:])([A-Za-z_][\w.-]*)")
# XML 1.0 has no way to write these, not even as a character reference.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def rdfxml(lines: Iterable[str], base: str) -> Iterator[str]:
    """Sorted N-Triples lines → pieces of an RDF/XML document.

    Raises:
        UsageError: a predicate or a character cannot be written in XML.
    """
    names = " ".join(f"xmlns:{prefix}={_quoted(namespace)}" for prefix, namespace in PREFIXES.items())
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF {names}>\n'
    for family in nodes(lines):
        for node in family:
            yield _description(node)
    yield "</rdf:RDF>\n"


def _description(node: Node) -> str:
    subject, said = node
    rows = [_property(predicate, term) for predicate, objects in said.items() for term in objects]
    return f"<rdf:Description rdf:about={_quoted(subject)}>\n{''.join(rows)}</rdf:Description>\n"


def _property(predicate: str, term: str) -> str:
    match = _NAME.fullmatch(predicate)
    if not match:
        raise UsageError(
            "--format rdf", f"<{predicate}> is no XML name", "nt, ttl or jsonld hold any predicate"
        )
    namespace, name = match.groups()
    prefix = next((p for p, n in PREFIXES.items() if n == namespace), None)
    tag, declared = (f"{prefix}:{name}", "") if prefix else (f"p:{name}", f" xmlns:p={_quoted(namespace)}")
    if term[0] == "<":
        return f"  <{tag}{declared} rdf:resource={_quoted(term[1:-1])}/>\n"
    return f"  <{tag}{declared}{_literal(term)}</{tag}>\n"


def _literal(term: str) -> str:
    match = LITERAL.fullmatch(term)
    text = unescape(match["text"]) if match else ""
    if match is None or _NOT_XML.search(text):
        raise UsageError(
            "--format rdf", f"{term[:60]} cannot be written in XML", "nt, ttl or jsonld hold any text"
        )
    kind = f" rdf:datatype={_quoted(match['datatype'])}" if match["datatype"] else ""
    language = f" xml:lang={_quoted(match['language'])}" if match["language"] else ""
    # A bare carriage return would be read back as a line feed.
    return f"{kind}{language}>{escape(text, quote=False).replace(chr(13), '&#13;')}"


def _quoted(iri: str) -> str:
    return f'"{escape(iri)}"'
