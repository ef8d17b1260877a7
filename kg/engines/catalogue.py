"""What the published papers refer to: only that is described, under the names and sources they give."""

from __future__ import annotations

from collections.abc import Iterator

from kg import rdf
from kg.model import Person, Thing

__all__ = ["Catalogue"]

_Named = dict[str, tuple[Person | Thing, tuple[str, ...], tuple[str, ...]]]


class Catalogue:
    """Persons, datasets, methods and fields, each with the names printed and the sources that print them."""

    def __init__(self) -> None:
        self._named: _Named = {}
        self._fields: set[str] = set()

    def add(self, description: rdf.Description, sources: tuple[str, ...]) -> None:
        """Take up what a published paper refers to."""
        for person, printed in description.persons:
            self.add_entity(person, printed, sources)
        for thing, printed in description.things:
            self.add_entity(thing, printed, sources)
        self._fields.update(description.fields)

    def add_entity(self, entity: Person | Thing, printed: str, sources: tuple[str, ...]) -> None:
        """Take up one person or thing under one printed name."""
        held = self._named.get(entity.path)
        if held is None:
            self._named[entity.path] = (entity, (printed,), sources)
            return
        _, names, known = held
        if printed not in names or (sources != known and not set(sources).issubset(known)):
            united = (*names, *({printed} - set(names))), tuple(sorted({*known, *sources}))
            self._named[entity.path] = (entity, *united)

    def add_field(self, code: str) -> None:
        """Take up one field."""
        self._fields.add(code)

    def describe(self, base: str) -> Iterator[tuple[str, str, rdf.Said]]:
        """For each entity its class, its path and what is said of it."""
        for path, (entity, names, sources) in self._named.items():
            kind = entity.kind if isinstance(entity, Thing) else "Person"
            yield kind, path, rdf.entity(entity, names, sources, base)
        for code in self._fields:
            yield "Concept", rdf.field_path(code), rdf.field(code, base)

    def evidence(self, base: str) -> Iterator[tuple[str, list[rdf.Said]]]:
        """For each person under several names his or her path, and why they are one."""
        for path, (entity, names, sources) in self._named.items():
            if isinstance(entity, Person) and entity.merged and len(names) > 1:
                yield path, rdf.identity_evidence(entity, sources, base)
