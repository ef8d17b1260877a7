"""What the published papers refer to: only that is described, under the names and sources they give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from kg import rdf
from kg.model import Person, Place, Thing

__all__ = ["Catalogue", "Entity"]

Entity = Person | Thing
# By path and printed name.
_Named = dict[tuple[str, str], Entity]


class Catalogue:
    """Persons, datasets and methods, each with the names printed and the sources that print them.

    `places` has one place in each source that something published comes from, `fields` are codes.
    """

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}
        self.fields: set[str] = set()
        # Most papers come from one of few sources: what is named in them is noted by their sources.
        self._named: dict[tuple[str, ...], _Named] = {}

    def add(self, description: rdf.Description, places: Sequence[Place]) -> None:
        """Take up what a published paper refers to, and where it was read."""
        named = self._named_in(places)
        for entity, printed in description.persons:
            named[entity.path, printed] = entity
        for entity, printed in description.things:
            named[entity.path, printed] = entity
        self.fields.update(description.fields)

    def add_person(self, person: Person, printed: str, place: Place) -> None:
        """Take up one person under one printed name."""
        self._named_in((place,))[person.path, printed] = person

    def _named_in(self, places: Sequence[Place]) -> _Named:
        """What is named in the sources of these places, to be added to."""
        sources = tuple([place.source for place in places])
        named = self._named.get(sources)
        if named is None:
            named = self._named[sources] = {}
            self.places.update(zip(sources, places, strict=True))
        return named

    def entities(self) -> Iterator[tuple[Entity, set[str], set[str]]]:
        """Each entity with the names printed and the sources that print them, by path."""
        rows = [(*name, sources) for sources, named in self._named.items() for name in named]
        rows.sort()
        for path, same in groupby(rows, itemgetter(0)):
            _, printed, sources = zip(*same, strict=True)
            entity = self._named[sources[0]][path, printed[0]]
            yield entity, {*printed}, {source for several in sources for source in several}
