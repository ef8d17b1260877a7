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
from kg.release.lines import Span, spans, stated
from kg.release.manifest import Input

__all__ = ["Part", "Survey", "labels", "survey"]

_KG = rb"https://w3id\.org/papergraph#"
_CLASS = re.compile(rb"<http://www\.w3\.org/1999/02/22-rdf-syntax-ns#type> <([^>]*)>")
_SHOWN = re.compile(
    rb'<%b(date|inferredDate|usesDataset|introducesMethod|fileName|sha256)> (?:<([^>]*)>|("(?:[^"\\]|\\.)*"))'
    % _KG
)
_NAME = re.compile(rb'<%bname> ("(?:[^"\\]|\\.)*")' % _KG)


class Part(Struct, frozen=True):
    """A stretch of the lines, and what it holds."""

    span: Span
    statements: int
    sha256: str


class Survey(Struct, kw_only=True):
    """What was counted. Years are those of papers; `uses` counts papers by dataset IRI.

    `dated` is the last paper with a date, and its year; `sources` holds the properties of the input
    files by source IRI.
    """

    digest: str = ""
    parts: tuple[Part, ...] = ()
    entities: Counter[str] = field(default_factory=Counter)
    papers_by_year: Counter[str] = field(default_factory=Counter)
    methods_by_year: Counter[str] = field(default_factory=Counter)
    uses: Counter[str] = field(default_factory=Counter)
    dated: tuple[bytes, str] = (b"", "")
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
            statements += chunk.count(b"\n")
            _count(chunk, found)
        parts.append(Part(span, statements, own.hexdigest()))
    found.parts, found.digest = tuple(parts), whole.hexdigest()
    return found


def _count(chunk: bytes, found: Survey) -> None:
    found.entities.update(match[1].decode() for _, match in stated(_CLASS, chunk))
    for subject, match in stated(_SHOWN, chunk):
        match match[1].decode(), (match[2] or match[3]).decode():
            case "usesDataset", iri:
                found.uses[iri] += 1
            case "introducesMethod", _:
                # A paper's date stands before its methods: properties are sorted by name.
                paper, year = found.dated
                found.methods_by_year[year if paper == subject else ""] += 1
            case (("date" | "inferredDate"), literal):
                found.dated = subject, literal[1:5]
                found.papers_by_year[literal[1:5]] += 1
            case name, literal:
                found.sources.setdefault(subject, {})[name] = msgspec.json.decode(literal)


def labels(path: Path, wanted: Iterable[str]) -> dict[str, str]:
    """The names of some entities; reading stops when all are known."""
    missing = {iri.encode() for iri in wanted}
    names: dict[str, str] = {}
    for piece in contents(path) if missing else ():
        for subject, match in stated(_NAME, piece):
            if subject in missing:
                missing.discard(subject)
                names[subject.decode()] = msgspec.json.decode(match[1])
        if not missing:
            break
    return names
