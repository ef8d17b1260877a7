"""Real servers: whole loads, change sets, what readers see meanwhile, and loads that are killed.

KG_TEST_KILLS=100 kills a hundred times in each test.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.errors import InputError, StoreError
from kg.stores import Dump, Held, Store, held, load
from kg.stores.store import ask, number, update
from kg.stores.texts import count, drop
from tests.stores import servers
from tests.stores.dumps import GRAPH, dump, lines
from tests.stores.servers import beside, opened

KILLS = int(os.environ.get("KG_TEST_KILLS", "6"))
VERSION = "https://w3id.org/papergraph#dateText"
ROOT = Path(__file__).parents[2]


def seen(store: Store) -> tuple[tuple[str, int], ...]:
    """What one query of a reader sees: the releases whose statements are in the graph, and how many."""
    rows = ask(store, f"SELECT ?v (COUNT(*) AS ?n) {{ GRAPH <{GRAPH}> {{ ?s <{VERSION}> ?v }} }} GROUP BY ?v")
    return tuple(sorted((row["v"].value, int(row["n"].value)) for row in rows if row["v"]))


@pytest.fixture
def empty(real: Store) -> Store:
    for graph in (GRAPH, f"{GRAPH}-staging"):
        update(real, drop(graph))
    return real


def test_first_load_then_others(empty: Store, tmp_path: Path) -> None:
    told: list[str] = []
    for papers, version in ((40, "one"), (60, "two"), (20, "three")):
        release = dump(tmp_path / version, papers, version)
        assert load(empty, release, told.append).statements == 3 * papers
        assert seen(empty) == ((version, papers),)
        assert held(empty, GRAPH) == Held(release.release, release.release_digest)
        assert number(empty, count(f"{GRAPH}-staging")) == 0
    load(empty, release, told.append)
    assert told[-1] == f"<{GRAPH}> holds release-three already"


@pytest.mark.parametrize("server", ["oxigraph", "virtuoso"], indirect=True)
def test_the_whole_example_comes_back(empty: Store, example_dump: Path) -> None:
    """Every class of the ontology, dates of every precision, numbers and truth values, proven by sample."""
    text = (example_dump / "graph.nt").read_bytes()
    plain = Dump(graph=GRAPH, release="x", release_digest="y", files=(example_dump / "graph.nt",))
    expected = load(empty, plain, lambda text: None)
    assert expected.statements == text.count(b"\n") == number(empty, count(GRAPH))
    assert len(expected.sample) == 25


def test_a_statement_that_the_store_cannot_read_is_named(empty: Store, tmp_path: Path) -> None:
    load(empty, dump(tmp_path / "old", 10, "old"), lambda text: None)
    bad = lines(300, "bad").replace(
        b'p-000123> <https://w3id.org/papergraph#dateText> "bad"', b'p-000123> "x" "y"'
    )
    (tmp_path / "graph.nt").write_bytes(bad)
    broken = Dump(graph=GRAPH, release="bad", release_digest="z", files=(tmp_path / "graph.nt",))
    with pytest.raises(StoreError, match=r"HTTP status (400|500): .* \(sending <.*/p-000123>\)"):
        load(empty, broken, lambda text: None)
    assert seen(empty) == (("old", 10),)


def test_damaged_dump_never_reaches_readers(empty: Store, tmp_path: Path) -> None:
    load(empty, dump(tmp_path / "old", 10, "old"), lambda text: None)
    new = dump(tmp_path / "new", 30, "new")
    (tmp_path / "new" / "graph.nt").write_bytes(lines(29, "new"))
    with pytest.raises(InputError, match="kg verify says which file is damaged"):
        load(empty, new, lambda text: None)
    assert seen(empty) == (("old", 10),) and number(empty, count(f"{GRAPH}-staging")) == 0


def test_damaged_first_dump_never_reaches_readers(empty: Store, tmp_path: Path) -> None:
    new = dump(tmp_path / "new", 30, "new")
    (tmp_path / "new" / "graph.nt").write_bytes(lines(29, "new"))
    with pytest.raises(InputError, match="kg verify says which file is damaged"):
        load(empty, new, lambda text: None)
    assert seen(empty) == () and number(empty, count(f"{GRAPH}-staging")) == 0


def test_wrong_password(virtuoso: servers.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dump(tmp_path, 3, "x")
    monkeypatch.setenv("KG_STORE_USER", servers.USER)
    monkeypatch.setenv("KG_STORE_PASSWORD", "wrong-horse-1")
    result = run_load(tmp_path, virtuoso, "--graph", GRAPH)
    assert result.exit_code == 5
    assert "does not let us in" in result.stderr and "wrong-horse" not in result.stderr


def run_load(folder: Path, server: servers.Server, *options: str) -> Result:
    return CliRunner().invoke(
        main, ["load", str(folder), "--store", server.kind, "--url", server.url, *options]
    )


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_USER", servers.USER)
    monkeypatch.setenv("KG_STORE_PASSWORD", servers.PASSWORD)


def published(root: Path, records: list[dict[str, object]]) -> Path:
    source = root.parent / "records.jsonl"
    source.write_text("".join(json.dumps(record) + "\n" for record in records))
    result = CliRunner().invoke(main, ["publish", str(source), "--root", str(root), "--max-shrink", "100"])
    assert result.exit_code == 0, result.stderr
    return (root / "latest").resolve()


@pytest.mark.usefixtures("signed_in")
def test_releases_and_change_sets(server: servers.Server, tmp_path: Path) -> None:
    """Whole, then by change sets; a change set on another release is refused; evidence beside the graph."""
    papers: list[dict[str, object]] = [
        {
            "title": f"On the Matter of {word}",
            "authors": [{"name": "Ada Berg"}],
            "datasets": [],
            "methods": [],
        }
        for word in ("Air", "Bread", "Clay", "Dust")
    ]
    one = published(tmp_path / "root", papers)
    two = published(tmp_path / "root", [*papers[1:], {**papers[0], "title": "On the Matter of Embers"}])
    three = published(tmp_path / "root", papers[1:])
    store = opened(server.kind, server.url)
    graph = f"https://example.org/kg/{tmp_path.name}"
    assert run_load(one, server, "--graph", graph).exit_code == 0
    refused = run_load(three, server, "--graph", graph, "--delta")
    assert refused.exit_code == 5
    assert f"holds {one.name}; the change set belongs on {two.name}" in refused.stderr
    for release in (two, three):
        result = run_load(release, server, "--graph", graph, "--delta")
        assert result.exit_code == 0, result.stderr
        manifest = json.loads((release / "manifest.json").read_text())
        assert held(store, graph) == Held(release.name, manifest["digest"])
    whole, evidence = f"{graph}-whole", f"{graph}-evidence"
    assert run_load(three, server, "--graph", whole).exit_code == 0
    difference = f"GRAPH <{graph}> {{ ?s ?p ?o }} FILTER NOT EXISTS {{ GRAPH <{whole}> {{ ?s ?p ?o }} }}"
    assert number(store, f"SELECT (COUNT(*) AS ?n) {{ {difference} }}") == 0
    assert number(store, count(graph)) == number(store, count(whole))
    assert run_load(three, server, "--graph", evidence, "--evidence").exit_code == 0
    assert number(store, count(evidence)) > 0


@contextmanager
def watched(server: servers.Server) -> Iterator[list[tuple[tuple[str, int], ...]]]:
    """Every answer that a reader gets while the block runs."""
    answers: list[tuple[tuple[str, int], ...]] = []
    over = threading.Event()
    store = opened(server.kind, server.url)

    def read() -> None:
        while not over.is_set():
            answers.append(seen(store))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield answers
    finally:
        over.set()
        reader.join()


@pytest.mark.parametrize("name", ["oxigraph", "virtuoso"])
@pytest.mark.usefixtures("signed_in")
def test_killed_load(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Killed at random moments, readers see the old or the new graph, whole; the next load succeeds.

    Virtuoso has no snapshots: a query that runs while it commits may see some of both, or neither, and it
    goes on with a switch whose client was killed. So there only what is left in the end counts.
    """
    server: servers.Server = request.getfixturevalue(name)
    store, chance = opened(server.kind, server.url), random.Random(7)
    sizes = {"old": 3_000, "new": 4_000}
    whole = {((version, size),) for version, size in sizes.items()}
    for version, size in sizes.items():
        dump(tmp_path / version, size, version)
    update(store, drop(GRAPH))
    assert run_load(tmp_path / "old", server, "--graph", GRAPH).exit_code == 0
    for number_of_kill in range(KILLS):
        version = ("new", "old")[number_of_kill % 2]
        with watched(server) as answers:
            start_and_kill(tmp_path / version, server, chance.uniform(0.2, 2.5))
        assert (left(store, whole) if name == "virtuoso" else seen(store)) in whole
        assert name == "virtuoso" or set(answers) <= whole
    for version in ("old", "new"):
        result = run_load(tmp_path / version, server, "--graph", GRAPH)
        assert result.exit_code == 0, result.stderr
        assert seen(store) == ((version, sizes[version]),)
    assert beside(store, GRAPH) == []


