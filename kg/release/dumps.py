"""The data files of a release: written, compressed and measured in one pass."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct

from kg.files import COMPRESSIONS, compressor
from kg.release.blocks import Earlier, Entry
from kg.release.cut import Part
from kg.release.manifest import Compression, Content, File
from kg.release.sections import HEAD, Sections, packed_section
from kg.release.survey import Survey
from kg.release.tally import Tally, total

__all__ = ["NQUADS", "NTRIPLES", "Dumps", "Serialisation", "data_file", "dumps", "packed", "write"]

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


class Dumps(Struct, frozen=True):
    """How dumps are written: into which folder, in which formats, and what of them is there already."""

    folder: Path
    formats: Mapping[str, Serialisation]
    compression: Compression
    base: str
    earlier: Earlier | None = None


def dumps(how: Dumps, content: Content, survey: Survey) -> Iterator[tuple[File, tuple[Entry, ...]]]:
    """Write the sorted lines of a content, and the graph in other formats, part by part.

    With each file come the blocks that it is made of; none where it holds no sorted lines. Part n of the
    graph holds the same subjects in every format.
    """
    parts = survey.cut.parts
    for number, part in enumerate(parts, 1):
        stem = f"{content}-{number:04}" if len(parts) > 1 else content
        tallies = [survey.tallies[block.sha256] for block in part.blocks]
        held = total(tallies)
        said: dict[str, Any] = {"content": content, "part": number, "parts": len(parts)}
        said |= {"statements": held.statements, "entities": held.entities, "compression": how.compression}
        yield _lines_file(how, part, tallies, how.folder / stem, said)
        for name, row in how.formats.items() if content == "graph" else ():
            if name != "nt":
                pieces = (piece.encode() for piece in row.pieces(part.lines(), how.base))
                target = how.folder / f"{stem}.{row.extension}"
                yield data_file(target, pieces, format=name, media_type=row.media_type, **said), ()


def _lines_file(
    how: Dumps, part: Part, tallies: Sequence[Tally], stem: Path, said: Mapping[str, Any]
) -> tuple[File, tuple[Entry, ...]]:
    name, media_type = ("nt", NTRIPLES) if said["content"] == "graph" else ("nq", NQUADS)
    sizes = [0] * len(part.blocks)
    target = stem.with_name(f"{stem.name}.{name}{COMPRESSIONS[how.compression]}")
    if how.compression == "gz":
        pieces = _sections(part, said["content"], how.earlier, sizes)
    else:
        pieces = packed(part.pieces(), how.compression)
    stored = write(target, pieces)
    plain: dict[str, Any] = {"plain_bytes": part.size, "plain_sha256": part.sha256}
    file = File(format=name, media_type=media_type, **plain, **stored, **said)
    rows = zip(part.blocks, tallies, sizes, strict=True)
    return file, tuple(Entry(block.size, block.sha256, tally, size) for block, tally, size in rows)


def _sections(part: Part, content: Content, earlier: Earlier | None, sizes: list[int]) -> Iterator[bytes]:
    """A file of sections, and how large each is; what the release before has packed is copied."""
    sums = Sections()
    yield HEAD
    for number, block in enumerate(part.blocks):
        plain = block.read()
        sums.add(plain)
        section = (earlier and earlier.packed(content, block.sha256)) or packed_section(plain)
        sizes[number] = len(section)
        yield section
    yield sums.end()


def packed(pieces: Iterable[bytes], compression: Compression) -> Iterator[bytes]:
    """Pieces of one compressed file."""
    packer = compressor(compression)
    yield from map(packer.compress, pieces)
    yield packer.flush()


def write(path: Path, pieces: Iterable[bytes]) -> dict[str, Any]:
    """Write a file and have it on the disk; what the manifest says of it as it lies there."""
    digest = hashlib.sha256()
    with path.open("wb", buffering=1 << 20) as out:
        for piece in pieces:
            digest.update(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": digest.hexdigest()}


def data_file(target: Path, pieces: Iterable[bytes], compression: Compression, **said: Any) -> File:
    """Write the pieces to `target`, whose name the compression makes longer, and say what was written.

    `said` are the other values of the `File`.
    """
    plain, size = hashlib.sha256(), 0

    def measured() -> Iterator[bytes]:
        nonlocal size
        for piece in pieces:
            size += len(piece)
            plain.update(piece)
            yield piece

    path = target.with_name(target.name + COMPRESSIONS[compression])
    stored = write(path, packed(measured(), compression))
    measures: dict[str, Any] = {"plain_bytes": size, "plain_sha256": plain.hexdigest()}
    return File(compression=compression, **stored, **measures, **said)
