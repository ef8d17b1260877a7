"""Alignments that were asked for, and added nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

__all__ = ["tell_idle"]


def tell_idle(names: Sequence[str], folder: Path) -> None:
    """Say which alignments have no term in the graph that was written to a folder."""
    for name in names:
        terms = _terms(name)
        if not terms:
            what = "adds no facts; it holds close matches only, for people who map by hand"
        elif _hold(folder, "graph.nt", terms):
            continue
        elif _hold(folder, "evidence.nq", terms):
            what = "added facts to the evidence, none to the graph"
        else:
            what = "added nothing; nothing in the graph has a broader term there"
        click.echo(f"kg: --align {name}: {what}", err=True)


def _terms(name: str) -> list[bytes]:
    """The terms that an alignment can add."""
    from kg.reasoning import broader

    table = broader((name,))
    return sorted({f" {term} ".encode() for part in table for many in part.values() for term in many})


def _hold(folder: Path, name: str, terms: Sequence[bytes]) -> bool:
    from kg.files import COMPRESSIONS, contents

    found = [path for end in COMPRESSIONS.values() if (path := folder / (name + end)).is_file()]
    return any(term in piece for path in found for piece in contents(path) for term in terms)
