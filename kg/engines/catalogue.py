"""What the published papers refer to: only that is described, under the names and sources they give."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter, itemgetter

from kg import rdf
from kg.model import Person, Place, Thing, Work

__all__ = ["Catalogue", "Entity"]

Entity = Person | Thing
CLASSES = ("Dataset", "Method", "Person")
# By path and printed name.
_Named = dict[tuple[str, str], tuple[Entity, Place]]


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
        self._named: dict[tuple[str, ...], dict[str, _Named]] = {}

    def add(self, published: Iterable[tuple[Work, rdf.Description]]) -> None:
        """Take up what published papers refer to, and where they were read."""
        for work, description in published:
            named, place = self._named_of(work), work.places[0]
            persons = named["Person"]
            for who in work.signatures:
                person = who.person
                persons[person.path, who.name] = person, place
            for link, thing in description.links:
                named[thing.kind][thing.path, link.name] = thing, place
            for thing, printed in description.things:
                named[thing.kind][thing.path, printed] = thing, place
            for code in work.paper.fields:
                if code not in self.fields:
                    self.fields[code] = place

    def _named_of(self, work: Work) -> dict[str, _Named]:
        """By class, what the papers of some sources name: most papers come from one of few."""
        known = self._named.get(work.sources)
        return self._named_in(work.places) if known is None else known

    def _named_in(self, places: Sequence[Place]) -> dict[str, _Named]:
        for place in places:
            self.places.setdefault(place.source, place)
        sources = tuple(sorted({place.source for place in places}))
        return self._named.setdefault(sources, {kind: {} for kind in CLASSES})

    def add_person(self, person: Person, printed: str, place: Place) -> None:
        """Take up one person under one printed name."""
        self._named_in((place,))["Person"][person.path, printed] = person, place

    def place(self, entity: Entity, printed: str) -> Place:
        """A place that names the entity so."""
        kind = entity.kind if isinstance(entity, Thing) else "Person"
        found = (named[kind].get((entity.path, printed)) for named in self._named.values())
        return min((row[1] for row in found if row), key=attrgetter("file", "line"))

    def entities(self, kind: str) -> list[tuple[Entity, Collection[str], Collection[str]]]:
        """Each entity of a class with the names printed and the sources that print them, in order."""
        rows = [
            # As in an IRI: what ends stands after what goes on with a hyphen.
            (f"{path}>", (printed,), sources, entity)
            for sources, named in self._named.items()
            for (path, printed), (entity, _) in named[kind].items()
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
