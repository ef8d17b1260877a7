"""pySHACL as a validator, for shapes that are not compiled: SHACL Advanced Features."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.shacl.graph import Graph
from kg.shacl.model import VIOLATION, Result
from kg.shacl.paths import compile_path, in_words
from kg.shacl.read import read_graph
from kg.shacl.report import Collector, Report
from kg.shacl.stream import sorted_copy
from kg.shacl.terms import SH, iri

if TYPE_CHECKING:
    from kg.shacl.shapes import Shapes

__all__ = ["validate_by_reference"]


def validate_by_reference(
    paths: Sequence[Path], shapes: Shapes, said: str | None = None, max_results: int = 0
) -> Report:
    """Validate files together as one graph with pySHACL, in memory; focus nodes are not counted.

    Raises UsageError where pySHACL does not know what to do with the shapes, InputError where a file
    is no RDF.
    """
    with TemporaryDirectory(prefix="kg-validate-") as folder:
        data = sorted_copy(paths, said, Path(folder))
        found = Path(folder) / "report.nt"
        found.write_text(_asked(data, shapes.graph), encoding="utf-8")
        report = Graph()
        read_graph(found, report)
        collector = Collector(shapes, max_results)
        collector.focus_nodes.clear()
        with data.open("rb") as lines:
            collector.triples = sum(1 for _ in lines)
    collector.extend(_results(report, collector))
    return collector.report()


def _asked(data: Path, shapes: Graph) -> str:
    """pySHACL's report as N-Triples."""
    import pyshacl
    import rdflib

    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        asked = rdflib.Graph().parse(data="".join(f"{s} {p} {o} .\n" for s, p, o in shapes), format="nt")
        graph = rdflib.Graph().parse(data, format="nt")
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


def _results(report: Graph, collector: Collector) -> Iterator[Result]:
    for node in report.inverse(iri(SH + "result")):
        yield _result(report, node, collector)


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
        messages=tuple(sorted(report.objects(node, iri(SH + "resultMessage")))),
        constraint=one("sourceConstraint"),
    )
