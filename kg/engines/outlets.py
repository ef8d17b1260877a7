"""What is described goes out: past the gate, into the sorters, with its evidence, counted."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from kg import rdf, write
from kg.engines.catalogue import Catalogue
from kg.engines.gate import Gate
from kg.engines.options import Options
from kg.engines.report import Report
from kg.errors import GateError
from kg.model import Person, Problem, Profile, Work

__all__ = ["Outlets", "publish_entities", "publish_papers", "publish_profile"]


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
    described = [rdf.describe(work, options.base, options.min_confidence) for work in works]
    passed = []
    for work, description in zip(works, described, strict=True):
        for problem in description.problems:
            outlets.note(problem)
        reasons = gate.check([*description.helpers, description.own])
        if reasons and options.on_violation != "publish":
            _refuse(work, "; ".join(reasons), outlets)
        else:
            passed.append((work, description))
    outlets.report.count_papers(passed)
    for work, description in passed:
        outlets.catalogue.add(description, work.places)
        outlets.graph.append(description.own[0][:-1], [*description.helpers, description.own])
    for work, description in passed:
        outlets.evidence.append(description.own[0][:-1], rdf.evidence(work, options.base))
        for path, said in rdf.naming_evidence(work, description.links, options.base):
            outlets.evidence.add(f"<{options.base}{path}#", said)


def _refuse(work: Work, reasons: str, outlets: Outlets) -> None:
    """Set a paper's records aside."""
    title = repr(work.paper.title if len(work.paper.title) < 80 else work.paper.title[:77] + "…")
    for place in work.places:
        problem = Problem(
            place.file, place.line, f"{title} was set aside: {reasons}", "kg shapes lists what is"
        )
        if outlets.options.on_violation == "fail":
            raise GateError(
                f"{place.file}:{place.line}", f"{title} does not conform: {reasons}", problem.allowed
            )
        outlets.lose(problem)
    # A file given twice has each record at one place.
    outlets.report.records["set_aside"] += work.records - len(work.places)


def publish_profile(profile: Profile, person: Person, outlets: Outlets) -> None:
    """What an author page says of its owner."""
    base = outlets.options.base
    own, helpers = rdf.profile(profile, person, base)
    if profile.source is None or outlets.gate.check(helpers):
        return
    outlets.catalogue.add_person(person, profile.name, profile.source)
    if profile.field:
        outlets.catalogue.fields.add(rdf.field_code(profile.field))
    outlets.graph.add(f"<{base}{person.path}>", [own])
    outlets.graph.add(f"<{base}{person.path}#", helpers)
    outlets.report.count_profile(profile, helpers)


def publish_entities(profiles: Sequence[Profile], outlets: Outlets) -> frozenset[str]:
    """Who and what published papers refer to, and where they were read; returns those that do not conform.

    Persons and sources stand behind the papers, all else before them: in this order nothing has to be sorted.
    """
    base, catalogue = outlets.options.base, outlets.catalogue
    announced = {p.source.source: (p.announced, p.listed or 0) for p in profiles if p.source and p.announced}
    failed = _publish_all("Person", outlets)
    for source, place in sorted(catalogue.places.items()):
        failed += _publish_entity("Source", rdf.source(place, announced.get(source), base), outlets)
    failed += _publish_all("Dataset", outlets)
    for said in sorted(rdf.field(code, base) for code in catalogue.fields):
        failed += _publish_entity("Concept", said, outlets)
    return frozenset(failed + _publish_all("Method", outlets))


def _publish_all(kind: str, outlets: Outlets) -> list[str]:
    """The persons, datasets or methods; returns those that do not conform."""
    base, failed = outlets.options.base, list[str]()
    for entity, names, sources in outlets.catalogue.entities(kind):
        failed += _publish_entity(kind, rdf.entity(entity, names, sources, base), outlets)
        if isinstance(entity, Person) and entity.merged and len(names) > 1:
            reasons = rdf.identity_evidence(entity, sources, base)
            outlets.evidence.append(f"<{base}{entity.path}#", reasons)
    return failed


def _publish_entity(kind: str, said: rdf.Said, outlets: Outlets) -> list[str]:
    """The entity's term, if it does not conform."""
    outlets.report.entities[kind] += 1
    failed = [said[0]] if outlets.gate.check([said]) else []
    outlets.graph.append(said[0], [said])
    return failed
