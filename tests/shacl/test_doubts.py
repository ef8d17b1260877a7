# ruff: noqa: E501 - Turtle reads worse when its lines are cut
"""What the lint says of constraints together: what it finds, and that what it says is true."""

import random
from itertools import combinations
from pathlib import Path

import pytest

from kg.shacl import load_shapes, validate
from kg.shacl.lint import lint
from tests.shacl.generator import LITERALS, NODES, PREFIXES

ONTOLOGY = """
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix dcam: <http://purl.org/dc/dcam/> .
ex:Work a owl:Class . ex:Person a owl:Class ; owl:disjointWith ex:Work . ex:Agent a owl:Class .
ex:title a owl:DatatypeProperty ; rdfs:range xsd:string .
ex:score a owl:DatatypeProperty ; rdfs:range xsd:decimal .
ex:date a owl:DatatypeProperty ; dcam:rangeIncludes xsd:date, xsd:gYear .
ex:page a rdf:Property ; rdfs:range xsd:anyURI . ex:label a owl:DatatypeProperty ; rdfs:range rdfs:Literal .
ex:any a rdf:Property . ex:author a owl:ObjectProperty ; rdfs:range ex:Person . ex:part a owl:ObjectProperty .
"""


def _doubts(folder: Path, shapes: str) -> list[str]:
    (folder / "ontology").mkdir(exist_ok=True)
    (folder / "ontology" / "terms.ttl").write_text(PREFIXES + ONTOLOGY)
    (folder / "shapes.ttl").write_text(PREFIXES + shapes)
    return [problem.what for problem in lint(load_shapes([folder / "shapes.ttl"]), folder / "ontology")]


def _node(*body: str) -> str:
    return "ex:S a sh:NodeShape ; sh:targetClass ex:Work ; " + " ; ".join(body) + " ."


def _property(path: str, *bodies: str) -> str:
    return _node(*(f"sh:property [ sh:path {path} ; sh:minCount 1 ; {body} ]" for body in bodies))


