"""What shapes compile to, and what checking them gives: plain immutable values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from msgspec import Struct

from kg.shacl.paths import Path
from kg.shacl.terms import SH, iri

__all__ = ["INFO", "VIOLATION", "WARNING", "Component", "Constraint", "Data", "Result", "Shape", "Targets"]

VIOLATION, WARNING, INFO = iri(SH + "Violation"), iri(SH + "Warning"), iri(SH + "Info")


class Data(Protocol):
    """What a check may ask of the data graph. Nodes and predicates are tokens."""

    def properties(self, subject: str, /) -> Mapping[str, Collection[str]]: ...
    def objects(self, subject: str, predicate: str, /) -> Collection[str]: ...
    def subjects(self, predicate: str, object_: str, /) -> Collection[str]: ...
    def is_instance(self, node: str, class_: str, /) -> bool: ...


class Targets(Struct, frozen=True):
    """What a shape is about (SHACL 2.1.3); `classes` holds the implicit one, too."""

    nodes: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    subjects_of: tuple[str, ...] = ()
    objects_of: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nodes or self.classes or self.subjects_of or self.objects_of)


class Component(Struct, frozen=True):
    """One constraint component: how its parameters are read, and how a focus node is checked.

    `compile` gives one parameter for each constraint that the shape declares. A component that
    judges each value node by itself has `holds`; any other has `results`.
    """

    name: str
    compile: Callable[[Any, str], Sequence[Any]]
    holds: Callable[[Any, str, Data], bool] | None = None
    results: Callable[[Constraint, Shape, str, Collection[str], Data], Iterable[Result]] | None = None
    message: Callable[[Any], str] = str


class Constraint(Struct, frozen=True, eq=False):
    """A component with the parameter that a shape gives it."""

    component: Component
    parameter: Any
    iri: str
    messages: tuple[str, ...] = ()


class Shape(Struct, frozen=True, eq=False):
    """A node shape, or with a path a property shape."""

    node: str
    path: Path | None
    severity: str
    messages: tuple[str, ...]
    deactivated: bool
    targets: Targets
    constraints: tuple[Constraint, ...]
    name: str = ""


class Result(Struct, frozen=True):
    """A validation result (SHACL 3.6.2): `messages` are literals, `constraint` is a SPARQL constraint's."""

    focus: str
    path: Path | None
    value: str | None
    component: str
    severity: str
    shape: str
    messages: tuple[str, ...]
    constraint: str | None = None
