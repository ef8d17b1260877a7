"""RDF/XML that ends early or blows up, through each command that reads RDF."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.wellformed import MOST

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ex="http://example.org/"'
WHOLE = (
    f'<?xml version="1.0"?>\n<rdf:RDF {RDF}>\n<rdf:Description rdf:about="http://example.org/s">\n'
    "<ex:p>a text</ex:p>\n</rdf:Description>\n</rdf:RDF>\n"
)
PLACES = ["", "<rdf:RDF", "<rdf:Description", "<ex:p>", " text", "</ex:p>", "</rdf:Desc", "</rdf:RDF"]
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] .
"""
COMMANDS = ("validate", "shapes", "query", "diff")


def _run(command: str, folder: Path, data: str) -> Result:
    shapes, query, file = folder / "shapes.ttl", folder / "all.rq", folder / "data.rdf"
    shapes.write_text(SHAPES)
    query.write_text("SELECT ?s ?o { ?s ?p ?o }")
    file.write_text(data)
    arguments = {
        "validate": [file, "--shapes", shapes],
        "shapes": ["--shapes", file],
        "query": [query, "--data", file],
        "diff": [file, file],
    }
    return CliRunner().invoke(main, [command, *map(str, arguments[command])])


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("place", PLACES)
def test_a_file_that_ends_early(place: str, command: str, tmp_path: Path) -> None:
    cut = WHOLE[: WHOLE.index(place) + len(place)]
    result = _run(command, tmp_path, cut)
    assert (result.exit_code, result.stdout) == (2 if command == "shapes" else 3, "")
    line = cut.count("\n") + 1
    said = f"data.rdf:{line}: the file ends before its document does; well-formed RDF/XML is needed\n"
    assert result.stderr.endswith(said)


@pytest.mark.parametrize("command", COMMANDS)
def test_entities_of_entities(command: str, tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">\n' for n in range(9))
    bomb = WHOLE.replace("<rdf:RDF", f'<!DOCTYPE r [\n<!ENTITY e0 "0123456789">\n{entities}]>\n<rdf:RDF')
    result = _run(command, tmp_path, bomb.replace("a text", "&e9;"))
    assert result.exit_code == (2 if command == "shapes" else 3)
    assert f"the entity e3 stands for more than {MOST:,} characters" in result.stderr


def test_an_entity_again_and_again(tmp_path: Path) -> None:
    long = f'<!DOCTYPE r [ <!ENTITY e "{"0123456789" * (MOST // 10)}"> ]>\n<rdf:RDF'
    result = _run("query", tmp_path, WHOLE.replace("<rdf:RDF", long).replace("a text", "&e;" * 100_000))
    assert result.exit_code == 3
    assert "amplification" in result.stderr


def test_entities_for_namespaces(tmp_path: Path) -> None:
    entities = '<!DOCTYPE r [\n<!ENTITY ex "http://example.org/">\n<!ENTITY s "&ex;s">\n]>\n<rdf:RDF'
    whole = WHOLE.replace("<rdf:RDF", entities).replace('"http://example.org/s"', '"&s;"')
    assert "http://example.org/s" in _run("query", tmp_path, whole).stdout
    assert _run("validate", tmp_path, whole).stdout == "The graph conforms (1 triple, 1 focus node).\n"


def test_what_comes_after_the_document(tmp_path: Path) -> None:
    assert _run("query", tmp_path, f"{WHOLE}<!-- the end -->\n").exit_code == 0
    assert _run("query", tmp_path, f"{WHOLE}<more/>\n").exit_code == 3
