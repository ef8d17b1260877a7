"""Which graphs of an endpoint a query is asked of: real servers, filled as people fill them."""

from __future__ import annotations

import csv
import io
import re
import shlex
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.cli.dataset import chosen
from kg.sparql import Endpoint
from kg.stores.texts import LOADS
from tests.conftest import ROOT
from tests.queries.cases import Case, cases, on_oxigraph
from tests.sparql.test_endpoint import evaluated, send, serving
from tests.stores import servers

GRAPH, EVIDENCE = "https://example.org/kg/graph", "https://example.org/kg/evidence"
OTHER = "https://example.org/other"
OF_PERSON = ("papers-of-person", "--format", "csv")


class Filled(NamedTuple):
    """A server that `kg load` filled with the examples, and its endpoint for everybody."""

    server: servers.Server
    endpoint: str


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def load(server: servers.Server, *arguments: object) -> None:
    secrets = {"KG_STORE_USER": servers.USER, "KG_STORE_PASSWORD": servers.PASSWORD}
    words = ["load", *map(str, arguments), "--store", server.kind, "--url", server.url]
    run = CliRunner().invoke(main, words, env=secrets if server.kind == "virtuoso" else {})
    assert run.exit_code == 0, run.output


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, example_dump: Path
) -> Iterator[Filled]:
    start = {"oxigraph": servers.oxigraph, "virtuoso": servers.virtuoso}[request.param]
    with start(tmp_path_factory.mktemp(request.param)) as server:
        load(server, example_dump)
        load(server, example_dump, "--evidence")
        yield Filled(server, server.url + {"oxigraph": "/query", "virtuoso": "/sparql"}[request.param])


def rows(run: Result) -> list[list[str]]:
    """The rows in one order, as engines differ in it."""
    assert run.exit_code == 0, run.output
    return sorted(csv.reader(io.StringIO(run.stdout)))


def test_what_kg_load_filled_answers_as_the_dump_does(filled: Filled, example_dump: Path) -> None:
    for question in ("papers-of-person", "comparisons", "where-from", "missing-papers"):
        expected = kg("query", question, "--data", example_dump, "--format", "csv")
        found = kg("query", question, "--endpoint", filled.endpoint, "--format", "csv")
        assert found.stderr == "" and len(rows(found)) > 1
        assert rows(found) == rows(expected), question
        named = kg("query", question, "--endpoint", filled.endpoint, "--graph", GRAPH, "--format", "csv")
        assert rows(named) == rows(expected), question


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.file.parent.name}[{case.file.stem}]")
def test_every_question_is_answered_as_on_the_dump(filled: Filled, case: Case) -> None:
    """Engines differ in the order of equal and of odd letters, and in the spelling of numbers and truth."""
    place = chosen(Endpoint(filled.endpoint), (), case.question.text)
    assert alike(on_oxigraph(case.question, place)) == alike(case.expected)


def alike(answer: str) -> list[str]:
    """The lines of an answer, in one order and spelling."""
    if "list_is_complete" in answer or "flagged" in answer:
        answer = re.sub(r",1,(?=h|,h)", ",true,", re.sub(r",0,(?=h|,h)", ",false,", answer))
    return sorted(re.sub(r"(\d)\.0 ;", r"\1 ;", answer).splitlines())


def test_nothing_found_is_told_with_its_graph(filled: Filled) -> None:
    asked = ("query", *OF_PERSON, "-p", "person=Nobody", "--endpoint", filled.endpoint)
    assert kg(*asked).stderr == f'kg: no rows for person="Nobody" in <{GRAPH}>\n'
    nowhere = kg(*asked, "--graph", "https://example.org/nowhere")
    assert nowhere.stderr == (
        'kg: no rows for person="Nobody" in <https://example.org/nowhere>: '
        "nothing is there, or the endpoint ignores which graph it is asked\n"
    )


def test_a_query_of_ones_own_names_its_graphs(filled: Filled, tmp_path: Path) -> None:
    own = {
        "from": f"SELECT (COUNT(*) AS ?n) FROM <{EVIDENCE}> {{ ?s a <https://w3id.org/papergraph#Record> }}",
        "graph": "PREFIX kg: <https://w3id.org/papergraph#> PREFIX e: <https://example.org/kg/>\n"
        "SELECT (COUNT(*) AS ?n) { ?p a kg:Paper GRAPH e:evidence { ?r kg:describes ?p } }",
        "loads": f"SELECT (COUNT(DISTINCT ?g) AS ?n) {{ GRAPH <{LOADS}> {{ ?g ?p ?o }} }}",
    }
    for name, text in own.items():
        (tmp_path / f"{name}.rq").write_text(text)
    found = {
        name: kg("query", tmp_path / f"{name}.rq", "--endpoint", filled.endpoint, "--format", "csv")
        for name in own
    }
    assert {name: run.stdout.split()[1].strip('"') for name, run in found.items()} == {
        "from": "39", "graph": "39", "loads": "2"
    }  # fmt: skip
    both = kg("query", tmp_path / "from.rq", "--endpoint", filled.endpoint, "--graph", GRAPH)
    assert (both.exit_code, both.stderr) == (
        2,
        "kg: --graph: the query says FROM; one of them is allowed\n",
    )


