"""Shapes graphs: read from files and compiled once, then asked for what they hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path as File
from typing import TYPE_CHECKING

from msgspec import Struct

from kg.errors import UsageError
from kg.resources import folder
from kg.shacl.compiler import Compiler
from kg.shacl.graph import Graph
from kg.shacl.model import Shape
from kg.shacl.nesting import nested
from kg.shacl.paths import in_words
from kg.shacl.read import read_graph
from kg.shacl.terms import is_iri, short
from kg.shacl.vocabulary import advanced_terms, script_terms

if TYPE_CHECKING:
    from kg.shacl.checker import Checker
    from kg.shacl.columns import SideBySide
    from kg.shacl.texts import Surely

__all__ = ["Shapes", "compile_shapes", "load_shapes"]


class Shapes(Struct, frozen=True, eq=False):
    """Compiled shapes: all of them, and the graph that they were read from.

    `advanced` names what is not compiled, such as the terms of SHACL Advanced Features; where there is
    any, pySHACL validates.
    """

    all: tuple[Shape, ...]
    graph: Graph
    advanced: tuple[str, ...] = ()

    @property
    def targeted(self) -> tuple[Shape, ...]:
        """The shapes that have focus nodes of their own."""
        return tuple(shape for shape in self.all if shape.targets and not shape.deactivated)

    def names(self) -> dict[str, str]:
        """What to call each shape, in the graph's order: its IRI or where it stands, never a blank node."""
        found: dict[str, str] = {}
        for shape in self.all:
            if is_iri(shape.node):
                found.setdefault(shape.node, short(shape.node))
        for shape in self.all:
            for constraint in shape.constraints:
                for inner in nested(constraint):
                    place = in_words(inner.path) if inner.path else short(constraint.iri)[3:-19].lower()
                    found.setdefault(inner.node, f"{found.get(shape.node, 'a shape')} / {place}")
        return {shape.node: found.get(shape.node) or shape.name or "a shape" for shape in self.all}

    def checker(self, class_of: Callable[[str], Collection[str]]) -> Checker:
        """A gate that checks one subject, or some, at a time; `class_of` gives the types of an IRI's token.

        The answer may not change while the gate is used. Shapes of `beyond_subject` are not checked.
        """
        from kg.shacl.checker import Checker
        from kg.shacl.classes import KnownClasses

        return Checker(self, KnownClasses(class_of), learns=False)

    def side_by_side(
        self,
        class_of: Callable[[str], Collection[str]],
        all_are: Callable[[str], Surely | None] = lambda class_: None,
    ) -> SideBySide:
        """The same for many subjects at a time, which the caller made; these are of their own types, too.

        `all_are` gives for a class what says whether lines, given with what they begin with, surely name its
        members, where the names tell; without it each is asked about.
        """
        from kg.shacl.columns import SideBySide

        return SideBySide(self.checker(class_of), all_are)


def load_shapes(paths: Sequence[File] | None = None) -> Shapes:
    """The shapes of some files together, by default the project's own.

    Raises UsageError where one does not parse or holds shapes that cannot be checked, or none holds any.
    """
    files = sorted(folder("shapes").glob("*.ttl")) if paths is None else list(paths)
    graph = Graph()
    for number, file in enumerate(files):
        read_graph(file, graph, f"shapes{number}-")
    shapes = compile_shapes(graph)
    if not shapes.all:
        where = ", ".join(map(str, files))
        raise UsageError(where, "no shape in it", "a file of SHACL shapes, such as a sh:NodeShape")
    return shapes


def compile_shapes(graph: Graph) -> Shapes:
    """The shapes of a graph, compiled. Raises UsageError where one is ill-formed or recursive."""
    for term in script_terms(graph):
        raise UsageError(term, "a term of SHACL-JS", "no JavaScript is run; say it in SHACL or SPARQL")
    compiler = Compiler(graph)
    shapes = tuple(compiler.shape(node, "the shapes graph") for node in compiler.known)
    return Shapes(shapes, graph, (*advanced_terms(graph), *compiler.beyond))
