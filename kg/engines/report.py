"""What a run did, counted; `report.json`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import msgspec
from msgspec import Struct, field

from kg import rdf
from kg.model import Link, Naming, Problem, Profile, Work

__all__ = ["Report"]

_CLASSES = (
    *("Paper", "Person", "Dataset", "Method", "Authorship", "Evaluation", "AuthorMetric", "Source"),
    "Concept",
)
_LINKS = {"Dataset": "datasets", "Method": "methods"}


class Report(Struct):
    """Filled while a run goes on.

    `records` counts read, published and set_aside; `set_aside` and `problems` say which and why,
    with file and line.
    """

    records: Counter[str] = field(default_factory=lambda: Counter(read=0, published=0, set_aside=0))
    entities: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(_CLASSES, 0)))
    triples: int = 0
    recognised: dict[str, Counter[str]] = field(
        default_factory=lambda: {"datasets": Counter(), "methods": Counter()}
    )
    below_confidence: int = 0
    text_read: Counter[str] = field(default_factory=Counter)
    quality: list[dict[str, Any]] = field(default_factory=list)
    violations: dict[str, dict[str, int]] = field(default_factory=dict)
    focus_nodes: dict[str, int] = field(default_factory=dict)
    warnings: int = 0
    announced: list[dict[str, Any]] = field(default_factory=list)
    set_aside: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def note(self, problem: Problem) -> None:
        """Count a problem; a lost record is set aside."""
        if problem.record_lost:
            self.records["read"] += 1
            self.lose(problem)
        else:
            self.warnings += 1
            self.problems.append(_entry(problem))

    def lose(self, problem: Problem) -> None:
        """Count a record that is not published."""
        self.warnings += 1
        self.records["set_aside"] += 1
        self.set_aside.append(_entry(problem))

    def count_papers(self, published: Iterable[tuple[Work, rdf.Description]]) -> None:
        """Count published papers, their helpers and their links."""
        records = papers = authorships = named = 0
        links: list[tuple[Link, Naming]] = []
        for work, description in published:
            paper = work.paper
            papers, records = papers + 1, records + work.records
            authorships += len(work.signatures)
            named += len(work.links)
            links += description.links
            if paper.evaluations:
                self.entities["Evaluation"] += len({*rdf.evaluation_paths(work)})
            if paper.text_read:
                self.text_read[paper.text_read] += 1
        self.records["published"] += records
        self.entities["Paper"] += papers
        self.entities["Authorship"] += authorships
        self.below_confidence += named - len(links)
        for (kind, role), count in Counter([(link.kind, link.role) for link, _ in links]).items():
            self.recognised[_LINKS[kind]][role] += count

    def count_profile(self, profile: Profile, helpers: Sequence[rdf.Said]) -> None:
        """Count a profile's figures, and say how many of the papers that it announces are there."""
        self.entities["AuthorMetric"] += len(helpers)
        if profile.announced and profile.source:
            listed = profile.listed or 0
            self.announced.append(
                {
                    "source": profile.source.file,
                    "announced": profile.announced,
                    "listed": listed,
                    "missing": profile.announced - listed,
                }
            )

    def rate(self, measured: Sequence[Mapping[str, str | int | float]]) -> None:
        """How right recognition, which was at work in this run, is where it was measured."""
        self.quality = [
            {"set": row["set"], "papers": row["papers"], "measure": measure, "value": value}
            for row in measured
            for measure, value in row.items()
            if measure not in ("set", "papers")
        ]

    def take(self, violations: dict[str, Counter[str]], focus_nodes: dict[str, int]) -> None:
        """What validation found: results by severity and shape, and what each shape was about."""
        self.violations = {
            severity: dict(sorted(found.items())) for severity, found in sorted(violations.items())
        }
        self.focus_nodes = focus_nodes

    def json(self) -> bytes:
        """The report as it is written; the order of the input does not show in it."""
        self.set_aside.sort(key=_place)
        self.problems.sort(key=_place)
        self.announced.sort(key=itemgetter("source"))
        return msgspec.json.format(msgspec.json.encode(self, order="deterministic"), indent=2) + b"\n"


def _entry(problem: Problem) -> dict[str, Any]:
    return {
        "source": problem.file,
        "line": problem.line,
        "reason": problem.what,
        "allowed": problem.allowed,
    }


def _place(entry: dict[str, Any]) -> tuple[str, int, str]:
    return entry["source"], entry["line"], entry["reason"]
