"""What shapes ask, per class, in plain words made from the shapes themselves."""

from __future__ import annotations

from collections.abc import Iterator

from kg.shacl.components.shaped import NODE, PROPERTY
from kg.shacl.components.values import MAX_COUNT, MIN_COUNT, values_in_words
from kg.shacl.model import VIOLATION, Constraint, Shape
from kg.shacl.nesting import nested
from kg.shacl.paths import in_words
from kg.shacl.shapes import Shapes
from kg.shacl.terms import read_literal, short

__all__ = ["describe"]


def describe(shapes: Shapes) -> Iterator[str]:
    """One block of lines a shape with a target: what it is about, then what each property must be."""
    for shape in shapes.targeted:
        yield f"{_about(shape)}  ({shapes.names()[shape.node]})"
        yield from (f"  {line}" for line in _asked(shape, shapes))
        yield ""


def _about(shape: Shape) -> str:
    targets = shape.targets
    parts = [
        *(f"every {short(one)}" for one in targets.classes),
        *(short(one) for one in targets.nodes),
        *(f"whatever has {short(one)}" for one in targets.subjects_of),
        *(f"whatever is a value of {short(one)}" for one in targets.objects_of),
    ]
    return ", ".join(parts)


def _asked(shape: Shape, shapes: Shapes) -> Iterator[str]:
    own = [constraint for constraint in shape.constraints if constraint.component is not PROPERTY]
    if own:
        where = f"{in_words(shape.path)}: " if shape.path else ""
        yield where + "; ".join(_words(own)) + _severity(shape)
        yield from (f"    {said}" for said in _messages(shape))
    for constraint in shape.constraints:
        if constraint.component is PROPERTY:
            for inner in nested(constraint):
                if not inner.deactivated:
                    yield from _asked(inner, shapes)


def _words(constraints: list[Constraint]) -> Iterator[str]:
    least = next((one.parameter for one in constraints if one.component is MIN_COUNT), None)
    most = next((one.parameter for one in constraints if one.component is MAX_COUNT), None)
    if least is not None and least == most:
        yield f"must have exactly {values_in_words(least)}"
    for constraint in constraints:
        if constraint.component in (MIN_COUNT, MAX_COUNT) and least == most:
            continue
        yield (
            constraint.component.message(constraint.parameter)
            if constraint.component is not NODE
            else _node(constraint)
        )


def _node(constraint: Constraint) -> str:
    return "must conform to " + ", ".join(short(shape.node) for shape in nested(constraint))


def _severity(shape: Shape) -> str:
    return "" if shape.severity == VIOLATION else f"  [{short(shape.severity).removeprefix('sh:').lower()}]"


def _messages(shape: Shape) -> Iterator[str]:
    for message in shape.messages:
        parts = read_literal(message)
        if parts.language in ("", "en") or len(shape.messages) == 1:
            yield f"“{parts.lexical}”"
