"""The vocabulary: it parses, every term is defined and documented, and nothing false follows from it."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pyoxigraph
import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import OWL, RDF, RDFS, SH, SKOS, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCAM

from kg.resources import folder

KG = "https://w3id.org/papergraph#"
XSD = "http://www.w3.org/2001/XMLSchema#"
ONTOLOGY = folder("ontology") / "kg.ttl"
ALIGNMENTS = sorted((ONTOLOGY.parent / "alignments").glob("*.ttl"))
COMPLETE = Path(__file__).parent / "complete.ttl"
DOCS = Path(__file__).parent.parent.parent / "docs" / "reference" / "terms.md"
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual)

GRAPH = Graph().parse(ONTOLOGY)
TERMS = sorted(
    {URIRef(str(t)) for kind in KINDS for t in GRAPH.subjects(RDF.type, kind) if str(t).startswith(KG)},
    key=str,
)
PROPERTIES = [t for t in TERMS if not {OWL.Class, OWL.NamedIndividual} & set(GRAPH.objects(t, RDF.type))]


def in_kg(graph: Graph) -> set[URIRef]:
    """Every term of the vocabulary's namespace that a graph speaks of, in whatever place."""
    return {
        term
        for triple in graph
        for term in triple
        if isinstance(term, URIRef) and term.startswith(KG) and term != URIRef(KG)
    }


@pytest.mark.parametrize("file", [ONTOLOGY, *ALIGNMENTS], ids=lambda file: file.stem)
def test_two_parsers_read_the_same_triples_without_blank_nodes(file: Path) -> None:
    graph = Graph().parse(file)
    quads = list(pyoxigraph.parse(path=str(file)))
    assert len(graph) == len(quads) > 0
    assert not [node for node in graph.all_nodes() if isinstance(node, BNode)]


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term[len(KG) :])
def test_term_has_one_kind_one_label_and_one_definition(term: URIRef) -> None:
    assert len({*KINDS} & set(GRAPH.objects(term, RDF.type))) == 1
    for words in (RDFS.label, SKOS.definition):
        (text,) = GRAPH.objects(term, words)
        assert isinstance(text, Literal)
        assert text.language == "en" and text.strip() == str(text) != ""


@pytest.mark.parametrize("term", PROPERTIES, ids=lambda term: term[len(KG) :])
def test_property_says_on_what_it_stands_to_what_it_points_and_how_often(term: URIRef) -> None:
    domains = {*GRAPH.objects(term, RDFS.domain), *GRAPH.objects(term, DCAM.domainIncludes)}
    ranges = {*GRAPH.objects(term, RDFS.range), *GRAPH.objects(term, DCAM.rangeIncludes)}
    # Two rdfs:domain statements would say that a subject is both at once.
    assert len(list(GRAPH.objects(term, RDFS.domain))) <= 1
    assert len(list(GRAPH.objects(term, RDFS.range))) <= 1
    assert domains and domains <= set(GRAPH.subjects(RDF.type, OWL.Class))
    literal = (term, RDF.type, OWL.DatatypeProperty) in GRAPH
    assert all(str(value).startswith(XSD) == literal for value in ranges)
    assert ranges
    assert ranges <= {*GRAPH.subjects(RDF.type, OWL.Class), RDFS.Resource} or literal
    assert len(list(GRAPH.objects(term, SKOS.scopeNote))) == 1


def test_every_term_used_anywhere_is_defined() -> None:
    for file in [*ALIGNMENTS, COMPLETE, *folder("shapes").rglob("*.ttl")]:
        assert in_kg(Graph().parse(file)) <= set(TERMS), file
    for file in folder("queries").glob("*.rq"):
        used = set(re.findall(r"\bkg:(\w+)", file.read_text(encoding="utf-8")))
        assert used <= {term[len(KG) :] for term in TERMS}, file


def test_every_class_and_property_is_in_the_shapes_and_in_the_complete_description() -> None:
    shapes = Graph()
    for file in folder("shapes").rglob("*.ttl"):
        shapes.parse(file)
    paths = set(shapes.objects(None, SH.path))
    assert set(PROPERTIES) <= paths
    classes = {term for term in TERMS if (term, RDF.type, OWL.Class) in GRAPH}
    assert classes == {c for c in shapes.objects(None, SH.targetClass) if str(c).startswith(KG)}
    complete = Graph().parse(COMPLETE)
    assert set(PROPERTIES) <= set(complete.predicates())
    assert classes <= set(complete.objects(None, RDF.type))


def test_every_term_is_documented_and_the_page_is_fresh() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for term in TERMS:
        assert text.count(f"\n### `kg:{term[len(KG) :]}`\n") == 1, term
    page = runpy.run_path(str(DOCS.parent.parent / "terms.py"))["page"]
    assert page() == text, "run: python docs/terms.py > docs/reference/terms.md"


def inconsistencies(graph: Graph) -> list[str]:
    """What the OWL 2 RL rules find wrong; the graph is closed on the way."""
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    return [str(text) for _, predicate, text in graph if str(predicate).endswith("#error")]


def test_nothing_false_follows() -> None:
    data = Graph().parse(COMPLETE)
    closed = Graph().parse(COMPLETE).parse(ONTOLOGY)
    for file in ALIGNMENTS:
        closed.parse(file)
    assert inconsistencies(closed) == []
    for subject in set(data.subjects()):
        kinds = {kind for kind in closed.objects(subject, RDF.type) if kind in TERMS}
        assert kinds == {kind for kind in data.objects(subject, RDF.type) if kind in TERMS}, subject


def test_a_person_with_a_title_is_an_inconsistency() -> None:
    # Shows that the test above can fail.
    graph, person = Graph().parse(ONTOLOGY), URIRef("https://example.org/kg/person/x")
    graph.add((person, RDF.type, URIRef(KG + "Person")))
    graph.add((person, URIRef(KG + "title"), Literal("Seeing Speech")))
    assert inconsistencies(graph)
