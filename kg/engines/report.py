"""What a run did, counted; `report.json`."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
from msgspec import Struct, field

from kg.model import Link, Problem

__all__ = ["Report"]


class Report(Struct):
    """Filled while a run goes on.

    `records` counts read, published and set_aside; `set_aside` and `problems` say which and why,
    with file and line.
    """

    records: Counter[str] = field(default_factory=lambda: Counter(read=0, published=0, set_aside=0))
    entities: Counter[str] = field(default_factory=Counter)
    triples: int = 0
    recognised: dict[str, Counter[str]] = field(
        default_factory=lambda: {"datasets": Counter(), "methods": Counter()}
    )
    below_confidence: int = 0
    violations: dict[str, Any] = field(default_factory=dict)
    focus_nodes: dict[str, int] = field(default_factory=dict)
    warnings: int = 0
    announced: list[dict[str, Any]] = field(default_factory=list)
    set_aside: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def note(self, problem: Problem) -> None:
        """Count a problem; a lost record is set aside."""
        self.warnings += 1
        if problem.record_lost:
            self.records["read"] += 1
            self.lose(problem)
        else:
            self.problems.append(_entry(problem))

    def lose(self, problem: Problem) -> None:
        """Count a record that is not published."""
        self.records["set_aside"] += 1
        self.set_aside.append(_entry(problem))

    def link(self, link: Link) -> None:
        """Count a published link."""
        self.recognised[f"{link.kind.lower()}s"][link.role] += 1

    def json(self) -> bytes:
        """The report as it is written; the order of the input does not show in it."""
        self.set_aside.sort(key=_place)
        self.problems.sort(key=_place)
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
