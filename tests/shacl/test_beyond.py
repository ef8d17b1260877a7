# ruff: noqa: E501 - Turtle reads worse when its lines are cut
"""What is not compiled goes to pySHACL and says so; what nobody evaluates is refused."""

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from tests.shacl.oracle import ours, reference

PREFIX = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
DATA = "ex:a a ex:C ; ex:p 1, 12 . ex:b a ex:C ; ex:p 3 .\n"


def _run(folder: Path, shapes: str, *options: str) -> Result:
    (folder / "data.ttl").write_text(PREFIX + DATA)
    (folder / "shapes.ttl").write_text(PREFIX + shapes)
    arguments = ["validate", str(folder / "data.ttl"), "--shapes", str(folder / "shapes.ttl"), *options]
    return CliRunner().invoke(main, arguments)


BEYOND = {
    "sh:SPARQLTarget, sh:target": """ex:S a sh:NodeShape ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] ;
        sh:target [ a sh:SPARQLTarget ; sh:prefixes ex: ; sh:select "SELECT ?this WHERE { ?this a ex:C }" ] .
        ex: sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .""",
    "the function <http://example.org/twice>": """ex:S a sh:NodeShape ; sh:targetClass ex:C ;
        sh:property [ sh:path ex:p ; sh:maxCount 1 ] ; sh:sparql [ sh:select
        "SELECT $this WHERE { $this <http://example.org/p> ?p FILTER (<http://example.org/twice>(?p) > 5) }" ] .""",
}  # fmt: skip


@pytest.mark.parametrize("what", BEYOND)
def test_pyshacl_validates_and_is_named(what: str, tmp_path: Path) -> None:
    result = _run(tmp_path, BEYOND[what])
    assert result.stderr.splitlines()[0] == (
        f"note: {what}: not compiled here; pySHACL validates, in memory and more slowly"
    )
    assert result.exit_code == 1
    assert result.stdout.startswith("The graph does not conform: 1 result (5 triples")
    assert "ex:p" in result.stdout or "http://example.org/p" in result.stdout


def test_a_report_of_pyshacl_has_every_part(tmp_path: Path) -> None:
    result = _run(tmp_path, BEYOND["sh:SPARQLTarget, sh:target"], "--report-format", "ttl")
    for part in ("sh:focusNode <http://example.org/a>", "sh:resultPath <http://example.org/p>",
                 "sh:MaxCountConstraintComponent", "sh:resultSeverity sh:Violation", "sh:resultMessage"):  # fmt: skip
        assert part in result.stdout


QUERIES = {
    '"7"^^xsd:nonNegativeInteger': "FILTER (datatype(?value) != xsd:nonNegativeInteger)",
    '"007"^^xsd:integer, 7': "FILTER (str(?value) = '007')",
    '"2.50"^^xsd:decimal, 2.5': "?other ex:size ?value FILTER (?other != $this)",
    '"2024-05-01T00:00:00.000Z"^^xsd:dateTime': "FILTER (contains(str(?value), '.000'))",
    '"1"^^xsd:boolean': "FILTER (str(?value) != 'true')",
}


@pytest.mark.parametrize("values", QUERIES)
def test_queries_see_literals_as_they_are_written(values: str, tmp_path: Path) -> None:
    """Whatever the embedded store makes of them."""
    data, shapes = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    data.write_text(f"{PREFIX}ex:x ex:size {values} . ex:y ex:size 2.5 . _:z ex:size 3, 4 .\n")
    shapes.write_text(f"""{PREFIX}ex: sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/" ],
        [ sh:prefix "xsd" ; sh:namespace "http://www.w3.org/2001/XMLSchema#" ] .
    ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:size ; sh:sparql [ sh:prefixes ex: ; sh:select
        "SELECT $this ?value WHERE {{ $this ex:size ?value . {QUERIES[values]} }}" ] .
    ex:One a sh:NodeShape ; sh:targetSubjectsOf ex:size ; sh:property [ sh:path ex:size ; sh:maxCount 1 ] .
    ex:Far a sh:NodeShape ; sh:targetObjectsOf ex:size ; sh:nodeKind sh:IRI .""")
    assert ours(data, shapes) == reference(data, shapes)


def test_what_is_left_to_pyshacl_because_of_a_literal_is_said(tmp_path: Path) -> None:
    """And its blank nodes keep their labels, also from a packed file."""
    line = '_:x <http://example.org/size> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    (tmp_path / "data.nt.gz").write_bytes(gzip.compress(line.encode()))
    (tmp_path / "shapes.ttl").write_text(
        PREFIX
        + """ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:size ;
        sh:property [ sh:path ex:size ; sh:sparql [ sh:select "SELECT $this ?value WHERE { $this $PATH ?value }" ] ] ."""
    )
    arguments = ["validate", str(tmp_path / "data.nt.gz"), "--shapes", str(tmp_path / "shapes.ttl")]
    result = CliRunner().invoke(main, arguments)
    assert result.stderr.startswith('note: <http://example.org/S>: a query would not see "007"^^')
    assert '_:x <http://example.org/size> "007"^^' in result.stdout
    assert "<http://example.org/S> / <http://example.org/size>" in result.stdout


def test_what_pyshacl_cannot_do_is_an_error(tmp_path: Path) -> None:
    result = _run(tmp_path, 'ex:S a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ; sh:select "SELECT" ] .')
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pySHACL stops" in result.stderr


def test_scripts_are_refused(tmp_path: Path) -> None:
    result = _run(tmp_path, 'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:js [ sh:jsFunctionName "f" ] .')
    assert (result.exit_code, result.stdout) == (2, "")
    assert "sh:js: a term of SHACL-JS; no JavaScript is run" in result.stderr


def test_a_term_that_is_no_constraint_of_a_shape_only_warns(tmp_path: Path) -> None:
    result = _run(tmp_path, "ex:S a sh:NodeShape ; sh:targetClass ex:C . ex:x sh:sawThis ex:y .")
    assert (result.exit_code, result.stdout) == (0, "The graph conforms (5 triples, 2 focus nodes).\n")
    assert result.stderr.startswith("warning: sh:sawThis: not a term of SHACL")


def test_prefixes_of_what_is_imported(tmp_path: Path) -> None:
    query = "SELECT $this ?value WHERE { $this e:p ?value FILTER (?value > 10) }"
    shapes = f"""<urn:base> sh:declare [ sh:prefix "e" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
    <urn:more> owl:imports <urn:base> . ex:S a sh:NodeShape ; sh:targetClass ex:C ;
    sh:sparql [ sh:prefixes <urn:more> ; sh:select "{query}" ] ."""
    result = _run(tmp_path, shapes)
    assert "1 result" in result.stdout
    assert "note" not in result.stderr


def test_unique_lang_is_true_and_no_other_word_for_it(tmp_path: Path) -> None:
    for word, count in (("true", 1), ('"1"^^xsd:boolean', 0), ("false", 0)):
        case = tmp_path / "case.ttl"
        shape = f"ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:uniqueLang {word} ] ."
        case.write_text(f'{PREFIX}{shape}\nex:a ex:p "x"@en, "y"@en .\n')
        assert sum(ours(case, case)[1].values()) == count
