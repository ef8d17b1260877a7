"""sh:sparql and constraint components written in SPARQL (SHACL 5 and 6), run on Oxigraph."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kg.errors import UsageError
from kg.shacl.components.values import component
from kg.shacl.graph import SUBCLASS, TYPE, Graph
from kg.shacl.model import Component, Constraint, Data, Result, Shape
from kg.shacl.paths import to_sparql
from kg.shacl.prebinding import PROJECTED, Query, bind, check_query
from kg.shacl.terms import SH, iri, is_literal, literal, read_literal, short, text

__all__ = ["SPARQL", "custom"]

_IMPORTS = iri("http://www.w3.org/2002/07/owl#imports")
_DECLARE, _PREFIX, _NAMESPACE = (iri(SH + name) for name in ("declare", "prefix", "namespace"))
_COMPONENT = iri(SH + "ConstraintComponent")
_SAYING = ("this", "value", "path", "failure")
_PLACE = re.compile(r"\{[?$](\w+)\}")


class Select(NamedTuple):
    """A query with the messages it goes with; `bound` are the values of a component's parameters."""

    node: str
    query: Query
    messages: tuple[str, ...]
    bound: Mapping[str, str]
    is_ask: bool = False


def _prefixes(graph: Graph, node: str) -> dict[str, str]:
    """What is declared for a query, and else, as pySHACL has it, in the file."""
    found = dict(graph.prefixes)
    for head in _imported(graph, graph.objects(node, iri(SH + "prefixes"))):
        for declaration in graph.objects(head, _DECLARE):
            prefix, namespace = graph.value(declaration, _PREFIX), graph.value(declaration, _NAMESPACE)
            if prefix is None or namespace is None:
                raise UsageError(
                    short(head), "sh:declare without sh:prefix or sh:namespace", "it has one of each"
                )
            found[text(prefix)] = text(namespace)
    return found


def _imported(graph: Graph, heads: Collection[str]) -> Iterable[str]:
    """Nodes and all that they import (SHACL 5.2.1)."""
    found, waiting = dict.fromkeys(heads), list(heads)
    while waiting:
        for other in graph.objects(waiting.pop(0), _IMPORTS):
            if other not in found:
                found[other] = None
                waiting.append(other)
    return found


def _read(compiler: Any, node: str, name: str, shape: str, path: str, bound: Mapping[str, str]) -> Select:
    graph = compiler.graph
    queries = list(graph.objects(node, iri(SH + name)))
    if len(queries) != 1 or not is_literal(queries[0]):
        raise UsageError(
            compiler.name(shape), f"{len(queries)} values of sh:{name}", "exactly one, a literal, is needed"
        )
    query = Query(text(queries[0]), _prefixes(graph, node), path)
    variables = {"this", *bound} | ({"value"} if name == "ask" else set())
    function = check_query(query, variables, compiler.name(shape))
    if function:
        compiler.beyond[f"the function {function}"] = None
    return Select(node, query, tuple(sorted(graph.objects(node, iri(SH + "message")))), bound, name == "ask")


def _path_of(compiler: Any, node: str) -> str:
    path = compiler._path(node)
    return to_sparql(path) if path else ""


def _compile_sparql(compiler: Any, node: str) -> Sequence[Select]:
    nodes = [one for one in compiler.several(node, "sparql") if not compiler.flag(one, "deactivated")]
    path = _path_of(compiler, node)
    return [_read(compiler, one, "select", node, path, {}) for one in nodes]


def _select(
    constraint: Constraint, shape: Shape, focus: str, values: Collection[str], data: Data
) -> Iterator[Result]:
    select: Select = constraint.parameter
    yield from _solutions(constraint, shape, focus, data, {"this": focus}, select.bound)


def _solutions(
    constraint: Constraint,
    shape: Shape,
    focus: str,
    data: Data,
    bindings: Mapping[str, str],
    bound: Mapping[str, str],
) -> Iterator[Result]:
    select: Select = constraint.parameter
    for row in dict.fromkeys(_rows(select, shape, data, {**bindings, **bound})):
        solution = {name.removeprefix(PROJECTED): value for name, value in row}
        if solution.keys().isdisjoint(_SAYING):
            continue  # as pySHACL: it says nothing, as an aggregate of no solutions does
        if "failure" in solution and text(solution["failure"]) == "true":
            raise UsageError(short(shape.node), f"its SPARQL query reports a failure for {short(focus)}",
                             "the query decides; see its ?failure")  # fmt: skip
        value = solution.get("value", focus if shape.path is None else None)
        path = solution.get("path", shape.path)
        yield _result(
            constraint, shape, solution.get("this", focus), value, path, {**bound, **bindings, **solution}
        )


