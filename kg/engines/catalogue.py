"""What the published papers refer to: only that is described, under the names and sources they give."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
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
        # By class, then by the sources of the papers that name it: most papers come from one of few.
        self._named: dict[str, dict[tuple[str, ...], _Named]] = {kind: {} for kind in CLASSES}

    def add(self, work: Work, things: Iterable[tuple[Thing, str]]) -> None:
        """Take up what a published paper refers to, and where it was read."""
        sources, place = self._sources(work.places), work.places[0]
        named = self._named["Person"].setdefault(sources, {})
        for who in work.signatures:
            named[who.person.path, who.name] = who.person, place
        for thing, printed in things:
            self._named[thing.kind].setdefault(sources, {})[thing.path, printed] = thing, place
        for code in work.paper.fields:
            self.fields.setdefault(code, place)

    def add_person(self, person: Person, printed: str, place: Place) -> None:
        """Take up one person under one printed name."""
        self._named["Person"].setdefault(self._sources((place,)), {})[person.path, printed] = person, place

    def _sources(self, places: Sequence[Place]) -> tuple[str, ...]:
        if len(places) == 1 and places[0].source in self.places:
            return (places[0].source,)
        for place in places:
            self.places.setdefault(place.source, place)
        return tuple(sorted({place.source for place in places}))

    def place(self, entity: Entity, printed: str) -> Place:
        """A place that names the entity so."""
        kind = entity.kind if isinstance(entity, Thing) else "Person"
        found = (named.get((entity.path, printed)) for named in self._named[kind].values())
        return min((row[1] for row in found if row), key=attrgetter("file", "line"))

    def entities(self, kind: str) -> Iterator[tuple[Entity, Collection[str], Collection[str]]]:
        """Each entity of a class with the names printed and the sources that print them, in order."""
        by_sources = self._named[kind]
        rows = [
            # As in an IRI: what ends stands after what goes on with a hyphen.
            (f"{path}>", printed, sources, entity)
            for sources, named in by_sources.items()
            for (path, printed), (entity, _) in named.items()
        ]
        rows.sort(key=itemgetter(0))
        for _, (first, *more) in ((path, [*same]) for path, same in groupby(rows, itemgetter(0))):
            _, printed, sources, entity = first
            if more:
                several = {source for row in more for source in row[2]}
                yield entity, {printed, *(row[1] for row in more)}, several.union(sources)
            else:
                yield entity, (printed,), sources
