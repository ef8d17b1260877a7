"""Turtle to be read: prefixes, one block a subject, an entity before its helpers, the title first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.write.terms import LITERAL, PREFIXES, Node, nodes, vocabularies

__all__ = ["turtle"]

_TYPE = PREFIXES["rdf"] + "type"
_FIRST = ("title", "name", "alternateName", "position", "nameAsPrinted", "person", "metric", "value", "unit")
_RANK = {PREFIXES["kg"] + name: rank for rank, name in enumerate(_FIRST, 1)} | {
    _TYPE: 0,
    PREFIXES["kg"] + "abstract": 99,
}
_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_PLAIN = {
    "integer": re.compile(r"[+-]?\d+"),
    "decimal": re.compile(r"[+-]?\d*\.\d+"),
    "boolean": re.compile("true|false"),
}


def turtle(lines: Iterable[str], base: str) -> Iterator[str]:
    """Sorted N-Triples lines → pieces of a Turtle document."""
    # Relative IRIs resolve against a base only where it ends with a slash.
    root = base if base.endswith("/") else None
    prefixes = {namespace: prefix for prefix, namespace in PREFIXES.items()}
    known = vocabularies()
    yield from (_declaration(prefix, namespace) for namespace, prefix in prefixes.items())
    if root:
        yield f"@base <{root}> .\n"
    for family in nodes(lines):
        for node in family:
            # The prefix of an aligned vocabulary is declared where it is first needed.
            for namespace in sorted(_namespaces(node) & known.keys() - prefixes.keys()):
                prefixes[namespace] = known[namespace]
                yield "\n" + _declaration(known[namespace], namespace)
            yield _block(node, root, prefixes)


def _declaration(prefix: str, namespace: str) -> str:
    return f"@prefix {prefix}: <{namespace}> .\n"


def _namespaces(node: Node) -> set[str]:
    """The namespaces of a node's predicates and classes."""
    said = node[1]
    return {iri[: _end(iri)] for iri in (*said, *(term[1:-1] for term in said.get(_TYPE, ())))}


def _end(iri: str) -> int:
    """Where the namespace of an IRI ends."""
    return max(iri.rfind("#"), iri.rfind("/")) + 1


def _block(node: Node, root: str | None, prefixes: Mapping[str, str]) -> str:
    subject, said = node
    rows = []
    for predicate in sorted(said, key=lambda p: (_RANK.get(p, 50), p)):
        verb = "a" if predicate == _TYPE else _iri(predicate, None, prefixes)
        objects = sorted((_term(o, root, prefixes) for o in said[predicate]), key=_natural)
        rows.append(f"    {verb} {', '.join(objects)}")
    return f"\n{_iri(subject, root, prefixes)}\n" + " ;\n".join(rows) + " .\n"


def _natural(text: str) -> list[tuple[int, str]]:
    """Numbers in their order, by length and then by digits: author-2 before author-10."""
    parts = re.split(r"([0-9]+)", text)
    parts[1::2] = (number.lstrip("0") for number in parts[1::2])
    return [(len(part) if place % 2 else 0, part) for place, part in enumerate(parts)]


def _term(term: str, root: str | None, prefixes: Mapping[str, str]) -> str:
    if term[0] == "<":
        return _iri(term[1:-1], root, prefixes)
    match = LITERAL.fullmatch(term)
    if not match or not match["datatype"]:
        return term
    namespace, _, name = match["datatype"].rpartition("#")
    if namespace + "#" == PREFIXES["xsd"] and name in _PLAIN and _PLAIN[name].fullmatch(match["text"]):
        return match["text"]
    return f'"{match["text"]}"^^{_iri(match["datatype"], None, prefixes)}'


def _iri(iri: str, root: str | None, prefixes: Mapping[str, str]) -> str:
    end = _end(iri)
    if iri[:end] in prefixes and _LOCAL.fullmatch(iri, end):
        return f"{prefixes[iri[:end]]}:{iri[end:]}"
    # `//` and `:` at the head of a relative IRI would be read as a host or a scheme.
    if root and iri.startswith(root) and re.match(r"[\w-]+/[^/]", iri[len(root) :]):
        return f"<{iri[len(root) :]}>"
    return f"<{iri}>"
