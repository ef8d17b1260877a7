"""Where a focus node comes from: the record and its line, by the evidence of the dump."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.shacl.stream import blocks
from kg.shacl.terms import KG, iri, text

__all__ = ["Place", "places"]

_DESCRIBES, _SOURCE, _LINE, _FILE = (iri(KG + name) for name in ("describes", "source", "line", "fileName"))


class Place(NamedTuple):
    """A record, the file that it was read from and the line it begins on."""

    record: str
    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def places(graph: Sequence[Path], evidence: Sequence[Path], nodes: Collection[str]) -> dict[str, Place]:
    """The first record that describes each node, or what the node is a part of, where one is known.

    Both are files of lines: the graph names the files that the records of its evidence stand in.
    """
    wanted = {_whole(node): None for node in nodes if node.startswith("<")}
    if not evidence or not wanted:
        return {}
    records = {part["describes"]: part for part in _records(evidence) if part["describes"] in wanted}
    files = _files(graph, {part["source"] for part in records.values()})
    return {
        node: Place(part["record"], files.get(part["source"], text(part["source"])), int(text(part["line"])))
        for node in nodes
        if (part := records.get(_whole(node)))
    }


def _whole(node: str) -> str:
    """The node that a helper below it, `<paper/x#author-1>`, is part of."""
    return node.split("#", 1)[0] + ">" if "#" in node else node


def _records(evidence: Sequence[Path]) -> Iterator[dict[str, str]]:
    """The records of the evidence graph, last first, so that the first of a node is the one that stays."""
    found: dict[str, dict[str, str]] = {}
    names = {_DESCRIBES: "describes", _SOURCE: "source", _LINE: "line"}
    for line in _lines(evidence, "#record-"):
        subject, predicate, rest = line.split(" ", 2)
        if predicate in names:
            found.setdefault(subject, {"record": subject})[names[predicate]] = rest.rsplit(" ", 2)[0]
    yield from (part for part in reversed(found.values()) if len(part) == 4)


def _files(graph: Sequence[Path], sources: Collection[str]) -> dict[str, str]:
    found = {}
    for line in _lines(graph, f" {_FILE} "):
        subject, predicate, rest = line.split(" ", 2)
        if predicate == _FILE and subject in sources:
            found[subject] = text(rest.removesuffix(" ."))
    return found


def _lines(paths: Sequence[Path], mark: str) -> Iterator[str]:
    """The lines of files that hold a mark."""
    for block in blocks(paths):
        if mark.encode() in block:
            yield from (
                line
                for line in block.decode(errors="replace").split("\n")
                if mark in line and line.count(" ") > 2
            )