def left(store: Store, whole: set[tuple[tuple[str, int], ...]]) -> tuple[tuple[str, int], ...]:
    """What the graph holds once a server has ended what a killed client began, if half a minute is enough."""
    end = time.monotonic() + 30
    while (found := seen(store)) not in whole and time.monotonic() < end:
        time.sleep(0.2)
    return found


def start_and_kill(folder: Path, server: servers.Server, seconds: float) -> None:
    words = ["load", str(folder), "--store", server.kind, "--url", server.url, "--graph", GRAPH]
    process = subprocess.Popen([sys.executable, "-m", "kg", *words], cwd=ROOT, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.mark.usefixtures("signed_in")
def test_readers_of_a_virtuoso_that_stands_still(virtuoso: servers.Server, tmp_path: Path) -> None:
    """Where others wait, none sees some of both, however large the change is."""
    sizes = {"old": 12_000, "new": 15_000}
    update(opened("virtuoso", virtuoso.url), drop(GRAPH))
    whole = {((version, size),) for version, size in sizes.items()}
    for version, allowed in (("old", {(), *whole}), ("new", whole), ("old", whole)):
        dump(tmp_path / version, sizes[version], version)
        with watched(virtuoso) as answers:
            result = run_load(tmp_path / version, virtuoso, "--graph", GRAPH, "--still")
        assert result.exit_code == 0, result.stderr
        assert len(set(answers)) == 2 and set(answers) <= allowed


@pytest.mark.parametrize("name", ["oxigraph", "virtuoso"])
@pytest.mark.usefixtures("signed_in")
def test_first_load_that_is_killed_shows_nothing_or_all(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Uploaded in one transaction, or copied from the staging graph in one."""
    server: servers.Server = request.getfixturevalue(name)
    dump(tmp_path, 6_000, "new")
    store, chance = opened(server.kind, server.url), random.Random(11)
    whole = {(), (("new", 6_000),)}
    for _ in range(KILLS):
        update(store, drop(GRAPH))
        with watched(server) as answers:
            start_and_kill(tmp_path, server, chance.uniform(0.2, 1.6))
        assert (left(store, whole) if name == "virtuoso" else seen(store)) in whole
        assert name == "virtuoso" or set(answers) <= whole
