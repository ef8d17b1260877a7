"""Shapes within shapes: what a constraint refers to, by whatever component."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kg.shacl.model import Constraint, Shape

__all__ = ["Qualified", "nested"]


class Qualified(NamedTuple):
    """A qualified value shape with its limit and the shapes that must not be met besides."""

    shape: Shape
    siblings: tuple[Shape, ...]
    limit: int


def nested(constraint: Constraint) -> Iterable[Shape]:
    """The shapes that a constraint refers to."""
    parameter = constraint.parameter
    if isinstance(parameter, Shape):
        return (parameter,)
    if isinstance(parameter, Qualified):
        return (parameter.shape, *parameter.siblings)
    if isinstance(parameter, tuple) and parameter and all(isinstance(one, Shape) for one in parameter):
        return parameter
    return ()
