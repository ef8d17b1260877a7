"""By what a root of releases is known, so that nothing of anybody else's is ever overwritten.

A directory is a root where `log.jsonl` begins with an event, or a release lies below it. Any other must
not have a name that a run writes, unless what bears it looks as a run that was killed at its very
beginning leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from kg.errors import InputError, OutputError
from kg.holder import read_holder
from kg.release.status import Status

__all__ = ["RELEASE", "check_free", "check_root", "foreign", "is_root"]

RELEASE = re.compile(r"(\d{4,})-[0-9a-f]{12}")


class _Event(Struct):
    time: str
    event: str


def is_root(path: Path) -> bool:
    """Whether kg publish was at work in a directory."""
    return _is_log(path / "log.jsonl") or any(map(_is_release, (path / "releases").glob("*")))


def check_root(path: Path) -> None:
    """Raise `InputError` where kg publish was never at work in a directory."""
    if not is_root(path):
        raise InputError(str(path), "not a root of kg publish", "the directory given to it as --root")


def check_free(path: Path) -> None:
    """Raise `OutputError` where a run would overwrite something that no run wrote."""
    if is_root(path):
        return
    for name, is_ours in _NAMES.items():
        each = path / name
        if (each.exists() or each.is_symlink()) and not is_ours(each):
            what = f"not a root of kg publish, which would overwrite its {name}"
            raise OutputError(str(path), what, "a directory of its own")


def foreign(root: Path, files: Iterable[Path]) -> list[Path]:
    """The files that no run below a root wrote: a root may lie in a directory that is published."""
    below: dict[Path, bool] = {}

    def is_ours(file: Path) -> bool:
        if file.parent not in below:
            below[file.parent] = _lies_in(root.resolve(), file.parent.resolve())
        return below[file.parent] or (file.name in _NAMES and file.parent.resolve() == root.resolve())

    return [file for file in files if not is_ours(file)]


def _lies_in(root: Path, folder: Path) -> bool:
    return folder.is_relative_to(root) and folder != root and folder.relative_to(root).parts[0] in _NAMES


def _is_release(path: Path) -> bool:
    return bool(RELEASE.fullmatch(path.name)) and path.is_dir()


def _is_log(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as lines:
        return _reads(lines.readline(), _Event)


def _reads(text: bytes, type_: type[Struct]) -> bool:
    try:
        msgspec.json.decode(text, type=type_)
    except msgspec.MsgspecError:
        return False
    return True


def _is_empty(path: Path) -> bool:
    return not path.stat().st_size if path.is_file() else not any(path.iterdir())


def _is_lock(path: Path) -> bool:
    return path.is_file() and (_is_empty(path) or read_holder(path.read_bytes()) is not None)


def _is_metrics(path: Path) -> bool:
    return path.is_file() and path.read_bytes().startswith(b"# HELP kg_publish_")


def _never(path: Path) -> bool:
    return False


# What a run writes below its root, and how it is known.
_NAMES: dict[str, Callable[[Path], bool]] = {
    ".lock": _is_lock,
    "status.json": lambda path: path.is_file() and _reads(path.read_bytes(), Status),
    "log.jsonl": _is_empty,
    "releases": _is_empty,
    "metrics.prom": _is_metrics,
    "latest": _never,
    ".next": _never,
    ".building": _never,
}
