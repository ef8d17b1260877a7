"""One run below a root, with its books: the lock, what a dead run left, status, log and metrics."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec.structs import replace

from kg.errors import GateError, KgError, OutputError
from kg.release.lock import locked
from kg.release.manifest import Manifest
from kg.release.marks import check_free
from kg.release.metrics import write_metrics
from kg.release.root import building, latest, recover
from kg.release.status import Outcome, Run, log, now, read_status, write_status
from kg.release.verify import is_as_summed

__all__ = ["Journal", "running"]


class Journal:
    """What a run says of itself: `published` is the manifest of a new release, None while there is none.

    `basis` is what it starts from, where that is known.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.published: Manifest | None = None
        self.basis: str | None = None

    def is_up_to_date(self) -> bool:
        """Whether a run that started from the same found or made the latest release, and that is whole."""
        known, found = read_status(self.root), latest(self.root)
        success = known.last_success if known else None
        if not (self.basis and success and found and success.basis == self.basis):
            return False
        return success.release == found[1].release and is_as_summed(found[0])

    def note(self, event: str, **said: object) -> None:
        """Add an event to the log."""
        log(self.root, event, **said)


@contextmanager
def running(root: Path, take_over: bool = False, metrics: Path | None = None) -> Iterator[Journal]:
    """Hold the root's lock in the block, and tell afterwards how it went.

    Raises:
        LockError: another run is at work.
        OutputError: the root cannot be written, or holds something else by a name that is needed; also
            where the block raises `OSError`.
    """
    run = Run(start=now(), outcome="running")
    try:
        root.mkdir(parents=True, exist_ok=True)
        check_free(root)
        with locked(root / ".lock", run.start, take_over) as dead:
            journal = Journal(root)
            write_status(root, run)
            journal.note("started", taken_over=str(dead) if dead else None, finished=recover(root))
            with _recorded(journal, run, metrics):
                yield journal
    except OSError as error:
        raise _translated(root, error) from error


@contextmanager
def _recorded(journal: Journal, run: Run, metrics: Path | None) -> Iterator[None]:
    """Write down how a run ends, when what it half built has made room."""
    try:
        yield
    except BaseException as error:
        shutil.rmtree(building(journal.root), ignore_errors=True)
        outcome: Outcome = "refused" if isinstance(error, GateError) else "failed"
        # The error itself matters more than that it could not be written down.
        with suppress(OSError):
            _close(journal, replace(run, outcome=outcome, message=_told(journal.root, error)), metrics)
        raise
    shutil.rmtree(building(journal.root), ignore_errors=True)
    outcome = "published" if journal.published else "unchanged"
    _close(journal, replace(run, outcome=outcome, basis=journal.basis), metrics)


def _told(root: Path, error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt | SystemExit):
        return "told to end"
    return str(_translated(root, error) if isinstance(error, OSError) else error) or type(error).__name__


def _close(journal: Journal, run: Run, metrics: Path | None) -> None:
    manifest = _latest(journal.root)
    run = replace(run, end=now(), release=manifest.release if manifest else None)
    status = write_status(journal.root, run)
    journal.note(run.outcome, release=run.release, message=run.message)
    write_metrics(metrics or journal.root / "metrics.prom", status, manifest)


def _latest(root: Path) -> Manifest | None:
    try:
        found = latest(root)
    except KgError:
        return None  # what is wrong with it is the error that ends the run
    return found[1] if found else None


def _translated(root: Path, error: OSError) -> OutputError:
    where = os.fsdecode(error.filename) if error.filename else str(root)
    return OutputError(where, (error.strerror or str(error)).lower(), "a directory to write to, with room")
