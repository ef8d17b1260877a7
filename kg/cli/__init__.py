"""The command line: one click command a verb, each in the module of its name.

A module is imported when its command is called or listed, and imports its stage inside the
function, so that `kg --help` stays quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

import click

from kg import __version__
from kg.errors import KgError, OutputError, UsageError

__all__ = ["COMMANDS", "give_up_output", "main"]

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
    """Finds a command in `kg.cli.<name>`; turns an error into its message and exit status."""

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
        except BrokenPipeError:
            # The reader of our output has gone (`kg records … | head`): not an error of ours.
            give_up_output()
            sys.exit(0)

    def main(self, args: Sequence[str] | None = None, **settings: Any) -> Any:  # type: ignore[override]
        settings["prog_name"] = "kg"
        if not settings.pop("standalone_mode", True):
            return super().main(args, standalone_mode=False, **settings)
        try:
            status = super().main(args, standalone_mode=False, **settings)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(error.exit_code)
        except click.UsageError as error:
            _end(_in_our_form(error))
        except click.Abort:
            click.echo("kg: interrupted", err=True)
            sys.exit(1)
        except KgError as error:
            _end(error)
        except OSError as error:
            give_up_output()
            where = os.fsdecode(error.filename) if error.filename else "standard output"
            _end(OutputError(where, (error.strerror or str(error)).lower(), "a place to write to, with room"))
        sys.exit(status if isinstance(status, int) else 0)


def _end(error: KgError) -> NoReturn:
    with suppress(OSError):  # the status tells it even where standard error is full
        click.echo(f"kg: {error}", err=True)
    sys.exit(error.exit_status)


def _in_our_form(error: click.UsageError) -> UsageError:
    """What click says of a call that cannot be, as where, what and what is allowed."""
    command = error.ctx.command_path if error.ctx else "kg"
    said = " ".join(error.format_message().split()).rstrip(".")
    return UsageError(command, said[:1].lower() + said[1:], f"{command} --help tells what is allowed")


def give_up_output() -> None:
    """Let the interpreter not try again, at its end, to write what could not be written."""
    with suppress(OSError):
        sys.stdout.close()


@click.command(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Turn scholarly records into validated, queryable, published linked data."""
