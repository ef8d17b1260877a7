"""A content of a release: its file in blocks, and what was counted in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from kg.release.cut import Cut
from kg.release.lines import by_subject, objects
from kg.release.tally import Tally, tally, total

__all__ = ["Survey", "labels", "survey"]

_NAME = b"https://w3id.org/papergraph#name"


class Survey(Struct, frozen=True):
    """`tallies` are by the digests of blocks, `total` is their sum."""

    cut: Cut
    tallies: Mapping[str, Tally]
    total: Tally


def survey(found: Cut, known: Mapping[str, Tally]) -> Survey:
    """Count in the blocks that are not known."""
    tallies = {
        block.sha256: known.get(block.sha256) or tally(block.read())
        for part in found.parts
        for block in part.blocks
    }
    return Survey(found, tallies, total(tallies[block.sha256] for block in found.blocks()))


def labels(path: Path, wanted: Iterable[str]) -> dict[str, str]:
    """The names of some entities, from a file of sorted lines."""
    with by_subject(path) as about:
        named = [(iri, objects(_NAME, about(iri.encode()))) for iri in wanted]
        return {iri: msgspec.json.decode(name) for iri, found in named for _, name in found}
