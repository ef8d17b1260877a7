"""`kg records`: what was read, as JSON Lines."""

from __future__ import annotations

import sys

import click

__all__ = ["records"]


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--from", "format", metavar="FORMAT", help="How the input is written: page, jsonl; guessed if absent."
)
@click.option("--owner", metavar="NAME", help="Whose page it is, where the page does not print it.")
@click.option("--captured", metavar="DATE", help="The day on which the page was saved, like 2026-03-20.")
@click.option(
    "--strict", is_flag=True, help="Exit with status 1 if anything could not be taken as it stands."
)
def records(
    inputs: tuple[str, ...], format: str | None, owner: str | None, captured: str | None, strict: bool
) -> None:
    """Print the records of files, directories or standard input (-) as JSON Lines.

    What could not be taken as it stands is told on standard error, with its place.
    """
    import msgspec

    from kg.inputs import expand, read_all
    from kg.model import Paper, Problem

    encoder = msgspec.json.Encoder(decimal_format="number")
    papers = problems = 0
    for item in read_all(expand(inputs), format=format, owner=owner, captured=captured):
        if isinstance(item, Problem):
            problems += 1
            click.echo(f"kg: {item}", err=True)
        else:
            papers += isinstance(item, Paper)
            sys.stdout.buffer.write(encoder.encode(item) + b"\n")
    sys.stdout.buffer.flush()
    click.echo(f"kg: {papers} records, {problems} problems", err=True)
    if strict and problems:
        sys.exit(1)
