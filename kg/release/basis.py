"""What a run starts from: input, options and program. From the same comes the same, and nothing new."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

import kg
from kg.release.verify import sha256
from kg.resources import folder

__all__ = ["basis"]


def basis(inputs: Sequence[tuple[str, str | None]], options: Mapping[str, object]) -> str | None:
    """A digest of it, from the names and digests of the files; None where one can be read only once.

    Of an option that is a file, its content counts.
    """
    if not all(digest for _, digest in inputs):
        return None
    chosen = {name: sha256(value) if isinstance(value, Path) else value for name, value in options.items()}
    return hashlib.sha256(ascii((*_program(), sorted(chosen.items()), *inputs)).encode()).hexdigest()


def _program() -> Iterator[str]:
    """Every file of it, the interpreter, and the versions of what is installed beside it."""
    for root in (Path(kg.__file__).parent, folder("ontology"), folder("shapes")):
        for file in sorted(root.rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                yield f"{file.relative_to(root)} {sha256(file)}"
    yield sys.version
    yield from sorted(path.name for path in Path(msgspec.__file__).parent.parent.glob("*.dist-info"))
