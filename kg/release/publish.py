"""An export becomes the next release of a root: built aside, checked, moved in by one rename."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from kg.errors import InputError
from kg.release import gates
from kg.release.blocks import earlier
from kg.release.build import LINES, Build, build
from kg.release.cut import Cut, cut
from kg.release.manifest import TOOL, Content, Graph, Manifest
from kg.release.origins import Origins
from kg.release.root import building, latest, move_in, next_number
from kg.release.settings import Settings
from kg.release.survey import Survey, survey

__all__ = ["publish"]

# What of the export's report the manifest repeats; the whole lies beside it.
_SUMMARY = (
    "records",
    "recognised",
    "below_confidence",
    "violations",
    "focus_nodes",
    "warnings",
    "announced",
    "quality",
)


def publish(root: Path, export: Path, settings: Settings, origins: Origins | None = None) -> Manifest | None:
    """Make what `kg export` wrote into the directory `export` the latest release; None if it is that already.

    `origins` gave the records of the export their sources. The caller holds the root's lock, and has
    called `recover`.

    Raises:
        GateError: the data does not pass a gate; the latest release stays what it was.
        InputError, OutputError: the latest release cannot be read, or the root not be written.
        OSError: a file could not be written.
    """
    before = _before(root, settings.fresh)
    previous = before[1] if before else None
    contents: tuple[Content, ...] = ("graph", "evidence") if settings.evidence else ("graph",)
    cuts = {c: cut(export / LINES[c], settings.part_bytes, settings.base) for c in contents}
    report = msgspec.json.decode((export / "report.json").read_bytes())
    draft = _draft(cuts, settings, report, next_number(root))
    if previous and _same(previous, draft):
        return None
    chained = before if before and before[1].base == settings.base and not settings.fresh else None
    known = earlier(*chained) if chained else None
    surveys = {c: survey(found, known.tallies if known else {}) for c, found in cuts.items()}
    graph = surveys["graph"].total
    gates.check_counts(graph, report)
    gates.check_shapes(report, settings.fail_on, settings.violations_published)
    gates.check_shrink(graph, previous, settings.max_shrink)
    place = building(root)
    plan = Build(export, surveys, settings, place / "release", place / "aside", known, origins)
    manifest = build(plan, _counted(draft, surveys))
    parts = {f.name: cuts[f.content].parts[f.part - 1] for f in manifest.canonical_files}
    gates.check_read_back(place / "release", parts)
    move_in(root, place / "release", manifest.release)
    return manifest


def _before(root: Path, fresh: bool) -> tuple[Path, Manifest] | None:
    """The latest release; a new chain may begin where it is damaged."""
    try:
        return latest(root)
    except InputError:
        if not fresh:
            raise
        return None


def _draft(cuts: dict[Content, Cut], settings: Settings, report: dict[str, Any], number: int) -> Manifest:
    """The manifest without files and counts."""
    graphs = tuple(
        Graph(
            content=content, iri=f"{settings.base}{content}", digest=found.digest, statements=0, entities={}
        )
        for content, found in cuts.items()
    )
    digest = hashlib.sha256("".join(f"{graph.digest}  {graph.content}\n" for graph in graphs).encode())
    return Manifest(
        tool=TOOL,
        release=f"{number:04}-{digest.hexdigest()[:12]}",
        number=number,
        digest=digest.hexdigest(),
        base=settings.base,
        url=settings.url or f"{settings.base.rstrip('/:')}/",
        title=settings.title,
        licence=settings.licence,
        issued=settings.issued,
        graphs=graphs,
        files=(),
        inputs=(),
        settings=settings.shape,
        report={name: report[name] for name in _SUMMARY if name in report},
    )


def _counted(draft: Manifest, surveys: dict[Content, Survey]) -> Manifest:
    totals = [(graph, surveys[graph.content].total) for graph in draft.graphs]
    graphs = (replace(graph, statements=found.statements, entities=found.entities) for graph, found in totals)
    return replace(draft, graphs=tuple(graphs), inputs=surveys["graph"].total.inputs)


def _same(previous: Manifest, draft: Manifest) -> bool:
    """Whether a new release would say nothing new; a day of issue alone says nothing."""
    compared = ("digest", "base", "url", "title", "licence", "settings")
    return all(getattr(previous, name) == getattr(draft, name) for name in compared)
