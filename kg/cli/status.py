"""`kg status`: how old the latest release is, and how the last run went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.paths import InputPath
from kg.cli.wording import counted

if TYPE_CHECKING:
    from kg.release.status import Status

__all__ = ["status"]


@click.command(short_help="Tell how the last run went, and how old the latest release is.")
@click.argument("root", type=InputPath("a root of releases", file=False), metavar="ROOT")
@click.option("--max-age", metavar="TIME", help="Exit with status 1 if the last success is older, like 26h.")
def status(root: Path, max_age: str | None) -> None:
    """Tell the latest release below ROOT, the last run, and the last that succeeded.

    A run succeeds that publishes a release, or finds the latest up to date.
    """
    from kg.release import check_root, latest
    from kg.release.lock import is_dead
    from kg.release.status import read_status, seconds

    limit = seconds(max_age) if max_age else None
    check_root(root)
    known, found = read_status(root), latest(root)
    click.echo(f"latest release: {found[1].release if found else 'none'}")
    if known:
        run = known.last_run
        outcome = "killed" if run.outcome == "running" and is_dead(root / ".lock") else run.outcome
        click.echo(
            f"last run: {outcome}, {run.end or run.start}" + (f": {run.message}" if run.message else "")
        )
    _tell_success(root, known, limit)


def _tell_success(root: Path, known: Status | None, limit: int | None) -> None:
    from kg.errors import GateError
    from kg.release.status import age, now

    success = known.last_success if known else None
    old = age(success.end, now()) if success and success.end else None
    when = f"{success.end}, {_ago(old)}" if success and old is not None else "never"
    click.echo(f"last success: {when}")
    if limit is None:
        return
    if old is None or old > limit:
        raise GateError(str(root), f"last success: {when}", f"at most {counted(limit, 'second')} old")
    if old < -60:
        raise GateError(str(root), f"last success: {when}", "a clock that goes on")


def _ago(seconds: int) -> str:
    """How long ago that was; of what lies ahead only a clock that was set back can tell."""
    if seconds >= 0:
        return f"{counted(seconds, 'second')} ago"
    return f"{counted(-seconds, 'second')} ahead: the clock was set back"
