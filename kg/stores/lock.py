"""One load at a time of a graph: the store itself says who is at work.

Who wants to load writes that down, then looks: whoever sees somebody else withdraws. Of two who write
at once at least one sees the other, so never two go on; it may be that neither does.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from kg.errors import LockError, StoreError
from kg.holder import Holder, read_holder
from kg.stores import texts
from kg.stores.store import Store, ask, update

__all__ = ["locked"]


@contextmanager
def locked(store: Store, graph: str, take_over: bool = False) -> Iterator[None]:
    """Hold the graph in the block. What a load that died on this host left is taken over.

    With `take_over` so is that of another host, since nothing here tells whether it is alive.

    Raises:
        LockError: another load of the graph is at work.
        StoreError: the store failed.
    """
    start = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    mine = Holder.this_process(start).encode().decode()
    for said in _holders(store, graph):
        _refuse(graph, said, take_over)
        update(store, texts.release(graph, said))
    update(store, texts.hold(graph, mine))
    try:
        for said in _holders(store, graph):
            if said != mine:
                _refuse(graph, said)
        _refuse_staging(store, graph)
        yield
    finally:
        with suppress(StoreError):
            update(store, texts.release(graph, mine))


def _holders(store: Store, graph: str) -> list[str]:
    rows = ask(store, texts.record(graph))
    said = [row["o"] for row in rows if row["p"] and row["p"].value == texts.HOLDER]
    if None in said:  # Virtuoso, of a statement that another takes away
        raise LockError(f"<{graph}>", "being loaded by somebody who ends in this moment", "load again")
    return sorted(each.value for each in said)


def _refuse(graph: str, said: str, take_over: bool = False) -> None:
    """An error unless whoever is meant is dead, is to be taken for dead, or no load wrote it."""
    holder = read_holder(said)
    if holder is None or take_over or (holder.is_here and not _alive(holder.pid)):
        return
    allowed = "wait until it ends" if holder.is_here else "if it is dead, take its place with --take-over"
    raise LockError(f"<{graph}>", f"being loaded by {holder}", allowed)


def _refuse_staging(store: Store, graph: str) -> None:
    """An error where the graph is there only until another is loaded, which removes it."""
    for row in ask(store, texts.claimants(graph)):
        target = f"<{row['graph'].value}>" if row["graph"] else "another graph"
        allowed = f"wait until it ends; if it was killed, load {target} again, which removes what is left"
        raise LockError(f"<{graph}>", f"used by a load of {target}", allowed)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # somebody else's
    return True
