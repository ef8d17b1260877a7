"""An export becomes the next release of a root: built aside, checked, moved in by one rename."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from kg import __version__
from kg.errors import InputError
from kg.release import gates
from kg.release.build import LINES, Build, build
from kg.release.manifest import Content, Graph, Manifest
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
    surveys = {c: survey(export / LINES[c], settings.part_bytes, settings.base) for c in contents}
    report = msgspec.json.decode((export / "report.json").read_bytes())
    draft = _draft(surveys, settings, report, next_number(root))
    if previous and _same(previous, draft):
        return None
    gates.check_counts(surveys["graph"], report)
    gates.check_shapes(report, settings.fail_on, settings.violations_published)
    gates.check_shrink(surveys["graph"], previous, settings.max_shrink)
    chained = before if before and before[1].base == settings.base and not settings.fresh else None
    place = building(root)
    plan = Build(export, surveys, settings, place / "release", place / "aside", chained, origins)
    manifest = build(plan, draft)
    gates.check_read_back(place / "release")
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


def _draft(
    surveys: dict[Content, Survey], settings: Settings, report: dict[str, Any], number: int
) -> Manifest:
    """The manifest without files."""
    graphs = tuple(_graph(content, found, settings.base) for content, found in surveys.items())
    digest = hashlib.sha256("".join(f"{graph.digest}  {graph.content}\n" for graph in graphs).encode())
    return Manifest(
        tool=f"kg {__version__}",
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
        inputs=surveys["graph"].inputs,
        settings=settings.shape,
        report={name: report[name] for name in _SUMMARY if name in report},
    )


def _graph(content: Content, found: Survey, base: str) -> Graph:
    return Graph(
        content=content,
        iri=f"{base}{content}",
        digest=found.digest,
        statements=found.statements,
        entities=dict(sorted(found.entities.items())),
    )


def _same(previous: Manifest, draft: Manifest) -> bool:
    """Whether a new release would say nothing new; a day of issue alone says nothing."""
    compared = ("digest", "base", "url", "title", "licence", "settings")
    return all(getattr(previous, name) == getattr(draft, name) for name in compared)