def _rows(
    select: Select, shape: Shape, data: Data, bindings: Mapping[str, str]
) -> Iterator[tuple[tuple[str, str], ...]]:
    yield from data.select(bind(select.query, bindings, shape.node), bindings)  # type: ignore[attr-defined]


def _result(
    constraint: Constraint, shape: Shape, focus: str, value: str | None, path: Any, known: Mapping[str, str]
) -> Result:
    select: Select = constraint.parameter
    messages = tuple(_filled(one, known) for one in select.messages) or shape.messages
    messages = messages or (literal("does not meet a constraint in SPARQL"),)
    node = None if select.bound else select.node
    return Result(focus, path, value, constraint.iri, shape.severity, shape.node, messages, node)


def _filled(message: str, known: Mapping[str, str]) -> str:
    parts = read_literal(message)
    said = _PLACE.sub(lambda hit: text(known[hit[1]]) if hit[1] in known else hit[0], parts.lexical)
    return literal(said, parts.datatype, parts.language)


class _Custom(NamedTuple):
    """A declared component: parameters by name (path, and whether optional) and its validators' nodes."""

    node: str
    parameters: Mapping[str, tuple[str, bool]]


def custom(graph: Graph) -> Iterator[Component]:
    """The components that a shapes graph declares itself."""
    classes = {_COMPONENT, *graph.subjects(SUBCLASS, _COMPONENT)}
    nodes = dict.fromkeys(node for class_ in classes for node in graph.subjects(TYPE, class_))
    for node in sorted(nodes):
        if not node.startswith(f"<{SH}"):
            yield _declared(_Custom(node, _parameters(graph, node)))


def _parameters(graph: Graph, node: str) -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for parameter in graph.objects(node, iri(SH + "parameter")):
        path = graph.value(parameter, iri(SH + "path"))
        if path is None:
            raise UsageError(short(node), "a sh:parameter without sh:path", "it has exactly one")
        optional = text(graph.value(parameter, iri(SH + "optional")) or '"false"') in ("true", "1")
        name = re.split(r"[/#:]", path[1:-1])[-1]
        if name in found:
            raise UsageError(short(node), f"two parameters named {name}", "each has a name of its own")
        found[name] = (path, optional)
    if all(optional for _, optional in found.values()):
        raise UsageError(
            short(node), "a constraint component without a mandatory parameter", "it has at least one"
        )
    return found


def _declared(declared: _Custom) -> Component:
    def compile_(compiler: Any, node: str) -> Sequence[Select]:
        bindings = _bindings(compiler, declared.parameters, node)
        return [_validator(compiler, declared.node, node, bound) for bound in bindings]

    return Component(declared.node, compile_, results=_validate)


def _bindings(
    compiler: Any, parameters: Mapping[str, tuple[str, bool]], node: str
) -> Iterable[Mapping[str, str]]:
    """What the parameters are in each constraint: each value of an only parameter is one (SHACL 2.1)."""
    given = {name: compiler.graph.objects(node, path) for name, (path, _) in parameters.items()}
    if not all(given[name] or optional for name, (_, optional) in parameters.items()):
        return []
    if len(parameters) == 1:
        return [{name: value} for name, values in given.items() for value in values]
    for name, values in given.items():
        if len(values) > 1:
            what = f"{len(values)} values of {short(parameters[name][0])}"
            raise UsageError(compiler.name(node), what, "at most one, as its component has other parameters")
    return [{name: value for name, values in given.items() for value in values}]


def _validator(compiler: Any, node: str, shape: str, bound: Mapping[str, str]) -> Select:
    graph, path = compiler.graph, _path_of(compiler, shape)
    for name in ("propertyValidator" if path else "nodeValidator", "validator"):
        for validator in graph.objects(node, iri(SH + name)):
            kind = "ask" if graph.objects(validator, iri(SH + "ask")) else "select"
            if (kind == "ask") == (name == "validator"):
                return _read(compiler, validator, kind, shape, path, bound)
    raise UsageError(short(node), "no validator for this kind of shape",
                     "sh:validator (ASK), sh:nodeValidator or sh:propertyValidator (SELECT)")  # fmt: skip


def _validate(
    constraint: Constraint, shape: Shape, focus: str, values: Collection[str], data: Data
) -> Iterator[Result]:
    select: Select = constraint.parameter
    if not select.is_ask:
        yield from _solutions(constraint, shape, focus, data, {"this": focus}, select.bound)
        return
    for value in values:
        bindings = {"this": focus, "value": value, **select.bound}
        if not any(_rows(select, shape, data, bindings)):
            shown = value if shape.path is None else None  # as pySHACL
            yield _result(constraint, shape, focus, shown, shape.path, bindings)


SPARQL = Component(component("SPARQL"), _compile_sparql, results=_select)
