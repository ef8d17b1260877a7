"""Line-delimited JSON-LD: a document a line, one a subject, expanded, so that each line stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from kg.write.terms import LITERAL, PREFIXES, Node, nodes, unescape

__all__ = ["ndjsonld"]

_TYPE = PREFIXES["rdf"] + "type"


def ndjsonld(lines: Iterable[str], base: str) -> Iterator[str]:
    """Sorted N-Triples lines → lines of JSON; `base` is not needed, as every IRI is whole."""
    for family in nodes(lines):
        for node in family:
            yield msgspec.json.encode(_expanded(node)).decode() + "\n"


def _expanded(node: Node) -> dict[str, Any]:
    subject, said = node
    item: dict[str, Any] = {"@id": subject}
    for predicate, objects in said.items():
        if predicate == _TYPE:
            item["@type"] = [term[1:-1] for term in objects]
        else:
            item[predicate] = [_value(term) for term in objects]
    return item


def _value(term: str) -> dict[str, str]:
    if term[0] == "<":
        return {"@id": term[1:-1]}
    match = LITERAL.fullmatch(term)
    if match is None:
        raise ValueError(f"{term} is no literal")
    datatype = {"@type": match["datatype"]} if match["datatype"] else {}
    language = {"@language": match["language"]} if match["language"] else {}
    return {"@value": unescape(match["text"]), **datatype, **language}
