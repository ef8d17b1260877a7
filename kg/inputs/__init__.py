"""Files of scholarly records, one module a format: a file → papers, profiles and problems.

    read(path)         the records of one file, one after the other
    read_all(paths)    the records of many, going on where a file cannot be read
    expand(inputs)     the files that names and directories stand for
    FORMATS            the table of formats

A new format is a module with `read` and `sniff`, a row in `FORMATS`, and a folder of cases in
`tests/inputs/` under its name.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError, UsageError
from kg.inputs import jsonl, page
from kg.inputs.dates import is_day
from kg.inputs.source import Source, opened
from kg.model import Paper, Problem, Profile

__all__ = ["FORMATS", "Format", "Record", "expand", "read", "read_all"]

Record = Paper | Profile | Problem
HEAD = 65_536


class Format(NamedTuple):
    """How files of one format are read and recognised.

    `sniff` is given the first bytes of a file, at most 65,536 of them; `rule` says in a message what
    a record of the format looks like.
    """

    read: Callable[[Source], Iterator[Record]]
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

    Raises `UsageError` for a format or a date that cannot be, at the call; `InputError`, while the
    records are taken, for a file that is missing, empty, not text or without a record.
    """
    if format is not None and format not in FORMATS:
        raise UsageError(f"--from {format}", "no such format", f"one of {', '.join(FORMATS)}")
    if captured is not None and not is_day(captured):
        raise UsageError(f"--captured {captured}", "not a date", "a day like 2026-03-20")
    return _read(Path(path), format, owner, captured)


def read_all(
    paths: Sequence[Path],
    *,
    format: str | None = None,
    owner: str | None = None,
    captured: str | None = None,
) -> Iterator[Record]:
    """The records of several files; one among them that cannot be read is a problem like another.

    Raises `InputError` where no file gave a record.
    """
    found = False
    for path in paths:
        try:
            records = read(path, format=format, owner=owner, captured=captured)
            found |= yield from _telling(records)
        except InputError as error:
            if len(paths) == 1:
                raise
            yield Problem(path.name, 1, error.what, error.allowed)
    if not found:
        raise InputError(f"{len(paths)} files", "no record in any of them", "at least one that can be read")


def _telling(records: Iterator[Record]) -> Generator[Record, None, bool]:
    """The records; returns whether there was one among them that is no problem."""
    for record in records:
        yield record
        if not isinstance(record, Problem):
            yield from records
            return True
    return False


def expand(inputs: Iterable[Path | str]) -> list[Path]:
    """The files that the inputs stand for: a directory is its files of a known format, by name.

    "-" stays.  Raises `InputError` for what does not exist and for a directory with no such file.
    """
    return [file for path in inputs for file in _files(Path(path))]


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        if path != Path("-") and not path.exists():
            raise InputError(str(path), "no such file", "a file, a directory or - for standard input")
        return [path]
    files = sorted(file for file in path.rglob("*") if file.is_file() and _is_known(file))
    if not files:
        raise InputError(str(path), "no file of a known format in this directory", _extensions())
    return files


def _is_known(file: Path) -> bool:
    if file.name.startswith("."):
        return False
    if any(file.suffix.lower() in form.extensions for form in FORMATS.values()):
        return True
    with file.open("rb") as stream:
        head = stream.read(HEAD)
    return any(form.sniff(head) for form in FORMATS.values())


def _extensions() -> str:
    return "files that end in " + ", ".join(e for form in FORMATS.values() for e in form.extensions)


def _guess(path: Path, head: bytes) -> str:
    """The format that the content shows, else the one that the name shows."""
    by_content = (name for name, form in FORMATS.items() if form.sniff(head))
    by_name = (name for name, form in FORMATS.items() if path.suffix.lower() in form.extensions)
    found = next(by_content, None) or next(by_name, None)
    if found is None:
        raise InputError(str(path), "no format recognised", f"say which with --from: {', '.join(FORMATS)}")
    return found


def _read(path: Path, format: str | None, owner: str | None, captured: str | None) -> Iterator[Record]:
    with opened(path) as (file, sha256, stream):
        head = stream.read(HEAD)
        stream.seek(0)
        name = format or _guess(path, head)
        found = yield from _telling(FORMATS[name].read(Source(file, sha256, name, stream, owner, captured)))
    if not found:
        raise InputError(str(path), f"no record in it, read as {name}", FORMATS[name].rule)
