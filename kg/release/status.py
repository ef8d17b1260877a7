"""What happened below a root, for people and monitors: `status.json`, `log.jsonl` and `metrics.prom`.

The only files of a root that state times. Times are UTC, ISO 8601.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from kg.errors import InputError, UsageError
from kg.files import replaced

__all__ = ["Outcome", "Run", "Status", "age", "log", "now", "read_status", "seconds", "write_status"]

Outcome = Literal["running", "published", "unchanged", "refused", "failed"]
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}


class Run(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One run. `release` is the latest release at its end; `message` why it was refused or failed.

    `basis` is what a run started from that succeeded; see `kg.release.basis`.
    """

    start: str
    outcome: Outcome
    end: str | None = None
    release: str | None = None
    message: str | None = None
    basis: str | None = None


class Status(Struct, frozen=True, kw_only=True):
    """`status.json`: the last run, and the last that left the latest release up to date.

    `age_seconds` is how old that success was when this was written.
    """

    last_run: Run
    last_success: Run | None = None
    age_seconds: int | None = None


def now() -> str:
    """This moment."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def age(since: str, until: str) -> int:
    """The seconds between two moments; negative where the clock was set back between them."""
    return int((datetime.fromisoformat(until) - datetime.fromisoformat(since)).total_seconds())


def seconds(text: str) -> int:
    """A stated length of time.

    >>> seconds("26h"), seconds("90"), seconds("2d")
    (93600, 90, 172800)

    Raises:
        UsageError: it is none.
    """
    match = re.fullmatch(r"(\d{1,9})([smhdw]?)", text)
    if not match:
        raise UsageError(f"--max-age {text}", "no length of time", "a number with s, m, h, d or w, like 26h")
    return int(match[1]) * _UNITS[match[2] or "s"]


def read_status(root: Path) -> Status | None:
    """The status below a root; None where nothing ever ran.

    Raises:
        InputError: it cannot be read.
    """
    path = root / "status.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Status)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        raise InputError(str(path), str(error), "the file that kg publish writes") from error


def write_status(root: Path, run: Run) -> Status:
    """Take the state of a run into `status.json`."""
    try:
        before = read_status(root)
    except InputError:
        before = None  # a damaged status must not stop a run
    succeeded = run.outcome in ("published", "unchanged")
    success = run if succeeded else before.last_success if before else None
    since = age(success.end, run.end or run.start) if success and success.end else None
    status = Status(last_run=run, last_success=success, age_seconds=since)
    with replaced(root / "status.json") as out:
        out.write(msgspec.json.format(msgspec.json.encode(status), indent=2) + b"\n")
    return status


def log(root: Path, event: str, **said: Any) -> None:
    """Add an event to `log.jsonl`, in one write."""
    with (root / "log.jsonl").open("ab", buffering=0) as out:
        out.write(msgspec.json.encode({"time": now(), "event": event, **said}) + b"\n")
