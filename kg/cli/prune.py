"""`kg prune`: old releases go."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.paths import InputPath

__all__ = ["prune"]


@click.command(short_help="Remove all but the newest releases.")
@click.argument("root", type=InputPath("a root of releases", file=False), metavar="ROOT")
@click.option(
    "--keep",
    required=True,
    type=click.IntRange(1),
    metavar="N",
    help="How many releases stay, the newest ones.",
)
@click.option("--dry-run", is_flag=True, help="Print what would go, and remove nothing.")
def prune(root: Path, keep: int, dry_run: bool) -> None:
    """Remove all but the N newest releases below ROOT, and print their names.

    The latest release stays, and so does every release that a change set of the others starts from.
    """
    from kg.errors import OutputError
    from kg.release.prune import prunable
    from kg.release.prune import prune as remove

    try:
        for release in prunable(root, keep) if dry_run else remove(root, keep):
            click.echo(release.name)
    except OSError as error:
        raise OutputError(
            str(root), (error.strerror or str(error)).lower(), "a directory to write to"
        ) from error
