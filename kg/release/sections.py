"""A gzip file of sections: one stream for whoever reads it, made of stretches that unpack by themselves.

A section is deflated without what stands before it, and ends with a whole byte. So it can be copied from
one file into another as it is; only the sum at the end is of the whole file.
Source: RFC 1951, RFC 1952.
"""

from __future__ import annotations

import struct

from zlib_ng import zlib_ng

from kg.files import GZIP_LEVEL

__all__ = ["HEAD", "PACKER", "Sections", "packed_section", "plain_section"]

# What packs them: the same lines packed by another make other bytes.
PACKER = f"zlib-ng {zlib_ng.ZLIBNG_RUNTIME_VERSION}, level {GZIP_LEVEL}"
HEAD = b"\x1f\x8b\x08" + b"\0" * 6 + b"\xff"
_END = b"\x03\0"  # a last block, empty
_WINDOW = -15  # raw, the largest


def packed_section(plain: bytes) -> bytes:
    """A section."""
    packer = zlib_ng.compressobj(GZIP_LEVEL, zlib_ng.DEFLATED, _WINDOW, 9)
    return packer.compress(plain) + packer.flush(zlib_ng.Z_FULL_FLUSH)


def plain_section(packed: bytes) -> bytes:
    """What a section unpacks to."""
    return zlib_ng.decompressobj(_WINDOW).decompress(packed)


class Sections:
    """The sum of what went into a file."""

    def __init__(self) -> None:
        self._crc = self._size = 0

    def add(self, plain: bytes) -> None:
        """Take up what the next section unpacks to."""
        self._crc, self._size = zlib_ng.crc32(plain, self._crc), self._size + len(plain)

    def end(self) -> bytes:
        """What stands behind the last section."""
        return _END + struct.pack("<II", self._crc, self._size % 2**32)
