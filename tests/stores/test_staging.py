"""The graphs beside the target are those that are written down; others keep theirs, whatever its name."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from kg.errors import LockError, StoreError, UsageError
from kg.stores import Dump, Held, Store, held, load, loading, staging
from kg.stores.store import ask, number, update
from kg.stores.texts import LOADS, claim, claimants, count, disclaim, hold, iri, record, release
from tests.stores.dumps import dump


def quiet(text: str) -> None:
    """Progress is not looked at."""


@pytest.fixture
def target(tmp_path: Path) -> str:
    """A graph of this test alone, as the servers are shared."""
    return f"https://example.org/kg/{tmp_path.parent.name}-{tmp_path.name}"


def of(target: str, folder: Path, papers: int, version: str) -> Dump:
    return replace(dump(folder / version, papers, version), graph=target)


def foreign(store: Store, graph: str) -> None:
    update(store, f'INSERT DATA {{ GRAPH {iri(graph)} {{ <urn:s> <urn:p> "theirs" }} }}')


def recorded(store: Store, target: str) -> list[str]:
    """The graphs beside the target that the store's record has."""
    return staging.claimed(store, target)


def test_graphs_of_others_are_kept_whatever_their_names(real: Store, tmp_path: Path, target: str) -> None:
    old, new = of(target, tmp_path, 20, "old"), of(target, tmp_path, 30, "new")
    load(real, old, quiet)
    for name in ("-staging-2", "-staging-4"):
        foreign(real, target + name)
    loaded = replace(new, graph=f"{target}-staging")
    load(real, loaded, quiet)
    told: list[str] = []
    load(real, new, told.append)
    assert any(f"uploading release-new to <{target}-staging-3>" in text for text in told)
    sizes = [number(real, count(target + name)) for name in ("", "-staging", "-staging-2", "-staging-3")]
    assert sizes == [90, 90, 1, 0] and number(real, count(f"{target}-staging-4")) == 1
    assert held(real, loaded.graph) == Held(new.release, new.release_digest)
    assert recorded(real, target) == []


def test_what_a_killed_load_left_is_removed(real: Store, tmp_path: Path, target: str) -> None:
    """It is written down in the store, and is not used again, as the store may be at work on it."""
    load(real, of(target, tmp_path, 20, "old"), quiet)
    for name in ("-staging", "-staging-2", "-removed"):
        foreign(real, target + name)
    for name in ("-staging", "-removed", "-added"):
        update(real, claim(target, target + name))
    load(real, of(target, tmp_path, 30, "new"), quiet)
    left = [number(real, count(target + name)) for name in ("", "-staging", "-staging-2", "-removed")]
    assert left == [90, 0, 1, 0]
    assert recorded(real, target) == []


def test_a_load_that_was_killed_before_it_looked_owns_nothing(
    real: Store, tmp_path: Path, target: str
) -> None:
    """The graph that it wrote down became somebody's own in the same moment."""
    load(real, of(target, tmp_path, 20, "old"), quiet)
    load(real, of(f"{target}-staging", tmp_path, 10, "own"), quiet)
    update(real, claim(target, f"{target}-staging"))
    load(real, of(target, tmp_path, 30, "new"), quiet)
    assert number(real, count(f"{target}-staging")) == 30 and recorded(real, target) == []


def test_no_load_into_a_graph_that_another_load_uses(real: Store, tmp_path: Path, target: str) -> None:
    update(real, claim(target, f"{target}-staging"))
    message = f"<{target}-staging>: used by a load of <{target}>; wait until it ends; if it was killed, load"
    with pytest.raises(LockError, match=message):
        load(real, of(f"{target}-staging", tmp_path, 10, "own"), quiet)
    assert not ask(real, record(f"{target}-staging")), "its lock is let go"
    update(real, disclaim(target, f"{target}-staging"))
    load(real, of(f"{target}-staging", tmp_path, 10, "own"), quiet)


def test_who_comes_between_is_seen(
    real: Store, tmp_path: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another begins to load a graph of the free name after we looked, before we wrote."""
    load(real, of(target, tmp_path, 20, "old"), quiet)
    graph, told = f"{target}-staging", list[str]()

    def late(store: Store, text: str) -> None:
        if text == claim(target, graph):
            update(store, hold(graph, "{}"))
        update(store, text)

    monkeypatch.setattr(staging, "update", late)
    load(real, of(target, tmp_path, 30, "new"), told.append)
    assert any(f"to <{graph}-2>" in text for text in told)
    assert not ask(real, claimants(graph))
    update(real, release(graph, "{}"))


def test_a_load_that_fails_leaves_nothing(
    real: Store, tmp_path: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(real, of(target, tmp_path, 20, "old"), quiet)

    def fails(*_: object) -> None:
        assert number(real, count(f"{target}-staging")) == 90
        raise StoreError("here", "it failed")

    monkeypatch.setattr(loading, "switch", fails)
    with pytest.raises(StoreError, match="it failed"):
        load(real, of(target, tmp_path, 30, "new"), quiet)
    assert number(real, count(f"{target}-staging")) == 0 and recorded(real, target) == []
    assert number(real, count(target)) == 60


def test_the_graph_of_the_records_is_no_target(real: Store, tmp_path: Path) -> None:
    before = number(real, count(LOADS))
    with pytest.raises(UsageError, match=f"--graph: <{LOADS}> holds the records of kg load; any other graph"):
        load(real, of(LOADS, tmp_path, 3, "x"), quiet)
    assert number(real, count(LOADS)) == before
