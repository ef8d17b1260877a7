"""`kg records`: what was read, as JSON Lines."""

from __future__ import annotations

import sys

import click

__all__ = ["records"]


def _print_schema(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        import json

        from kg.inputs.schema import record_schema

        click.echo(json.dumps(record_schema(), indent=2, ensure_ascii=False))
        ctx.exit()


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--from", "format", metavar="FORMAT", help="The input's format: page, jsonl. Guessed if absent."
)
@click.option("--owner", metavar="NAME", help="Whose page it is, where the page does not print it.")
@click.option("--captured", metavar="DATE", help="The day on which the page was saved, like 2026-03-20.")
@click.option("--strict", is_flag=True, help="Exit with status 1 if there is any problem.")
@click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_schema,
    help="Print the JSON Schema of a record and exit.",
)
def records(
    inputs: tuple[str, ...], format: str | None, owner: str | None, captured: str | None, strict: bool
) -> None:
    """Print the records of INPUT as JSON Lines.

    INPUT is a file, a directory (its files of a known format) or - for standard input. What
    could not be taken as it stands is told on standard error, with its place and what is allowed.
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
    click.echo(f"kg: {_count(papers, 'paper')}, {_count(problems, 'problem')}", err=True)
    if strict and problems:
        sys.exit(1)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + "s" * (number != 1)
