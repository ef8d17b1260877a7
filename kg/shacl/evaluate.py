"""A shape's results for a focus node: the definition that every faster way must agree with."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.shacl.model import Constraint, Data, Result, Shape
from kg.shacl.paths import Path, follow
from kg.shacl.terms import literal

__all__ = ["check_constraint", "conforms", "evaluate", "result", "value_nodes"]


def evaluate(shape: Shape, focus: str, data: Data) -> Iterator[Result]:
    """The validation results of one focus node against one shape, none where it conforms."""
    if shape.deactivated:
        return
    values = value_nodes(shape, focus, data)
    for constraint in shape.constraints:
        yield from check_constraint(constraint, shape, focus, values, data)


def conforms(shape: Shape, focus: str, data: Data) -> bool:
    """Whether evaluating gives no result, of whatever severity (SHACL 3.4)."""
    if shape.path is not None:
        return next(evaluate(shape, focus, data), None) is None
    return shape.deactivated or all(
        _meets(constraint, shape, focus, data) for constraint in shape.constraints
    )


def _meets(constraint: Constraint, shape: Shape, focus: str, data: Data) -> bool:
    holds = constraint.component.holds
    if holds is not None:
        return holds(constraint.parameter, focus, data)
    return next(check_constraint(constraint, shape, focus, (focus,), data), None) is None


def value_nodes(shape: Shape, focus: str, data: Data) -> Collection[str]:
    """The focus node itself or, for a property shape, what its path leads to."""
    if shape.path is None:
        return (focus,)
    if isinstance(shape.path, str):
        return data.objects(focus, shape.path)
    return follow(data, focus, shape.path)


def check_constraint(
    constraint: Constraint, shape: Shape, focus: str, values: Collection[str], data: Data
) -> Iterator[Result]:
    """The results of one constraint of a shape."""
    component = constraint.component
    if component.holds is None:
        assert component.results is not None
        yield from component.results(constraint, shape, focus, values, data)
        return
    for value in values:
        if not component.holds(constraint.parameter, value, data):
            yield result(constraint, shape, focus, value)


def result(
    constraint: Constraint, shape: Shape, focus: str, value: str | None = None, path: Path | None = None
) -> Result:
    """A result as the shape words it: its own messages, else what the component says by itself."""
    messages = shape.messages or (literal(constraint.component.message(constraint.parameter)),)
    return Result(focus, path or shape.path, value, constraint.iri, shape.severity, shape.node, messages)
