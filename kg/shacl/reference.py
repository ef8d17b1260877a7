"""pySHACL as a validator, for shapes that are not compiled (SHACL Advanced Features).

And for those whose queries would not see the data as it is written (`kg.shacl.store`).
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.shacl.compiler import NODE_SHAPE, PROPERTY_SHAPE, TARGETS
from kg.shacl.graph import TYPE, Graph, Triple
from kg.shacl.model import VIOLATION, Result
from kg.shacl.paths import compile_path, in_words
from kg.shacl.read import read_graph
from kg.shacl.report import Collector, Report
from kg.shacl.stream import blocks, sorted_copy
from kg.shacl.terms import SH, STRING, iri, literal

if TYPE_CHECKING:
    import rdflib

    from kg.shacl.shapes import Shapes

_UNSAID = (literal("does not meet the constraint"),)

__all__ = ["results", "validate_by_reference"]


def validate_by_reference(
    paths: Sequence[Path], shapes: Shapes, said: str | None = None, max_results: int = 0
) -> Report:
    """Validate files together as one graph with pySHACL, in memory; focus nodes are not counted.

    Raises UsageError where pySHACL does not know what to do with the shapes, InputError where a file
    is no RDF.
    """
    with TemporaryDirectory(prefix="kg-validate-") as folder:
        data = sorted_copy(paths, said, Path(folder))
        collector = Collector(shapes, max_results)
        collector.focus_nodes.clear()
        with data.open("rb") as lines:
            collector.triples = sum(1 for _ in lines)
        collector.extend(results([data], shapes, collector))
    return collector.report()


def results(
    data: Sequence[Path], shapes: Shapes, collector: Collector, only: frozenset[str] | None = None
) -> Iterator[Result]:
    """The results of N-Triples against all shapes, or `only` some of those that have a target."""
    asked = shapes.graph if only is None else _without_targets(shapes, only)
    report = Graph()
    with TemporaryDirectory(prefix="kg-validate-") as folder:
        found = Path(folder) / "report.nt"
        found.write_text(_asked(data, asked), encoding="utf-8")
        read_graph(found, report)
    said = (_result(report, node, collector) for node in report.inverse(iri(SH + "result")))
    yield from sorted(
        said, key=lambda one: (one.focus, one.shape, one.component, one.value or "", one.messages)
    )


def _without_targets(shapes: Shapes, only: frozenset[str]) -> Graph:
    """The shapes graph, in which no other shapes have focus nodes of their own."""
    others = {shape.node for shape in shapes.targeted} - only
    graph = Graph(triple for triple in shapes.graph if triple.subject not in others or not _is_target(triple))
    graph.prefixes = shapes.graph.prefixes
    return graph


def _is_target(triple: Triple) -> bool:
    """Whether a triple gives a shape focus nodes: a target, or a type that is a class of classes."""
    if triple.predicate == TYPE:
        return triple.object not in (NODE_SHAPE, PROPERTY_SHAPE)
    return triple.predicate in TARGETS


def _asked(data: Sequence[Path], shapes: Graph) -> str:
    """pySHACL's report as N-Triples."""
    import pyshacl
    import rdflib

    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        asked = _loaded("".join(f"{s} {p} {o} .\n" for s, p, o in shapes).encode())
        graph = _loaded(b"".join(blocks(data)))
        for prefix, namespace in shapes.prefixes.items():
            asked.bind(prefix, namespace)
            graph.bind(prefix, namespace)
        try:
            _, report, text = pyshacl.validate(graph, shacl_graph=asked, advanced=True, inference="none")
        # What it raises is a good many kinds; all of them say that the shapes are beyond it.
        except Exception as error:
            raise UsageError("the shapes", f"pySHACL stops: {error}", "shapes that it evaluates") from None
    if not isinstance(report, rdflib.Graph):
        raise UsageError("the shapes", f"pySHACL stops: {str(text)[:300]}", "shapes that it evaluates")
    return report.serialize(format="nt")


def _loaded(source: bytes) -> rdflib.Graph:
    """N-Triples as they are written: no literal in another form, no blank node under another label."""
    import pyoxigraph
    import rdflib

    graph = rdflib.Graph()
    for quad in pyoxigraph.parse(source, pyoxigraph.RdfFormat.N_TRIPLES):
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: Any) -> Any:
    import pyoxigraph
    import rdflib

    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    plain = term.language or term.datatype.value == STRING
    datatype = None if plain else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, term.language, datatype, normalize=False)


def _result(report: Graph, node: str, collector: Collector) -> Result:
    def one(name: str) -> str | None:
        return report.value(node, iri(SH + name))

    path, shape = one("resultPath"), one("sourceShape") or ""
    way: Any = compile_path(report, path, shape) if path else None
    collector.names.setdefault(shape, in_words(way) if way else "a shape")
    return Result(
        focus=one("focusNode") or "",
        path=way,
        value=one("value"),
        component=one("sourceConstraintComponent") or "",
        severity=one("resultSeverity") or VIOLATION,
        shape=shape,
        messages=tuple(sorted(report.objects(node, iri(SH + "resultMessage")))) or _UNSAID,
        constraint=one("sourceConstraint"),
    )
