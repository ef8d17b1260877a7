"""`kg verify`: a release against its manifest."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.paths import InputPath
from kg.cli.wording import counted

__all__ = ["verify"]


@click.command()
@click.argument("folder", type=InputPath("a release, or a root of them", file=False), metavar="DIR")
def verify(folder: Path) -> None:
    """Check every file of a release against its manifest and its sums.

    DIR is a release, or the root of releases, of which the latest is checked. Exit status 1 where
    anything is wrong.
    """
    from kg.release import read, release_at
    from kg.release import verify as check

    release = release_at(folder)
    wrong = list(check(release))
    for message in wrong:
        click.echo(message)
    manifest = read(release)
    whole = f"is whole: {counted(manifest.statements, 'statement')}"
    told = f"has {counted(len(wrong), 'problem')}" if wrong else whole
    files = counted(len(manifest.every_file()), "data file")
    click.echo(f"kg: {manifest.release} {told} in {files}", err=True)
    sys.exit(1 if wrong else 0)
