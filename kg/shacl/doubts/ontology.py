"""What an ontology says of the values of its properties."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import and_, or_
from pathlib import Path as File

from msgspec import Struct

from kg.shacl.doubts.datatypes import UNSPECIFIC, akin, is_datatype
from kg.shacl.doubts.possible import ANYTHING, LITERALS, NODES, Possible, literals
from kg.shacl.graph import TYPE, Graph
from kg.shacl.paths import Path
from kg.shacl.read import read_graph
from kg.shacl.terms import RDFS, XSD, iri, short, text

__all__ = ["Ontology"]

_OWL = "http://www.w3.org/2002/07/owl#"
_KINDS = {iri(_OWL + "ObjectProperty"): NODES, iri(_OWL + "DatatypeProperty"): LITERALS}
_CLASSES = (iri(_OWL + "Class"), iri(RDFS + "Class"))
_RANGE = iri(RDFS + "range")
_RANGE_INCLUDES = iri("http://purl.org/dc/dcam/rangeIncludes")
# Namespaces whose classes may have literals in them: rdfs:Resource; schema.org takes text for anything.
_LOOSE = (RDFS, "http://schema.org/", "https://schema.org/")
_DISJOINT = iri(_OWL + "disjointWith")


class Ontology(Struct, frozen=True, eq=False):
    """The triples of some Turtle files that define terms."""

    graph: Graph

    @classmethod
    def read(cls, folder: File) -> Ontology:
        """The ontology of a folder's Turtle files. Raises UsageError where one does not parse."""
        graph = Graph()
        for file in sorted(folder.glob("*.ttl")):
            read_graph(file, graph)
        return cls(graph)

    def defined(self) -> frozenset[str]:
        """The terms that have a type."""
        return frozenset(triple.subject for triple in self.graph if triple.predicate == TYPE)

    def values(self, path: Path | None) -> Possible:
        """What the values of a path can be."""
        if path is None:
            return ANYTHING
        if isinstance(path, str):
            return reduce(and_, self._said(path), ANYTHING)
        inner = [self.values(part) for part in path.parts]
        if path.operator == "alternativePath":
            return reduce(or_, inner)
        if path.operator == "inversePath":
            return NODES
        return inner[-1] if path.operator in ("sequencePath", "oneOrMorePath") else ANYTHING

    def _said(self, property_: str) -> Iterator[Possible]:
        types = self.graph.objects(property_, TYPE)
        yield from (values for kind, values in _KINDS.items() if kind in types)
        yield from map(self._of_range, self.graph.objects(property_, _RANGE))
        several = [self._of_range(one) for one in self.graph.objects(property_, _RANGE_INCLUDES)]
        if several:
            yield reduce(or_, several)

    def _of_range(self, range_: str) -> Possible:
        name = text(range_)
        if name in UNSPECIFIC[:1]:
            return LITERALS
        if name == XSD + "anyURI":
            return Possible(frozenset('<"'))  # which many say who mean an IRI
        if is_datatype(name):
            return literals(akin(name)) if not name.startswith(XSD + "any") else LITERALS
        is_class = any(one in _CLASSES for one in self.graph.objects(range_, TYPE))
        return NODES if is_class and not name.startswith(_LOOSE) else ANYTHING

    def in_words(self, path: Path | None) -> str:
        """What `values` rests on, for people."""
        if not isinstance(path, str):
            return "what the path leads to"
        ranges = [one for name in (_RANGE, _RANGE_INCLUDES) for one in self.graph.objects(path, name)]
        of = " or ".join(map(short, ranges)) or "literals" * (self.values(path) == LITERALS) or "resources"
        return f"the ontology, where {short(path)} has values of {of}"

    def classes(self, path: Path | None) -> list[str]:
        """The classes that every value of a path is in."""
        return list(self.graph.objects(path, _RANGE)) if isinstance(path, str) else []

    def disjoint(self, one: str, other: str) -> bool:
        """Whether no resource is in both classes."""
        return other in self.graph.objects(one, _DISJOINT) or one in self.graph.objects(other, _DISJOINT)
