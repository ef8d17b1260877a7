"""What is doubtful about shapes: terms that are defined nowhere, constraints that decide nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from kg.resources import folder
from kg.shacl.components.other import IN
from kg.shacl.components.ranges import MAX_EXCLUSIVE, MAX_INCLUSIVE, MIN_EXCLUSIVE, MIN_INCLUSIVE
from kg.shacl.components.strings import LANGUAGE_IN, MAX_LENGTH, MIN_LENGTH, PATTERN
from kg.shacl.components.values import CLASS, DATATYPE, MAX_COUNT, MIN_COUNT, NODE_KIND
from kg.shacl.graph import TYPE, Graph
from kg.shacl.model import Component, Shape
from kg.shacl.nesting import nested
from kg.shacl.paths import predicates
from kg.shacl.plans import Signature, conforming
from kg.shacl.read import read_graph
from kg.shacl.shapes import Shapes
from kg.shacl.terms import LANG_STRING, SH, is_literal, short
from kg.shacl.values import compare
from kg.shacl.vocabulary import vocabulary

__all__ = ["Problem", "lint", "unknown_constraints", "unknown_terms"]

_LIMITS: tuple[tuple[Component, Component], ...] = (
    (MIN_INCLUSIVE, MAX_INCLUSIVE), (MIN_INCLUSIVE, MAX_EXCLUSIVE),
    (MIN_EXCLUSIVE, MAX_INCLUSIVE), (MIN_EXCLUSIVE, MAX_EXCLUSIVE),
)  # fmt: skip


class Problem(Struct, frozen=True):
    """A doubt about a shape: where, what, and what would be right."""

    where: str
    what: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.allowed}"


def lint(shapes: Shapes, ontology: Path | None = None) -> list[Problem]:
    """All doubts about shapes; `ontology` is the folder of Turtle files that define the terms."""
    return list(dict.fromkeys([
        *unknown_terms(shapes),
        *_undefined(shapes, ontology or folder("ontology")),
        *(problem for shape in shapes.all for problem in _never_passes(shape, shapes)),
        *(problem for shape in shapes.all for problem in _never_fails(shape, shapes)),
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


def _undefined(shapes: Shapes, ontology: Path) -> Iterator[Problem]:
    graph = Graph()
    for file in sorted(ontology.glob("*.ttl")):
        read_graph(file, graph)
    defined = {triple.subject for triple in graph if triple.predicate == TYPE}
    namespaces = {_namespace(token) for token in defined}
    for shape in shapes.all:
        for token in _mentioned(shape):
            if token not in defined and _namespace(token) in namespaces:
                yield Problem(
                    _name(shape, shapes),
                    f"{short(token)} is not defined in the ontology",
                    "ontology/ defines the terms",
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


def _given(shape: Shape, component: Component) -> list[object]:
    return [constraint.parameter for constraint in shape.constraints if constraint.component is component]


def _never_passes(shape: Shape, shapes: Shapes) -> Iterator[Problem]:
    for what in _contradictions(shape):
        yield Problem(
            _name(shape, shapes), f"{what}: no value can ever pass", "the two must leave room for a value"
        )


def _contradictions(shape: Shape) -> Iterator[str]:
    datatype, kind, members = (next(iter(_given(shape, one)), None) for one in (DATATYPE, NODE_KIND, IN))
    if datatype and (_given(shape, CLASS) or (kind and '"' not in str(kind))):
        yield "a sh:datatype, which literals have, with a sh:class or sh:nodeKind, which they have not"
    if datatype and _given(shape, LANGUAGE_IN) and datatype != LANG_STRING:
        yield "sh:languageIn with a sh:datatype that has no language"
    for name, least, most in (("Count", MIN_COUNT, MAX_COUNT), ("Length", MIN_LENGTH, MAX_LENGTH)):
        if any(one > other for one in _given(shape, least) for other in _given(shape, most)):  # type: ignore[operator]
            yield f"sh:min{name} above sh:max{name}"
    for least, most in _LIMITS:
        for one in _given(shape, least):
            for other in _given(shape, most):
                order = compare(str(one), str(other))
                if order == 1 or (order == 0 and (least, most) != _LIMITS[0]):
                    yield f"{short(str(one))} as the least above {short(str(other))} as the most"
    if members is not None and datatype and not any(is_literal(one) for one in members.order):  # type: ignore[attr-defined]
        yield "sh:datatype with a sh:in that holds no literal"
    if members is not None and not members.order:  # type: ignore[attr-defined]
        yield "an empty sh:in"


def _never_fails(shape: Shape, shapes: Shapes) -> Iterator[Problem]:
    name = _name(shape, shapes)
    for constraint in shape.constraints:
        always = constraint.component in (MIN_COUNT, MIN_LENGTH) and constraint.parameter == 0
        if always or (constraint.component is PATTERN and constraint.parameter.source in ("", ".*", "^.*$")):
            yield Problem(
                name, f"{short(constraint.iri)} that can never fail", "leave it out, or ask for something"
            )
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
