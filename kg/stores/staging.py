"""The graphs beside a target for the time of a load: free names, written down in the store while used.

What is not written down as such is somebody's own graph, whatever its name, and is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count

from kg.errors import KgError, StoreError
from kg.stores import texts
from kg.stores.session import UnansweredError
from kg.stores.store import Store, ask, number, update

__all__ = ["claimed", "clear", "or_undone", "staged", "sweep"]


@contextmanager
def staged(store: Store, target: str, *names: str) -> Iterator[list[str]]:
    """Empty graphs beside the target, one for each name; removed again if what the block does fails.

    If it does not, `sweep` removes them when the target is proven.
    """
    graphs = [_claim(store, target, name) for name in names]
    with or_undone(partial(_remove, store, target, graphs)):
        yield graphs


def sweep(store: Store, target: str) -> None:
    """Remove the graphs beside a target: those of this load, and what loads that were killed left.

    These go last, as the store may still read them, in the switch that was begun.
    """
    _remove(store, target, claimed(store, target))


def claimed(store: Store, target: str) -> list[str]:
    """The graphs beside a target that are written down."""
    rows = ask(store, texts.record(target))
    return sorted(row["o"].value for row in rows if row["p"] and row["o"] and row["p"].value == texts.STAGING)


@contextmanager
def or_undone(undo: Callable[[], None]) -> Iterator[None]:
    """Undo what the block did if it fails, unless the store may be at work on it."""
    try:
        yield
    except UnansweredError:
        raise
    except KgError:
        with suppress(StoreError):
            undo()
        raise


def clear(store: Store, graph: str) -> None:
    """Away with a graph, in slices where the kind of store wants it so."""
    there = number(store, texts.count(graph))
    for _ in range(there // store.kind.slices if store.kind.slices else 0):
        update(store, texts.thin(graph, store.kind.slices))
    update(store, store.kind.unread + texts.drop(graph))


def _claim(store: Store, target: str, name: str) -> str:
    """A free name, written down for the target.

    It is free before and after that: whoever loads a graph of that name (`kg.stores.lock`) writes, then
    looks, too, so that one of both sees the other.
    """
    taken = claimed(store, target)
    for place in count(1):
        graph = f"{target}-{name}" + (f"-{place}" if place > 1 else "")
        if graph in taken or not _is_free(store, graph):
            continue
        update(store, texts.claim(target, graph))
        if _is_free(store, graph):
            return graph
        update(store, texts.disclaim(target, graph))
    raise AssertionError("there is no last number")


def _is_free(store: Store, graph: str) -> bool:
    return not (number(store, texts.count(graph)) or ask(store, texts.record(graph)))


def _remove(store: Store, target: str, graphs: list[str]) -> None:
    for graph in graphs:
        # With a record it is somebody's own: a load that was killed had not looked yet whether it is free.
        if not ask(store, texts.record(graph)):
            clear(store, graph)
        update(store, texts.disclaim(target, graph))
