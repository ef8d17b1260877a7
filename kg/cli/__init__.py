"""The command line: one click command a verb, each in the module of its name.

A module is imported when its command is called or listed, and imports its stage inside the
function, so that `kg --help` stays quick.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from kg import __version__
from kg.errors import KgError

__all__ = ["COMMANDS", "main"]

COMMANDS = (
    "export",
    "records",
    "explain",
    "query",
    "load",
    "validate",
    "shapes",
    "publish",
    "verify",
    "diff",
    "prune",
    "status",
)


class _Verbs(click.Group):
    """Finds a command in `kg.cli.<name>`; turns a `KgError` into its message and exit status."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"kg.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KgError as error:
            click.echo(f"kg: {error}", err=True)
            sys.exit(error.exit_status)
        except BrokenPipeError:
            # The reader of our output has gone (`kg records … | head`): not an error of ours.
            sys.stderr.close()
            sys.exit(0)


@click.command(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Turn scholarly records into validated, queryable, published linked data."""
