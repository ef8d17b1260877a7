"""The one update that readers see, and what is done when nothing says what became of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from kg.stores import texts
from kg.stores.session import StillWorkingError, UnansweredError, UnreachedError
from kg.stores.store import Store, update

__all__ = ["Tell", "look", "switch"]

_CRASHED = 10.0  # seconds to look for what became of an update whose connection broke
Tell = Callable[[str], None]


def switch(store: Store, change: str, done: Callable[[], bool], tell: Tell) -> None:
    """Carry out the update that readers see; after an open end, look whether it was done.

    Raises:
        UnansweredError: it does not show.
        StoreError: it was refused.
    """
    if store.still and store.kind.alone:
        change = texts.alone(store.kind.alone, change)
    elif not store.kind.snapshots:
        tell("a query that runs while this is committed may see some of both, unless others wait (--still)")
    try:
        update(store, change)
    except UnansweredError as error:
        look(store, error, done, tell)


def look(store: Store, error: UnansweredError, done: Callable[[], bool], tell: Tell) -> None:
    """Wait until the work of a request without an answer shows.

    Raises:
        UnansweredError: it never does.
    """
    if isinstance(error, UnreachedError):
        raise error
    tell(f"{error.where}: {error.what}; looking whether it was done all the same")
    patience = store.session.times.total if isinstance(error, StillWorkingError) else _CRASHED
    deadline, pause = time.monotonic() + patience, 0.5
    while True:
        with suppress(UnansweredError):
            if done():
                tell("it was done")
                return
        if time.monotonic() + pause > deadline:
            raise UnansweredError(
                error.where, f"{error.what}, and the work was not done", "load again"
            ) from error
        time.sleep(pause)
        pause = min(pause * 2, 30.0)
