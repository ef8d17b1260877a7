"""What validation found: exact counts, and as many results as were asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from kg.shacl.model import INFO, VIOLATION, WARNING, Result
from kg.shacl.shapes import Shapes

__all__ = ["RANKS", "Collector", "Report", "rank"]

RANKS = {"info": 1, "warning": 2, "violation": 3}
_RANK = {INFO: 1, WARNING: 2, VIOLATION: 3}


def rank(severity: str) -> int:
    """How grave a severity is, 1 to 3; one that SHACL does not know counts as a violation."""
    return _RANK.get(severity, 3)


class Report(Struct, frozen=True):
    """A validation report. `counts` is by shape and severity, `focus_nodes` by shape that has a target.

    `conforms` is as SHACL has it: there is no result, of whatever severity. `note` says what was left to
    pySHACL because of the data.
    """

    counts: Mapping[tuple[str, str], int]
    results: tuple[Result, ...]
    focus_nodes: Mapping[str, int]
    names: Mapping[str, str]
    triples: int
    note: str = ""

    @property
    def conforms(self) -> bool:
        """Whether there is no result at all."""
        return not self.counts

    @property
    def total(self) -> int:
        """How many results there are, kept or not."""
        return sum(self.counts.values())

    def fails(self, least: str) -> bool:
        """Whether there is a result as grave as `info`, `warning` or `violation`."""
        return any(rank(severity) >= RANKS[least] for _, severity in self.counts)

    @property
    def idle(self) -> tuple[str, ...]:
        """The shapes that have a target and found no focus node."""
        return tuple(node for node, count in self.focus_nodes.items() if not count)


class Collector:
    """Takes results as they come and keeps no more than are wanted."""

    def __init__(self, shapes: Shapes, max_results: int) -> None:
        self.triples, self.note = 0, ""
        self.focus_nodes: Counter[str] = Counter({shape.node: 0 for shape in shapes.targeted})
        self.names, self._max = shapes.names(), max_results
        self._counts: Counter[tuple[str, str]] = Counter()
        self._kept: dict[str, list[Result]] = {}

    def extend(self, results: Iterable[Result]) -> None:
        """Count results, and keep those that there is room for."""
        for result in results:
            self._counts[result.shape, result.severity] += 1
            kept = self._kept.setdefault(result.shape, [])
            if not self._max or len(kept) < self._max:
                kept.append(result)

    def report(self) -> Report:
        """The report, in the order of the shapes graph."""
        order = {node: number for number, node in enumerate(self.names)}
        counts = sorted(self._counts.items(), key=lambda item: (-rank(item[0][1]), order.get(item[0][0], 0)))
        shapes = sorted(self._kept, key=lambda node: order.get(node, 0))
        results = tuple(result for node in shapes for result in self._kept[node])
        return Report(dict(counts), results, dict(self.focus_nodes), self.names, self.triples, self.note)
