"""Every constraint in shapes/ has a folder SHAPE/CONSTRAINT with valid.ttl and invalid.ttl.

pySHACL judges: `valid.ttl` gives no result at all, `invalid.ttl` gives that constraint on that shape
and nothing else. A new constraint needs no code here, only its folder.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyshacl
import pytest
from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS
from rdflib import RDF, SH, BNode, Graph, URIRef

from kg.resources import folder

HERE = Path(__file__).parent
SHAPES = folder("shapes")
# Those of releases are tested on releases, in tests/release.
FILES = sorted(file for file in SHAPES.rglob("*.ttl") if file.parent.name != "release")
KGSH = "https://w3id.org/papergraph/shapes#"
TARGETS = {SH.targetClass, SH.targetSubjectsOf}
NOT_CONSTRAINTS = TARGETS | {SH.path, SH.property, SH.message, SH.severity, SH.flags, RDF.type}


@cache
def shapes(*files: Path) -> Graph:
    graph = Graph()
    for file in files:
        graph.parse(file)
    return graph


def local(iri: object) -> str:
    return str(iri).rpartition("#")[2]


def constraints() -> list[tuple[Path, str, str]]:
    """(file, shape, parameter) of each constraint on a shape that is not merely a value shape."""
    parameters = set(ALL_CONSTRAINT_PARAMETERS) - NOT_CONSTRAINTS
    return [
        (file, local(shape), local(parameter))
        for file in FILES
        if file.name != "values.ttl"
        for shape, parameter in sorted(shapes(file).subject_predicates())
        if parameter in parameters and isinstance(shape, URIRef)
    ]


CONSTRAINTS = constraints()


def results(file: Path, data: Path) -> set[tuple[str, str]]:
    """(shape, constraint component) of each result, whatever its severity."""
    chosen = shapes(file, SHAPES / "values.ttl")
    _, report, _ = pyshacl.validate(Graph().parse(data), shacl_graph=chosen, inplace=True)
    assert isinstance(report, Graph)
    return {
        (local(shape), local(report.value(result, SH.sourceConstraintComponent)))
        for result, shape in report.subject_objects(SH.sourceShape)
    }


def has_focus_node(file: Path, shape: str, data: Path) -> bool:
    """Whether the target of the shape, or of the node shape it is a part of, is met in the data."""
    graph, shape_graph = Graph().parse(data), shapes(file)
    node = shape_graph.value(None, SH.property, URIRef(KGSH + shape)) or URIRef(KGSH + shape)
    if target := shape_graph.value(node, SH.targetClass):
        return (None, RDF.type, target) in graph
    return (None, shape_graph.value(node, SH.targetSubjectsOf), None) in graph


def component(parameter: str) -> str:
    """The constraint component that SHACL names after its parameter."""
    return parameter[0].upper() + parameter[1:] + "ConstraintComponent"


@pytest.mark.parametrize(("file", "shape", "parameter"), CONSTRAINTS, ids=lambda v: getattr(v, "stem", v))
def test_constraint(file: Path, shape: str, parameter: str) -> None:
    case = HERE / shape / parameter
    assert results(file, case / "valid.ttl") == set()
    assert has_focus_node(file, shape, case / "valid.ttl")
    assert results(file, case / "invalid.ttl") == {(shape, component(parameter))}


def test_no_fixture_is_left_over() -> None:
    expected = {(shape, parameter) for _, shape, parameter in CONSTRAINTS}
    assert {(case.parent.parent.name, case.parent.name) for case in HERE.glob("*/*/*.ttl")} == expected


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_only_terms_of_shacl_core(file: Path) -> None:
    # pySHACL passes over a misspelt parameter without a word: the shape would then check nothing.
    known = set(ALL_CONSTRAINT_PARAMETERS) | NOT_CONSTRAINTS | {RDF.first, RDF.rest}
    assert set(shapes(file).predicates()) <= known
    assert not set(shapes(file).predicates()) & {SH.sparql, SH.js}


def test_the_shapes_conform_to_the_shacl_of_shacl() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes(*FILES), meta_shacl=True)
    assert conforms, text


def test_every_shape_can_be_quoted() -> None:
    graph = shapes(*FILES)
    for kind in (SH.NodeShape, SH.PropertyShape):
        for shape in graph.subjects(RDF.type, kind):
            assert str(shape).startswith(KGSH), shape
    assert not [node for node in graph.objects(None, SH.property) if isinstance(node, BNode)]


def test_every_property_shape_is_reached_and_every_result_has_a_message() -> None:
    graph = shapes(*(file for file in FILES if file.name != "values.ttl"))
    for shape in graph.subjects(RDF.type, SH.PropertyShape):
        assert len(list(graph.subjects(SH.property, shape))) == 1, shape
    for kind in (SH.NodeShape, SH.PropertyShape):
        for shape in graph.subjects(RDF.type, kind):
            messages = list(graph.objects(shape, SH.message))
            assert len(messages) == 1 and str(messages[0]).endswith("."), shape


def test_a_whole_description_conforms() -> None:
    data = Graph().parse(HERE.parent / "ontology" / "complete.ttl")
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes(*FILES))
    assert conforms, text


def test_an_empty_paper_is_refused() -> None:
    data = Graph()
    data.add(
        (URIRef("https://example.org/kg/paper/x"), RDF.type, URIRef("https://w3id.org/papergraph#Paper"))
    )
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes(*FILES), allow_warnings=True)
    assert not conforms
    assert isinstance(report, Graph)
    violations = report.subjects(SH.resultSeverity, SH.Violation)
    assert {local(report.value(r, SH.sourceShape)) for r in violations} == {"Paper-title", "Paper-source"}
