"""What a release must pass before anybody sees it. Each gate raises `GateError` with the way out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import GateError, InputError
from kg.release.cut import Part
from kg.release.manifest import Content, Manifest
from kg.release.syntax import check_lines
from kg.release.tally import Tally
from kg.release.verify import verify

__all__ = ["check_counts", "check_read_back", "check_shapes", "check_shrink", "check_syntax"]

_KG = "https://w3id.org/papergraph#"
_SEVERITIES = ("violation", "warning", "info")


def check_counts(graph: Tally, report: Mapping[str, Any]) -> None:
    """The file holds what the export says that it wrote."""
    # An alignment may call more things a concept than the fields, which the export counts.
    classes = {name: count for name, count in report["entities"].items() if name != "Concept"}
    for name, count in {"statements": report["triples"], **classes}.items():
        found = graph.statements if name == "statements" else graph.entities.get(_KG + name, 0)
        if found != count:
            what = f"{name}: {found} in the file, {count} exported"
            raise GateError("graph.nt", what, "both are one number")


def check_shapes(report: Mapping[str, Any], fail_on: str | None, published: bool) -> None:
    """Every paper was validated, nothing that violates a shape is in the graph, nor what `fail_on` names.

    `published` says that what does not conform was published, not set aside.
    """
    papers, checked = report["entities"].get("Paper", 0), report["focus_nodes"].get("Paper", 0)
    if checked < papers:
        raise GateError("SHACL", f"{papers - checked} of {papers} papers were not validated", "all are")
    graver = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1] if fail_on else ("violation",) if published else ()
    for severity, shapes in report["violations"].items():
        if severity.lower() in graver and shapes:
            told = ", ".join(f"{shape} ({count})" for shape, count in shapes.items())
            raise GateError("SHACL", f"{severity.lower()}: {told}", "mend the records, or set them aside")


def check_shrink(graph: Tally, previous: Manifest | None, percent: float) -> None:
    """Papers did not fall by more than this."""
    before = previous.graph().entities.get(_KG + "Paper", 0) if previous else 0
    papers = graph.entities.get(_KG + "Paper", 0)
    if 100 * (before - papers) > percent * before:
        fall = 100 * (before - papers) / before
        what = f"papers fall by {fall:.1f} %, from {before} to {papers}"
        raise GateError("shrink guard", what, f"at most {percent:g} %, unless --max-shrink says so")


def check_syntax(lines: Path, content: Content, statements: int) -> None:
    """A strict parser finds in a file of lines as many statements as there are lines."""
    try:
        found = check_lines(lines, "nt" if content == "graph" else "nq")
    except InputError as error:
        raise GateError(lines.name, error.what, error.allowed) from error
    if found != statements:
        raise GateError(lines.name, f"{found} statements in {statements} lines", "one in each")


def check_read_back(built: Path, known: Mapping[str, Part]) -> None:
    """The files on the disk are what the manifest says, and dumps unpack to what passed the other gates."""
    wrong = next(verify(built, known), None)
    if wrong:
        raise GateError(str(built), f"reading back: {wrong}", "the disk may be at fault; run again")
