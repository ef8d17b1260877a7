"""`kg shapes`: what is checked, in plain words, and what is doubtful about the shapes."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.paths import InputPath

__all__ = ["shapes"]


@click.command(short_help="List what the shapes check, in plain words.")
@click.option(
    "--shapes",
    "files",
    multiple=True,
    type=InputPath("a file of SHACL shapes", folder=False),
    help="A shapes file instead of the project's own; again for more.",
)
@click.option(
    "--ontology",
    type=InputPath("a folder of Turtle files", file=False),
    help="The folder of Turtle files that define the terms, instead of the project's own.",
)
@click.option("--strict", is_flag=True, help="Exit 1 where anything is doubtful.")
@click.pass_context
def shapes(context: click.Context, files: tuple[Path, ...], ontology: Path | None, strict: bool) -> None:
    """List what the shapes check, per class, in plain words; warn of what is doubtful about them.

    Doubtful are terms that SHACL does not have, terms that the ontology does not define, and
    constraints that can never fail or never pass.
    """
    from kg.shacl import load_shapes
    from kg.shacl.describe import describe
    from kg.shacl.lint import lint

    loaded = load_shapes(list(files) or None)
    for line in describe(loaded):
        click.echo(line)
    problems = lint(loaded, ontology)
    for problem in problems:
        click.echo(f"warning: {problem}", err=True)
    if strict and problems:
        context.exit(1)
