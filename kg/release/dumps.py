"""The data files of a release: written, compressed and counted in one pass."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from kg.files import COMPRESSIONS, compressor
from kg.release.manifest import Content, File
from kg.release.survey import Part, Survey

__all__ = ["NQUADS", "NTRIPLES", "Serialisation", "data_file", "dumps"]

NTRIPLES = "application/n-triples"
NQUADS = "application/n-quads"


class Serialisation(Protocol):
    """An RDF format: `pieces` takes sorted N-Triples lines and the data's base."""

    @property
    def extension(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def pieces(self) -> Callable[[Iterable[str], str], Iterable[str]]: ...


class _Form(NamedTuple):
    name: str
    extension: str
    media_type: str
    pieces: Callable[[Part], Iterable[bytes]]
    canonical: bool = False


def dumps(
    folder: Path,
    surveys: Mapping[Content, Survey],
    formats: Mapping[str, Serialisation],
    compression: str,
    base: str,
) -> Iterator[File]:
    """Write the sorted lines of every content, and the graph in other formats, part by part.

    Part n of the graph holds the same subjects in every format.
    """
    for content, found in surveys.items():
        for form in _forms(content, formats, base):
            for number, part in enumerate(found.parts, 1):
                stem = f"{content}-{number:04}" if len(found.parts) > 1 else content
                yield data_file(
                    folder / f"{stem}.{form.extension}",
                    form.pieces(part),
                    compression,
                    # The lines were hashed when they were counted; reading the file back checks both.
                    plain_sha256=part.sha256 if form.canonical else None,
                    content=content,
                    format=form.name,
                    media_type=form.media_type,
                    part=number,
                    parts=len(found.parts),
                    statements=part.statements,
                )


def _forms(content: Content, formats: Mapping[str, Serialisation], base: str) -> Iterator[_Form]:
    if content == "evidence":
        yield _Form("nq", "nq", NQUADS, lambda part: part.span.chunks(), canonical=True)
        return
    yield _Form("nt", "nt", NTRIPLES, lambda part: part.span.chunks(), canonical=True)
    for name, row in formats.items():
        if name != "nt":
            yield _Form(name, row.extension, row.media_type, _in_format(row, base))


def _in_format(row: Serialisation, base: str) -> Callable[[Part], Iterable[bytes]]:
    return lambda part: (piece.encode() for piece in row.pieces(part.span.lines(), base))


def data_file(
    target: Path, pieces: Iterable[bytes], compression: str, plain_sha256: str | None = None, **said: Any
) -> File:
    """Write the pieces to `target`, whose name the compression makes longer, and say what was written.

    `said` are the other values of the `File`; `plain_sha256` saves hashing what was hashed before.
    """
    path = target.with_name(target.name + COMPRESSIONS[compression])
    packer, packed, plain, size = compressor(compression), hashlib.sha256(), hashlib.sha256(), 0
    with path.open("wb", buffering=1 << 20) as out:
        for piece in pieces:
            size += len(piece)
            if plain_sha256 is None:
                plain.update(piece)
            data = packer.compress(piece)
            packed.update(data)
            out.write(data)
        data = packer.flush()
        packed.update(data)
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    return File(
        name=path.name,
        compression=compression,  # type: ignore[arg-type]
        bytes=path.stat().st_size,
        sha256=packed.hexdigest(),
        plain_bytes=size,
        plain_sha256=plain_sha256 or plain.hexdigest(),
        **said,
    )
