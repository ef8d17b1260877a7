"""pySHACL as the reference, and this engine's answer in the same terms.

A verdict is (focus node, path, value, component, severity); blank nodes count as one, since their
labels are not part of the data, and literals go through rdflib on both sides.
"""

from __future__ import annotations

import logging
import warnings
from collections import Counter
from pathlib import Path

import pyshacl
import rdflib
from rdflib.namespace import RDF, SH

from kg.shacl import load_shapes, validate
from kg.shacl.formats import FORMATS

Verdicts = Counter[tuple[str | None, ...]]


def _key(node: rdflib.term.Node | None) -> str | None:
    if isinstance(node, rdflib.Literal) and node.language:
        return rdflib.Literal(str(node), lang=node.language.lower()).n3()
    return "blank" if isinstance(node, rdflib.BNode) else node.n3() if node is not None else None


def _loaded(source: Path | str) -> rdflib.Graph:
    """A graph with its literals as they are written; rdflib else rewrites "1"^^xsd:boolean as "true"."""
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    rdflib.NORMALIZE_LITERALS = False
    try:
        text = source.read_text() if isinstance(source, Path) else source
        return rdflib.Graph().parse(data=text, format="turtle")
    finally:
        rdflib.NORMALIZE_LITERALS = True


def _verdicts(graph: rdflib.Graph) -> Verdicts:
    found: Verdicts = Counter()
    for result in graph.objects(None, SH.result):
        parts = (SH.focusNode, SH.resultPath, SH.value, SH.sourceConstraintComponent, SH.resultSeverity)
        found[tuple(_key(graph.value(result, part)) for part in parts)] += 1
    return found


def reference(data: Path, shapes: Path) -> tuple[bool, Verdicts]:
    """What pySHACL says: core and SPARQL, no inference, nothing of SHACL-AF."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        conforms, graph, text = pyshacl.validate(
            _loaded(data), shacl_graph=str(shapes), advanced=False, inference="none"
        )
    assert isinstance(graph, rdflib.Graph), text
    return conforms, _verdicts(graph)


def ours(data: Path, shapes: Path) -> tuple[bool, Verdicts]:
    """What this engine says, by way of the report that it writes as Turtle."""
    report = validate([data], load_shapes([shapes]))
    graph = _loaded("".join(FORMATS["ttl"](report, {})))
    conforms = next(graph.objects(None, SH.conforms))
    assert (None, RDF.type, SH.ValidationReport) in graph
    return bool(conforms), _verdicts(graph)
