"""Writes docs/reference/cli.md from the help texts of the commands.

Run `python docs/cli.py > docs/reference/cli.md` after a change there; a test compares the two.
"""

from __future__ import annotations

import re

import click

from kg.cli import COMMANDS, main

INTRODUCTION = """\
# Commands

`kg COMMAND --help` says the same in the terminal; `docs/cli.py` makes this page from those texts.

Data goes to standard output, messages and progress go to standard error, so that commands can be piped.
`-` as an input is standard input. A message reads `where: what; what is allowed`. What the exit status
means stands in [Exit status](exit-status.md).

"""


def page() -> str:
    """The whole page."""
    names = "".join(f"- [`kg {name}`](#kg-{name}): {summary(command(name))}\n" for name in COMMANDS)
    return INTRODUCTION + names + "".join(section(name, command(name)) for name in COMMANDS)


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None, name
    return found


def summary(found: click.Command) -> str:
    """What `kg --help` says of a command."""
    text = found.short_help or " ".join(paragraphs(found)[0].split())
    return text if text.endswith(".") else text + "."


def section(name: str, found: click.Command) -> str:
    usage = " ".join(["kg", name, *found.collect_usage_pieces(click.Context(found))])
    options = "".join(row(option) for option in found.params if isinstance(option, click.Option))
    head = "\n| option | value | default | |\n|---|---|---|---|\n" if options else ""
    words = "\n\n".join(map(block, paragraphs(found)))
    return f"\n## kg {name}\n\n```sh\n{usage}\n```\n\n{words}\n{head}{options}"


def paragraphs(found: click.Command) -> list[str]:
    return re.split(r"\n{2,}", (found.help or "").strip())


def block(paragraph: str) -> str:
    """A paragraph; one that click must not wrap holds examples."""
    lines = [line.strip() for line in paragraph.splitlines()]
    if lines[0] == "\b":
        return "```sh\n" + "\n".join(lines[1:]) + "\n```"
    return " ".join(lines)


def row(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    cells = (names, value(option), default(option), option.help or "")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def value(option: click.Option) -> str:
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        return ", ".join(f"`{choice}`" for choice in option.type.choices)
    return option.metavar or option.type.name.upper().removesuffix(" RANGE")


def default(option: click.Option) -> str:
    if option.required:
        return "needed"
    if option.is_flag:
        return f"`{option.opts[0]}`" if option.default is True else ""
    if option.multiple and isinstance(option.default, list):
        return f"`{','.join(option.default)}`"
    known = isinstance(option.default, str | int | float) and not option.multiple
    return f"`{option.default}`" if known else ""


if __name__ == "__main__":
    print(page(), end="")
