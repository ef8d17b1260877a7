"""The files that a dump is made of. A tool below the stages.

A dump is a directory: what `kg export` wrote, or a release of `kg publish`, whose manifest names the files.
What is split or compressed is one dump like any other.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from kg.errors import InputError
from kg.files import COMPRESSIONS

__all__ = ["FORMAT", "MANIFEST", "Content", "exported", "files", "manifest"]

MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
"""Of the manifests that this version writes and reads."""

_Type = TypeVar("_Type", bound=Struct)
Content = Literal["graph", "evidence"]
_NAMES: dict[Content, str] = {"graph": "graph.nt", "evidence": "evidence.nq"}


class _File(Struct):
    name: Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]  # never out of the directory
    content: str
    format: str


class _Manifest(Struct):
    """The part of a manifest that tells where lines stand; `kg.release.manifest` has the whole."""

    format: Literal[1]
    files: tuple[_File, ...]


def files(folder: Path, content: Content) -> list[Path]:
    """The files of sorted lines that hold a content, in the order of their parts; none where it is not there.

    Raises:
        InputError: the manifest of a release cannot be read.
    """
    if (folder / MANIFEST).is_file():
        wanted = content, _NAMES[content].rpartition(".")[2]
        named = manifest(folder, _Manifest).files
        return [folder / file.name for file in named if (file.content, file.format) == wanted]
    return exported(folder, content)


def exported(folder: Path, content: Content) -> list[Path]:
    """The file of a content by the name that it has where it is in one part; none where it is not there."""
    names = (_NAMES[content] + ending for ending in COMPRESSIONS.values())
    return [path for name in names if (path := folder / name).is_file()][:1]


def manifest(release: Path, type_: type[_Type]) -> _Type:
    """The manifest of a release directory, as much of it as a type asks for.

    Raises:
        InputError: there is none, or it is not one that this version reads.
    """
    path = release / MANIFEST
    try:
        return msgspec.json.decode(path.read_bytes(), type=type_)
    except OSError as error:
        what = (error.strerror or str(error)).lower()
        raise InputError(str(path), what, "a release directory has a manifest") from error
    except msgspec.MsgspecError as error:
        raise InputError(str(path), str(error), f"a manifest of format {FORMAT}") from error
