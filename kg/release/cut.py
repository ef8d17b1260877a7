"""A file of sorted lines in blocks that end with an entity, cut where their content says so.

A block is cut between two subjects that differ early, as the interval is in which it may end. Such places
are few and stay where they are, whatever is inserted or removed elsewhere: most blocks of a release are
blocks of the next.
Source: Bayer and Unterauer, Prefix B-trees, ACM TODS 2 (1977), 11: a page is split at a short separator.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import repeat
from pathlib import Path

from msgspec import Struct

from kg.release.lines import entity, lines

__all__ = ["Block", "Cut", "Part", "cut"]

_BLOCK = 1 << 19  # bytes at least, and seldom twice as many; packed one by one they take 1 % more room


class Block(Struct, frozen=True):
    """A stretch of a file, in bytes from its start, and its digest."""

    path: Path
    start: int
    end: int
    sha256: str

    @property
    def size(self) -> int:
        """How many bytes."""
        return self.end - self.start

    def read(self) -> bytes:
        """Its lines."""
        with self.path.open("rb", buffering=0) as stream:
            stream.seek(self.start)
            return stream.read(self.size)


class Part(Struct, frozen=True):
    """Blocks that make up one data file, and the digest of all their lines."""

    path: Path
    blocks: tuple[Block, ...]
    sha256: str

    @property
    def size(self) -> int:
        """How many bytes of lines."""
        return sum(block.size for block in self.blocks)

    def pieces(self) -> Iterator[bytes]:
        """Its content, a block at a time."""
        return (block.read() for block in self.blocks)

    def equals(self, pieces: Iterable[bytes]) -> bool:
        """Whether these are the same bytes."""
        start, end = (self.blocks[0].start, self.blocks[-1].end) if self.blocks else (0, 0)
        with self.path.open("rb") as stream:
            stream.seek(start)
            return all(stream.read(len(piece)) == piece for piece in pieces) and stream.tell() == end

    def lines(self) -> Iterator[str]:
        """Its lines, each with its line end."""
        return (line.decode() for line in lines(self.pieces()))


class Cut(Struct, frozen=True):
    """A file in parts, of blocks; `digest` is the SHA-256 of all its bytes."""

    path: Path
    digest: str
    parts: tuple[Part, ...]

    def blocks(self) -> Iterator[Block]:
        """All blocks, in order."""
        return (block for part in self.parts for block in part.blocks)


def cut(path: Path, part_bytes: int | None, base: str) -> Cut:
    """Read a file of sorted N-Triples or N-Quads; a part has at least `part_bytes`, save the last.

    With None there is one part.
    """
    whole, blocks, start = hashlib.sha256(), list[Block](), 0
    for piece in _pieces(path, min(_BLOCK, part_bytes or _BLOCK), base):
        whole.update(piece)
        end = start + len(piece)
        blocks.append(Block(path, start, end, hashlib.sha256(piece).hexdigest()))
        start = end
    groups = list(_groups(blocks, part_bytes))
    digests = [whole.hexdigest()] if len(groups) == 1 else map(_digest, groups)
    return Cut(path, whole.hexdigest(), tuple(map(Part, repeat(path), groups, digests)))


def _groups(blocks: Iterable[Block], part_bytes: int | None) -> Iterator[tuple[Block, ...]]:
    group: list[Block] = []
    for block in blocks:
        if part_bytes and group and group[-1].end - group[0].start >= part_bytes:
            yield tuple(group)
            group = []
        group.append(block)
    yield tuple(group)


def _digest(blocks: Iterable[Block]) -> str:
    digest = hashlib.sha256()
    for block in blocks:
        digest.update(block.read())
    return digest.hexdigest()


def _pieces(path: Path, size: int, base: str) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as stream:
        held = stream.read(2 * size)
        while len(held) >= 2 * size:
            end = _boundary(held, size, base)
            while not end and (more := stream.read(size)):
                held += more
                end = _boundary(held, size, base)
            end = end or len(held)
            yield held[:end]
            held = held[end:] + stream.read(end)
        if held:
            yield held


def _boundary(held: bytes, size: int, base: str) -> int:
    """Where a block larger than `size` ends in what is held; 0 where all behind `size` is one entity.

    It ends where subjects change in a character as near to their beginning as any there.
    """
    first, end = held.find(b"\n", size - 1) + 1, held.rfind(b"\n") + 1
    last = held.rfind(b"\n", 0, end - 1) + 1
    if not 0 < first < last:
        return 0
    subjects = [held[at + 1 : held.find(b"> ", at) + 1] for at in (first, last)]
    if len({entity(subject, base) for subject in subjects}) == 1:
        return 0
    same = next(n for n, pair in enumerate(zip(*subjects, strict=False)) if pair[0] != pair[1])
    prefix = held[first : first + same + 2]

    def begin(at: int) -> bytes:
        start = held.rfind(b"\n", 0, at) + 1
        return held[start : start + len(prefix)]

    return first + bisect_right(range(first, last), prefix, key=begin)
