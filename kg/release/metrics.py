"""`metrics.prom`: the state of a root in Prometheus' text format, for its node exporter to collect.

Source: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from kg.files import replaced
from kg.release.manifest import Manifest
from kg.release.status import Run, Status, age

__all__ = ["write_metrics"]

_OUTCOMES = ("published", "unchanged", "refused", "failed")


def write_metrics(path: Path, status: Status, release: Manifest | None) -> None:
    """Write the state after a run, whole or not at all."""
    lines = [*_runs(status), *(_release(release) if release else ())]
    with replaced(path) as out:
        out.write("".join(lines).encode())


def _runs(status: Status) -> Iterator[str]:
    run, success = status.last_run, status.last_success
    yield _head("kg_publish_last_run_timestamp_seconds", "when the last run ended")
    yield f"kg_publish_last_run_timestamp_seconds {_moment(run)}\n"
    yield _head("kg_publish_last_run_duration_seconds", "how long the last run took")
    yield f"kg_publish_last_run_duration_seconds {max(0, age(run.start, run.end or run.start))}\n"
    yield _head("kg_publish_last_run_outcome", "1 for how the last run ended")
    yield from (
        f'kg_publish_last_run_outcome{{outcome="{name}"}} {int(run.outcome == name)}\n' for name in _OUTCOMES
    )
    if success:
        yield _head("kg_publish_last_success_timestamp_seconds", "when the release was last found up to date")
        yield f"kg_publish_last_success_timestamp_seconds {_moment(success)}\n"


def _release(release: Manifest) -> Iterator[str]:
    yield _head("kg_release_number", "the number of the latest release")
    yield f"kg_release_number {release.number}\n"
    yield _head("kg_release_statements", "statements in the latest release")
    for graph in release.graphs:
        yield f'kg_release_statements{{content="{graph.content}"}} {graph.statements}\n'
    yield _head("kg_release_entities", "entities in the latest release")
    for iri, count in sorted(release.graph().entities.items()):
        yield f'kg_release_entities{{class="{iri.rpartition("#")[2]}"}} {count}\n'
    yield _head("kg_release_bytes", "size of the latest release's files")
    yield f"kg_release_bytes {sum(file.bytes for file in release.every_file())}\n"


def _head(name: str, help: str) -> str:
    return f"# HELP {name} {help}\n# TYPE {name} gauge\n"


def _moment(run: Run) -> int:
    return int(datetime.fromisoformat(run.end or run.start).timestamp())
