"""Every format says the same triples, as two independent parsers read it, with the network closed."""

import json
import socket
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph

from kg import write
from kg.errors import UsageError

BASES = ("https://example.org/kg/", "urn:kg:")
NASTY = (
    '"plain"',
    r'"a \"quote\" and a \\ backslash"',
    r'"two\nlines\r\nand\ta tab"',
    '"</script><!-- ]]> &amp; <b>"',
    '"עברית ـ 中文 𝔸 e\u0301"',
    '"a@b"@en-GB',
    '"63.10"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    '"7"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    '"007"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"9007199254740993"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>',
    '"1"^^<http://www.w3.org/2001/XMLSchema#boolean>',
    '"2023-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>',
    '"2023-02-30"^^<http://www.w3.org/2001/XMLSchema#date>',
    '"x"^^<https://example.org/own>',
    "<https://example.org/a?b=c&d=%20e#f>",
    "<urn:isbn:1>",
)
PREDICATES = ("title", "date", "score", "position", "hasCode", "link", "measure", "unknownTerm")


def with_rdflib(file: Path, form: str) -> set[str]:
    names = {"ttl": "turtle", "jsonld": "json-ld", "nq": "nquads", "rdf": "xml"}
    parser = names.get(form, form)
    graph: Graph
    if form == "ndjsonld":
        graph = Graph()
        for line in file.read_text(encoding="utf-8").split("\n")[:-1]:
            graph.parse(data=line, format="json-ld")
    elif form in ("nq", "trig"):
        dataset = Dataset()
        dataset.parse(file, format=parser)
        graph = Graph()
        for s, p, o, _ in dataset.quads():
            graph.add((s, p, o))
    else:
        graph = Graph().parse(file, format=parser)
    lines = graph.serialize(format="nt").splitlines()
    return {canonical(line) for line in lines if line}


def with_oxigraph(file: Path) -> set[str]:
    if file.suffix == ".ndjsonld":
        lines = file.read_text(encoding="utf-8").split("\n")[:-1]
        quads = [quad for line in lines for quad in ox.parse(line, format=ox.RdfFormat.JSON_LD)]
    else:
        quads = list(ox.parse(path=file))
    return {canonical(f"{quad.triple} .") for quad in quads}


def canonical(line: str) -> str:
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    return str(quad.triple)


def triples(file: Path) -> set[str]:
    return {canonical(line) for line in file.read_text(encoding="utf-8").splitlines() if line}


@pytest.fixture(autouse=True)
def closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a parser asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("form", write.FORMATS)
def test_the_examples_come_back_from_every_format(example_dump: Path, form: str) -> None:
    file = example_dump / f"graph.{write.FORMATS[form].extension}"
    expected = triples(example_dump / "graph.nt")
    assert len(expected) > 1000
    assert with_oxigraph(file) == expected
    assert with_rdflib(file, form) == expected


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("form", sorted(set(write.FORMATS) - {"rdf"}))
def test_nasty_values_come_back_from_every_format(tmp_path: Path, form: str, base: str) -> None:
    subjects = [
        f"{base}paper/x-1",
        f"{base}paper/x-1#author-1",
        f"{base}paper/x-1#author-10",
        f"{base}field/cs.CV",
        f"{base}a//b:c",
    ]
    lines = sorted(
        f"<{s}> <https://w3id.org/papergraph#{p}> {o} ." for s in subjects for p in PREDICATES for o in NASTY
    )
    nest = f"<{base}paper/x-1> <https://w3id.org/papergraph#authorship> <{base}paper/x-1#author-1> ."
    graph = tmp_path / "graph.nt"
    graph.write_text("\n".join(sorted([*lines, nest])) + "\n", encoding="utf-8")
    file = write.write(graph, form, base)
    assert with_oxigraph(file) == triples(graph)


def test_rdfxml_refuses_what_it_cannot_hold(tmp_path: Path) -> None:
    graph = tmp_path / "graph.nt"
    graph.write_text('<urn:s> <https://example.org/1> "x" .\n', encoding="utf-8")
    with pytest.raises(UsageError, match="is no XML name"):
        write.write(graph, "rdf", BASES[0])
    assert [file.name for file in tmp_path.iterdir()] == ["graph.nt"]


def test_unknown_format() -> None:
    with pytest.raises(UsageError, match="one of nt, ttl, jsonld, ndjsonld, nq, trig, rdf"):
        write.check_format("n3")


def test_a_person_can_read_a_paper_in_json(example_dump: Path) -> None:
    document = json.loads((example_dump / "graph.jsonld").read_text(encoding="utf-8"))
    paper = next(
        node
        for node in document["@graph"]
        if node["type"] == "Paper" and isinstance(node.get("authorship"), list)
    )
    positions = [authorship.get("position") for authorship in paper["authorship"]]
    assert positions[:2] == [1, 2]
    assert list(paper)[:3] == ["id", "type", "title"]
    assert paper["id"].startswith("paper/")
    assert all(authorship["nameAsPrinted"] for authorship in paper["authorship"])


def test_turtle_has_a_paper_before_its_helpers(example_dump: Path) -> None:
    subjects = [
        line
        for line in (example_dump / "graph.ttl").read_text(encoding="utf-8").splitlines()
        if line.startswith("<paper/")
    ]
    first = {}
    for place, subject in enumerate(subjects):
        first.setdefault(subject.partition("#")[0].rstrip(">"), (place, subject))
    assert all("#" not in subject for _, subject in first.values())
    assert len(subjects) == len(set(subjects))


@pytest.mark.parametrize("form", ["ttl", "trig"])
def test_aligned_vocabularies_have_prefixes(tmp_path: Path, form: str) -> None:
    graph = tmp_path / "graph.nt"
    lines = (
        '<https://example.org/kg/paper/a> <https://w3id.org/papergraph#title> "A" .',
        '<https://example.org/kg/paper/b> <https://schema.org/name> "B" .',
        '<https://example.org/kg/paper/c> <https://schema.org/name> "C" .',
    )
    graph.write_text("\n".join(lines) + "\n", encoding="utf-8")
    file = write.write(graph, form, BASES[0])
    text = file.read_text(encoding="utf-8")
    assert text.count("@prefix schema:") == 1
    assert 'schema:name "C"' in text
    assert with_oxigraph(file) == with_rdflib(file, form) == triples(graph)


def test_numbers_in_names_of_any_length_are_in_order() -> None:
    names = ["1²3 Sheep", "9" * 5000, "10", "9", "٣"]
    lines = sorted(f'<https://example.org/kg/dataset/x> <urn:x:name> "{name}" .\n' for name in names)
    text = "".join(write.FORMATS["ttl"].pieces(lines, "https://example.org/kg/"))
    assert text.index('"9"') < text.index('"10"') < text.index("9" * 5000)
