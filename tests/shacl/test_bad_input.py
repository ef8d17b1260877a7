# ruff: noqa: E501 - Turtle reads worse when its lines are cut
"""Bad shapes and bad data, through the command: the message, the exit status, never a wrong "conforms"."""

import gzip
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PREFIX = f"@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix ex: <http://example.org/> . @prefix rdf: <{RDF}> .\n"
TYPE = f"<{RDF}type>"
GOOD = f'<http://example.org/a> {TYPE} <http://example.org/C> .\n<http://example.org/a> <http://example.org/p> "text" .\n'
IN_ORDER = "".join(sorted(GOOD.splitlines(keepends=True)))


def _shapes(folder: Path, body: str = "sh:path ex:p ; sh:minCount 1") -> Path:
    file = folder / "shapes.ttl"
    file.write_text(f"{PREFIX}ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ {body} ] .\n")
    return file


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["validate", *map(str, arguments)])


BAD_SHAPES = {
    "sh:path ex:p ; sh:node ex:S": "recursive shapes: <http://example.org/S> → <http://example.org/S> / <http://example.org/p>",
    'sh:path ex:p ; sh:pattern "("': 'sh:pattern "(": missing )',
    'sh:path ex:p ; sh:pattern "(?=a)(a+)+$"': "may take exponential time",
    "sh:path ex:p ; sh:minCnt 1": "sh:minCnt: not a term of SHACL",
    "sh:path ex:p ; sh:minCount -1": "sh:minCount",
    'sh:path ex:p ; sh:maxCount "0"': 'sh:maxCount "0"; an xsd:integer from 0 is needed',
    "sh:path ex:p ; sh:maxLength 1.0": "an xsd:integer from 0 is needed",
    "sh:path ex:p ; sh:qualifiedMinCount 5": "sh:qualifiedMinCount without sh:qualifiedValueShape",
    "sh:path ex:p ; sh:in ex:none": "sh:in: a list that is cut or forked; each of its nodes has one rdf:first",
    "sh:path ex:p ; sh:and [ rdf:first ex:S ; rdf:rest [] ]": "sh:and: a list that is cut or forked",
    "sh:path ex:p ; sh:in [ rdf:first 1, 2 ; rdf:rest () ]": "sh:in: a list that is cut or forked",
    "sh:path ex:p ; sh:or ex:list ] . ex:list rdf:first [ sh:minLength 1 ] ; rdf:rest ex:list . [ ex:p 1": "sh:or: a list that turns back on itself",
    "sh:path ex:p ; sh:datatype ex:a, ex:b": "2 values of sh:datatype; at most one is allowed",
    "sh:path ex:p ; sh:nodeKind ex:Thing": "sh:nodeKind <http://example.org/Thing>; one of sh:IRI",
    "sh:path ( ex:p )": "a sequencePath of 1 member(s); there must be at least two",
    "sh:path ex:p ; sh:or ()": "sh:or of an empty list",
    "sh:path ex:p ; sh:property ex:none": "sh:property <http://example.org/none>; it must lead to a property shape",
    'sh:path ex:p ; sh:sparql [ sh:select "SELECT $this WHERE { MINUS { ?a ?b ?c } }" ]': "MINUS in a SPARQL constraint",
    'sh:path ex:p ; sh:sparql [ sh:select "SELECT $this WHERE {" ]': "a SPARQL 1.1 query is needed",
    'sh:path ex:p ; sh:sparql [ sh:select "SELECT $this WHERE { { SELECT ?x { ?x ?y $this } } }" ]': "nested SELECT without ?this",
    'sh:path ex:p ; sh:sparql [ sh:select "SELECT $this (1 AS ?this) WHERE {}" ]': "AS ?this in a SPARQL constraint",
    'sh:path ex:p ; ex:low 1, 2 ; ex:high 5 ] . ex:K a sh:ConstraintComponent ; sh:parameter [ sh:path ex:low ], [ sh:path ex:high ] ; sh:validator [ sh:ask "ASK {}" ] . ex:x ex:y [ ex:p 1': "2 values of <http://example.org/low>; at most one, as its component has other parameters",
    'sh:path ex:p ; ex:low 1 ; ex:high 5, 6 ] . ex:K a sh:ConstraintComponent ; sh:parameter [ sh:path ex:low ], [ sh:path ex:high ; sh:optional true ] ; sh:validator [ sh:ask "ASK {}" ] . ex:x ex:y [ ex:p 1': "2 values of <http://example.org/high>; at most one",
    'sh:path ex:p ; ex:low 1 ] . ex:K a sh:ConstraintComponent ; sh:parameter [ sh:path ex:low ], [ sh:path <urn:low> ] ; sh:validator [ sh:ask "ASK {}" ] . ex:x ex:y [ ex:p 1': "two parameters named low; each has a name of its own",
}  # fmt: skip


