# ruff: noqa: E501 - Turtle reads worse when its lines are cut
"""Reports: exact counts whatever is kept, the way back to the source, every format."""

import json
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner, Result
from rdflib.namespace import RDF, SH

from kg.cli import main
from kg.shacl import load_shapes, validate

KG = "https://w3id.org/papergraph#"
BASE = "https://example.org/kg/"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SHAPES = f"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <{KG}> .
kg:S a sh:NodeShape ; sh:targetClass kg:Paper ;
  sh:property [ sh:path kg:title ; sh:minCount 1 ; sh:message "A paper has a title."@en, "Ein Titel fehlt."@de ],
    [ sh:path kg:abstract ; sh:minCount 1 ; sh:severity sh:Warning ] .
"""


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """Thirty papers, ten of them without a title, with the evidence of where each was read."""
    graph, evidence = [f'<{BASE}source/0123456789abcdef> <{KG}fileName> "page.txt" .'], []
    for n in range(30):
        paper = f"{BASE}paper/x-{n:08x}"
        graph.append(f"<{paper}> {TYPE} <{KG}Paper> .")
        if n % 3:
            graph.append(f'<{paper}> <{KG}title> "Title {n}" .')
        record = f"<{paper}#record-0123456789abcdef-{n + 7}>"
        parts = {"describes": f"<{paper}>", "line": f'"{n + 7}"^^<http://www.w3.org/2001/XMLSchema#integer>',
                 "source": f"<{BASE}source/0123456789abcdef>"}  # fmt: skip
        evidence += [f"{record} <{KG}{name}> {value} <{BASE}evidence> ." for name, value in parts.items()]
    (tmp_path / "graph.nt").write_text("".join(f"{line}\n" for line in sorted(graph)))
    (tmp_path / "evidence.nq").write_text("".join(f"{line}\n" for line in sorted(evidence)))
    (tmp_path / "shapes.ttl").write_text(SHAPES)
    return tmp_path


def _run(dump: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["validate", str(dump), "--shapes", str(dump / "shapes.ttl"), *options])


def test_counts_are_exact_whatever_is_kept(dump: Path) -> None:
    for kept in (1, 20, 0):
        report = validate([dump / "graph.nt"], load_shapes([dump / "shapes.ttl"]), max_results=kept)
        assert sorted(report.counts.values()) == [10, 30]
        assert len(report.results) == {1: 2, 20: 30, 0: 40}[kept]
        assert list(report.focus_nodes.values()) == [30]


def test_text_leads_back_to_the_source(dump: Path) -> None:
    result = _run(dump, "--max-results", "2")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:6] == [
        "The graph does not conform: 40 results (51 triples, 30 focus nodes).",
        "",
        "kg:S / kg:title     Violation         10",
        f"    {BASE}paper/x-00000000 kg:title: A paper has a title.  [page.txt:7]",
        f"    {BASE}paper/x-00000003 kg:title: A paper has a title.  [page.txt:10]",
        "    … and 8 more",
    ]


def test_json_and_json_lines(dump: Path) -> None:
    whole = json.loads(_run(dump, "--report-format", "json").stdout)
    assert whole["conforms"] is False and whole["total"] == 40
    assert whole["counts"][0] == {"shape": "kg:S / kg:title", "severity": "Violation", "count": 10}
    lines = [
        json.loads(line)
        for line in _run(dump, "--report-format", "jsonl", "--max-results", "0").stdout.splitlines()
    ]
    assert len(lines) == 40 and whole["results"] == [line for line in lines if line in whole["results"]]
    assert lines[0] == {
        "focus_node": f"{BASE}paper/x-00000000", "path": "kg:title", "value": None, "component": "MinCountConstraintComponent",
        "severity": "Violation", "shape": "kg:S / kg:title", "message": "A paper has a title.",
        "record": f"{BASE}paper/x-00000000#record-0123456789abcdef-7", "source": "page.txt:7",
    }  # fmt: skip


def test_turtle_is_a_validation_report(dump: Path) -> None:
    graph = rdflib.Graph().parse(data=_run(dump, "--report-format", "ttl", "--max-results", "0").stdout)
    report = graph.value(None, RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms).toPython() is False  # type: ignore[union-attr]
    assert len(list(graph.objects(report, SH.result))) == 40
    assert len(list(graph.subjects(SH.resultMessage, rdflib.Literal("Ein Titel fehlt.", lang="de")))) == 10


def test_html_is_escaped(dump: Path) -> None:
    text = (dump / "graph.nt").read_text().replace("Title 1 ", "x").replace('"Title 1"', '"<script>"')
    (dump / "graph.nt").write_text(text)
    (dump / "shapes.ttl").write_text(
        SHAPES.replace("sh:minCount 1 ; sh:message", 'sh:pattern "^T" ; sh:message')
    )
    page = _run(dump, "--report-format", "html").stdout
    assert "&lt;script&gt;" in page and "<script>" not in page and page.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("form", ["text", "html"])
def test_what_steers_a_terminal_is_written_as_its_code(form: str, dump: Path) -> None:
    text = (
        (dump / "graph.nt")
        .read_text()
        .replace('"Title 1"', '"\x1b[2J\\u0000\u202eT\xa0\u200d\u05d0\U000e0001"')
    )
    (dump / "graph.nt").write_text(text)
    shapes = SHAPES.replace(
        "sh:minCount 1 ; sh:message", 'sh:pattern "^T" ; sh:message "no \\u009b"@en ; sh:message'
    )
    (dump / "shapes.ttl").write_text(
        shapes.replace(', "Ein', '@en-GB, "Ein').replace('."@en@en-GB', '."@en-GB')
    )
    shown = _run(dump, "--report-format", form).stdout
    assert "\\u001B[2J\\u0000\\u202ET\xa0\u200d\u05d0\\U000E0001" in shown and "no \\u009B" in shown
    assert not set(shown) & set("\x1b\0\u202e\x9b\U000e0001")


@pytest.mark.parametrize(("least", "status"), [("violation", 0), ("warning", 1), ("info", 1)])
def test_the_least_severity_that_fails(dump: Path, least: str, status: int) -> None:
    (dump / "shapes.ttl").write_text(SHAPES.replace("sh:path kg:title ; sh:minCount 1", "sh:path kg:title"))
    assert _run(dump, "--fail-on", least).exit_code == status


def test_the_same_bytes_every_time(dump: Path) -> None:
    assert len({_run(dump, "--report-format", "ttl").stdout for _ in range(3)}) == 1