FOUND = {
    # what the ontology says
    _property("ex:title", "sh:class xsd:string"): "sh:class xsd:string, a datatype: no value can ever pass",
    _property("ex:title", "sh:nodeKind sh:IRI"): "sh:nodeKind sh:IRI against the ontology, where <http://example.org/title> has values of xsd:string: no such value",
    _property("ex:title", "sh:datatype ex:Text"): "sh:datatype <http://example.org/Text> against the ontology",
    _property("ex:title", "sh:datatype rdf:langString"): "sh:datatype rdf:langString against the ontology",
    _property("ex:title", "sh:in ( 1 2 )"): '("1"^^xsd:integer "2"^^xsd:integer) against the ontology',
    _property("ex:title", "sh:hasValue 5"): 'sh:hasValue "5"^^xsd:integer against the ontology',
    _property("ex:date", "sh:datatype xsd:string"): "values of xsd:date or xsd:gYear: no such value",
    _property("ex:part", "sh:datatype xsd:anyURI"): "values of resources: no such value",
    _property("ex:label", "sh:nodeKind sh:BlankNodeOrIRI"): "values of rdfs:Literal: no such value",
    _property("ex:author", "sh:datatype xsd:string"): "values of <http://example.org/Person>: no such value",
    _property("ex:author", "sh:class ex:Work"): "sh:class <http://example.org/Work> against the ontology",
    _property("( ex:part ex:title )", "sh:class ex:Work"): "against what the path leads to: no such value",
    _property("[ sh:inversePath ex:part ]", "sh:nodeKind sh:Literal"): "against what the path leads to: no such value",
    _property("ex:part", "sh:node [ sh:property [ sh:path ex:author ; sh:nodeKind sh:Literal ] ]"): "sh:nodeKind sh:Literal against",
    # datatypes that are none
    _property("ex:any", "sh:datatype xsd:sting"): "sh:datatype xsd:sting is not a datatype of XML Schema",
    _property("ex:any", "sh:datatype rdfs:Literal"): "sh:datatype rdfs:Literal, which is a class",
    # constraints together, wherever they stand
    _property("ex:any", "sh:datatype xsd:string", "sh:nodeKind sh:IRI"): "sh:datatype xsd:string with sh:nodeKind sh:IRI: no value",
    _property("ex:any", "sh:and ( [ sh:datatype xsd:string ] [ sh:class ex:Person ] )"): "sh:datatype xsd:string with sh:class <http://example.org/Person>: no value",
    _property("ex:any", "sh:datatype xsd:date ; sh:or ( [ sh:datatype xsd:gYear ] [ sh:nodeKind sh:IRI ] )"): "sh:datatype xsd:date with sh:or: no value",
    _property("ex:any", "sh:or ( [ sh:datatype xsd:date ] [ sh:class ex:Work ] ) ; sh:or ( [ sh:datatype xsd:gYear ] [ sh:class ex:Work ] ) ; sh:nodeKind sh:Literal"): "together: no value",
    _property("ex:any", "sh:class ex:Work, ex:Person"): "sh:class <http://example.org/Work> with sh:class <http://example.org/Person>",
    _property("ex:any", "sh:datatype xsd:string ; sh:hasValue 5"): "with sh:hasValue",
    _property("ex:any", "sh:datatype xsd:string ; sh:in ( 1 2 )"): "with sh:in",
    _property("ex:any", "sh:datatype xsd:string ; sh:minInclusive 5"): "with sh:minInclusive",
    _property("ex:any", "sh:minLength 3 ; sh:in ( 'a' 'b' )"): "sh:minLength 3 with sh:in",
    _property("ex:any", "sh:in ( 'a' ) ; sh:hasValue 'b'"): "sh:in (\"a\") with sh:hasValue",
    _property("ex:any", "sh:hasValue 'a', 'b' ; sh:maxCount 1"): "sh:maxCount 1 with sh:hasValue \"a\", \"b\"",
    _node("sh:property [ sh:path ex:any ; sh:in ( 'a' ) ; sh:minCount 2 ]"): "sh:minCount 2 with sh:in",
    _node("sh:property [ sh:path ex:any ; sh:minCount 3 ] , [ sh:path ex:any ; sh:maxCount 2 ]"): "sh:minCount 3 with sh:maxCount 2",
    _property("ex:any", "sh:disjoint ex:any"): "of the path itself: no value",
    _property("ex:any", "sh:minCount 1") + " ex:T a sh:NodeShape ; sh:targetClass ex:Work ; sh:property [ sh:path ex:any ; sh:maxCount 0 ] .": "sh:minCount 1 with sh:maxCount 0",
    # logic
    _property("ex:any", "sh:not []"): "sh:not of what always holds",
    _property("ex:any", "sh:minLength 3 ; sh:not [ sh:minLength 3 ]"): "sh:not of what always holds",
    _property("ex:any", "sh:xone ( [ sh:minLength 3 ] [ sh:minLength 3 ] )"): "sh:xone of shapes that hold together",
    _property("ex:any", "sh:or ( [ sh:minLength 3 ] [] )"): "sh:or that can never fail",
    # the focus nodes
    _node("sh:nodeKind sh:Literal", "sh:property [ sh:path ex:any ; sh:minCount 1 ]"): "sh:nodeKind sh:Literal against a target that is never a literal",
    _node("sh:nodeKind sh:BlankNodeOrIRI", "sh:property [ sh:path ex:any ; sh:minCount 1 ]"): "sh:nodeKind sh:BlankNodeOrIRI that can never fail",
    _node("sh:closed true", "sh:property [ sh:path ex:any ; sh:minCount 1 ]"): "sh:closed without the target's rdf:type",
    # what says nothing
    _property("ex:any", "sh:flags 'i'"): "sh:flags without sh:pattern",
    _property("ex:any", "sh:pattern '$x'"): "which matches no text: no value can ever pass",
    _property("ex:any", "sh:pattern '(a|b)(^c|^d)'"): "which matches no text: no value can ever pass",
    _property("ex:any", "sh:datatype xsd:string ; sh:uniqueLang true"): "sh:uniqueLang true that can never fail",
}  # fmt: skip


@pytest.mark.parametrize("shapes", FOUND)
def test_found(shapes: str, tmp_path: Path) -> None:
    assert any(FOUND[shapes] in what for what in _doubts(tmp_path, shapes))


