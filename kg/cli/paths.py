"""What is given to be read: it is there, and may be read, before a command begins."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from kg.errors import InputError

__all__ = ["InputPath"]


class InputPath(click.Path):
    """A path to read from; `allowed` says in a message what is needed. What is not there is no usage error.

    Raises:
        InputError: nothing is there, it is of the wrong kind, or it may not be read.
    """

    def __init__(self, allowed: str, file: bool = True, folder: bool = True, dash: bool = False) -> None:
        super().__init__(path_type=Path, file_okay=file, dir_okay=folder, allow_dash=dash)
        self.allowed = allowed

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = Path(value)
        wrong = None if self.allow_dash and str(path) == "-" else self._wrong(path)
        if wrong:
            raise InputError(str(path), wrong, self.allowed)
        return path

    def _wrong(self, path: Path) -> str | None:
        if not path.exists():
            return "no such file" if self.file_okay else "no such directory"
        if path.is_dir() and not self.dir_okay:
            return "a directory"
        if not path.is_dir() and not self.file_okay:
            return "not a directory"
        return None if os.access(path, os.R_OK) else "permission denied"