def test_of_several_graphs_one_must_be_named(tmp_path: Path, example_dump: Path) -> None:
    with servers.oxigraph(tmp_path / "db") as server:
        for graph in (GRAPH, OTHER):
            load(server, example_dump, "--graph", graph)
        asked = ("query", *OF_PERSON, "--endpoint", f"{server.url}/query")
        run = kg(*asked)
        assert (run.exit_code, run.stdout) == (2, "")
        assert run.stderr == (
            f"kg: kg query: this store holds several graphs: <{GRAPH}>, <{OTHER}>; name one: --graph IRI\n"
        )
        one, both = kg(*asked, "--graph", OTHER), kg(*asked, "--graph", OTHER, "--graph", GRAPH)
        assert rows(one) == rows(both) and len(rows(one)) > 10


def test_a_store_that_others_filled_answers_from_its_default_graph(
    tmp_path: Path, example_dump: Path
) -> None:
    with servers.oxigraph(tmp_path / "db") as server:
        asked = ("query", "where-from", "--format", "csv", "--endpoint", f"{server.url}/query")
        empty = kg(*asked)
        assert empty.stderr.endswith(
            "; the default graph of this endpoint is empty: --graph IRI names another\n"
        )
        put(f"{server.url}/store?default", example_dump / "graph.nt", "application/n-triples")
        lacking = kg(*asked)
        assert lacking.stderr.endswith("; no evidence is there: kg load --evidence brings it\n")
        put(f"{server.url}/store", example_dump / "evidence.nq", "application/n-quads")
        assert rows(kg(*asked)) == rows(kg("query", "where-from", "--format", "csv", "--data", example_dump))


@pytest.mark.parametrize("page", ["load", "query"])
def test_the_pages_load_and_ask_as_they_say(
    page: str, tmp_path: Path, example_dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "docs" / "how-to" / f"{page}.md").read_text(encoding="utf-8")
    commands = re.findall(r"^kg (.* http://127\.0\.0\.1:7878\S*.*)$", text, re.MULTILINE)
    assert {command.split()[0] for command in commands} == {"load", "query"}
    (tmp_path / "R").mkdir()
    (tmp_path / "R" / "latest").symlink_to(example_dump)
    monkeypatch.chdir(tmp_path)
    with servers.oxigraph(tmp_path / "db") as server:
        for command in commands:
            run = kg(*shlex.split(command.replace("http://127.0.0.1:7878", server.url)))
            assert run.exit_code == 0 and "no rows" not in run.stderr, command + run.output


def put(url: str, file: Path, kind: str) -> None:
    request = urllib.request.Request(url, file.read_bytes(), {"Content-Type": kind}, method="POST")
    urllib.request.urlopen(request).close()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--graph", GRAPH], "--graph: given without --endpoint; a graph of an endpoint can be named"),
        (
            ["--graph", "a b", "--endpoint", "http://127.0.0.1:9/"],
            "--graph: 'a b' is not an IRI; an",
        ),
    ],
)
def test_a_graph_that_cannot_be_asked(arguments: list[str], message: str) -> None:
    run = kg("query", "gaps", *arguments)
    assert run.exit_code == 2 and run.stderr.startswith(f"kg: {message}")


def test_a_dump_without_evidence_says_so(tmp_path: Path, example_dump: Path) -> None:
    (tmp_path / "graph.nt").write_bytes((example_dump / "graph.nt").read_bytes())
    for form in ("table", "csv", "json"):
        run = kg("query", "where-from", "--data", tmp_path, "--format", form)
        assert run.stderr == 'kg: no rows for words="TideFormer"; no evidence is there\n'
    file = kg("query", "where-from", "--data", tmp_path / "graph.nt")
    assert file.stderr.endswith("; no evidence is there: a directory of kg export or kg publish has it\n")
    nothing = kg("query", "influence", "-p", "thing=Nobody's", "--data", tmp_path)
    assert nothing.stderr == 'kg: no triples for thing="Nobody\'s"\n'


def test_an_endpoint_without_named_graphs_is_asked_as_it_is() -> None:
    def triples_only(handler: BaseHTTPRequestHandler, text: str) -> None:
        if "GRAPH" in text:
            send(handler, b"named graphs are not supported", "text/plain", 400)
        else:
            evaluated(handler, text)

    with serving(triples_only) as url:
        assert kg("query", "gaps", "--endpoint", url, "-p", "kind=abstract").exit_code == 0
    with serving(lambda handler, _: send(handler, b"out of memory", "text/plain", 500)) as url:
        run = kg("query", "gaps", "--endpoint", url)
    assert run.exit_code == 5 and "out of memory" in run.stderr
