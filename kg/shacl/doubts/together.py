"""What holds together: all that shapes ask of the same values, whichever shape asks for it.

What sh:and, sh:node and sh:property lead to holds besides; a shape is about the values of the paths on
the way to it, which are its `Place`. Shapes with one target are about the same focus nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from kg.shacl.components.shaped import AND, NODE, PROPERTY
from kg.shacl.model import Constraint, Shape
from kg.shacl.nesting import Qualified, nested
from kg.shacl.paths import Path

__all__ = ["Asked", "Group", "Place", "asked", "groups", "key_of", "keys_of"]

Place = tuple[Path, ...]
Target = tuple[str, str]


class Asked(NamedTuple):
    """A constraint and the shape that has it."""

    shape: Shape
    constraint: Constraint


class Group(NamedTuple):
    """What is asked at each place from the same focus nodes; `target` says what these are, where known."""

    target: Target | None
    places: dict[Place, list[Asked]]

    def keys(self, place: Place) -> set[object]:
        """What is asked of a value at a place and of what it leads to, as `key_of` says it."""
        return {
            (inner[len(place) :], key_of(one))
            for inner, all_ in self.places.items() if inner[: len(place)] == place
            for one in all_
        }  # fmt: skip


_DEEPEST = 6  # paths on the way to a shape; what lies deeper is not looked into


def asked(
    shape: Shape, place: Place = (), seen: set[tuple[Shape, Place]] | None = None
) -> Iterator[tuple[Place, Asked]]:
    """All that a shape asks, once, with the places of the values of which it asks it."""
    seen = set() if seen is None else seen
    if shape.deactivated or (shape, place) in seen:
        return
    seen.add((shape, place))
    here = place if shape.path is None else (*place, shape.path)
    for constraint in shape.constraints:
        if constraint.component in (AND, NODE, PROPERTY) and len(here) < _DEEPEST:
            for inner in nested(constraint):
                yield from asked(inner, here, seen)
        else:
            yield here, Asked(shape, constraint)


def groups(shapes: Iterable[Shape]) -> Iterator[Group]:
    """What holds together in each shape, and in all shapes with the same target.

    Shapes that only meet at a `sh:targetNode` are not held against each other: that one node need not pass.
    """
    targets: dict[Target, list[Shape]] = {}
    for shape in shapes:
        yield _group(None, [shape])
        for target in _targets(shape):
            targets.setdefault(target, []).append(shape)
    for target, about in targets.items():
        yield _group(target if all(_alike(target, shape) for shape in about) else None, about)


def _alike(target: Target, shape: Shape) -> bool:
    """Whether what is known of the target's nodes is true of all focus nodes of the shape."""
    if target[0] == "objects":
        return [*_targets(shape)] == [target] and not shape.targets.nodes
    return not shape.targets.nodes and not shape.targets.objects_of


def _group(target: Target | None, shapes: Iterable[Shape]) -> Group:
    places: dict[Place, list[Asked]] = {}
    for shape in shapes:
        for place, one in asked(shape):
            if one not in places.setdefault(place, []):
                places[place].append(one)
    return Group(target, places)


def _targets(shape: Shape) -> Iterator[Target]:
    yield from (("class", one) for one in shape.targets.classes)
    yield from (("subjects", one) for one in shape.targets.subjects_of)
    yield from (("objects", one) for one in shape.targets.objects_of)


@lru_cache(maxsize=4096)
def keys_of(shape: Shape) -> frozenset[object]:
    """All that a shape asks, as `key_of` says it."""
    return frozenset((place, key_of(one)) for place, one in asked(shape))


def key_of(one: Asked) -> object:
    """Equal for constraints that ask the same, where they are written twice."""
    component = one.constraint.component
    place = one.shape.path is None if component.holds is None else None  # for those that look at all values
    return component.name, place, _key(one.constraint.parameter)


def _key(parameter: Any) -> object:
    if isinstance(parameter, Shape):
        return keys_of(parameter)
    if isinstance(parameter, Qualified):
        return _key(parameter.shape), tuple(map(_key, parameter.siblings)), parameter.limit
    if isinstance(parameter, tuple):
        return tuple(map(_key, parameter))
    return parameter if parameter.__hash__ else id(parameter)
