"""One input file as it is read: its bytes, its digest, and how places in it are named."""

from __future__ import annotations

import hashlib
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, repeat
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kg.errors import InputError
from kg.model import Place, Problem

__all__ = [
    "ENCODING_RULE",
    "UNSAFE",
    "UNSAFE_RULE",
    "Source",
    "decode",
    "one_line",
    "opened",
    "printable",
    "tell_unsafe",
    "without_unsafe",
]

# What no graph should carry: control characters, the bidirectional controls of Unicode (they make
# a text read otherwise than it is stored), what only says where a line may break and cannot be seen
# (soft hyphen, zero width space, word joiner), surrogates that are not part of a pair, noncharacters.
UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_MARKS = {chr(code): bytes([code]).decode("cp1252") for code in range(0x91, 0x98)}  # ‘ ’ “ ” • – —
UNSAFE_RULE = "text without control characters, bidirectional controls, invisible breaks and lone surrogates"
ENCODING_RULE = "text in UTF-8"

SPOOL = 16 * 1024 * 1024  # bytes of standard input kept in memory before they go to disk


class Source(NamedTuple):
    """An open input file with what is known about it, handed to a format's `read`."""

    file: str
    sha256: str
    format: str
    stream: BinaryIO
    owner: str | None = None
    captured: str | None = None

    def place(self, line: int) -> Place:
        """The place of an entry that begins on this line (from 1)."""
        return Place(self.file, self.sha256, self.format, line, self.captured)

    def places(self, first: int) -> Iterator[Place]:
        """The places of entries on one line each, from the line `first`."""
        file, sha256, format = repeat(self.file), repeat(self.sha256), repeat(self.format)
        return map(Place, file, sha256, format, count(first), repeat(self.captured))

    def problem(self, line: int, what: str, allowed: str, record_lost: bool = False) -> Problem:
        """Something on this line (from 1) that could not be taken as it stands."""
        return Problem(self.file, line, what, allowed, record_lost)


@contextmanager
def opened(path: Path) -> Iterator[tuple[str, str, BinaryIO]]:
    """The file's name, the SHA-256 of its bytes in hex, and the file, open at its start.

    Standard input ("-") and pipes are copied to a temporary file first, since they cannot be read
    twice.  Raises `InputError` where there is nothing to read or it is not text.
    """
    try:
        with tempfile.SpooledTemporaryFile(SPOOL) as spool, _stream(path) as stream:
            if not stream.seekable():
                while chunk := stream.read(1 << 20):
                    spool.write(chunk)
                stream = spool  # type: ignore[assignment]
            stream.seek(0)
            _check_text(path, _head(stream))
            stream.seek(0)
            digest = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
            stream.seek(0)
            yield "stdin" if path == Path("-") else printable(path.name), digest, stream
    except OSError as error:
        raise InputError(
            printable(str(path)), (error.strerror or str(error)).lower(), "a file that can be read"
        ) from error


@contextmanager
def _stream(path: Path) -> Iterator[BinaryIO]:
    if path == Path("-"):
        yield sys.stdin.buffer
    else:
        with path.open("rb") as stream:
            yield stream


def printable(name: str) -> str:
    """The name of a file as one line: U+FFFD for what cannot be shown and for bytes that are no UTF-8."""
    text = name.encode(errors="surrogateescape").decode(errors="replace")
    return text if text.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in text)


def _head(stream: BinaryIO) -> bytes:
    """What a file begins with, behind white space; nothing where that is all."""
    while head := stream.read(65_536):
        if said := head.strip(b"\xef\xbb\xbf \t\r\n"):
            return said
    return b""


def _check_text(path: Path, head: bytes) -> None:
    if not head:
        raise InputError(printable(str(path)), "empty", "a file with records in it")
    controls = len(head) - len(head.translate(None, bytes({*range(32)} - {9, 10, 13})))
    if controls > len(head) / 30:
        raise InputError(printable(str(path)), "not text but binary", ENCODING_RULE)


def decode(raw: bytes) -> tuple[str, str | None]:
    """The text of some bytes, and what is to be said of them if they are not UTF-8.

    A character cut off at the end is left out.  Surrogates written as UTF-8 (CESU-8) are joined
    where they pair, and stay as lone surrogates where they do not.  All else is Windows-1252, which
    is what the WHATWG Encoding Standard makes of Latin-1.
    """
    try:
        return raw.decode(), None
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.end == len(raw):
            return raw[: error.start].decode(), "cut off within a character, which is left out"
    try:
        text = raw.decode("utf-8", "surrogatepass")
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass"), None
    except UnicodeDecodeError:
        text = "".join(chr(b) if b in _UNASSIGNED else bytes([b]).decode("cp1252") for b in raw)
        return text, "not UTF-8, read as Windows-1252 (Latin-1)"


_UNASSIGNED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}  # bytes that Windows-1252 has no character for


def without_unsafe(text: str) -> str:
    r"""The text without unsafe characters; one that is white space becomes a space, which parts words.

    Quotation marks and dashes of Windows-1252 that were never converted become what HTML reads them as.

    >>> without_unsafe("Bo\x85Pen"), without_unsafe("Bo\u202e Pen"), without_unsafe("Ada\x92s")
    ('Bo Pen', 'Bo Pen', 'Ada’s')
    """
    return UNSAFE.sub(lambda found: _MARKS.get(found[0], " " if found[0].isspace() else ""), text)


def one_line(text: str) -> str:
    """The text without unsafe characters and with single spaces."""
    return " ".join(without_unsafe(text).split())


def tell_unsafe(text: str) -> str:
    r"""What becomes of the unsafe characters in a text, named as Unicode writes them.

    >>> tell_unsafe("\x00\x0c\u202e\x93")
    'U+0000, U+202E taken out, U+000C made a space, U+0093 read as in Windows-1252'
    """
    named: dict[str, list[str]] = {"taken out": [], "made a space": [], "read as in Windows-1252": []}
    for character in sorted(set(UNSAFE.findall(text))):
        fate = 2 if character in _MARKS else character.isspace()
        list(named.values())[fate].append(f"U+{ord(character):04X}")
    return ", ".join(f"{', '.join(codes)} {fate}" for fate, codes in named.items() if codes)
