"""JSON-LD to be read: the project's own context, a paper's authors in order inside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import Any

import msgspec

from kg.write.terms import LITERAL, PREFIXES, Node, Statements, context, nodes, unescape

__all__ = ["jsonld"]

_TYPE = PREFIXES["rdf"] + "type"
_XSD = PREFIXES["xsd"]
# What JSON itself says, in its canonical form: a number that says more digits than a double stays text.
_NATIVE = {_XSD + "integer": re.compile(r"0|-?[1-9]\d{0,14}"), _XSD + "boolean": re.compile("true|false")}
# `//` and `:` at the head of a relative IRI would be read as a host or a scheme.
_RELATIVE = re.compile(r"[\w-]+/[^/]")
_FIRST = (
    "id",
    "type",
    "title",
    "name",
    "alternateName",
    "position",
    "nameAsPrinted",
    "person",
    "metric",
    "value",
    "unit",
)
_RANK = {key: rank for rank, key in enumerate(_FIRST)} | {"authorship": 90, "evaluation": 91, "abstract": 92}


def jsonld(lines: Iterable[str], base: str) -> Iterator[str]:
    """Sorted N-Triples lines → pieces of a JSON-LD document."""
    terms = context()
    writer = _Writer(terms, base if base.endswith("/") else None)
    head = {**({"@base": base} if writer.root else {}), **terms}
    yield f'{{\n"@context": {json.dumps(head, indent=2, ensure_ascii=False)},\n"@graph": [\n'
    separator = ""
    for family in nodes(lines):
        for item in writer.family(family):
            yield separator + msgspec.json.format(msgspec.json.encode(item), indent=2).decode()
            separator = ",\n"
    yield "\n]}\n"


class _Writer:
    """Says nodes in the terms of a context."""

    def __init__(self, context: Mapping[str, Any], root: str | None) -> None:
        self.root = root
        self._keys: dict[str, str] = {}
        self._coercions: dict[str, str] = {}
        self._prefixes = {n: p for p, n in context.items() if isinstance(n, str) and n.endswith(("#", "/"))}
        for key, definition in context.items():
            term = definition if isinstance(definition, dict) else {"@id": definition}
            iri = _expand(str(term.get("@id")), context)
            if iri not in self._prefixes:
                self._keys[iri] = key
                self._coercions[iri] = _expand(term.get("@type") or f"@{term.get('@language', '')}", context)

    def family(self, family: list[Node]) -> Iterator[dict[str, Any]]:
        """An entity with those of its helpers that it refers to inside it; the other helpers after it."""
        helpers = dict(family[1:])
        inside: set[str] = set()
        yield self._object(family[0], helpers, inside)
        for helper in family[1:]:
            if helper[0] not in inside:
                yield self._object(helper, {}, inside)

    def _object(self, node: Node, helpers: Mapping[str, Statements], inside: set[str]) -> dict[str, Any]:
        subject, said = node
        item: dict[str, Any] = {"id": self._reference(subject)}
        for predicate, objects in said.items():
            if predicate == _TYPE:
                item["type"] = _one([self._key(term[1:-1]) for term in objects])
                continue
            values = [self._nested(term, predicate, helpers, inside) for term in objects]
            item[self._key(predicate)] = _one(sorted(values, key=_position))
        return dict(sorted(item.items(), key=lambda pair: (_RANK.get(pair[0], 50), pair[0])))

    def _nested(self, term: str, predicate: str, helpers: Mapping[str, Statements], inside: set[str]) -> Any:
        target = term[1:-1]
        if target not in helpers or target in inside:
            return self._value(term, self._coercions.get(predicate, "@"))
        inside.add(target)
        return self._object((target, helpers[target]), {}, inside)

    def _value(self, term: str, coercion: str) -> Any:
        if term[0] == "<":
            iri = term[1:-1]
            if coercion == "@vocab":
                return self._key(iri)
            return self._reference(iri) if coercion == "@id" else {"id": self._reference(iri)}
        match = LITERAL.fullmatch(term)
        if match is None:
            raise ValueError(f"not a literal: {term}")
        text, datatype, language = unescape(match["text"]), match["datatype"], match["language"]
        if coercion == (datatype or f"@{language or ''}") and datatype not in _NATIVE:
            return text
        if datatype in _NATIVE and coercion in ("@", datatype) and _NATIVE[datatype].fullmatch(text):
            return json.loads(text)
        return {"@value": text} | ({"@type": self._key(datatype)} if datatype else {}) | _language(language)

    def _reference(self, iri: str) -> str:
        if self.root and iri.startswith(self.root) and _RELATIVE.match(iri, len(self.root)):
            return iri[len(self.root) :]
        return iri

    def _key(self, iri: str) -> str:
        if iri in self._keys:
            return self._keys[iri]
        namespace = next((n for n in self._prefixes if iri.startswith(n)), None)
        return f"{self._prefixes[namespace]}:{iri[len(namespace) :]}" if namespace else iri


def _expand(name: str, context: Mapping[str, Any]) -> str:
    """A compact IRI of the context, whole; keywords as they are."""
    prefix, colon, local = name.partition(":")
    return f"{context[prefix]}{local}" if colon and isinstance(context.get(prefix), str) else name


def _language(language: str | None) -> dict[str, str]:
    return {"@language": language} if language else {}


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _position(value: Any) -> tuple[float, str]:
    """Authors in their order, those without a position behind; other values by their text."""
    if isinstance(value, dict):
        return value.get("position", inf), str(value.get("id"))
    return 0, str(value)
