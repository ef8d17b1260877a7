"""The consoles of the documentation: what a reader types, and what he or she then sees.

A block marked `console` holds commands, each after `$ `, and below each its output, standard error
included. A line that is only `…` stands for lines left out, `…` within a line for text left out.
Commands that need more than the examples stand in blocks marked otherwise.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT

__all__ = ["PAGES", "Command", "commands", "fits"]

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)


class Command(NamedTuple):
    """A command line, the output shown below it, and the line of the page on which it stands."""

    line: int
    text: str
    shown: str


def commands(page: Path) -> list[Command]:
    """The commands of a page in their order; a line that ends in a backslash goes on in the next."""
    text = page.read_text(encoding="utf-8")
    found = []
    for block in _BLOCK.finditer(text):
        line = text.count("\n", 0, block.start(1)) + 1
        assert block[1].startswith("$ "), f"{page.name}:{line}: a console begins with a command"
        for piece in re.split(r"^\$ ", block[1], flags=re.M)[1:]:
            command, shown = _parted(piece)
            found.append(Command(line, command, shown))
            line += piece.count("\n")
    return found


def _parted(piece: str) -> tuple[str, str]:
    """The command with its continued lines, and what is shown below."""
    lines = piece.splitlines(keepends=True)
    end = next(n for n, line in enumerate(lines, 1) if not line.endswith("\\\n"))
    return "".join(lines[:end]), "".join(lines[end:])


def fits(output: str, shown: str) -> bool:
    """Whether the output is what is shown.

    >>> fits("a\\nb\\nc d\\n", "a\\n…\\nc …\\n"), fits("a\\nb\\n", "a\\n"), fits("a\\n", "b\\n")
    (True, False, False)
    """
    pattern = [_line(line) for line in shown.splitlines()]
    return re.fullmatch("".join(pattern), output) is not None


def _line(shown: str) -> str:
    if shown == "…":
        return r"(?:.*\n)*?"
    return ".*".join(map(re.escape, shown.split("…"))) + r"\n"
