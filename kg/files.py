"""Files that are whole or not there, and files that are compressed. A tool below the stages.

Compression is deterministic: no time and no name in the header, the level fixed here.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from kg.errors import InputError

__all__ = [
    "COMPRESSIONS",
    "GZIP_LEVEL",
    "compressor",
    "contents",
    "opened",
    "packed",
    "pieces",
    "plain_name",
    "replaced",
    "sync",
    "whole_lines",
]

# The name of a compression, and what it adds to the name of a file.
COMPRESSIONS = {"none": "", "gz": ".gz", "zst": ".zst"}

_PIECE = 1 << 20
_PACKED = 1 << 14  # may unpack to a thousand times as much
# On N-Triples zlib-ng's level 2 takes a quarter of the instructions of zlib's level 3, an eighth of those of
# its level 6; its files are 6 and 28 % larger. Its wheel brings its own code, so that bytes do not
# depend on the system's zlib.
GZIP_LEVEL = 2
_LEVELS = {"gz": GZIP_LEVEL, "zst": 3}
_GZIP = 16 + 15  # a gzip header, and the largest window


@contextmanager
def replaced(target: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of `target` when the block ends without an error."""
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with aside.open("wb", buffering=_PIECE) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have the system write a file, or the names in a directory, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Compressor(Protocol):
    """What `zlib` and `zstandard` call a compression object."""

    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


class _AsItIs:
    def compress(self, data: bytes, /) -> bytes:
        return data

    def flush(self) -> bytes:
        return b""


def compressor(compression: str) -> Compressor:
    """A new compression object for a name in `COMPRESSIONS`."""
    if compression == "gz":
        from zlib_ng import zlib_ng

        return cast(Compressor, zlib_ng.compressobj(_LEVELS["gz"], zlib_ng.DEFLATED, _GZIP, 9))
    if compression == "zst":
        import zstandard

        return cast(Compressor, zstandard.ZstdCompressor(_LEVELS["zst"], write_checksum=True).compressobj())
    return _AsItIs()


def packed(path: Path, compression: str) -> Path:
    """Compress a file, which goes; the new one's name is longer. As it was for "none"."""
    target = path.with_name(path.name + COMPRESSIONS[compression])
    if target != path:
        packer = compressor(compression)
        with path.open("rb") as stream, target.open("wb", buffering=_PIECE) as out:
            out.writelines(map(packer.compress, pieces(stream)))
            out.write(packer.flush())
        path.unlink()
    return target


def plain_name(path: Path) -> str:
    """The name of what a file unpacks to.

    >>> plain_name(Path("out/graph.nt.zst")), plain_name(Path("out/graph.nt"))
    ('graph.nt', 'graph.nt')
    """
    return path.stem if path.suffix in COMPRESSIONS.values() else path.name


def contents(path: Path) -> Iterator[bytes]:
    """What a file holds, in pieces of whole lines; its extension tells how it is compressed.

    Raises:
        InputError: the file cannot be read, or is damaged or cut.
    """
    return whole_lines(_plain(path))


def opened(path: Path) -> BinaryIO:
    """What a file holds, as a file to read. Reading raises what `contents` raises."""
    return cast(BinaryIO, io.BufferedReader(_Stream(_plain(path)), _PIECE))


class _Stream(io.RawIOBase):
    """Pieces of bytes as a file to read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(piece)
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size


def _plain(path: Path) -> Iterator[bytes]:
    unpacker, damage = _unpacking(path.suffix)
    try:
        with path.open("rb") as stream:
            yield from _unpack(pieces(stream, _PACKED), unpacker) if unpacker else pieces(stream)
    except (OSError, EOFError, damage) as error:
        what = (getattr(error, "strerror", None) or str(error)).lower()
        raise InputError(str(path), what, "a file as it was written") from error


def _unpacking(suffix: str) -> tuple[Callable[[], _Decompressor] | None, type[Exception]]:
    if suffix == ".gz":
        from zlib_ng import zlib_ng

        return lambda: cast(_Decompressor, zlib_ng.decompressobj(_GZIP)), cast(type[Exception], zlib_ng.error)
    if suffix == ".zst":
        import zstandard

        return lambda: cast(_Decompressor, zstandard.ZstdDecompressor().decompressobj()), zstandard.ZstdError
    return None, EOFError


def _unpack(packed: Iterable[bytes], unpacker: Callable[[], _Decompressor]) -> Iterator[bytes]:
    """The plain bytes of one compressed stream, or of several one after the other."""
    unpack = unpacker()
    for piece in packed:
        while piece:
            unpack = unpacker() if unpack.eof else unpack
            yield unpack.decompress(piece)
            piece = unpack.unused_data if unpack.eof else b""
    if not unpack.eof:
        raise EOFError("the file ends too early")


def pieces(stream: BinaryIO, size: int = _PIECE) -> Iterator[bytes]:
    """What is left of a stream, at most `size` bytes at a time."""
    return iter(lambda: stream.read(size), b"")


def whole_lines(stream: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces that end with a line; the last may lack its line end."""
    rest = b""
    for piece in stream:
        end = piece.rfind(b"\n") + 1
        if end:
            yield b"".join((rest, memoryview(piece)[:end]))
            rest = piece[end:]
        else:
            rest += piece
    if rest:
        yield rest