RIGHT = [
    _property("ex:title", "sh:datatype xsd:string ; sh:pattern '^a$' ; sh:flags 'i'", "sh:nodeKind sh:Literal"),
    _property("ex:title", "sh:in ( 'a' 'b' ) ; sh:hasValue 'a' ; sh:maxCount 1 ; sh:minLength 1"),
    _property("ex:score", "sh:datatype xsd:integer ; sh:minInclusive 0.5 ; sh:maxExclusive 1.0e3"),
    _property("ex:date", "sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYear ] )"),
    _property("ex:date", "sh:xone ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYear ] ) ; sh:nodeKind sh:Literal"),
    _property("ex:page", "sh:nodeKind sh:IRI"),
    _property("ex:page", "sh:datatype xsd:anyURI"),
    _property("ex:label", "sh:datatype rdf:langString ; sh:languageIn ( 'en' ) ; sh:uniqueLang true"),
    _property("ex:author", "sh:class ex:Person, ex:Agent ; sh:nodeKind sh:BlankNodeOrIRI"),
    _property("ex:part", "sh:qualifiedValueShape [ sh:class ex:Person ] ; sh:qualifiedMinCount 1", "sh:qualifiedValueShape [ sh:nodeKind sh:BlankNode ; sh:class ex:Work ] ; sh:qualifiedMinCount 1"),
    _property("( ex:part ex:title )", "sh:datatype xsd:string"),
    _property("[ sh:zeroOrMorePath ex:author ]", "sh:class ex:Agent"),
    _property("[ sh:alternativePath ( ex:title ex:author ) ]", "sh:nodeKind sh:IRIOrLiteral"),
    _property("ex:any", "sh:pattern '(^a|b)$' ; sh:not [ sh:pattern 'b' ]"),
    _property("ex:any", "sh:pattern '^a$\\n^b$' ; sh:flags 'm'"),
    _property("ex:any", "sh:xone ( [ sh:minLength 3 ] [ sh:minLength 4 ] )"),
    _property("ex:any", "sh:not [ sh:minLength 3 ; sh:maxLength 5 ] ; sh:minLength 3"),
    _property("ex:any", "sh:node [ sh:hasValue 'a' ] ; sh:hasValue 'a'"),
    _node("sh:closed true", "sh:ignoredProperties ( rdf:type )", "sh:property [ sh:path ex:any ; sh:minCount 1 ]"),
    "ex:S a sh:NodeShape ; sh:targetNode 1, 'a' ; sh:targetClass ex:Work ; sh:datatype xsd:integer .",
    "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:nodeKind sh:IRI . ex:T a sh:NodeShape ; sh:targetNode ex:a ; sh:nodeKind sh:Literal .",
    "ex:S a sh:NodeShape ; sh:targetObjectsOf ex:title ; sh:datatype xsd:string .",
]  # fmt: skip


@pytest.mark.parametrize("shapes", RIGHT)
def test_right(shapes: str, tmp_path: Path) -> None:
    assert [what for what in _doubts(tmp_path, shapes) if "with nothing but its type" not in what] == []


ASKED = [
    *(f"sh:nodeKind sh:{kind}" for kind in ("IRI", "Literal", "BlankNode", "BlankNodeOrIRI", "IRIOrLiteral")),
    *(f"sh:datatype {one}" for one in ("xsd:string", "xsd:integer", "xsd:date", "rdf:langString")),
    "sh:class ex:A", "sh:hasValue 1", 'sh:hasValue "x"', 'sh:in ( "x" 1 ex:a )', 'sh:in ( "y"@en 2 )',
    "sh:minLength 2", "sh:maxLength 1", 'sh:pattern "^x"', 'sh:pattern "y^z"', 'sh:languageIn ( "en" )',
    "sh:minInclusive 2", "sh:maxExclusive 2", "sh:minCount 2", "sh:maxCount 1",
    "sh:or ( [ sh:datatype xsd:integer ] [ sh:nodeKind sh:IRI ] )", "sh:not [ sh:nodeKind sh:IRI ]", "sh:not []",
    "sh:xone ( [ sh:nodeKind sh:IRI ] [ sh:nodeKind sh:IRI ] )", "sh:xone ( [ sh:class ex:A ] [ sh:minLength 2 ] )",
    "sh:and ( [ sh:nodeKind sh:Literal ] [ sh:maxLength 3 ] )", "sh:node [ sh:property [ sh:path ex:q ; sh:minCount 1 ] ]",
]  # fmt: skip


def _data() -> str:
    """Nodes with each term as their only value, and with two."""
    terms = [one for one in (*NODES, *LITERALS) if "xsd:date" not in one or "-20" in one]
    values = [(one,) for one in terms] + random.Random(5).sample([*combinations(terms, 2)], 150)
    values += [('"x"', "1"), ('"y"@en', "2"), ("ex:a", "ex:b")]
    lines = [f"ex:n{number} a ex:Work ; ex:any {', '.join(some)} ." for number, some in enumerate(values)]
    return (
        f"{PREFIXES}\n{' '.join(f'{node} a ex:A ; ex:q 1 .' for node in NODES[:3])}\n"
        + "\n".join(lines)
        + "\n"
    )


def test_no_value_passes_where_it_says_so(tmp_path: Path) -> None:
    """Random constraints on one property: what is said to pass never does not, with any of many values."""
    (tmp_path / "data.ttl").write_text(_data())
    draw, told = random.Random(11), 0
    for _ in range(120):
        asked = draw.sample(ASKED, draw.randint(1, 3))
        shapes = _node(*(f"sh:property [ sh:path ex:any ; {one} ]" for one in asked))
        if not any("no value can ever pass" in what for what in _doubts(tmp_path, shapes)):
            continue
        told += 1
        report = validate([tmp_path / "data.ttl"], load_shapes([tmp_path / "shapes.ttl"]), max_results=0)
        failed = {result.focus for result in report.results}
        assert len(failed) == max(report.focus_nodes.values()), asked
    assert told > 30
