"""How a run is made; the names are those of the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from msgspec import Struct

from kg import inputs, rdf, reasoning, write
from kg.errors import UsageError
from kg.model import DEFAULT_MIN_CONFIDENCE, Paper, Profile

__all__ = ["Options", "check"]


class Options(Struct, frozen=True, kw_only=True):
    """Every option of an export; the defaults are those of the command line.

    `settle_source` is given every record as it was read, in order, and gives it the source to state.
    """

    base: str = "https://example.org/kg/"
    from_format: str | None = None
    owner: str | None = None
    captured: str | None = None
    formats: tuple[str, ...] = ("nt", "ttl", "jsonld")
    compression: Literal["none", "gz", "zst"] = "none"
    recognition: Literal["missing", "always", "never"] = "missing"
    min_confidence: float = DEFAULT_MIN_CONFIDENCE
    lexicon: Path | None = None
    align: tuple[str, ...] = ()
    on_violation: Literal["set-aside", "fail", "publish"] = "set-aside"
    settle_source: Callable[[Paper | Profile], Paper | Profile] | None = None


def check(options: Options) -> None:
    """Raise `UsageError` for what cannot be, before anything is read."""
    rdf.check_base(options.base)
    if not 0 <= options.min_confidence <= 1:
        raise UsageError(
            "--min-confidence", f"{options.min_confidence} is no probability", "a number from 0 to 1"
        )
    if options.owner is not None:
        inputs.check_owner(options.owner)
    for name in options.formats:
        write.check_format(name)
    if options.align:
        reasoning.broader(options.align)
