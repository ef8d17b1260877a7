"""Lists of names as text files.

A line in brackets, `[dataset]`, gives the kind of what follows; every other line
holds names, parted by `|`. `#` begins a comment, `?` before a name says that it is an
ordinary word, which only a cue in the sentence can make a name: once is enough, wherever else it stands.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError

__all__ = ["KINDS", "WORD_KINDS", "rows"]

WORD_KINDS = (
    *("dataset head", "method head", "task head", "function word", "adjective", "verb"),
    *("negation", "using word", "training word", "excluding word", "replacing word", "avoiding word"),
    *("planned word", "history word", "naming word", "our naming word", "introducing word"),
    *("dataset noun", "method noun", "organisation noun"),
)
KINDS = ("dataset", "method", "metric", "task", "organisation", "language", "general", *WORD_KINDS)


def rows(path: Path, text: str) -> list[tuple[str, list[str]]]:
    """The kind and the names of every line."""
    kind, found = "", []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.split("#", 1)[0].strip() if line.startswith("#") or " #" in line else line.strip()
        if not line:
            continue
        if line.startswith("["):
            kind = _kind(f"{path}:{number}", line)
        elif not kind:
            raise InputError(
                f"{path}:{number}", "a name before any kind", "a line such as [dataset] comes first"
            )
        else:
            found.append((kind, _names(f"{path}:{number}", line)))
    if not found:
        raise InputError(str(path), "no name in it", "a line such as [dataset] and names below it")
    return found


def _kind(where: str, line: str) -> str:
    """The kind that a line in brackets gives."""
    kind = line[1:-1].strip()
    if line[-1] != "]":
        raise InputError(where, f'no kind in "{line}"', "a line such as [dataset]")
    if kind not in KINDS:
        raise InputError(where, f"unknown kind {line}", "one of " + ", ".join(KINDS))
    return kind


def _names(where: str, line: str) -> list[str]:
    """The names of a line, each with a letter or a digit in it; a `|` may end the line."""
    names = list(map(str.strip, line.removesuffix("|").split("|")))
    for name in names:
        if not (name.isalnum() or any(map(str.isalnum, name))):
            raise InputError(where, f'no name in "{name or line}"', "names such as Zorp | ? Compass")
    return names
