"""`kg query`, as people call it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.sparql import questions

GRAPH = """\
@prefix kg: <https://w3id.org/papergraph#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://example.org/kg/> .
<paper/a> a kg:Paper ; kg:title "On Tides" ; kg:author <person/b> ; kg:date "2023-04"^^xsd:gYearMonth .
<person/b> a kg:Person ; kg:name "Bo Lindqvarn" .
"""
ASKED = ["papers-of-person", "-p", "person=bo lindqvarn"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a dump in ./out."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "graph.ttl").write_text(GRAPH)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["query", *arguments])


def test_a_table_from_the_dump_in_out(here: Path) -> None:
    run = kg(*ASKED)
    assert run.exit_code == 0
    assert run.stdout == (
        "date     date_basis  title     position  paper\n"
        "-------  ----------  --------  --------  -------------------------------\n"
        "2023-04  given       On Tides            https://example.org/kg/paper/a\n"
    ).replace("-------------------------------", "-" * 30)


def test_every_format_says_the_same(here: Path) -> None:
    expected = ["2023-04", "given", "On Tides", "", "https://example.org/kg/paper/a"]
    assert list(csv.reader(io.StringIO(kg(*ASKED, "--format", "csv").stdout)))[1] == expected
    (row,) = json.loads(kg(*ASKED, "--format", "json").stdout)["results"]["bindings"]
    assert {name: term["value"] for name, term in row.items()} == {
        "date": "2023-04", "date_basis": "given", "title": "On Tides", "paper": "https://example.org/kg/paper/a"
    }  # fmt: skip


def test_a_construct_query_gives_turtle_with_its_own_prefixes(here: Path) -> None:
    Path("mine.rq").write_text(
        "PREFIX pg: <https://w3id.org/papergraph#>\nCONSTRUCT { ?p pg:title ?t } WHERE { ?p pg:title ?t }"
    )
    run = kg("mine.rq", "--data", "out/graph.ttl")
    assert run.exit_code == 0
    assert '<https://example.org/kg/paper/a> pg:title "On Tides" .' in run.stdout


def test_the_list_names_every_question_its_help_and_its_parameters(here: Path) -> None:
    run = kg("--list")
    assert run.exit_code == 0
    for question in questions():
        assert f"{question.name}\n    {question.help}\n" in run.stdout + "\n"
        assert all(f"    -p {p.name}=" in run.stdout and p.help in run.stdout for p in question.parameters)
    assert "-p better=metric|lower|higher  " in run.stdout


def test_no_rows_are_told_with_what_was_asked(here: Path) -> None:
    run = kg("papers-of-person")
    assert (run.exit_code, run.stderr) == (0, 'kg: no rows for person="Marisol Etxandi"\n')
    quoted = kg("co-authors", "-p", 'person="} SELECT * {?s ?p ?o} #')
    assert quoted.stderr == 'kg: no rows for person="\\"} SELECT * {?s ?p ?o} #"\n'


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["papers-of-persn"], 2, "papers-of-persn: no question of that name; did you mean papers-of-person?"),
        (["papers-of-person", "-p", "=x"], 2, "-p =x: no name; -p NAME=VALUE is allowed once"),
        (["papers-of-person", "-p", "persom=x"], 2, "no parameter persom; did you mean person? known are"),
        (["papers-of-person", "-p", "since=recent"], 2, 'since: "recent" is no year; a year of four digits'),
        (["papers-of-person", "-p", "person"], 2, "-p person: no value; -p NAME=VALUE is allowed"),
        (["papers-of-person", "-p", "person=a", "-p", "person=b"], 2, "-p person=b: given twice;"),
        (["papers-of-person", "--format", "ttl"], 2, "--format: ttl cannot hold rows; table, csv or json"),
        (["bad.rq"], 2, 'bad.rq:2:10: not SPARQL in "?s ?p }"'),
        (["update.rq"], 2, "update.rq: DELETE is an update; SELECT, CONSTRUCT, ASK and DESCRIBE are allowed"),
        ([], 2, "no question named; kg query --list shows those that there are"),
        (["gaps", "--data", "out", "--endpoint", "http://127.0.0.1:9/"], 2, "--endpoint: given together"),
        (["gaps", "--data", "nowhere"], 3, "nowhere: no such file or directory; a dump or"),
        (["gaps", "--data", "report.json"], 3, "report.json: no triple in it; a dump or an RDF file with"),
        (["co-author-network", "-p", "papers=0"], 2, 'papers: "0" is no count; a whole number from 1 on'),
        (["nowhere.rq"], 3, "nowhere.rq: No such file or directory"),
        (["gaps", "--endpoint", "http://127.0.0.1:9/", "--timeout", "0.2"], 5, "http://127.0.0.1:9/: "),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told_with_its_status(
    here: Path, arguments: list[str], status: int, message: str
) -> None:
    Path("report.json").write_text('{"records": {"read": 1}}')
    Path("bad.rq").write_text("SELECT * {\n  ?s ?p }")
    Path("update.rq").write_text("DELETE WHERE { ?s ?p ?o }")
    run = kg(*arguments)
    assert run.exit_code == status
    assert message in run.stderr
    assert run.stdout == ""


def test_data_without_an_ending_is_told_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("out").write_text(GRAPH)
    run = kg("gaps")
    assert run.exit_code == 3
    assert run.stderr.startswith(
        "kg: out: a file whose name does not end as one of RDF; a name that ends in nt"
    )


def test_without_data_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = kg("gaps")
    assert run.exit_code == 3
    assert "kg query: no data: there is no ./out here; give --data DIR|FILE or --endpoint URL" in run.stderr
