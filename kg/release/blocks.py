"""`blocks.json.gz`: of what blocks the dumps of a release are made; the next takes over those that it shares.

For each dump, in order: how large a block is, unpacked and packed, its digest, and what was counted in
it. `packed` is 0 where blocks do not unpack by themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Set
from itertools import chain
from pathlib import Path

import msgspec
from msgspec import Struct

from kg.files import contents
from kg.release.manifest import TOOL, Content, Manifest
from kg.release.sections import HEAD, PACKER, plain_section
from kg.release.tally import Tally
from kg.release.verify import intact

__all__ = ["BLOCKS", "Earlier", "Entry", "Table", "earlier"]

BLOCKS = "blocks.json.gz"


class Entry(Struct, frozen=True, omit_defaults=True):
    """One block; sizes are in bytes."""

    size: int
    sha256: str
    tally: Tally
    packed: int = 0


class Table(Struct, frozen=True):
    """The blocks by the names of the files; `tool` is what counted in them, `packer` what packed them."""

    tool: str
    packer: str
    files: Mapping[str, tuple[Entry, ...]]


_NONE = Table("", "", {})


class _Place(Struct, frozen=True):
    """Where a packed block lies."""

    path: Path
    start: int
    end: int

    def read(self) -> bytes:
        with self.path.open("rb", buffering=0) as stream:
            stream.seek(self.start)
            return stream.read(self.end - self.start)


class Earlier:
    """A release whose dumps are what was published; `tallies` are by the digests of blocks."""

    def __init__(self, release: Path, manifest: Manifest, table: Table) -> None:
        self.release, self.manifest = release, manifest
        self._packer = table.packer
        rows = table.files.values() if table.tool == TOOL else ()
        self.tallies = {entry.sha256: entry.tally for row in rows for entry in row}
        self._dumps: dict[Content, list[Path]] = defaultdict(list)
        # The places of packed blocks by content and digest, in order.
        self._places: dict[Content, dict[str, _Place]] = defaultdict(dict)
        for file in manifest.canonical_files:
            path = release / file.name
            self._dumps[file.content].append(path)
            self._places[file.content] |= _places(path, table.files.get(file.name, ()))

    def packed(self, content: Content, digest: str) -> bytes | None:
        """A block as it would be packed now, if it is there."""
        place = self._places[content].get(digest) if self._packer == PACKER else None
        return place.read() if place else None

    def lines(self, content: Content, without: Collection[str]) -> Iterator[bytes]:
        """The lines in pieces; blocks with these digests may be left out."""
        if places := self._places[content]:
            return (plain_section(place.read()) for digest, place in places.items() if digest not in without)
        return chain.from_iterable(map(contents, self._dumps[content]))

    def leaves_out(self, content: Content) -> Set[str]:
        """The digests that `lines` can leave out."""
        return self._places[content].keys()


def _places(path: Path, entries: tuple[Entry, ...]) -> Iterator[tuple[str, _Place]]:
    start = len(HEAD)
    for entry in entries:
        if entry.packed:
            yield entry.sha256, _Place(path, start, start + entry.packed)
        start += entry.packed


def earlier(release: Path, manifest: Manifest) -> Earlier:
    """The release that the next one shares blocks with.

    Raises:
        GateError: a file is not what was published.
    """
    for file in manifest.canonical_files:
        intact(release / file.name, file.sha256)
    if manifest.blocks is None:
        return Earlier(release, manifest, _NONE)
    path = intact(release / manifest.blocks.name, manifest.blocks.sha256)
    return Earlier(release, manifest, _table(b"".join(contents(path)), manifest))


def _table(text: bytes, manifest: Manifest) -> Table:
    """What another version wrote may be of no use, and does no harm."""
    try:
        table = msgspec.json.decode(text, type=Table)
    except msgspec.MsgspecError:
        return _NONE
    sizes = {name: sum(entry.size for entry in row) for name, row in table.files.items()}
    return table if sizes == {file.name: file.plain_bytes for file in manifest.canonical_files} else _NONE
