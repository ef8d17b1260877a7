"""A release into a store, so that who reads the graph sees the old release or the new one.

The graph is loaded and proven beside the target, then put in its place by one update. A graph that
is not there yet, in a store where one upload is one transaction, is uploaded to its place at once.
Only when the target itself is proven does the store's record say that it holds the release.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from kg.errors import StoreError, UsageError
from kg.stores import texts
from kg.stores.batches import batches
from kg.stores.dump import ChangeSet, Dump, Expected, Survey, pieces, survey
from kg.stores.kinds import Limits
from kg.stores.lock import locked
from kg.stores.proof import differences, prove, prove_changed
from kg.stores.session import UnansweredError
from kg.stores.staging import clear, or_undone, staged, sweep
from kg.stores.store import Store, ask, number, update, upload, upload_whole
from kg.stores.switch import Tell, look, switch

__all__ = ["Held", "check_graph", "held", "load", "load_changes"]

_PIECE = (4_000_000, 1_000_000)  # bytes and statements of a piece of one upload


class Held(Struct, frozen=True):
    """What a store's record says of a graph; `status` is set while a load goes on, or was broken off."""

    release: str | None = None
    digest: str | None = None
    status: str | None = None


def held(store: Store, graph: str) -> Held:
    """What the store holds in a graph, by its own record."""
    rows = ask(store, texts.record(graph))
    # Virtuoso may give half of a statement that another takes away at the moment.
    said = {row["p"].value: row["o"].value for row in rows if row["p"] and row["o"]}
    return Held(said.get(texts.VERSION), said.get(texts.DIGEST), said.get(texts.STATUS))


def check_graph(graph: str) -> None:
    """Raise `UsageError` for what is no graph to load into: no IRI, or where it is recorded who loads."""
    if texts.iri(graph) == f"<{texts.LOADS}>":
        raise UsageError("--graph", f"<{graph}> holds the records of kg load", "any other graph")


def load(store: Store, dump: Dump, tell: Tell, in_place: bool = False, take_over: bool = False) -> Expected:
    """Make a graph of the store hold the dump, and prove it.

    With `in_place` a graph that is not there yet is loaded where readers see it grow; for `take_over` see
    `kg.stores.lock`.

    Raises:
        UsageError: the graph is none that a dump can be loaded into.
        InputError: the dump cannot be read or is not what its manifest says.
        LockError: another load of the graph is at work.
        StoreError: the store failed, or does not hold what it should.
    """
    check_graph(dump.graph)
    if held(store, dump.graph) == Held(dump.release, dump.release_digest):
        expected = _read(dump)
        if not differences(store, dump.graph, expected):
            tell(f"<{dump.graph}> holds {dump.release} already")
            return expected
        tell(f"<{dump.graph}> should hold {dump.release}, but does not: loading it again")
    with locked(store, dump.graph, take_over):
        return _load(store, dump, tell, in_place)


def _load(store: Store, dump: Dump, tell: Tell, in_place: bool) -> Expected:
    there = number(store, texts.count(dump.graph))
    update(store, texts.mark(dump.graph, f"loading {dump.release}"))
    streamed = None if there or not store.kind.streams else _stream(store, dump, tell)
    if in_place and not there and not streamed:
        proven = _fill(store, dump, tell)
    else:
        proven = streamed or _stage_and_switch(store, dump, bool(there), tell)
    sweep(store, dump.graph)
    update(store, texts.settle(dump.graph, dump.release, dump.release_digest, proven.statements))
    return proven


def load_changes(store: Store, changes: ChangeSet, tell: Tell, take_over: bool = False) -> None:
    """Bring a graph from the release it holds to the next one, by the change set alone.

    Raises:
        UsageError: the graph is none that a dump can be loaded into.
        InputError: the change set cannot be read.
        LockError: another load of the graph is at work.
        StoreError: the store holds another release, failed, or does not hold what it should.
    """
    dump = changes.dump
    check_graph(dump.graph)
    if held(store, dump.graph) == Held(dump.release, dump.release_digest):
        tell(f"<{dump.graph}> holds {dump.release} already")
        return
    with locked(store, dump.graph, take_over):
        _load_changes(store, changes, tell)


