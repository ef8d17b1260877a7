"""`kg diff`: the change set between two dumps."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.paths import InputPath
from kg.cli.wording import counted

__all__ = ["diff"]

_DUMP = InputPath("a file of RDF, a release, a root of releases, or what kg export wrote")


@click.command(short_help="Print the change set between two dumps.")
@click.argument("old", type=_DUMP)
@click.argument("new", type=_DUMP)
@click.option(
    "--evidence", is_flag=True, help="Compare the evidence, not the graph, of releases and exports."
)
@click.option("--quiet", "-q", is_flag=True, help="Only count.")
def diff(old: Path, new: Path, evidence: bool, quiet: bool) -> None:
    """Print what turns OLD into NEW: lines to delete with D before them, lines to add with A.

    That is an RDF Patch without its header. A dump is a file of RDF, compressed or not, a release, a
    root of releases (the latest) or a directory that kg export wrote.
    """
    from tempfile import TemporaryDirectory

    from kg.release import differences
    from kg.release.manifest import Content
    from kg.release.order import ordered

    content: Content = "evidence" if evidence else "graph"
    removed = added = 0
    with TemporaryDirectory(prefix="kg-diff-") as one, TemporaryDirectory(prefix="kg-diff-") as two:
        sides = [ordered(path, content, Path(at)) for path, at in ((old, one), (new, two))]
        for gone, come in differences(*sides):
            removed, added = removed + len(gone), added + len(come)
            if not quiet:
                sys.stdout.buffer.writelines(b"D " + line for line in gone)
                sys.stdout.buffer.writelines(b"A " + line for line in come)
    sys.stdout.buffer.flush()
    click.echo(f"kg: {counted(removed, 'statement')} removed, {added:,} added", err=True)
