"""Who and what papers refer to goes out: profiles of persons, and the entities when all papers are known."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg import rdf
from kg.engines.catalogue import Entity
from kg.engines.gate import in_words
from kg.engines.outlets import ALLOWED, Outlets
from kg.errors import GateError
from kg.identity import BATCH
from kg.model import Person, Place, Problem, Profile, Thing
from kg.shacl import Result

__all__ = ["publish_entities", "publish_profile"]

_ALTERNATE = "<https://w3id.org/papergraph#alternateName>"


def publish_profile(profile: Profile, person: Person, outlets: Outlets) -> None:
    """What an author page says of its owner."""
    base, place = outlets.options.base, profile.source
    own, figures, problems = rdf.profile(profile, person, base)
    if place is None:
        return
    for problem in problems:
        outlets.note(problem)
    refused = outlets.gate.refused.get(own[0])
    reasons = [refused] if refused else outlets.gate.reasons(outlets.gate.check(figures))
    if reasons and _is_refused(f"the profile of {profile.name!r}", place, "; ".join(reasons), outlets):
        return
    outlets.catalogue.add_person(person, profile.name, place)
    if profile.field:
        outlets.catalogue.fields.setdefault(rdf.field_code(profile.field), place)
    new = _not_said_before(figures, place, outlets)
    outlets.graph.add([own, *new])
    outlets.report.count_profile(profile, new)


def _not_said_before(figures: Sequence[rdf.Said], place: Place, outlets: Outlets) -> list[rdf.Said]:
    """The figures that the source did not give before; where it gives another value, this is told."""
    known, new = outlets.catalogue.figures, list[rdf.Said]()
    for said in figures:
        subject = said[0]
        if subject not in known:
            known[subject] = said
            new.append(said)
        elif known[subject] != said:
            what = f"{subject} has another value earlier in the file, which was kept"
            outlets.note(Problem(place.file, place.line, what, "a source gives one value of each figure"))
    return new


def _is_refused(what: str, place: Place, reasons: str, outlets: Outlets) -> bool:
    """Tell what does not conform; it is published all the same only where everything is."""
    mode = outlets.options.on_violation
    if mode == "fail":
        raise GateError(f"{place.file}:{place.line}", f"{what} does not conform: {reasons}", ALLOWED)
    done = "does not conform and was published" if mode == "publish" else "was set aside"
    outlets.note(Problem(place.file, place.line, f"{what} {done}: {reasons}", ALLOWED))
    return mode != "publish"


def publish_entities(profiles: Sequence[Profile], outlets: Outlets) -> dict[str, str]:
    """Who and what published papers refer to, and where they were read.

    Returns those that do not conform, each with its name and the reason. Persons and sources stand
    behind the papers, all else before them: in this order nothing has to be sorted.
    """
    base, catalogue = outlets.options.base, outlets.catalogue
    announced = {p.source.source: (p.announced, p.listed or 0) for p in profiles if p.source and p.announced}
    failed = _publish_all("Person", outlets)
    for source, place in sorted(catalogue.places.items()):
        said = rdf.source(place, announced.get(source), base)
        failed |= _publish_other("Source", f"source {place.file!r}", said, place, outlets)
    failed |= _publish_all("Dataset", outlets)
    for said, code in sorted((rdf.field(code, base), code) for code in catalogue.fields):
        failed |= _publish_other("Concept", f"field {code!r}", said, catalogue.fields[code], outlets)
    return failed | _publish_all("Method", outlets)


def _publish_all(kind: str, outlets: Outlets) -> dict[str, str]:
    """The persons, datasets or methods; returns those that do not conform."""
    base, failed = outlets.options.base, dict[str, str]()
    rows = outlets.catalogue.entities(kind)
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        described = rdf.entities(kind, batch, base)
        doubts = outlets.gate.doubts(described)
        if doubts:
            for number, (entity, names, _) in enumerate(batch):
                said = described[number]
                if found := outlets.gate.check([said], doubts):
                    described[number], reason = _mended(entity, names, said, found, outlets)
                    failed |= {said[0]: reason} if reason else {}
        outlets.graph.append(described)
        outlets.evidence.append(
            said
            for entity, names, sources in batch
            if len(names) > 1 and isinstance(entity, Person)
            for said in rdf.identity_evidence(entity, sources, base)
        )
        outlets.report.entities[kind] += len(batch)
    return failed


def _publish_other(kind: str, what: str, said: rdf.Said, place: Place, outlets: Outlets) -> dict[str, str]:
    """A source or a field of study; returns it if it does not conform."""
    outlets.report.entities[kind] += 1
    outlets.graph.append([said])
    found = outlets.gate.check([said])
    return {said[0]: _failed(what, found, place, outlets)} if found else {}


def _failed(what: str, found: Sequence[Result], place: Place, outlets: Outlets) -> str:
    """Why papers may not refer to it; told here only where they do so all the same."""
    reasons = "; ".join(map(in_words, found))
    if outlets.options.on_violation == "publish":
        _is_refused(what, place, reasons, outlets)
    return f"{what}, which does not conform: {reasons}"


def _mended(
    entity: Entity, names: Collection[str], said: rdf.Said, found: Sequence[Result], outlets: Outlets
) -> tuple[rdf.Said, str]:
    """An entity without the printed names that do not conform, or why leaving them out is no cure."""
    kind = entity.kind if isinstance(entity, Thing) else "Person"
    what = f"{kind.lower()} {entity.name!r}"
    if any(result.path != _ALTERNATE for result in found):
        return said, _failed(what, found, outlets.catalogue.place(entity, min(names)), outlets)
    wrong = {f"{_ALTERNATE} {result.value}": in_words(result) for result in found}
    for name in sorted(names):
        ((_, _, told),) = rdf.entities(kind, [(entity, (name,), ())], outlets.options.base)
        for line in wrong.keys() & set(told):
            also = f"the name {name!r} of {what}"
            _is_refused(also, outlets.catalogue.place(entity, name), wrong[line], outlets)
    if outlets.options.on_violation != "publish":
        subject, keys, lines = said
        kept = [(key, line) for key, line in zip(keys, lines, strict=True) if line not in wrong]
        said = subject, tuple(key for key, _ in kept), [line for _, line in kept]
    return said, ""