def _load_changes(store: Store, changes: ChangeSet, tell: Tell) -> None:
    dump = changes.dump
    _refuse_other(store, changes, held(store, dump.graph))
    update(store, texts.mark(dump.graph, f"loading {dump.release}"))
    with staged(store, dump.graph, "removed", "added") as graphs:
        parts = zip((changes.removed, changes.added), graphs, strict=True)
        removed, added = (_stage(store, part, staging, tell) for part, staging in parts)
        _refuse_base(store, changes, removed, added)
        after = Expected(dump.statements or 0, dump.entities or {}, {})
        change = texts.apply_changes(dump.graph, *graphs)
        switch(store, change, partial(_proven, store, dump.graph, after), tell)
        prove_changed(store, dump.graph, after, added, removed)
    sweep(store, dump.graph)
    update(store, texts.settle(dump.graph, dump.release, dump.release_digest, after.statements))


def _refuse_other(store: Store, changes: ChangeSet, said: Held) -> None:
    """A change set fits on one release only."""
    wanted = Held(changes.previous, changes.previous_digest)
    if said == wanted:
        return
    broken = f" ({said.status})" if said.status else ""
    what = f"the graph <{changes.dump.graph}> holds {said.release or 'no release that is recorded'}{broken}"
    allowed = f"the change set belongs on {changes.previous}; load the whole release without --delta"
    raise StoreError(store.kind.query, what, allowed)


def _refuse_base(store: Store, changes: ChangeSet, removed: Expected, added: Expected) -> None:
    base = (changes.dump.statements or 0) - added.statements + removed.statements
    there = number(store, texts.count(changes.dump.graph))
    if there != base:
        what = f"the graph <{changes.dump.graph}> holds {there} statements; {changes.previous} has {base}"
        raise StoreError(store.kind.query, what, "load the whole release without --delta")


def _proven(store: Store, graph: str, expected: Expected) -> bool:
    return not differences(store, graph, expected)


def _read(dump: Dump) -> Expected:
    found = Survey()
    for batch in batches(pieces(dump), Limits(*_PIECE)):
        found.add(batch)
    return survey(dump, found)


def _stream(store: Store, dump: Dump, tell: Tell) -> Expected | None:
    """Upload the whole dump to its place in one transaction; take it back if it is not proven.

    None where the store does not take so much at once.
    """
    surveys: list[Survey] = []

    def passing() -> Iterator[bytes]:
        surveys.append(Survey())
        for batch in batches(pieces(dump), Limits(*_PIECE)):
            surveys[-1].add(batch)
            yield batch

    tell(f"uploading {dump.release} to <{dump.graph}>, which is not there yet, in one transaction")
    try:
        if not upload_whole(store, dump.graph, passing):
            tell("the store refuses so much at once")
            return None
        expected = survey(dump, surveys[-1])
    except UnansweredError as error:
        expected = _read(dump)
        look(store, error, partial(_proven, store, dump.graph, expected), tell)
    with or_undone(partial(clear, store, dump.graph)):
        prove(store, dump.graph, expected)
    return expected


def _fill(store: Store, dump: Dump, tell: Tell) -> Expected:
    """Upload the dump to its place, batch by batch."""
    tell("it is not there yet: readers will see it grow")
    with or_undone(partial(clear, store, dump.graph)):
        return _stage(store, dump, dump.graph, tell)


def _stage_and_switch(store: Store, dump: Dump, there: bool, tell: Tell) -> Expected:
    with staged(store, dump.graph, "staging") as (staging,):
        expected = _stage(store, dump, staging, tell)
        tell(f"the graph <{staging}> is proven; it takes the place of <{dump.graph}>")
        change = texts.replace_graph if there else texts.copy_graph
        done = partial(_proven, store, dump.graph, expected)
        switch(store, change(dump.graph, staging), done, tell)
        prove(store, dump.graph, expected)
    return expected


def _stage(store: Store, dump: Dump, staging: str, tell: Tell) -> Expected:
    """Upload a dump to a graph that is empty, and prove that it is there."""
    found = Survey()
    tell(f"uploading {dump.release} to <{staging}>")
    upload(store, staging, pieces(dump), found.add)
    expected = survey(dump, found)
    prove(store, staging, expected)
    return expected
