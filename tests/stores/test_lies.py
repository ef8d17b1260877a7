"""Each lie of a store is noticed, named, and never shown to readers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from kg.errors import StoreError
from kg.stores import (
    ChangeSet,
    Credentials,
    Dump,
    Held,
    Session,
    Store,
    Times,
    connect,
    endpoints,
    held,
    load,
    load_changes,
)
from kg.stores import loading as loading_module
from kg.stores.store import number, update
from kg.stores.texts import count, drop
from tests.stores.dumps import GRAPH, dump
from tests.stores.liar import LIMIT, Liar, liar

OLD, NEW = 30, 50
QUICK = Times(connect=2, read=2, total=3)


def kept_quiet(text: str) -> None:
    """Progress is not looked at."""


def of(server: Liar, kind: str = "fuseki", times: Times = QUICK) -> Store:
    addresses = endpoints(kind, server.url, f"{server.url}/update", f"{server.url}/store")
    return connect(replace(addresses, query=f"{server.url}/query"), Session(Credentials(), times))


@pytest.fixture
def old(tmp_path: Path) -> Dump:
    return dump(tmp_path / "old", OLD, "old")


@pytest.fixture
def new(tmp_path: Path) -> Dump:
    return dump(tmp_path / "new", NEW, "new")


def versions(server: Liar) -> set[tuple[str, int]]:
    """What readers of the target graph see: the releases whose statements are there, and how many."""
    stated = f"{{ GRAPH <{GRAPH}> {{ ?s <https://w3id.org/papergraph#dateText> ?v }} }}"
    text = f"SELECT ?v (COUNT(*) AS ?n) {stated} GROUP BY ?v"
    return {(row["v"].value, int(row["n"].value)) for row in server.store.query(text)}


LIES = {
    "stores half, 200": r"75 statements instead of 150, 25 of the class <.*Paper> instead of 50",
    "switches nothing, 200": r"90 statements instead of 150",
    "504, not done": r"HTTP status 504: Gateway Time-out, and the work was not done; load again",
    "504 to questions": r"HTTP status 504",
    "cuts the body": r"the answer is cut off: \d+ bytes came and \d+ more were announced",
    "cuts the body, without a length": r"the answer of \d+ bytes is not whole",
    "drips": r"no whole answer within 3 s",
    "redirects": r"redirects to elsewhere\.example\.org; nothing was sent there",
    "closes at once": r"(closed connection without response|reset by peer)",
}


@pytest.mark.parametrize("kind", ["fuseki", "virtuoso"])
@pytest.mark.parametrize("lie", LIES)
def test_lie_is_named_and_readers_keep_the_old_graph(lie: str, kind: str, old: Dump, new: Dump) -> None:
    with liar() as server:
        load(of(server, kind), old, kept_quiet)
        server.lie, server.elsewhere = lie, "http://elsewhere.example.org"
        with pytest.raises(StoreError, match=LIES[lie]):
            load(of(server, kind), new, kept_quiet)
        assert versions(server) == {("old", OLD)}
        server.lie = ""
        load(of(server, kind), new, kept_quiet)
        assert versions(server) == {("new", NEW)}
        assert held(of(server), GRAPH) == Held(new.release, new.release_digest)


@pytest.mark.parametrize("kind", ["fuseki", "virtuoso"])
@pytest.mark.parametrize("lie", ["504, done", "504 after each upload"])
def test_gateway_timeout_is_followed_by_looking(lie: str, kind: str, old: Dump, new: Dump) -> None:
    with liar() as server:
        load(of(server, kind), old, kept_quiet)
        server.lie = lie
        before = len(server.seen)
        load(of(server, kind), new, kept_quiet)
        assert versions(server) == {("new", NEW)}
        sent = [path for _, path, _ in server.seen[before:] if path.startswith("/store")]
        assert len(sent) == 1, "what was done is not sent again"


def test_a_question_that_is_answered_twice_is_asked_again() -> None:
    with liar("begins anew, once") as server:
        assert number(of(server, "virtuoso"), "SELECT (1 + 1 AS ?n) {}") == 2
        assert [path for _, path, _ in server.seen] == ["/query"] * 2


def test_update_that_was_undone_is_sent_again() -> None:
    with liar("a deadlock, once") as server:
        update(of(server, "virtuoso"), drop(GRAPH))
        assert [path for _, path, _ in server.seen] == ["/update"] * 2
        server.lie = "a deadlock, once"
        with pytest.raises(StoreError, match="40001"):
            update(of(server), drop(GRAPH))


def test_question_that_could_not_be_let_in_is_asked_again() -> None:
    """Virtuoso answers 401 where a checkpoint kept it from looking up who asks."""
    with liar("looks up nobody, once") as server:
        assert number(of(server, "virtuoso"), count(GRAPH)) == 0
        server.lie = "looks up nobody, once"
        with pytest.raises(StoreError, match="does not let us in"):
            number(of(server), count(GRAPH))


def test_refused_batches_are_halved_between_subjects(new: Dump) -> None:
    with liar("refuses more") as server:
        store = of(server)
        load(store, new, kept_quiet)
        assert versions(server) == {("new", NEW)}
        assert store.limits.statements <= LIMIT


def test_one_upload_that_is_too_large_becomes_batches(new: Dump) -> None:
    with liar("refuses more") as server:
        said: list[str] = []
        load(of(server, "oxigraph"), new, said.append)
        assert versions(server) == {("new", NEW)}
        assert "the store refuses so much at once" in said


def test_first_upload_that_was_kept_by_half_is_taken_back(new: Dump) -> None:
    with liar("stores half, 200") as server:
        with pytest.raises(StoreError, match="instead of 150"):
            load(of(server, "oxigraph"), new, kept_quiet)
        assert versions(server) == set()
        assert held(of(server), GRAPH).release is None


def test_in_place_load_that_was_kept_by_half_is_taken_back(old: Dump, new: Dump) -> None:
    with liar("stores half, 200") as server:
        with pytest.raises(StoreError, match="instead of 150"):
            load(of(server), new, kept_quiet, in_place=True)
        assert versions(server) == set()
        server.lie = ""
        load(of(server), new, kept_quiet, in_place=True)
        assert versions(server) == {("new", NEW)}
        assert not any("staging" in path for _, path, _ in server.seen)
        load(of(server), old, kept_quiet, in_place=True)
        assert versions(server) == {("old", OLD)}
        assert any("staging" in path for _, path, _ in server.seen), "a graph that is there is staged"


def test_no_server_is_named(new: Dump) -> None:
    with liar() as server:
        store = of(server)
    with pytest.raises(StoreError, match=re.escape(f"{server.url}/query: nothing listens there")):
        load(store, new, kept_quiet)


def test_store_that_says_it_holds_the_release_is_looked_at(new: Dump) -> None:
    with liar() as server:
        load(of(server), new, kept_quiet)
        server.store.update(
            f"DELETE WHERE {{ GRAPH <{GRAPH}> {{ <https://example.org/kg/paper/p-000007> ?p ?o }} }}"
        )
        load(of(server), new, kept_quiet)
        assert versions(server) == {("new", NEW)}


def test_changed_statement_of_the_same_count_is_found(new: Dump) -> None:
    """Counts alone would pass: the sample does not."""
    from kg.stores.proof import differences

    with liar() as server:
        load(of(server), new, kept_quiet)
        expected = loading_module._read(new)
        subject = next(iter(expected.sample)).decode()
        change = f"GRAPH <{GRAPH}> {{ {subject} <https://w3id.org/papergraph#dateText> "
        server.store.update(f'DELETE DATA {{ {change} "new" }} }}; INSERT DATA {{ {change} "now" }} }}')
        assert differences(of(server), GRAPH, expected) == [f"{subject} lacks 1 statements and has 1 others"]


def changes(old: Dump, new: Dump, folder: Path) -> ChangeSet:
    """What differs between two dumps."""
    before, after = (set(each.files[0].read_bytes().splitlines(keepends=True)) for each in (old, new))
    parts = {}
    for name, lines in (("removed", before - after), ("added", after - before)):
        (folder / name).write_bytes(b"".join(sorted(lines)))
        parts[name] = Dump(graph=GRAPH, release=name, release_digest="", files=(folder / name,))
    return ChangeSet(dump=new, previous=old.release, previous_digest=old.release_digest, **parts)


def test_change_set_that_was_kept_by_half_is_not_applied(old: Dump, new: Dump, tmp_path: Path) -> None:
    with liar() as server:
        load(of(server), old, kept_quiet)
        server.lie = "stores half, 200"
        with pytest.raises(StoreError, match="15 statements instead of 30"):
            load_changes(of(server), changes(old, new, tmp_path), kept_quiet)
        assert versions(server) == {("old", OLD)}
        server.lie = ""
        with pytest.raises(StoreError, match=r"holds release-old \(loading release-new\)"):
            load_changes(of(server), changes(old, new, tmp_path), kept_quiet)
        load(of(server), old, kept_quiet)
        load_changes(of(server), changes(old, new, tmp_path), kept_quiet)
        assert held(of(server), GRAPH) == Held(new.release, new.release_digest)
        assert versions(server) == {("new", NEW)}


def test_change_set_on_a_graph_that_others_changed_is_refused(old: Dump, new: Dump, tmp_path: Path) -> None:
    with liar() as server:
        load(of(server), old, kept_quiet)
        server.store.update(f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <https://x.org/s> a <https://x.org/C> }} }}")
        with pytest.raises(StoreError, match="holds 91 statements; release-old has 90"):
            load_changes(of(server), changes(old, new, tmp_path), kept_quiet)


def test_credentials_are_not_sent_on_a_redirect(new: Dump) -> None:
    with liar("wants Basic") as first, liar() as second:
        first.elsewhere = second.url
        who = Credentials(user="reader", password="hush-hush-9")
        store = connect(
            endpoints("fuseki", first.url, f"{first.url}/update", f"{first.url}/store"), Session(who, QUICK)
        )
        load(store, new, kept_quiet)
        assert "Authorization" in first.seen[-1][2]
        first.lie = "redirects"
        with pytest.raises(StoreError) as refusal:
            load(store, new, kept_quiet)
        assert not second.seen
        assert "hush" not in str(refusal.value)
