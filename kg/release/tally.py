"""What is counted in sorted lines: for the manifest, and for the charts of the data card."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import msgspec
from msgspec import Struct

from kg.release.lines import count_lines, objects
from kg.release.manifest import Input

__all__ = ["Tally", "tally", "total"]

_KG = b"https://w3id.org/papergraph#"
_IS_A = b"/1999/02/22-rdf-syntax-ns#type> <"
# Only an object that is an IRI ends a line so: what looks like it within a literal has a quote behind it.
_CLASS = re.compile(rb'([^<>"]*)>(?: <[^<>"]*>)? \.\n')


class Tally(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What was counted. `entities` counts subjects by class IRI, `uses` papers by the dataset they use.

    `papers` and introduced `methods` are counted by the year of the paper: `2023` where it is given, `2023?`
    where it was inferred (the sign is EDTF's for what is uncertain). Papers without a year are not counted,
    methods of these have the year ``. `inputs` are the input files that are described.
    """

    statements: int = 0
    entities: dict[str, int] = {}
    papers: dict[str, int] = {}
    methods: dict[str, int] = {}
    uses: dict[str, int] = {}
    inputs: tuple[Input, ...] = ()

    @property
    def most_used(self) -> list[str]:
        """The IRIs of the twelve datasets that most papers use."""
        return sorted(self.uses, key=lambda iri: (-self.uses[iri], iri))[:12]


def tally(block: bytes) -> Tally:
    """Count in whole lines that no entity straddles."""
    inferred = {paper: f"{_year(date)}?" for paper, date in objects(_KG + b"inferredDate", block)}
    years = inferred | {paper: _year(date) for paper, date in objects(_KG + b"date", block)}
    introduced = (years.get(paper, "") for paper, _ in objects(_KG + b"introducesMethod", block))
    used = (thing[1:-1].decode() for _, thing in objects(_KG + b"usesDataset", block))
    return Tally(
        statements=count_lines(block),
        entities=_entities(block),
        papers=Counter(years.values()),
        methods=Counter(introduced),
        uses=Counter(used),
        inputs=_inputs(block),
    )


def _year(literal: bytes) -> str:
    return literal[1:5].decode()


def _entities(block: bytes) -> dict[str, int]:
    ends = Counter(piece[: piece.find(b"\n") + 1] for piece in block.split(_IS_A)[1:])
    return {match[1].decode(): count for end, count in ends.items() if (match := _CLASS.fullmatch(end))}


def _inputs(block: bytes) -> tuple[Input, ...]:
    names = dict(objects(_KG + b"fileName", block))
    digests = dict(objects(_KG + b"sha256", block)) if names else {}
    read = msgspec.json.decode
    known = sorted(names.keys() & digests)
    return tuple(Input(read(names[source]), read(digests[source])) for source in known)


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum; input files by name."""
    every = list(tallies)
    names = ("entities", "papers", "methods", "uses")
    inputs = sorted((i for each in every for i in each.inputs), key=lambda i: (i.file, i.sha256))
    return Tally(
        statements=sum(each.statements for each in every),
        inputs=tuple(inputs),
        **{name: _sum(getattr(each, name) for each in every) for name in names},
    )


def _sum(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for each in counts:
        found.update(each)
    return dict(sorted(found.items()))
