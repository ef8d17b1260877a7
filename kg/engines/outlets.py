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
from kg.model import Person, Place, Problem, Profile, Work

__all__ = ["Outlets", "publish_entities", "publish_papers", "publish_profile"]


class Outlets(Struct, frozen=True):
    """Where what is found goes; `places` are the sources that something published comes from."""

    options: Options
    graph: write.BlockSorter
    evidence: write.BlockSorter
    gate: Gate
    catalogue: Catalogue
    report: Report
    places: dict[str, Place]
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
    for work, description in passed:
        _publish_paper(work, description, outlets)
    for work, description in passed:
        for path, said in rdf.evidence(work, description.links, options.base):
            outlets.evidence.add(f"<{options.base}{path}#", said)


def _publish_paper(work: Work, description: rdf.Description, outlets: Outlets) -> None:
    base = outlets.options.base
    outlets.catalogue.add(description, tuple(sorted({place.source for place in work.places})))
    outlets.graph.add(f"<{base}{work.path}>", [description.own])
    outlets.graph.add(f"<{base}{work.path}#", description.helpers)
    outlets.places.update((place.source, place) for place in work.places)
    outlets.report.count_paper(work, description)


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
    outlets.places.setdefault(profile.source.source, profile.source)
    outlets.catalogue.add_entity(person, profile.name, (profile.source.source,))
    if profile.field:
        outlets.catalogue.add_field(rdf.field_code(profile.field))
    outlets.graph.add(f"<{base}{person.path}>", [own])
    outlets.graph.add(f"<{base}{person.path}#", helpers)
    outlets.report.count_profile(profile, helpers)


def publish_entities(profiles: Sequence[Profile], outlets: Outlets) -> frozenset[str]:
    """Who and what published papers refer to, and where they were read; returns those that do not conform."""
    base, failed = outlets.options.base, set()
    announced = {p.source.source: (p.announced, p.listed or 0) for p in profiles if p.source and p.announced}
    for kind, path, said in outlets.catalogue.describe(base):
        if not _publish_entity(kind, path, said, outlets):
            failed.add(f"<{base}{path}>")
    for path, reasons in outlets.catalogue.evidence(base):
        outlets.evidence.add(f"<{base}{path}#", reasons)
    for source, place in outlets.places.items():
        _publish_entity("Source", f"source/{source}", rdf.source(place, announced.get(source), base), outlets)
    return frozenset(failed)


def _publish_entity(kind: str, path: str, said: rdf.Said, outlets: Outlets) -> bool:
    """Whether the entity conforms."""
    outlets.graph.add(f"<{outlets.options.base}{path}>", [said])
    outlets.report.entities[kind] += 1
    return not outlets.gate.check([said])
