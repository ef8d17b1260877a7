"""What is doubtful about shapes: terms that are defined nowhere, constraints that decide nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kg.resources import folder
from kg.shacl.components.values import CLASS
from kg.shacl.graph import TYPE
from kg.shacl.model import Shape
from kg.shacl.nesting import nested
from kg.shacl.paths import predicates
from kg.shacl.plans import Signature, conforming
from kg.shacl.shapes import Shapes
from kg.shacl.terms import SH, iri, short
from kg.shacl.vocabulary import vocabulary

if TYPE_CHECKING:
    from kg.shacl.doubts import Ontology

__all__ = ["Problem", "lint", "unknown_constraints", "unknown_terms"]

_FLAGS, _PATTERN = iri(SH + "flags"), iri(SH + "pattern")


class Problem(Struct, frozen=True):
    """A doubt about a shape: where, what, and what would be right."""

    where: str
    what: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.allowed}"


def lint(shapes: Shapes, ontology: Path | None = None) -> list[Problem]:
    """All doubts about shapes; `ontology` is the folder of Turtle files that define the terms."""
    from kg.shacl.doubts import Ontology, doubts

    terms, names = Ontology.read(ontology or folder("ontology")), shapes.names()
    return list(dict.fromkeys([
        *unknown_terms(shapes),
        *_undefined(shapes, terms),
        *_idle_flags(shapes),
        *(Problem(names[shape.node], what, allowed) for shape, what, allowed in doubts(shapes.all, terms)),
        *(problem for shape in shapes.all for problem in _never_checks(shape, shapes)),
    ]))  # fmt: skip


def unknown_terms(shapes: Shapes) -> list[Problem]:
    """The names in SHACL's namespace that SHACL does not have: whatever they mean, it is not checked."""
    known = vocabulary("vocabulary.txt") | vocabulary("advanced.txt")
    found = dict.fromkeys(
        token for triple in shapes.graph for token in (triple.predicate, triple.object)
        if token.startswith(f"<{SH}") and token not in known and token != f"<{SH}>"
    )  # fmt: skip
    return [
        Problem(short(token), "not a term of SHACL; it is not checked", "see https://www.w3.org/TR/shacl/")
        for token in found
    ]


def unknown_constraints(shapes: Shapes) -> list[Problem]:
    """Those of `unknown_terms` that a shape has as a property: it means to ask for something by them."""
    nodes = {shape.node for shape in shapes.all}
    asked = {short(triple.predicate) for triple in shapes.graph if triple.subject in nodes}
    return [problem for problem in unknown_terms(shapes) if problem.where in asked]


def _undefined(shapes: Shapes, ontology: Ontology) -> Iterator[Problem]:
    defined = ontology.defined()
    namespaces = {_namespace(token) for token in defined}
    for shape in shapes.all:
        for token in _mentioned(shape):
            if token not in defined and _namespace(token) in namespaces:
                yield Problem(
                    _name(shape, shapes),
                    f"{short(token)} is not defined in the ontology",
                    "ontology/ defines the terms",
                )


def _idle_flags(shapes: Shapes) -> Iterator[Problem]:
    for shape in shapes.all:
        if shapes.graph.objects(shape.node, _FLAGS) and not shapes.graph.objects(shape.node, _PATTERN):
            yield Problem(
                _name(shape, shapes), "sh:flags without sh:pattern", "they are flags of a sh:pattern"
            )


def _namespace(token: str) -> str:
    return token[: max(token.rfind("#"), token.rfind("/")) + 1]


def _mentioned(shape: Shape) -> Iterator[str]:
    yield from shape.targets.classes
    yield from shape.targets.subjects_of
    yield from shape.targets.objects_of
    yield from predicates(shape.path) if shape.path else ()
    yield from (constraint.parameter for constraint in shape.constraints if constraint.component is CLASS)


def _name(shape: Shape, shapes: Shapes) -> str:
    return shapes.names()[shape.node]


def _never_checks(shape: Shape, shapes: Shapes) -> Iterator[Problem]:
    name = _name(shape, shapes)
    if shape.deactivated:
        yield Problem(name, "deactivated", "leave it out where it is not to be checked")
    elif shape.targets and not shape.constraints:
        yield Problem(name, "a target without a constraint", "a shape asks for something")
    elif not shape.targets and not _is_used(shape, shapes):
        yield Problem(
            name,
            "neither a target nor a shape that refers to it",
            "a shape without focus nodes checks nothing",
        )
    for class_ in () if shape.deactivated else shape.targets.classes:
        bare = Signature({TYPE: 1}, frozenset({class_}))
        if shape.constraints and conforming(shape, bare) is True:
            yield Problem(
                name,
                f"a {short(class_)} with nothing but its type conforms",
                "something is required, by sh:minCount",
            )


def _is_used(shape: Shape, shapes: Shapes) -> bool:
    return any(shape in nested(constraint) for other in shapes.all for constraint in other.constraints)
