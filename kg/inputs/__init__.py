"""Files of scholarly records, one module a format: a file → papers, profiles and problems.

    read(path)         the records of one file, one after the other
    read_all(paths)    the records of many, going on where a file cannot be read
    batches(paths)     the same, as many at a time as should go through a step together
    check_owner(name)  raises where no page can be that of a person so named
    expand(inputs)     the files that names and directories stand for
    readable(files)    the same files, if they can all be opened
    FORMATS            the table of formats

A new format is a module with `read`, which gives records by batches, and `sniff`, a row in `FORMATS`,
and a folder of cases in `tests/inputs/` under its name.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError, UsageError
from kg.inputs import jsonl, page
from kg.inputs.authors import check_owner
from kg.inputs.dates import is_day
from kg.inputs.source import Source, one_line, opened, printable
from kg.model import Paper, Problem, Profile

__all__ = [
    "FORMATS", "Batch", "Format", "Record",
    "batches", "check_owner", "expand", "read", "read_all", "readable",
]  # fmt: skip

Record = Paper | Profile | Problem
Batch = Sequence[Record]
HEAD = 65_536


class Format(NamedTuple):
    """How files of one format are read and recognised.

    `sniff` is given the first bytes of a file, at most 65,536 of them; `rule` says in a message what
    a record of the format looks like.
    """

    read: Callable[[Source], Iterator[Batch]]
    extensions: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    rule: str


FORMATS = {
    "jsonl": Format(jsonl.read, (".jsonl", ".ndjson"), jsonl.sniff, jsonl.RECORD_RULE),
    "page": Format(page.read, (".txt",), page.sniff, page.HEAD_RULE),
}


def read(
    path: Path | str, *, format: str | None = None, owner: str | None = None, captured: str | None = None
) -> Iterator[Record]:
    """The records of one file in its order, and what could not be read as it stands.

    `path` "-" is standard input; `format` is a name in `FORMATS`, guessed where it is None.
    `owner` is the person whose page it is, where the page does not print one; `captured` the ISO
    date on which it was saved.  Every `Paper` and `Profile` says where it stands in `source`.

    Raises `UsageError` for a format, an owner or a date that cannot be, at the call; `InputError`, while the
    records are taken, for a file that is missing, empty, not text or without a record.
    """
    return chain.from_iterable(_batches(path, format, owner, captured))


def read_all(
    paths: Sequence[Path],
    *,
    format: str | None = None,
    owner: str | None = None,
    captured: str | None = None,
) -> Iterator[Record]:
    """The records of several inputs; one among them that cannot be read is a problem like another.

    Raises `UsageError` as `read` does, and `InputError` where none gave a record.
    """
    return chain.from_iterable(batches(paths, format=format, owner=owner, captured=captured))


def batches(
    paths: Sequence[Path],
    *,
    format: str | None = None,
    owner: str | None = None,
    captured: str | None = None,
) -> Iterator[Batch]:
    """What `read_all` gives, as many records at a time as should go through a step together."""
    found = False
    for path in paths:
        try:
            _check_there(path)
            for batch in _batches(path, format, owner, captured):
                found = found or _has_record(batch)
                yield batch
        except InputError as error:
            if len(paths) == 1:
                raise
            yield [Problem(printable(path.name or str(path)), 1, error.what, error.allowed)]
    if not found:
        raise InputError(f"{len(paths)} files", "no record in any of them", "at least one that can be read")


def _has_record(batch: Batch) -> bool:
    return not all(isinstance(record, Problem) for record in batch)


def expand(inputs: Iterable[Path | str]) -> list[Path]:
    """The files that the inputs stand for: a directory is its files of a known format, by name.

    "-" stays, and so does what cannot be looked into and what is not there, of which `read_all` tells.
    """
    return [file for path in inputs for file in _files(Path(path))]


def readable(files: Sequence[Path]) -> Sequence[Path]:
    """The files, which can all be opened; for who must not go on without one.

    Raises:
        InputError: one of them cannot.
    """
    for path in files:
        try:
            if path != Path("-"):
                path.open("rb").close()
        except OSError as error:
            what = (error.strerror or str(error)).lower()
            raise InputError(str(path), what, "every input can be read") from error
    return files


def _files(path: Path) -> list[Path]:
    if not os.path.isdir(path):  # noqa: PTH112 (pathlib raises where it may not look)
        return [path]
    closed: list[Path] = []
    walk = os.walk(path, onerror=lambda error: closed.append(Path(error.filename)))
    files = [Path(folder, name) for folder, _, names in walk for name in names]
    return sorted([*filter(_is_known, files), *closed]) or [path]


def _is_known(file: Path) -> bool:
    """Whether a file in a directory is of a known format, as far as it can be looked into."""
    if file.name.startswith("."):
        return False
    try:
        if not file.is_file():
            return False
        if any(file.suffix.lower() in form.extensions for form in FORMATS.values()):
            return True
        with file.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return True
    return any(form.sniff(head) for form in FORMATS.values())


def _check_there(path: Path) -> None:
    """Raise `InputError` where there is no such input, or a directory in which `expand` found no file."""
    if path == Path("-"):
        return
    shown = printable(str(path))
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            next(path.iterdir(), None)  # it may be closed
            raise InputError(shown, "no file of a known format in this directory", _extensions())
    except FileNotFoundError:
        raise InputError(shown, "no such file", "a file, a directory or - for standard input") from None
    except OSError as error:
        raise InputError(shown, (error.strerror or str(error)).lower(), "an input that can be read") from None


def _extensions() -> str:
    return "files that end in " + ", ".join(e for form in FORMATS.values() for e in form.extensions)


def _guess(path: Path, head: bytes) -> str:
    """The format that the content shows, else the one that the name shows."""
    by_content = (name for name, form in FORMATS.items() if form.sniff(head))
    by_name = (name for name, form in FORMATS.items() if path.suffix.lower() in form.extensions)
    found = next(by_content, None) or next(by_name, None)
    if found is None:
        raise InputError(
            printable(str(path)), "no format recognised", f"say which with --from: {', '.join(FORMATS)}"
        )
    return found


def _batches(
    path: Path | str, format: str | None, owner: str | None, captured: str | None
) -> Iterator[Batch]:
    if format is not None and format not in FORMATS:
        raise UsageError(f"--from {format}", "no such format", f"one of {', '.join(FORMATS)}")
    if owner is not None:
        check_owner(owner)
    if captured is not None and not is_day(captured):
        raise UsageError(f"--captured {captured}", "not a date", "a day like 2026-03-20")
    return _read(Path(path), format, owner, captured)


def _read(path: Path, format: str | None, owner: str | None, captured: str | None) -> Iterator[Batch]:
    found = False
    with opened(path) as (file, sha256, stream):
        head = stream.read(HEAD)
        stream.seek(0)
        name = format or _guess(path, head)
        if owner is not None and name != "page":
            what = f"--owner {owner!r} counts for pages only, and was not used"
            yield [Problem(file, 1, what, "a record names its owner itself")]
        elif owner is not None and (line := one_line(owner)) != owner:
            yield [Problem(file, 1, f"--owner {owner!r} read as {line!r}", "a name is one line")]
            owner = line
        for batch in FORMATS[name].read(Source(file, sha256, name, stream, owner, captured)):
            found = found or _has_record(batch)
            yield batch
    if not found:
        raise InputError(printable(str(path)), f"no record in it, read as {name}", FORMATS[name].rule)
