"""The JSON-LD context: short keys for every term, and values that come back as they were, in two parsers."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.namespace import DCAM

from kg.resources import folder

# rdflib reads JSON-LD by way of a class that it calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

KG = "https://w3id.org/papergraph#"
XSD = "http://www.w3.org/2001/XMLSchema#"
CONTEXT = json.loads((folder("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
ONTOLOGY = Graph().parse(folder("ontology") / "kg.ttl")
PAPER = "https://example.org/kg/paper/x-1a2b3c4d"
ALIGNMENTS = sorted((folder("ontology") / "alignments").glob("*.ttl"))


def terms(kind: URIRef) -> list[URIRef]:
    return sorted(t for t in ONTOLOGY.subjects(RDF.type, kind) if isinstance(t, URIRef) and t.startswith(KG))


def read(*nodes: dict[str, Any]) -> tuple[set[str], set[str]]:
    """The N-Triples that Oxigraph and rdflib make of the nodes under the project's context."""
    text = json.dumps({"@context": CONTEXT, "@graph": nodes})
    quads = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.JSON_LD)
    ours = {f"{q.subject} {q.predicate} {q.object} ." for q in quads}
    graph = Graph(bind_namespaces="none").parse(data=text, format="json-ld")
    lines = graph.serialize(format="nt").splitlines()
    return ours, {canonical(line) for line in lines if line}


def canonical(line: str) -> str:
    """rdflib escapes what is not ASCII; canonical N-Triples does not."""
    (quad,) = pyoxigraph.parse(line.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    return f"{quad.subject} {quad.predicate} {quad.object} ."


@pytest.mark.parametrize("term", terms(OWL.Class) + terms(OWL.NamedIndividual), ids=lambda t: t[len(KG) :])
def test_class_and_individual_have_their_local_name(term: URIRef) -> None:
    assert CONTEXT[term[len(KG) :]] == f"kg:{term[len(KG) :]}"


@pytest.mark.parametrize("term", terms(OWL.ObjectProperty), ids=lambda t: t[len(KG) :])
def test_object_property_points_to_an_iri(term: URIRef) -> None:
    key = term[len(KG) :]
    expected = {f"<{PAPER}> <{term}> <https://example.org/kg/y> ."}
    assert read({"id": PAPER, key: "https://example.org/kg/y"}) == (expected, expected)
    assert read({"id": PAPER, key: {"id": "https://example.org/kg/y"}}) == (expected, expected)


LITERALS = {
    "string": ('Say "hi"\n\\ to 李', '"Say \\"hi\\"\\n\\\\ to 李"'),
    "integer": (3, f'"3"^^<{XSD}integer>'),
    "boolean": (False, f'"false"^^<{XSD}boolean>'),
    "decimal": ("63.10", f'"63.10"^^<{XSD}decimal>'),
    "date": ("2026-03-03", f'"2026-03-03"^^<{XSD}date>'),
}


@pytest.mark.parametrize("term", terms(OWL.DatatypeProperty), ids=lambda t: t[len(KG) :])
def test_datatype_property_takes_its_range(term: URIRef) -> None:
    (range_,) = {*ONTOLOGY.objects(term, RDFS.range)} or {URIRef(XSD + "date")}
    assert ONTOLOGY.value(term, RDFS.range) or URIRef(XSD + "date") in ONTOLOGY.objects(
        term, DCAM.rangeIncludes
    )
    value, literal = LITERALS[str(range_).removeprefix(XSD)]
    expected = {f"<{PAPER}> <{term}> {literal} ."}
    assert read({"id": PAPER, term[len(KG) :]: value}) == (expected, expected)


@pytest.mark.parametrize(("value", "kind"), [("2023", "gYear"), ("2023-03", "gYearMonth")])
def test_date_of_another_precision_is_a_value_object(value: str, kind: str) -> None:
    expected = {f'<{PAPER}> <{KG}date> "{value}"^^<{XSD}{kind}> .'}
    assert read({"id": PAPER, "date": {"@value": value, "@type": f"xsd:{kind}"}}) == (expected, expected)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3))
def test_decimal_keeps_its_very_characters(number: Decimal) -> None:
    text = f"{number:f}"
    expected = {f'<{PAPER}> <{KG}score> "{text}"^^<{XSD}decimal> .'}
    assert read({"id": PAPER, "score": text}) == (expected, expected)


def test_measure_may_be_a_short_name() -> None:
    expected = {f"<{PAPER}> <{KG}measure> <{KG}HIndex> ."}
    assert read({"id": PAPER, "measure": "HIndex"}) == (expected, expected)


def test_field() -> None:
    field = {
        "id": "https://example.org/kg/field/cs.CV",
        "type": "Concept",
        "notation": "cs.CV",
        "prefLabel": "Computer Vision",
        "seeAlso": "https://arxiv.org/list/cs.CV/recent",
    }
    oxigraph, rdflib = read(field)
    assert oxigraph == rdflib
    assert len(oxigraph) == 4
    assert any(line.endswith('"Computer Vision"@en .') for line in oxigraph)


def test_aligned_name_has_no_language() -> None:
    # Only the short key prefLabel says English; a name that the alignment repeats has no language.
    expected = {f'<{PAPER}> <http://www.w3.org/2004/02/skos/core#prefLabel> "LRS3" .'}
    assert read({"id": PAPER, "skos:prefLabel": "LRS3"}) == (expected, expected)


@pytest.mark.parametrize("file", ALIGNMENTS, ids=lambda file: file.stem)
def test_each_aligned_vocabulary_has_its_prefix(file: Path) -> None:
    assert CONTEXT[file.stem] == str(dict(Graph(bind_namespaces="none").parse(file).namespaces())[file.stem])


def test_nothing_in_the_context_lacks_a_term() -> None:
    defined = {t[len(KG) :] for kind in (OWL.Class, OWL.NamedIndividual) for t in terms(kind)}
    defined |= {t[len(KG) :] for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for t in terms(kind)}
    prefixes = {key for key, value in CONTEXT.items() if isinstance(value, str) and value[-1] in "#/"}
    others = {"@version", "id", "type", "Concept", "notation", "prefLabel", "seeAlso"}
    assert set(CONTEXT) == defined | prefixes | others
