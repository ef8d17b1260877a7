"""What is described goes out: past the gate, into the sorters, with its evidence, counted."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from kg import rdf, write
from kg.engines.catalogue import Catalogue
from kg.engines.gate import Gate, MalformedError
from kg.engines.options import Options
from kg.engines.report import Report
from kg.errors import GateError, shown
from kg.model import Problem, Work

__all__ = ["ALLOWED", "Outlets", "publish_papers"]

ALLOWED = "kg shapes lists what is"


class Outlets(Struct, frozen=True):
    """Where what is found goes."""

    options: Options
    graph: write.SortedLines
    evidence: write.SortedLines
    gate: Gate
    catalogue: Catalogue
    report: Report
    problems: list[Problem]

    def note(self, problem: Problem) -> None:
        """Count a problem, to be told when the run stands."""
        self.report.note(problem)
        self.problems.append(problem)

    def lose(self, problem: Problem) -> None:
        """Count a record that was read and is not published, to be told when the run stands."""
        self.report.lose(problem)
        self.problems.append(problem)


def publish_papers(works: Sequence[Work], outlets: Outlets) -> None:
    """Papers, where they pass the gate, with their evidence. One step after the other, for all of them."""
    options, gate = outlets.options, outlets.gate
    described = rdf.describe(works, options.base, options.min_confidence)
    doubts = gate.doubts([said for description in described for said in description.subjects])
    passed = []
    for work, description in zip(works, described, strict=True):
        for problem in description.problems:
            outlets.note(problem)
        try:
            found = gate.check(description.subjects, doubts) if doubts else ()
        except MalformedError as error:
            _refuse(work, f"{error.line} cannot be written as RDF: {error.why}", outlets)
            continue
        if found and _is_refused(work, "; ".join(gate.reasons(found)), outlets):
            continue
        passed.append((work, description))
    outlets.report.count_papers(passed)
    outlets.catalogue.add(passed)
    outlets.graph.append([said for _, description in passed for said in description.subjects])
    outlets.evidence.append(rdf.evidence([work for work, _ in passed], options.base))
    links = ((work, description.links) for work, description in passed)
    outlets.evidence.add(rdf.naming_evidence(links, options.base))


def _is_refused(work: Work, reasons: str, outlets: Outlets) -> bool:
    """Set a paper's records aside, unless all is to be published; then only tell why it should not be."""
    if outlets.options.on_violation != "publish":
        _refuse(work, reasons, outlets)
        return True
    for place in work.places:
        what = f"{shown(work.paper.title)} does not conform and was published: {reasons}"
        outlets.note(Problem(place.file, place.line, what, ALLOWED))
    return False


def _refuse(work: Work, reasons: str, outlets: Outlets) -> None:
    """Set a paper's records aside."""
    title = shown(work.paper.title)
    for place in work.places:
        if outlets.options.on_violation == "fail":
            raise GateError(f"{place.file}:{place.line}", f"{title} does not conform: {reasons}", ALLOWED)
        outlets.lose(Problem(place.file, place.line, f"{title} was set aside: {reasons}", ALLOWED))
    # A file given twice has each record at one place.
    outlets.report.records["set_aside"] += work.records - len(work.places)
