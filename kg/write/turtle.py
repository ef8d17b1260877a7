"""Turtle to be read: prefixes, one block a subject, an entity before its helpers, the title first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.write.terms import LITERAL, PREFIXES, Node, nodes

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
    for prefix, namespace in PREFIXES.items():
        yield f"@prefix {prefix}: <{namespace}> .\n"
    if root:
        yield f"@base <{root}> .\n"
    for family in nodes(lines):
        for node in family:
            yield _block(node, root)


def _block(node: Node, root: str | None) -> str:
    subject, said = node
    rows = []
    for predicate in sorted(said, key=lambda p: (_RANK.get(p, 50), p)):
        verb = "a" if predicate == _TYPE else _iri(predicate, None)
        objects = sorted((_term(o, root) for o in said[predicate]), key=_natural)
        rows.append(f"    {verb} {', '.join(objects)}")
    return f"\n{_iri(subject, root)}\n" + " ;\n".join(rows) + " .\n"


def _natural(text: str) -> list[tuple[int, str]]:
    """Numbers in their order: author-2 before author-10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"([0-9]+)", text)]


def _term(term: str, root: str | None) -> str:
    if term[0] == "<":
        return _iri(term[1:-1], root)
    match = LITERAL.fullmatch(term)
    if not match or not match["datatype"]:
        return term
    namespace, _, name = match["datatype"].rpartition("#")
    if namespace + "#" == PREFIXES["xsd"] and name in _PLAIN and _PLAIN[name].fullmatch(match["text"]):
        return match["text"]
    return f'"{match["text"]}"^^{_iri(match["datatype"], None)}'


def _iri(iri: str, root: str | None) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    # `//` and `:` at the head of a relative IRI would be read as a host or a scheme.
    if root and iri.startswith(root) and re.match(r"[\w-]+/[^/]", iri[len(root) :]):
        return f"<{iri[len(root) :]}>"
    return f"<{iri}>"
