"""A graph in memory: what shapes and small data are read into, and what a second pass asks.

`Graph` answers what a constraint may ask of the data. A group of a subject's own triples with an
index of classes answers the same questions as far as a local shape asks them (`kg.shacl.checker`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import UsageError
from kg.shacl.terms import RDF, RDFS, canonical, iri, is_iri, short

if TYPE_CHECKING:
    from kg.shacl.store import Store

__all__ = ["FIRST", "NIL", "REST", "SUBCLASS", "TYPE", "Graph", "Triple", "superclasses"]

TYPE = iri(RDF + "type")
SUBCLASS = iri(RDFS + "subClassOf")
FIRST, REST, NIL = iri(RDF + "first"), iri(RDF + "rest"), iri(RDF + "nil")

_A_LIST = "each of its nodes has one rdf:first and one rdf:rest, the last of which is rdf:nil"

Objects = dict[str, None]  # a set that keeps the order, so that reports are the same at every run


class Triple(NamedTuple):
    """Subject, predicate and object, each a token."""

    subject: str
    predicate: str
    object: str


class Graph:
    """Triples by subject and, for the predicates asked for that way, by object.

    `prefixes` are those of the files that it was read from.
    """

    def __init__(self, triples: Iterable[tuple[str, str, str]] = ()) -> None:
        self.prefixes: dict[str, str] = {}
        self._by_subject: dict[str, dict[str, Objects]] = {}
        self._by_object: dict[str, dict[str, Objects]] = {}
        self._store: Store | None = None
        for subject, predicate, object_ in triples:
            self.add(subject, predicate, object_)

    def add(self, subject: str, predicate: str, object_: str) -> None:
        """Add one triple."""
        self._by_subject.setdefault(subject, {}).setdefault(predicate, {})[object_] = None

    def add_written(self, subject: str, predicate: str, object_: str) -> None:
        """Add one triple as a file has it, where a literal may be written in other than the canonical way."""
        self.add(subject, predicate, canonical(object_))

    def keep_shapes(self, shapes: Graph) -> None:
        """Let queries see a shapes graph as $shapesGraph."""
        from kg.shacl.store import Store

        self._store = Store(self, shapes)

    def __len__(self) -> int:
        return sum(len(objects) for _, _, objects in self._entries())

    def __iter__(self) -> Iterator[Triple]:
        for subject, predicate, objects in self._entries():
            for object_ in objects:
                yield Triple(subject, predicate, object_)

    def _entries(self) -> Iterator[tuple[str, str, Objects]]:
        for subject, properties in self._by_subject.items():
            for predicate, objects in properties.items():
                yield subject, predicate, objects

    def properties(self, subject: str) -> Mapping[str, Collection[str]]:
        """The values of each property of a subject."""
        return self._by_subject.get(subject, {})

    def objects(self, subject: str, predicate: str) -> Collection[str]:
        """The distinct values of one property of a subject."""
        return self._by_subject.get(subject, {}).get(predicate, ())

    def value(self, subject: str, predicate: str) -> str | None:
        """One value of a property, or None."""
        return next(iter(self.objects(subject, predicate)), None)

    def subjects(self, predicate: str, object_: str) -> Collection[str]:
        """The subjects that have a value of a property."""
        return self.inverse(predicate).get(object_, ())

    def inverse(self, predicate: str) -> Mapping[str, Collection[str]]:
        """Of one property, the subjects of each object."""
        if predicate not in self._by_object:
            index: dict[str, Objects] = {}
            for subject, properties in self._by_subject.items():
                for object_ in properties.get(predicate, ()):
                    index.setdefault(object_, {})[subject] = None
            self._by_object[predicate] = index
        return self._by_object[predicate]

    def items(self, head: str) -> list[str]:
        """The members of an RDF list. Raises UsageError where it is cut, forked or turns back on itself."""
        members: list[str] = []
        node, seen = head, set[str]()
        while node != NIL:
            firsts, rests = self.objects(node, FIRST), self.objects(node, REST)
            if node in seen or len(firsts) != 1 or len(rests) != 1:
                fault = "turns back on itself" if node in seen else "is cut or forked"
                raise UsageError(self._place(head), f"a list that {fault}", _A_LIST)
            seen.add(node)
            members += firsts
            (node,) = rests
        return members

    def _place(self, node: str) -> str:
        """What leads to a node, for a message."""
        for subject, predicate, object_ in self:
            if object_ == node and predicate not in (FIRST, REST):
                return f"{short(subject)} {short(predicate)}" if is_iri(subject) else short(predicate)
        return "the shapes graph"

    def select(self, query: str, bindings: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], ...]]:
        """The solutions of a SPARQL query, which an embedded Oxigraph answers; one for an ASK that holds."""
        from kg.shacl.store import Store

        if self._store is None:
            self._store = Store(self)
        yield from self._store.select(query, bindings)

    def is_instance(self, node: str, class_: str) -> bool:
        """Whether a node is a SHACL instance of a class: of it or of a sub-class of it in the data."""
        return any(class_ in superclasses(self.objects, type_) for type_ in self.objects(node, TYPE))


def superclasses(objects: Callable[[str, str], Iterable[str]], class_: str) -> Set[str]:
    """A class and all that `objects(class, rdfs:subClassOf)` leads to, however long the chain."""
    found, waiting = {class_}, [class_]
    while waiting:
        for parent in objects(waiting.pop(), SUBCLASS):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found
