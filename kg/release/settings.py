"""What shapes a release, and what it must pass; checked before anything is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from kg.errors import UsageError
from kg.identifiers import is_day
from kg.release.dumps import Serialisation
from kg.release.manifest import Compression

__all__ = ["Settings", "check", "size"]

_SIZE = re.compile(r"(\d{1,12})([kMG]?)B?")
_UNITS = {"": 1, "k": 1000, "M": 1_000_000, "G": 1_000_000_000}


class Settings(Struct, frozen=True, kw_only=True):
    """How releases are made; the names are those of the command line.

    `formats` are written besides N-Triples. `part_bytes` is the size of plain content at which a dump
    is split. `max_shrink` is in per cent of papers. `fresh` begins a new chain, without a change set.
    """

    base: str
    url: str | None = None
    title: str = "Scholarly knowledge graph"
    licence: str | None = None
    issued: str | None = None
    formats: Mapping[str, Serialisation] = field(default_factory=dict)
    evidence: bool = True
    compression: Compression = "gz"
    part_bytes: int | None = None
    max_shrink: float = 10
    fail_on: str | None = None
    violations_published: bool = False
    fresh: bool = False

    @property
    def shape(self) -> dict[str, str | int]:
        """What changes the files of a release though its content stays; kept in the manifest."""
        said: dict[str, Any] = {"formats": ",".join(sorted(self.formats)), "compression": self.compression}
        return said | ({"part_bytes": self.part_bytes} if self.part_bytes else {})


def size(text: str) -> int:
    """A stated size in bytes.

    >>> size("500M"), size("2GB"), size("4096")
    (500000000, 2000000000, 4096)

    Raises:
        UsageError: it is none.
    """
    match = _SIZE.fullmatch(text)
    if not match or not int(match[1]):
        raise UsageError(f"--split {text}", "no size", "a number of bytes with k, M or G, like 500M")
    return int(match[1]) * _UNITS[match[2]]


def check(settings: Settings) -> None:
    """Raise `UsageError` for what cannot be."""
    from pyoxigraph import NamedNode

    for option, iri in {"--url": settings.url, "--licence": settings.licence}.items():
        try:
            NamedNode(iri or "https://example.org/")
        except ValueError as error:
            raise UsageError(f"{option} {iri}", "no IRI", "one like https://example.org/kg/") from error
    if not 0 <= settings.max_shrink <= 100:
        raise UsageError(
            f"--max-shrink {settings.max_shrink}", "no share of papers", "per cent, from 0 to 100"
        )
    if settings.url and not settings.url.endswith("/"):
        raise UsageError(f"--url {settings.url}", "files cannot follow it", "it ends with /")
    if settings.issued and not is_day(settings.issued):
        raise UsageError(f"--issued {settings.issued}", "no date", "a day like 2026-03-20")
