"""Saved author pages as text: a header with the owner's figures, then the papers, in two layouts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.inputs.page.head import HEAD_RULE, sniff
from kg.inputs.source import Source
from kg.model import Paper, Problem, Profile

__all__ = ["HEAD_RULE", "read", "sniff"]


def read(source: Source) -> Iterator[Sequence[Paper | Profile | Problem]]:
    """The records of the page; what reads them is imported here, so that other formats start without it."""
    from kg.inputs.page import reader

    yield from reader.read(source)
