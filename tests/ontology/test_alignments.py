"""The alignment files: each is about one vocabulary, and says nothing of terms that are not ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, URIRef

from kg.resources import folder

KG = "https://w3id.org/papergraph#"
ONTOLOGY = Graph().parse(folder("ontology") / "kg.ttl")
FILES = sorted((folder("ontology") / "alignments").glob("*.ttl"))
RELATIONS = {RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.relatedMatch}
# The terms of each vocabulary that we rely on, as its own documents spell them. A new one is looked up
# there before it is added here: IRIs cannot be asked in a test, which runs without the network.
KNOWN = {
    "bibo": {"AcademicArticle", "doi"},
    "bido": {"BibliometricDataInTime", "author-citation-count", "h-index", "hasMeasure"}
    | {"hasNumericValue", "holdsBibliometricDataInTime"},
    "dblp": {"Signature", "authoredBy", "hasSignature", "numberOfCreators", "signatureCreator"}
    | {"signatureDblpName", "signatureOrdinal", "title"},
    "dcat": {"Dataset"},
    "dcterms": {"abstract", "creator", "date", "identifier", "subject", "title"},
    "fabio": {"ResearchPaper", "hasArXivId"},
    "foaf": {"Person", "maker", "name"},
    "mls": {"Algorithm", "Dataset", "ModelEvaluation", "hasValue", "specifiedBy"},
    "oa": {"Annotation", "end", "exact", "hasBody", "hasTarget", "start"},
    "prism": {"doi"},
    "pro": {"RoleInTime", "isDocumentContextFor", "isHeldBy"},
    "prov": {"Entity", "wasDerivedFrom"},
    "schema": {"Dataset", "Person", "ScholarlyArticle", "abstract", "alternateName", "author"}
    | {"codeRepository", "identifier", "mentions", "name", "relatedLink"},
    "skos": {"Concept", "altLabel", "prefLabel"},
}


def test_the_vocabularies() -> None:
    assert {file.stem for file in FILES} == set(KNOWN)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_alignment(file: Path) -> None:
    graph = Graph(bind_namespaces="none").parse(file)
    namespace = str(dict(graph.namespaces())[file.stem])
    (header,) = graph.subjects(RDF.type, OWL.Ontology)
    assert list(graph.objects(header, DCTERMS.title))
    facts = [triple for triple in graph if triple[0] != header]
    assert {predicate for _, predicate, _ in facts} <= RELATIONS
    assert all(set(ONTOLOGY.predicate_objects(subject)) for subject, _, _ in facts)
    assert {str(term).removeprefix(namespace) for _, _, term in facts} == KNOWN[file.stem]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_classes_are_aligned_with_classes_and_properties_with_properties(file: Path) -> None:
    classes = set(ONTOLOGY.subjects(RDF.type, OWL.Class))
    for term, relation, _ in Graph().parse(file).triples((None, None, None)):
        if relation == RDFS.subClassOf:
            assert term in classes
        elif relation == RDFS.subPropertyOf:
            assert isinstance(term, URIRef) and term not in classes
