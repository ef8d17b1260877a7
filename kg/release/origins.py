"""`records.index`: where each record of a release was first read, so that unchanged ones keep their source.

A file of records that changes has another digest. A record that stands in it as before was read from the
file as it was, and that stays true: only what changed gets the new file as its source.

The index is a line of JSON, the file versions, then 24 bytes a record, sorted: 16 of the record's
digest, 4 for the file version (its number in the first line), 4 for the line; big-endian.
"""

from __future__ import annotations

import hashlib
import struct
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path

import msgspec
from msgspec import structs

from kg.errors import GateError
from kg.model import Paper, Place, Profile
from kg.release.root import latest
from kg.release.verify import sha256

__all__ = ["INDEX", "STREAMS", "Index", "Origins", "origins"]

INDEX = "records.index"
# Formats whose files are streams of records. What a saved page lists is a statement of that very page.
STREAMS = frozenset({"jsonl"})

_ENTRY = struct.Struct(">16sII")
_encode = msgspec.msgpack.Encoder().encode


class Index:
    """An index as it lies on the disk; it is searched there, not read into memory."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            head = stream.readline()
            self._bytes = mmap(stream.fileno(), 0, access=ACCESS_READ)
        self._start = len(head)
        # A file version is the place of its first line.
        self.files = msgspec.json.decode(head, type=list[Place])

    def __len__(self) -> int:
        return (len(self._bytes) - self._start) // _ENTRY.size

    def __getitem__(self, number: int) -> bytes:
        start = self._start + number * _ENTRY.size
        return self._bytes[start : start + _ENTRY.size]

    def find(self, digest: bytes) -> Iterator[tuple[int, Place]]:
        """The entries of a record, by number, and where they say it was read."""
        number = bisect_left(self, digest)
        while (entry := self[number]).startswith(digest):
            _, file, line = _ENTRY.unpack(entry)
            yield number, structs.replace(self.files[file], line=line)
            number += 1


class Origins:
    """Gives the records of a run the sources they had in the release before, and keeps them for the next.

    `before` is that release's index; `present` are the SHA-256 of the files that are read now. What
    such a file holds at a place is left to the record at that place. With files in the same order, the
    same records get the same sources.
    """

    def __init__(self, before: Index | None, present: Collection[str]) -> None:
        self._before, self._present = before, frozenset(present)
        self._taken = bytearray(len(before) if before else 0)
        self._entries: list[bytes] = []
        self._files: dict[Place, int] = {}

    def settle(self, record: Paper | Profile) -> Paper | Profile:
        """The record with its source."""
        place = record.source
        if place is None or place.format not in STREAMS:
            return record
        digest = hashlib.blake2b(_encode(structs.replace(record, source=None)), digest_size=16).digest()
        kept = self._kept(digest, place)
        version = structs.replace(kept, line=1)
        file = self._files.setdefault(version, len(self._files))
        self._entries.append(_ENTRY.pack(digest, file, kept.line))
        return record if kept == place else structs.replace(record, source=kept)

    def _kept(self, digest: bytes, place: Place) -> Place:
        """The place itself if it is known, else the first that no other record has."""
        free = None
        for number, known in self._before.find(digest) if self._before else ():
            if known == place:
                return place
            if free is None and not self._taken[number] and known.sha256 not in self._present:
                free = number, known
        if free is None:
            return place
        self._taken[free[0]] = True
        return free[1]

    def write(self, path: Path, without: Collection[tuple[str, int]]) -> int:
        """Write the index, without the records at these places (file and line); returns how many it has.

        A record that was set aside has no source in the graph: next time it is told where it stands then.
        """
        files = sorted(self._files, key=lambda place: (place.file, place.sha256, place.captured or ""))
        numbers = {self._files[place]: number for number, place in enumerate(files)}
        entries = []
        for entry in self._entries:
            digest, file, line = _ENTRY.unpack(entry)
            number = numbers[file]
            if (files[number].file, line) not in without:
                entries.append(_ENTRY.pack(digest, number, line))
        entries.sort()
        with path.open("wb") as out:
            out.write(msgspec.json.encode(files) + b"\n")
            out.writelines(entries)
        return len(entries)


def origins(root: Path, inputs: Iterable[Path], base: str) -> Origins:
    """The sources that the latest release below a root gives, for a run over these files.

    Another base begins a new chain, and so do the sources.

    Raises:
        GateError: the index of the latest release is damaged.
        InputError, OutputError: the latest release cannot be read.
    """
    present = {sha256(path) for path in inputs if path.is_file()}
    found = latest(root)
    if not found or found[1].base != base or not (listed := found[1].index):
        return Origins(None, present)
    path = found[0] / listed.name
    if not path.is_file() or sha256(path) != listed.sha256:
        raise GateError(str(path), "damaged", "restore it, or begin a new chain with --fresh")
    return Origins(Index(path), present)
