"""A dump to load: its files, and what it must come to in a store."""

from __future__ import annotations

import hashlib
import heapq
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from kg.errors import InputError
from kg.files import contents
from kg.stores.batches import block

__all__ = ["ChangeSet", "Dump", "Expected", "Survey", "pieces", "survey"]

# Only an object that is an IRI ends a line so: what looks like it within a literal has a quote behind it.
_TYPED = re.compile(rb' <http://www\.w3\.org/1999/02/22-rdf-syntax-ns#type> <([^<>"]*)> \.\n')
_SAMPLE = 25  # subjects looked at in every batch, and kept of all


class Dump(Struct, frozen=True, kw_only=True):
    """One graph of a release: sorted N-Triples, or N-Quads of the one graph `quads`, in parts.

    `statements`, `entities` (by class IRI) and `digest` (SHA-256 of all lines) are what the manifest
    says, None where there is no manifest. `release` and `release_digest` say what a store holds then.
    """

    graph: str
    release: str
    release_digest: str
    files: tuple[Path, ...]
    quads: str | None = None
    statements: int | None = None
    entities: dict[str, int] | None = None
    digest: str | None = None


class ChangeSet(Struct, frozen=True, kw_only=True):
    """What turns the release `previous` into that of `dump`, which gives the counts to end with."""

    dump: Dump
    previous: str
    previous_digest: str
    added: Dump
    removed: Dump


class Expected(Struct, frozen=True):
    """What a graph must hold. `sample` has all lines of some subjects."""

    statements: int
    entities: dict[str, int]
    sample: dict[bytes, tuple[bytes, ...]]


class Survey(Struct):
    """Counts what passes by. The sample are the subjects with the smallest hashes."""

    statements: int = 0
    entities: Counter[str] = field(default_factory=Counter)
    kept: set[tuple[bytes, bytes, bytes]] = field(default_factory=set)

    def add(self, whole: bytes) -> None:
        """Take up whole subjects."""
        self.statements += whole.count(b"\n")
        self.entities.update(name.decode() for name in _TYPED.findall(whole))
        for number in range(_SAMPLE):
            subject, lines = block(whole, len(whole) * number // _SAMPLE)
            self.kept.add((hashlib.sha256(subject).digest(), subject, lines))
        self.kept = set(heapq.nsmallest(_SAMPLE, self.kept))

    def expected(self) -> Expected:
        """What was counted."""
        sample = {subject: tuple(lines.splitlines()) for _, subject, lines in sorted(self.kept)}
        return Expected(self.statements, dict(self.entities), sample)


def pieces(dump: Dump) -> Iterator[bytes]:
    """The dump as N-Triples, in pieces of whole lines, checked at the end against its digest.

    Raises:
        InputError: a file cannot be read, or the dump is not what its manifest says.
    """
    digest = hashlib.sha256()
    ending = f" <{dump.quads}> .\n".encode()
    for path in dump.files:
        for piece in contents(path):
            digest.update(piece)
            if not dump.quads:
                yield piece
                continue
            if piece.count(ending) != piece.count(b"\n"):
                raise InputError(str(path), f"a line that is not in the graph <{dump.quads}>", "one graph")
            yield piece.replace(ending, b" .\n")
    if dump.digest and digest.hexdigest() != dump.digest:
        what = "the lines are not those of the manifest"
        raise InputError(str(dump.files[0].parent), what, "kg verify says which file is damaged")


def survey(dump: Dump, found: Survey) -> Expected:
    """What the dump must come to, once all of it has passed.

    Raises:
        InputError: the manifest says otherwise.
    """
    expected = found.expected()
    said = (
        expected.statements if dump.statements is None else dump.statements,
        expected.entities if dump.entities is None else dump.entities,
    )
    if said != (expected.statements, expected.entities):
        what = f"{expected.statements} statements; its manifest says {dump.statements}, or other classes"
        raise InputError(str(dump.files[0].parent), what, "kg verify says which file is damaged")
    return expected
