"""sh:not, sh:and, sh:or, sh:xone, sh:node, sh:property, qualified value shapes (SHACL 4.6, 4.7)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from kg.errors import UsageError
from kg.shacl.components.values import component, values_in_words
from kg.shacl.evaluate import conforms, evaluate, result
from kg.shacl.model import Component, Constraint, Data, Result, Shape
from kg.shacl.nesting import Qualified
from kg.shacl.terms import SH, iri, short

__all__ = ["AND", "NODE", "NOT", "OR", "PROPERTY", "QUALIFIED_MAX", "QUALIFIED_MIN", "XONE"]


def _compile_shape(name: str) -> Callable[[Any, str], Sequence[Shape]]:
    def compile_(compiler: Any, node: str) -> Sequence[Shape]:
        shapes = [compiler.shape(other, node) for other in compiler.several(node, name)]
        for shape in shapes:
            if (name == "property" and shape.path is None) or (name == "node" and shape.path is not None):
                kind = "property" if name == "property" else "node"
                raise UsageError(
                    compiler.name(node), f"sh:{name} {short(shape.node)}", f"it must lead to a {kind} shape"
                )
        return shapes

    return compile_


def _compile_list(name: str) -> Callable[[Any, str], Sequence[tuple[Shape, ...]]]:
    def compile_(compiler: Any, node: str) -> Sequence[tuple[Shape, ...]]:
        lists = [compiler.graph.items(head) for head in compiler.several(node, name)]
        if not all(lists):
            raise UsageError(compiler.name(node), f"sh:{name} of an empty list", "a list of shapes is needed")
        return [tuple(compiler.shape(member, node) for member in members) for members in lists]

    return compile_


def _compile_qualified(name: str) -> Callable[[Any, str], Sequence[Qualified]]:
    def compile_(compiler: Any, node: str) -> Sequence[Qualified]:
        shapes = compiler.several(node, "qualifiedValueShape")
        limit = compiler.count(node, name)
        if limit is None or not compiler.graph.objects(node, iri(SH + "path")):
            return []
        if not shapes:
            raise UsageError(compiler.name(node), f"sh:{name} without sh:qualifiedValueShape",
                             "it counts the values that conform to a shape")  # fmt: skip
        return [Qualified(compiler.shape(one, node), _siblings(compiler, node, one), limit) for one in shapes]

    return compile_


def _siblings(compiler: Any, node: str, own: str) -> tuple[Shape, ...]:
    if not compiler.flag(node, "qualifiedValueShapesDisjoint"):
        return ()
    graph, property_ = compiler.graph, iri(SH + "property")
    found = {
        shape: None
        for parent in graph.subjects(property_, node)
        for sibling in graph.objects(parent, property_)
        for shape in graph.objects(sibling, iri(SH + "qualifiedValueShape"))
        if shape != own
    }
    return tuple(compiler.shape(one, node) for one in found)


def _properties(
    constraint: Constraint, shape: Shape, focus: str, values: Collection[str], data: Data
) -> Iterator[Result]:
    for value in values:
        yield from evaluate(constraint.parameter, value, data)


def _qualified(wrong: Callable[[int, int], bool]) -> Any:
    def results(
        constraint: Constraint, shape: Shape, focus: str, values: Collection[str], data: Data
    ) -> Iterator[Result]:
        qualified: Qualified = constraint.parameter
        count = sum(
            conforms(qualified.shape, value, data)
            and not any(conforms(one, value, data) for one in qualified.siblings)
            for value in values
        )
        if wrong(count, qualified.limit):
            yield result(constraint, shape, focus)

    return results


def _names(shapes: Iterable[Shape]) -> str:
    return ", ".join(shape.name or short(shape.node) for shape in shapes)


def _counted(qualified: Qualified) -> str:
    return f"{values_in_words(qualified.limit)} that conform to {_names([qualified.shape])}"


NOT = Component(
    component("Not"), _compile_shape("not"),
    holds=lambda shape, value, data: not conforms(shape, value, data),
    message=lambda shape: f"must not conform to {_names([shape])}",
)  # fmt: skip
AND = Component(
    component("And"), _compile_list("and"),
    holds=lambda shapes, value, data: all(conforms(shape, value, data) for shape in shapes),
    message=lambda shapes: f"must conform to all of {_names(shapes)}",
)  # fmt: skip
OR = Component(
    component("Or"), _compile_list("or"),
    holds=lambda shapes, value, data: any(conforms(shape, value, data) for shape in shapes),
    message=lambda shapes: f"must conform to one or more of {_names(shapes)}",
)  # fmt: skip
XONE = Component(
    component("Xone"), _compile_list("xone"),
    holds=lambda shapes, value, data: sum(conforms(shape, value, data) for shape in shapes) == 1,
    message=lambda shapes: f"must conform to exactly one of {_names(shapes)}",
)  # fmt: skip
NODE = Component(
    component("Node"), _compile_shape("node"), holds=conforms,
    message=lambda shape: f"must conform to {_names([shape])}",
)  # fmt: skip
PROPERTY = Component(component("Property"), _compile_shape("property"), results=_properties)
QUALIFIED_MIN = Component(
    component("QualifiedMinCount"), _compile_qualified("qualifiedMinCount"),
    results=_qualified(lambda count, limit: count < limit),
    message=lambda one: f"must have at least {_counted(one)}",
)  # fmt: skip
QUALIFIED_MAX = Component(
    component("QualifiedMaxCount"), _compile_qualified("qualifiedMaxCount"),
    results=_qualified(lambda count, limit: count > limit),
    message=lambda one: f"must have at most {_counted(one)}",
)  # fmt: skip
