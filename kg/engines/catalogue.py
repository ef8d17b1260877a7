"""What the published papers refer to: only that is described, under the names and sources they give."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

from kg import rdf
from kg.model import Naming, Person, Place, Signature, Thing, Work

__all__ = ["Catalogue", "Entity"]

Entity = Person | Thing


class _Named(NamedTuple):
    """Entities under printed names, each with a place that prints it so."""

    persons: dict[Signature, Place]
    things: dict[Naming, Place]


class Catalogue:
    """Persons, datasets and methods, each with the names printed and the sources that print them.

    `places` has one place in each source that something published comes from, `fields` are codes
    with a place that prints each,
    `figures` what is said of each figure about a person.
    """

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}
        self.fields: dict[str, Place] = {}
        self.figures: dict[str, rdf.Said] = {}
        self._named: dict[tuple[str, ...], _Named] = {}
        self._others: dict[tuple[str, str], Naming] = {}  # the names that are no link's, by path

    def add(self, published: Iterable[tuple[Work, rdf.Description]]) -> None:
        """Take up what published papers refer to, and where they were read."""
        for work, description in published:
            named, place = self._named_of(work), work.places[0]
            for signature in work.signatures:
                named.persons.setdefault(signature, place)
            for _, naming in description.links:
                named.things.setdefault(naming, place)
            for naming in description.things:
                one = self._others.setdefault((naming.thing.path, naming.name), naming)
                named.things.setdefault(one, place)
            for code in work.paper.fields:
                if code not in self.fields:
                    self.fields[code] = place

    def _named_of(self, work: Work) -> _Named:
        """What the papers of some sources name: most papers come from one of few."""
        known = self._named.get(work.sources)
        return self._named_in(work.places) if known is None else known

    def _named_in(self, places: Sequence[Place]) -> _Named:
        for place in places:
            self.places.setdefault(place.source, place)
        sources = tuple(sorted({place.source for place in places}))
        return self._named.setdefault(sources, _Named({}, {}))

    def add_person(self, person: Person, printed: str, place: Place) -> None:
        """Take up one person under one printed name."""
        self._named_in((place,)).persons[Signature(person, printed)] = place

    def place(self, entity: Entity, printed: str) -> Place:
        """A place that names the entity so."""
        persons = (item for named in self._named.values() for item in named.persons.items())
        things = (item for named in self._named.values() for item in named.things.items())
        found = [place for one, place in persons if one.person.path == entity.path and one.name == printed]
        found += [place for one, place in things if one.thing.path == entity.path and one.name == printed]
        return min(found, key=attrgetter("file", "line"))

    def entities(self, kind: str) -> list[tuple[Entity, Collection[str], Collection[str]]]:
        """Each entity of a class with the names printed and the sources that print them, in order."""
        # As in an IRI: what ends stands after what goes on with a hyphen.
        rows: list[tuple[str, tuple[str], tuple[str, ...], Entity]]
        if kind == "Person":
            rows = [
                (f"{one.person.path}>", (one.name,), sources, one.person)
                for sources, named in self._named.items()
                for one in named.persons
            ]
        else:
            rows = [
                (f"{one.thing.path}>", (one.name,), sources, one.thing)
                for sources, named in self._named.items()
                for one in named.things
                if one.thing.kind == kind
            ]
        rows.sort(key=itemgetter(0))
        found: list[tuple[Entity, Collection[str], Collection[str]]] = []
        last = ""
        for path, printed, sources, entity in rows:
            if path == last:
                first, names, others = found[-1]
                found[-1] = first, {*names, *printed}, {*others, *sources}
            else:
                found.append((entity, printed, sources))
                last = path
        return found
