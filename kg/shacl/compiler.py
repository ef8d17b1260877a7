"""Shapes found in a graph, read and compiled to plain checks.

What is a shape follows SHACL 2.1: what has the type, a target or a constraint on other shapes, and
what is referred to as one. A shape that leads back to itself is refused: SHACL gives it no meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.errors import UsageError
from kg.shacl.graph import SUBCLASS, TYPE, Graph
from kg.shacl.model import VIOLATION, Constraint, Shape, Targets
from kg.shacl.paths import Path, compile_path
from kg.shacl.terms import RDFS, SH, XSD, iri, is_iri, is_literal, read_literal, short

__all__ = ["NODE_SHAPE", "PROPERTY_SHAPE", "TARGETS", "Compiler"]


def _sh(name: str) -> str:
    return iri(SH + name)


NODE_SHAPE, PROPERTY_SHAPE = _sh("NodeShape"), _sh("PropertyShape")
PATH = _sh("path")
TARGETS = tuple(_sh(name) for name in ("targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf"))
_TAKES_SHAPE = tuple(_sh(name) for name in ("property", "node", "not", "qualifiedValueShape"))
_TAKES_SHAPES = tuple(_sh(name) for name in ("and", "or", "xone"))
_INTEGERS = frozenset(
    XSD + name
    for name in ("integer", "nonNegativeInteger", "positiveInteger", "long", "int", "short", "byte",
                 "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte")
)  # fmt: skip
_COUNT = re.compile(r"\+?[0-9]+|-0+").fullmatch
_CLASSES = (iri(RDFS + "Class"), iri("http://www.w3.org/2002/07/owl#Class"))


class Compiler:
    """Compiles the shapes of one graph, each once."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.known = dict.fromkeys(_shape_nodes(graph))
        self._done: dict[str, Shape] = {}
        self._open: list[str] = []
        self._custom: list[object] | None = None
        self.patterns: dict[tuple[str, str], object] = {}
        self.beyond: dict[str, None] = {}  # what is used and not compiled

    def shape(self, node: str, referrer: str) -> Shape:
        """The shape of a node. Raises UsageError where there is none or it is recursive."""
        if node not in self.known:
            raise UsageError(
                short(referrer), f"{short(node)} is no shape", "a shape of the shapes graph is needed"
            )
        if node in self._open:
            circle = " → ".join(self.name(one) for one in [*self._open[self._open.index(node) :], node])
            raise UsageError(
                self.name(node), f"recursive shapes: {circle}", "a shape may not lead back to itself"
            )
        if node not in self._done:
            self._open.append(node)
            self._done[node] = self._compile(node)
            self._open.pop()
        return self._done[node]

    def _compile(self, node: str) -> Shape:
        graph = self.graph
        name = next(
            (read_literal(one).lexical for one in graph.objects(node, _sh("name")) if is_literal(one)), ""
        )
        return Shape(
            node=node,
            path=self._path(node),
            severity=min(graph.objects(node, _sh("severity")), default=VIOLATION),
            messages=tuple(sorted(graph.objects(node, _sh("message")))),
            deactivated=self.flag(node, "deactivated"),
            targets=_targets(graph, node),
            constraints=tuple(self._constraints(node)),
            name=name,
        )

    def _path(self, node: str) -> Path | None:
        paths, types = list(self.graph.objects(node, PATH)), self.graph.objects(node, TYPE)
        if NODE_SHAPE in types and (paths or PROPERTY_SHAPE in types):
            raise UsageError(self.name(node), "a node shape that has a sh:path or is a property shape, too",
                             "a shape is one or the other")  # fmt: skip
        if len(paths) > 1 or (PROPERTY_SHAPE in types and not paths):
            raise UsageError(
                self.name(node), f"a property shape with {len(paths)} paths", "it has exactly one sh:path"
            )
        return compile_path(self.graph, paths[0], self.name(node)) if paths else None

    def _constraints(self, node: str) -> Iterator[Constraint]:
        from kg.shacl.components import COMPONENTS, custom

        if self._custom is None:
            self._custom = list(custom(self.graph))
        for component in (*COMPONENTS, *self._custom):
            for parameter in component.compile(self, node):  # type: ignore[attr-defined]
                yield Constraint(component, parameter, component.name)  # type: ignore[arg-type, attr-defined]

    def name(self, node: str) -> str:
        """What to call a shape in a message: its IRI, or its path below one that has an IRI."""
        if is_iri(node):
            return short(node)
        outer = next((short(one) for one in reversed(self._open) if is_iri(one)), "a shape")
        paths = " ".join(map(short, self.graph.objects(node, PATH)))
        return f"{outer} / {paths if '_:' not in paths and paths else 'a blank node'}"

    def one(self, node: str, name: str) -> str | None:
        """The only value of a sh: parameter, or None. Raises UsageError where there are several."""
        values = list(self.graph.objects(node, _sh(name)))
        if len(values) > 1:
            raise UsageError(self.name(node), f"{len(values)} values of sh:{name}", "at most one is allowed")
        return values[0] if values else None

    def several(self, node: str, name: str) -> Sequence[str]:
        """All values of a sh: parameter."""
        return list(self.graph.objects(node, _sh(name)))

    def count(self, node: str, name: str) -> int | None:
        """The only value of a sh: parameter that is an integer from 0."""
        value = self.one(node, name)
        if value is None:
            return None
        parts = read_literal(value) if is_literal(value) else None
        if parts is None or parts.datatype not in _INTEGERS or not _COUNT(parts.lexical):
            raise UsageError(self.name(node), f"sh:{name} {short(value)}", "an xsd:integer from 0 is needed")
        return int(parts.lexical)

    def flag(self, node: str, name: str) -> bool:
        """Whether a sh: parameter is true."""
        value = self.one(node, name)
        if value is None:
            return False
        lexical = read_literal(value).lexical if is_literal(value) else ""
        if lexical not in ("true", "false", "1", "0"):
            raise UsageError(self.name(node), f"sh:{name} {short(value)}", "true or false is needed")
        return lexical in ("true", "1")

    def needs_path(self, node: str, name: str) -> None:
        """Refuse a parameter that only a property shape may have."""
        if not self.graph.objects(node, PATH):
            raise UsageError(
                self.name(node), f"sh:{name} on a node shape", "only a property shape may have it"
            )


def _targets(graph: Graph, node: str) -> Targets:
    nodes, classes, subjects, objects = (tuple(graph.objects(node, property_)) for property_ in TARGETS)
    types = graph.objects(node, TYPE)
    metaclasses = {*_CLASSES, *graph.subjects(SUBCLASS, _CLASSES[0])}
    if metaclasses.intersection(types) and node not in classes:
        classes = (*classes, node)
    return Targets(nodes, classes, subjects, objects)


def _shape_nodes(graph: Graph) -> Iterator[str]:
    for type_ in (NODE_SHAPE, PROPERTY_SHAPE):
        yield from graph.subjects(TYPE, type_)
    for property_ in (*TARGETS, _sh("property"), _sh("node")):
        yield from dict.fromkeys(one for ones in graph.inverse(property_).values() for one in ones)
    for property_ in _TAKES_SHAPE:
        yield from graph.inverse(property_)
    for property_ in _TAKES_SHAPES:
        for head in graph.inverse(property_):
            yield from graph.items(head)
