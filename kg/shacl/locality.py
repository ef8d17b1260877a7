"""Which shapes need no more than a subject's own triples and the classes of what they lead to.

Those are checked while the triples stream by. The others need a second pass with the graph at hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.shacl.components.other import CLOSED, HAS_VALUE
from kg.shacl.components.pairs import DISJOINT, EQUALS, LESS_THAN, LESS_THAN_OR_EQUALS
from kg.shacl.components.shaped import AND, NODE, PROPERTY
from kg.shacl.components.sparql import SPARQL
from kg.shacl.components.strings import UNIQUE_LANG
from kg.shacl.components.values import CLASS, MAX_COUNT, MIN_COUNT
from kg.shacl.graph import SUBCLASS, TYPE
from kg.shacl.model import Constraint, Shape
from kg.shacl.nesting import nested
from kg.shacl.paths import Path, predicates
from kg.shacl.terms import SH

__all__ = [
    "asks_by_query",
    "asks_classes_plainly",
    "classes_asked",
    "is_local",
    "is_near",
    "judges_values",
    "predicates_asked",
]

_NEAR = ("alternativePath", "zeroOrOnePath")
_PAIRS = (EQUALS, DISJOINT, LESS_THAN, LESS_THAN_OR_EQUALS)
_OWN = (
    CLOSED,
    EQUALS,
    DISJOINT,
    LESS_THAN,
    LESS_THAN_OR_EQUALS,
    HAS_VALUE,
    UNIQUE_LANG,
    MIN_COUNT,
    MAX_COUNT,
)


def is_local(shape: Shape) -> bool:
    """Whether a subject's triples and an index of classes settle the shape for that subject."""
    return not shape.targets.objects_of and _settled(shape)


def _settled(shape: Shape) -> bool:
    if shape.path is None:
        return all(_settled_at_focus(constraint) for constraint in shape.constraints)
    return is_near(shape.path) and all(_settled_at_values(constraint) for constraint in shape.constraints)


def _settled_at_focus(constraint: Constraint) -> bool:
    component = constraint.component
    known = component.holds is not None or component in _OWN or component is PROPERTY
    return known and all(_settled(shape) for shape in nested(constraint))


def _settled_at_values(constraint: Constraint) -> bool:
    component = constraint.component
    inner = nested(constraint)
    if component is PROPERTY or component is CLOSED:
        return False
    known = component.holds is not None or component in _OWN or bool(inner)
    return known and all(judges_values(shape) for shape in inner)


def classes_asked(shapes: Iterable[Shape]) -> Iterator[str]:
    """The classes whose members the shapes ask for, at any depth; a class may come twice."""
    for shape in shapes:
        for constraint in shape.constraints:
            if constraint.component is CLASS:
                yield constraint.parameter
            yield from classes_asked(nested(constraint))


def asks_classes_plainly(shapes: Iterable[Shape]) -> bool:
    """Whether every sh:class stands where it must hold: in no sh:not, sh:or, sh:xone or counted shape."""
    return all(
        asks_classes_plainly(nested(constraint))
        if constraint.component in (PROPERTY, NODE, AND)
        else not any(classes_asked(nested(constraint)))
        for shape in shapes
        for constraint in shape.constraints
    )


def predicates_asked(shapes: Iterable[Shape]) -> frozenset[str] | None:
    """The predicates whose triples the shapes may ask for, or None where they may ask for any."""
    found = {TYPE, SUBCLASS}
    for shape in shapes:
        found.update(
            shape.targets.subjects_of, shape.targets.objects_of, predicates(shape.path) if shape.path else ()
        )
        for constraint in shape.constraints:
            if constraint.component is CLOSED or _queries(constraint):
                return None
            if constraint.component in _PAIRS:
                found.add(constraint.parameter)
        inner = predicates_asked(one for constraint in shape.constraints for one in nested(constraint))
        if inner is None:
            return None
        found |= inner
    return frozenset(found)


def asks_by_query(shape: Shape) -> bool:
    """Whether a constraint of the shape, at any depth, is written in SPARQL."""
    return any(
        _queries(constraint) or any(asks_by_query(inner) for inner in nested(constraint))
        for constraint in shape.constraints
    )


def _queries(constraint: Constraint) -> bool:
    return constraint.component is SPARQL or not constraint.component.name.startswith(f"<{SH}")


def is_near(path: Path) -> bool:
    """Whether a path goes no further than the objects of its start."""
    return isinstance(path, str) or (path.operator in _NEAR and all(is_near(part) for part in path.parts))


def judges_values(shape: Shape) -> bool:
    """Whether a shape looks at a node itself and its classes, never at its triples."""
    return shape.path is None and all(
        (constraint.component.holds is not None or constraint.component is HAS_VALUE)
        and all(judges_values(inner) for inner in nested(constraint))
        for constraint in shape.constraints
    )
