"""`kg verify`: a release against its manifest."""

from __future__ import annotations

import sys
from pathlib import Path

import click

__all__ = ["verify"]


@click.command()
@click.argument("release", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR")
def verify(release: Path) -> None:
    """Check every file of a release against its manifest and its sums.

    DIR is a release, or the root of releases, of which the latest is checked. Exit status 1 where
    anything is wrong.
    """
    from kg.release import read
    from kg.release import verify as check

    release = release / "latest" if (release / "latest").is_dir() else release
    wrong = list(check(release))
    for message in wrong:
        click.echo(message)
    manifest = read(release)
    told = f"{len(wrong)} problems" if wrong else f"whole: {manifest.statements} statements"
    click.echo(f"kg: {manifest.release} is {told} in {len(manifest.every_file())} data files", err=True)
    sys.exit(1 if wrong else 0)