@pytest.mark.parametrize("body", BAD_SHAPES)
def test_bad_shapes(body: str, tmp_path: Path) -> None:
    (tmp_path / "data.nt").write_text(GOOD)
    result = _run(tmp_path / "data.nt", "--shapes", _shapes(tmp_path, body))
    assert (result.exit_code, "conforms" in result.stdout) == (2, False)
    assert BAD_SHAPES[body] in result.stderr


def test_shapes_that_do_not_parse(tmp_path: Path) -> None:
    (tmp_path / "data.nt").write_text(GOOD)
    (tmp_path / "shapes.ttl").write_text(PREFIX + "ex:S a sh:NodeShape ; sh:property [")
    result = _run(tmp_path / "data.nt", "--shapes", tmp_path / "shapes.ttl")
    assert result.exit_code == 2
    assert f"{tmp_path}/shapes.ttl:3" in result.stderr


BAD_DATA = {
    "cut.nt": (GOOD[:-20].encode(), ":2: "),
    "binary.nt": (b"\x00\x01\xff\xfe", ":1: "),
    "latin.nt": (GOOD.replace("text", "t\xe4xt").encode("latin-1"), ":2: "),
    "iri.nt": (GOOD.replace("/a>", "/[a]>").encode(), "Invalid IRI code point '['"),
    "escape.nt": (GOOD.replace("text", r"te\qxt").encode(), ":2: "),
    "tag.nt": (GOOD.replace('"text"', '"text"@e_n').encode(), ":2: "),
    "relative.nt": (GOOD.replace("http://example.org/p", "p").encode(), ":2: "),
    "literal-subject.nt": (GOOD.replace("<http://example.org/a>", '"a"').encode(), ":1: "),
    "quote.nt": (GOOD.replace("text", 'te"xt').encode(), ":2: "),
    "cut.nt.gz": (gzip.compress(GOOD.encode())[:-12], "cut.nt.gz: "),
    "no-object.nt": (IN_ORDER.replace("<http://example.org/C>", "").encode(), ":2: "),
    "no-text.nt": (IN_ORDER.replace('"text"', "").encode(), ":1: "),
    "no-space.nt": (IN_ORDER.replace(' "text" ', " ").encode(), ":1: "),
    "star.ttl": (b"<< <http://e.org/a> <http://e.org/b> 1 >> <http://e.org/p> 2 .", "a quoted triple, << <http"),
    "star.nt": (GOOD.replace('"text"', f"<<( <http://e.org/a> {TYPE} <http://e.org/b> )>>").encode(), "a quoted triple"),
    "words.ttl": (b"This is no Turtle.", ":1: "),
    "table.csv": (b"a,b\n", "no known ending of an RDF file"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_DATA)
def test_bad_data(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BAD_DATA[name][0])
    result = _run(tmp_path / name, "--shapes", _shapes(tmp_path))
    assert (result.exit_code, result.stdout) == (3, "")
    assert BAD_DATA[name][1] in result.stderr and str(tmp_path / name) in result.stderr


ODD_BUT_GOOD = {
    "crlf.nt": GOOD.replace("\n", "\r\n").encode(),
    "spaces.nt": GOOD.replace(" .", "   .  # a remark").replace("> <", ">\t<").encode(),
    "two-spaces.nt": GOOD.replace("> ", ">  ").encode(),
    "three-spaces.nt": IN_ORDER.replace(" .", "   .").encode(),
    "backwards.nt": "\n".join(GOOD.splitlines()[::-1]).encode(),
    "twice.nt": (GOOD + GOOD).encode(),
    "remarks.nt": b"# a remark\n\n" + GOOD.encode(),
    "graph.nq": GOOD.replace(" .", " <http://example.org/g> .").encode(),
    "graph.ttl": GOOD.encode(),
    "graph.nt.gz": gzip.compress(GOOD.encode()),
    "no-line-end.nt": GOOD.encode()[:-1],
    "spelt.nt": GOOD.replace("text", "te\\u0078t").encode(),
    "spelt-class.nt": IN_ORDER.replace("/C>", "/\\u0043>").encode(),
    "spelt-iris.nt": IN_ORDER.replace("/a>", "/\\U00000061>").replace("/p>", "/\\u0070>").encode(),
    "spelt-datatype.nt": IN_ORDER.replace('"text"', '"text"^^<http://www.w3.org/2001/XMLSchema#\\u0073tring>').encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD_BUT_GOOD)
def test_other_forms_of_the_same_graph(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(ODD_BUT_GOOD[name])
    shapes = _shapes(tmp_path, 'sh:path ex:p ; sh:hasValue "text" ; sh:maxCount 1')
    result = _run(tmp_path / name, "--shapes", shapes)
    assert (result.exit_code, result.stdout) == (0, "The graph conforms (2 triples, 1 focus node).\n")


def test_a_count_with_a_sign(tmp_path: Path) -> None:
    (tmp_path / "data.nt").write_text(GOOD)
    shapes = _shapes(tmp_path, 'sh:path ex:p ; sh:minCount "+2"^^<http://www.w3.org/2001/XMLSchema#integer>')
    assert "must have at least 2 values" in _run(tmp_path / "data.nt", "--shapes", shapes).stdout


def test_one_graph_in_two_files_and_blank_nodes_of_two_files(tmp_path: Path) -> None:
    shapes = _shapes(tmp_path, "sh:path ex:p ; sh:maxCount 1")
    (tmp_path / "one.nt").write_text(GOOD)
    assert _run(tmp_path / "one.nt", tmp_path / "one.nt", "--shapes", shapes).exit_code == 0
    (tmp_path / "b1.nt").write_text(GOOD.replace("<http://example.org/a>", "_:a"))
    (tmp_path / "b2.nt").write_text(GOOD.replace("<http://example.org/a>", "_:a").replace("text", "other"))
    result = _run(tmp_path / "b1.nt", tmp_path / "b2.nt", "--shapes", shapes)
    assert "4 triples, 2 focus nodes" in result.stdout


def test_a_pattern_that_explodes_takes_bounded_time(tmp_path: Path) -> None:
    (tmp_path / "data.nt").write_text(GOOD.replace("text", "a" * 100_000 + "b"))
    start = time.process_time()
    result = _run(tmp_path / "data.nt", "--shapes", _shapes(tmp_path, 'sh:path ex:p ; sh:pattern "^(a+)+$"'))
    assert result.exit_code == 1
    assert time.process_time() - start < 20, "not a measurement: without the bound this never ends"


def test_a_shape_without_focus_nodes(tmp_path: Path) -> None:
    (tmp_path / "data.nt").write_text(GOOD.replace("/C>", "/D>"))
    shapes = _shapes(tmp_path)
    assert "<http://example.org/S>: no focus node" in _run(tmp_path / "data.nt", "--shapes", shapes).stderr
    assert _run(tmp_path / "data.nt", "--shapes", shapes, "--strict").exit_code == 1
    (tmp_path / "empty.nt").write_text("")
    assert _run(tmp_path / "empty.nt", "--shapes", shapes, "--strict").exit_code == 1


@pytest.mark.parametrize(
    ("name", "content"), [("report.json", '{"records": 3}'), ("a.nt", "# nothing\n"), ("a.ttl", "\n")]
)
def test_a_file_without_triples_is_not_said_to_conform(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    result = _run(tmp_path / name, "--shapes", _shapes(tmp_path))
    assert (result.exit_code, result.stdout) == (3, "")
    assert f"{name}: no triple in it; RDF with at least one triple, or an empty file\n" in result.stderr


def test_a_shapes_file_without_a_shape_is_no_gate(tmp_path: Path) -> None:
    (tmp_path / "data.nt").write_text(GOOD)
    for name, content in (("empty.ttl", ""), ("other.ttl", "<http://a.org/x> a <http://a.org/C> .")):
        (tmp_path / name).write_text(content)
        result = _run(tmp_path / "data.nt", "--shapes", tmp_path / name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"{name}: no shape in it; a file of SHACL shapes" in result.stderr


def test_a_context_that_is_elsewhere_is_told_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "a.jsonld").write_text(
        '{"@context": "https://schema.org/", "@id": "http://a.org/x", "name": "x"}'
    )
    result = _run(tmp_path / "a.jsonld", "--shapes", _shapes(tmp_path))
    assert result.exit_code == 3
    assert "a.jsonld: its @context is an address, and nothing is loaded from the network" in result.stderr


def test_standard_input_that_cannot_be_read_goes_by_that_name(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["validate", "-", "--shapes", str(_shapes(tmp_path))], input="@prefix")
    assert result.exit_code == 3
    assert result.stderr.startswith("kg: standard input:1: ")


def test_the_verdict_stands_where_nobody_reads_the_report(tmp_path: Path) -> None:
    (tmp_path / "data.nt").write_text(GOOD.replace("text", ""))
    shapes = _shapes(tmp_path, "sh:path ex:p ; sh:minLength 1")
    command = [sys.executable, "-m", "kg", "validate", str(tmp_path / "data.nt"), "--shapes", str(shapes)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()  # as of `kg validate … | true`
        told = process.stderr.read()
    assert (process.returncode, told) == (1, b"")


def test_standard_input(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["validate", "-", "--shapes", str(_shapes(tmp_path))], input=GOOD)
    assert result.stdout == "The graph conforms (2 triples, 1 focus node).\n"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = _run(tmp_path / "none.nt", "--shapes", _shapes(tmp_path))
    assert (result.exit_code, result.stderr) == (
        3,
        f"kg: {tmp_path}/none.nt: no such file; a file of RDF, a directory of kg export or kg publish, or -\n",
    )


def test_shapes_without_focus_nodes_are_one_warning(tmp_path: Path) -> None:
    (tmp_path / "data.nt").write_text(GOOD)
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        PREFIX + "".join(f"ex:S{n} a sh:NodeShape ; sh:targetClass ex:N{n} .\n" for n in range(3))
    )
    result = _run(tmp_path / "data.nt", "--shapes", shapes)
    names = ", ".join(f"<http://example.org/S{n}>" for n in range(3))
    assert result.stderr == f"warning: no focus node, so nothing was checked against them: {names}\n"


def test_a_release_that_holds_only_a_packed_graph(tmp_path: Path) -> None:
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "graph.nt.gz").write_bytes(gzip.compress(GOOD.encode()))
    result = _run(tmp_path / "release", "--shapes", _shapes(tmp_path))
    assert result.stdout == "The graph conforms (2 triples, 1 focus node).\n"


def test_no_violation_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "data.nt").write_text(GOOD)
    shapes = _shapes(tmp_path, "sh:path ex:q ; sh:minCount 1 ; sh:severity sh:Info")
    result = _run(tmp_path / "data.nt", "--shapes", shapes)
    assert result.exit_code == 0
    told = "The graph has no violations, but 1 remark: SHACL does not call that conforming ("
    assert result.stdout.startswith(told)
    assert _run(tmp_path / "data.nt", "--shapes", shapes, "--fail-on", "info").exit_code == 1
    more = (
        "sh:path ex:q ; sh:minCount 1 ; sh:severity sh:Info ] ; sh:property "
        "[ sh:path ex:r ; sh:minCount 1 ; sh:severity sh:Warning ] ; sh:property "
        "[ sh:path ex:s ; sh:minCount 1 ; sh:severity sh:Warning"
    )
    told = _run(tmp_path / "data.nt", "--shapes", _shapes(tmp_path, more)).stdout
    assert told.startswith("The graph has no violations, but 2 warnings and 1 remark: SHACL")


def test_a_subject_that_comes_twice_far_apart(tmp_path: Path) -> None:
    """Each half is in order; the whole is not, and a subject in both has two values."""
    half = [f"<http://example.org/{n:05}> {TYPE} <http://example.org/C> .\n" for n in range(4000)]
    values = "".join(f'{line}{line.split(" ")[0]} <http://example.org/p> "v" .\n' for line in half)
    (tmp_path / "data.nt").write_text(values + values.replace('"v"', '"w"'))
    result = _run(tmp_path / "data.nt", "--shapes", _shapes(tmp_path, "sh:path ex:p ; sh:maxCount 1"))
    assert result.stdout.startswith("The graph does not conform: 4,000 results (12,000 triples, 4,000 focus")


@pytest.mark.parametrize("order", ["aba", "abca", "bab"])
def test_a_subject_that_comes_twice_with_few_others_between(order: str, tmp_path: Path) -> None:
    lines = [f'<http://example.org/{name}> <http://example.org/p> "{n}" .\n' for n, name in enumerate(order)]
    (tmp_path / "data.nt").write_text("".join(lines))
    (tmp_path / "shapes.ttl").write_text(
        f"{PREFIX}ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] ."
    )
    result = _run(tmp_path / "data.nt", "--shapes", tmp_path / "shapes.ttl")
    assert result.stdout.startswith("The graph does not conform: 1 result")
    assert f"{len(set(order))} focus nodes" in result.stdout


def test_bytes_that_are_no_utf8_far_into_the_file(tmp_path: Path) -> None:
    good = "".join(
        f"<http://example.org/{n:05}> {TYPE} <http://example.org/C> .\n" for n in range(4000)
    ).encode()
    (tmp_path / "data.nt").write_bytes(good + b'<http://example.org/z> <http://example.org/p> "\xff" .\n')
    result = _run(tmp_path / "data.nt", "--shapes", _shapes(tmp_path, "sh:path ex:q ; sh:maxCount 1"))
    assert (result.exit_code, result.stdout) == (3, "")
    assert "data.nt:4001" in result.stderr
