"""`records.index`: where each record of a release was first read, so that unchanged ones keep their source.

A file of records that changes has another digest. A record that stands in it as before was read from the
file as it was, and that stays true: only what changed gets the new file as its source.

The index is a line of JSON, the file versions; then four columns, a number a record, little-endian: the
first and the second 8 bytes of its digest, read big-endian, by which it is sorted, 8 bytes each; the file
version (its number in the first line) and the line, 4 bytes each.
"""

from __future__ import annotations

import hashlib
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Collection
from pathlib import Path

import msgspec
from msgspec import structs

from kg.model import Paper, Place, Profile
from kg.release.root import latest
from kg.release.verify import intact

__all__ = ["INDEX", "STREAMS", "Index", "Origins", "origins"]

INDEX = "records.index"
# Formats whose files are streams of records. What a saved page lists is a statement of that very page.
STREAMS = frozenset({"jsonl"})

_COLUMNS = "QQII"
_ENTRY = struct.Struct(f">{_COLUMNS}")
_DIGEST = struct.Struct(">QQ")
_encode = msgspec.msgpack.Encoder().encode


class Index:
    """The index of a release, to be searched; `files` are the file versions, as places of first lines.

    Most records come in the order in which they came before, so the one behind that found last is looked
    at first.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            self.files = msgspec.json.decode(stream.readline(), type=list[Place])
            held = stream.read()
        columns, start, size = [], 0, len(held) // _ENTRY.size
        for code in _COLUMNS:
            end = start + size * struct.calcsize(code)
            columns.append(_native(array(code, held[start:end])))
            start = end
        self._first, self._second, self._files, self._lines = columns
        places = [file << 32 | line for file, line in zip(self._files, self._lines, strict=True)]
        # The numbers of the entries as they came, and when each came.
        self._order = array("I", sorted(range(size), key=places.__getitem__))
        self._turn = array("I", bytes(4 * size))
        for turn, number in enumerate(self._order):
            self._turn[number] = turn
        self._next = 0

    def __len__(self) -> int:
        return len(self._first)

    def find(self, digest: tuple[int, int]) -> list[tuple[int, int, int]]:
        """The entries of a record: their numbers, and the file version and the line of each."""
        first, second = digest
        number, found = self._number(first), []
        while number < len(self._first) and self._first[number] == first:
            if self._second[number] == second:
                found.append((number, self._files[number], self._lines[number]))
            number += 1
        return found

    def _number(self, first: int) -> int:
        """The number of the first entry of which the digest begins so, if there is one."""
        # The next may have been changed or removed, so the one behind it is looked at, too.
        for number in self._order[self._next : self._next + 2]:
            if self._first[number] == first:
                break
        else:
            number = bisect_left(self._first, first)
            if number == len(self) or self._first[number] != first:
                return len(self)
        self._next = self._turn[number] + 1
        while number and self._first[number - 1] == first:
            number -= 1
        return number


def _native(column: array[int]) -> array[int]:
    """Little-endian numbers as those of this machine, or the other way round."""
    if sys.byteorder == "big":
        column.byteswap()
    return column


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
        # File versions as places of the first line, by number, and the numbers by digest and capture date.
        self._files: list[Place] = []
        self._numbers: dict[tuple[str, str, str | None], int] = {}

    def settle(self, record: Paper | Profile) -> Paper | Profile:
        """The record with its source."""
        place = record.source
        if place is None or place.format not in STREAMS:
            return record
        # The source comes last in what is encoded.
        said = _encode(record).removesuffix(_encode(place))
        digest = _DIGEST.unpack_from(hashlib.sha256(said).digest())
        kept = self._kept(digest, place) if self._before else place
        self._entries.append(_ENTRY.pack(*digest, self._number(kept), kept.line))
        return record if kept is place else structs.replace(record, source=kept)

    def _kept(self, digest: tuple[int, int], place: Place) -> Place:
        """The place itself if it is known, else the first that no other record has."""
        assert self._before
        free = None
        for number, file, line in self._before.find(digest):
            version = self._before.files[file]
            if line == place.line and version.sha256 == place.sha256 and version.captured == place.captured:
                return place
            if free is None and not self._taken[number] and version.sha256 not in self._present:
                free = number, version, line
        if free is None:
            return place
        self._taken[free[0]] = True
        return structs.replace(free[1], line=free[2])

    def _number(self, place: Place) -> int:
        key = place.sha256, place.file, place.captured
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._files)
            self._files.append(structs.replace(place, line=1))
        return number

    def write(self, path: Path, without: Collection[tuple[str, int]]) -> int:
        """Write the index, without the records at these places (file and line); returns how many it has.

        A record that was set aside has no source in the graph: next time it is told where it stands then.
        """
        files = sorted(self._files, key=lambda place: (place.file, place.sha256, place.captured or ""))
        numbers = {self._files.index(place): number for number, place in enumerate(files)}
        kept = sorted(entry for entry in self._entries if not without or self._at(entry) not in without)
        joined = b"".join(kept)
        eights, fours = array("Q", joined), array("I", joined)
        if sys.byteorder == "little":
            eights.byteswap()
            fours.byteswap()
        renumbered = array("I", map(numbers.__getitem__, fours[4::6]))
        columns = eights[::3], eights[1::3], renumbered, fours[5::6]
        with path.open("wb") as out:
            out.write(msgspec.json.encode(files) + b"\n")
            out.writelines(_native(column).tobytes() for column in columns)
        return len(kept)

    def _at(self, entry: bytes) -> tuple[str, int]:
        _, _, file, line = _ENTRY.unpack(entry)
        return self._files[file].file, line


def origins(root: Path, present: Collection[str], base: str) -> Origins:
    """The sources that the latest release below a root gives, for a run over files with these digests.

    Another base begins a new chain, and so do the sources.

    Raises:
        GateError: the index of the latest release is damaged.
        InputError, OutputError: the latest release cannot be read.
    """
    found = latest(root)
    if not found or found[1].base != base or not (listed := found[1].index):
        return Origins(None, present)
    return Origins(Index(intact(found[0] / listed.name, listed.sha256)), present)
