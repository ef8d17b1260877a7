"""What `kg load` refuses before it sends anything, and what it says then."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.stores.texts import LOADS
from tests.stores.dumps import GRAPH, dump
from tests.stores.liar import liar

NOWHERE = ("--store", "oxigraph", "--url", "http://127.0.0.1:9")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["load", *words])


@pytest.fixture
def plain(tmp_path: Path) -> str:
    dump(tmp_path / "out", 4, "one")
    return str(tmp_path / "out")


def test_kind_that_is_not_known(plain: str) -> None:
    result = run(plain, "--store", "blaze", "--url", "http://127.0.0.1:9")
    assert result.exit_code == 2
    assert (
        "no such kind of store; one of oxigraph, virtuoso, fuseki, graphdb, qlever, sparql" in result.stderr
    )


def test_directory_without_a_dump(tmp_path: Path) -> None:
    result = run(str(tmp_path), *NOWHERE)
    assert result.exit_code == 3
    assert f"{tmp_path}: no graph to load; a directory of kg publish, or of kg export" in result.stderr


def test_export_that_does_not_say_its_graph(plain: str) -> None:
    result = run(plain, *NOWHERE)
    assert result.exit_code == 2
    assert "--graph: " in result.stderr and "does not say which graph it is" in result.stderr


def test_export_names_its_graph_by_its_evidence(example_dump: Path) -> None:
    with liar() as server:
        words = (str(example_dump), "--store", "oxigraph", "--url", server.url)
        assert run(*words).exit_code == run(*words, "--evidence").exit_code == 0
        names = {graph.value for graph in server.store.named_graphs()}
    base = "https://example.org/kg/"
    assert names == {f"{base}graph", f"{base}evidence", "https://w3id.org/papergraph/loads"}


def test_delta_without_a_change_set(plain: str) -> None:
    result = run(plain, *NOWHERE, "--graph", GRAPH, "--delta")
    assert result.exit_code == 3
    assert "manifest.json" in result.stderr


def test_store_that_is_not_there(plain: str) -> None:
    result = run(plain, *NOWHERE, "--graph", GRAPH)
    assert result.exit_code == 5
    said = "nothing listens there; a SPARQL 1.1 store that answers is needed"
    assert result.stderr == f"kg: POST http://127.0.0.1:9/query: {said}\n"


def test_graph_that_is_no_iri_sends_nothing(plain: str) -> None:
    with liar() as server:
        result = run(
            plain, "--store", "oxigraph", "--url", server.url, "--graph", "https://e/> } ; DROP ALL #"
        )
        assert result.exit_code == 2 and "is not an IRI" in result.stderr
        assert server.seen == []


@pytest.mark.parametrize(
    ("graph", "said"),
    [
        ("", "'' is not an IRI; an absolute IRI without spaces"),
        (LOADS, f"<{LOADS}> holds the records of kg load; any other graph"),
    ],
)
@pytest.mark.parametrize("more", [(), ("--delta",)])
def test_graph_that_cannot_be_a_target_sends_nothing(
    example_dump: Path, graph: str, said: str, more: tuple[str, ...]
) -> None:
    with liar() as server:
        result = run(str(example_dump), "--store", "oxigraph", "--url", server.url, "--graph", graph, *more)
        assert (result.exit_code, result.stderr) == (2, f"kg: --graph: {said}\n")
        assert server.seen == []


def test_password_in_the_address_is_not_repeated(plain: str) -> None:
    result = run(plain, "--store", "sparql", "--url", "https://me:swordfish@example.org/", "--graph", GRAPH)
    assert result.exit_code == 2
    assert "credentials in the address" in result.stderr and "swordfish" not in result.output
