"""What sorted lines hold: digests, counts, and what the data card shows. One pass, a megabyte at a time."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct, field

from kg.files import contents
from kg.release.lines import Span, objects, spans
from kg.release.manifest import Input

__all__ = ["Part", "Survey", "labels", "survey"]

_KG = b"https://w3id.org/papergraph#"
# Only an object that is an IRI ends a line so: what looks like it within a literal has a quote behind it.
_CLASS = re.compile(rb'22-rdf-syntax-ns#type> <([^<>"]*)>(?: <[^<>"]*>)? \.\n')


class Part(Struct, frozen=True):
    """A stretch of the lines, and what it holds."""

    span: Span
    statements: int
    sha256: str


class Survey(Struct, kw_only=True):
    """What was counted. Years are those of papers; `uses` counts papers by dataset IRI.

    `dated` has the last paper with a date, and its year; `sources` holds the properties of the input
    files by source IRI.
    """

    digest: str = ""
    parts: tuple[Part, ...] = ()
    entities: Counter[str] = field(default_factory=Counter)
    papers_by_year: Counter[str] = field(default_factory=Counter)
    methods_by_year: Counter[str] = field(default_factory=Counter)
    uses: Counter[str] = field(default_factory=Counter)
    dated: dict[bytes, str] = field(default_factory=dict)
    sources: dict[bytes, dict[str, str]] = field(default_factory=dict)

    @property
    def statements(self) -> int:
        """How many lines there are."""
        return sum(part.statements for part in self.parts)

    @property
    def most_used(self) -> list[str]:
        """The IRIs of the twelve datasets that most papers use."""
        return sorted(self.uses, key=lambda iri: (-self.uses[iri], iri))[:12]

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The files that the lines say they were drawn from, by name."""
        files = (Input(said["fileName"], said["sha256"]) for said in self.sources.values() if len(said) == 2)
        return tuple(sorted(files, key=lambda file: (file.file, file.sha256)))


def survey(path: Path, part_bytes: int | None, base: str) -> Survey:
    """Read a file of sorted N-Triples or N-Quads once; see `spans` for the parts."""
    found, whole, parts = Survey(), hashlib.sha256(), []
    stretches = spans(path, part_bytes, base)
    for span in stretches:
        own = hashlib.sha256() if len(stretches) > 1 else whole
        statements = 0
        for chunk in span.chunks():
            own.update(chunk)
            if own is not whole:
                whole.update(chunk)
            statements += chunk.count(b" .\n")
            _count(chunk, found)
        parts.append(Part(span, statements, own.hexdigest()))
    found.parts, found.digest = tuple(parts), whole.hexdigest()
    return found


def _count(chunk: bytes, found: Survey) -> None:
    for kind, count in Counter(_CLASS.findall(chunk)).items():
        found.entities[kind.decode()] += count
    found.uses.update(_iri(thing) for _, thing in objects(_KG + b"usesDataset", chunk))
    dated = [pair for name in (b"date", b"inferredDate") for pair in objects(_KG + name, chunk)]
    years = {paper: date[1:5].decode() for paper, date in dated}
    found.papers_by_year.update(years.values())
    # A paper's date stands before its methods, perhaps in the piece before: properties are sorted by name.
    for paper, _ in objects(_KG + b"introducesMethod", chunk):
        found.methods_by_year[years.get(paper) or found.dated.get(paper, "")] += 1
    if years:
        found.dated = {(last := max(years)): years[last]}
    for name in ("fileName", "sha256"):
        for source, literal in objects(_KG + name.encode(), chunk):
            found.sources.setdefault(source, {})[name] = msgspec.json.decode(literal)


def _iri(object: bytes) -> str:
    return object[1:-1].decode()


def labels(path: Path, wanted: Iterable[str]) -> dict[str, str]:
    """The names of some entities; reading stops when all are known."""
    missing = {iri.encode() for iri in wanted}
    names: dict[str, str] = {}
    for piece in contents(path) if missing else ():
        for subject, name in objects(_KG + b"name", piece):
            if subject in missing:
                missing.discard(subject)
                names[subject.decode()] = msgspec.json.decode(name)
        if not missing:
            break
    return names
