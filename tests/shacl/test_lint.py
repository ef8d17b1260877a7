# ruff: noqa: E501 - Turtle reads worse when its lines are cut
"""`kg shapes`: plain words, and the doubts that would have caught what published shapes do wrong."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

PREFIX = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix ex: <http://example.org/> .
"""
ONTOLOGY = PREFIX + "ex:Work a rdf:Class . ex:title a rdf:Property . ex:year a rdf:Property .\n"


def _run(folder: Path, shapes: str, *options: str) -> Result:
    (folder / "ontology").mkdir(exist_ok=True)
    (folder / "ontology" / "terms.ttl").write_text(ONTOLOGY)
    (folder / "shapes.ttl").write_text(PREFIX + shapes)
    return CliRunner().invoke(
        main,
        ["shapes", "--shapes", str(folder / "shapes.ttl"), "--ontology", str(folder / "ontology"), *options],
    )


def _shape(*properties: str) -> str:
    return (
        "ex:S a sh:NodeShape ; sh:targetClass ex:Work ; "
        + " ; ".join(f"sh:property [ {one} ]" for one in properties)
        + " ."
    )


REQUIRED = "sh:path ex:title ; sh:minCount 1"
DOUBTS = {
    "every valid title is rejected": (
        _shape("sh:path ex:title ; sh:minCount 1 ; sh:datatype xsd:string ; sh:languageIn ( 'en' )"),
        "sh:datatype xsd:string with sh:languageIn (en): no value can ever pass",
    ),
    "an empty work is accepted": (
        _shape("sh:path ex:title ; sh:maxCount 1", "sh:path ex:year ; sh:datatype xsd:gYear"),
        "a <http://example.org/Work> with nothing but its type conforms",
    ),
    "terms that are not SHACL": (_shape(REQUIRED + " ; sh:maxOccurs 1"), "sh:maxOccurs: not a term of SHACL"),
    "a class that nobody defines": (_shape(REQUIRED + " ; sh:class ex:Titel"), "<http://example.org/Titel> is not defined"),
    "a property that nobody defines": (_shape(REQUIRED, "sh:path ex:titel ; sh:maxCount 1"), "<http://example.org/titel> is not defined"),
    "a literal with a class": (_shape(REQUIRED + " ; sh:datatype xsd:string ; sh:class ex:Work"), "no value can ever pass"),
    "counts crossed": (_shape("sh:path ex:title ; sh:minCount 2 ; sh:maxCount 1"), "sh:minCount 2 with sh:maxCount 1: no value"),
    "limits crossed": (_shape(REQUIRED + " ; sh:minInclusive 5 ; sh:maxExclusive 5"), "no value can ever pass"),
    "an empty list": (_shape(REQUIRED + " ; sh:in ()"), "sh:in () is an empty list: no value"),
    "never fails": (_shape(REQUIRED, 'sh:path ex:title ; sh:pattern ".*"'), "that can never fail"),
    "leads nowhere": (_shape(REQUIRED) + " ex:T a sh:NodeShape ; sh:nodeKind sh:IRI .", "neither a target nor a shape"),
    "deactivated": (_shape(REQUIRED + " ; sh:deactivated true"), "deactivated"),
}  # fmt: skip


@pytest.mark.parametrize("name", DOUBTS)
def test_doubts(name: str, tmp_path: Path) -> None:
    shapes, said = DOUBTS[name]
    result = _run(tmp_path, shapes)
    assert result.exit_code == 0 and said in result.stderr
    assert _run(tmp_path, shapes, "--strict").exit_code == 1


def test_good_shapes_raise_no_doubt(tmp_path: Path) -> None:
    assert (
        _run(
            tmp_path,
            _shape(REQUIRED + " ; sh:datatype xsd:string", "sh:path ex:year ; sh:maxCount 1"),
            "--strict",
        ).stderr
        == ""
    )


def test_own_shapes_raise_no_doubt() -> None:
    result = CliRunner().invoke(main, ["shapes", "--strict"])
    assert (result.exit_code, result.stderr) == (0, "")


def test_plain_words(tmp_path: Path) -> None:
    shapes = _shape("sh:path ex:title ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ; sh:message 'Say it.'",
                    "sh:path [ sh:inversePath ex:part ] ; sh:maxCount 2 ; sh:severity sh:Warning")  # fmt: skip
    assert _run(tmp_path, shapes).stdout.splitlines() == [
        "every <http://example.org/Work>  (<http://example.org/S>)",
        "  <http://example.org/title>: must have exactly 1 value; must be a well-formed xsd:string",
        "      “Say it.”",
        "  ^<http://example.org/part>: must have at most 2 values  [warning]",
        "",
    ]
