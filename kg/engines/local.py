"""The road in one process: records are read once, wait on disk, and leave as sorted triples.

Memory holds the identity index and what the published papers refer to, not the records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kg import identity, inputs, rdf, reasoning, recognise, write
from kg.engines.catalogue import Catalogue
from kg.engines.report import Report
from kg.engines.spool import Spool
from kg.errors import OutputError
from kg.model import Paper, Place, Problem, Profile, Work

__all__ = ["Options", "run"]


class Options(Struct, frozen=True, kw_only=True):
    """How a run is made; the names are those of the command line."""

    base: str = "https://example.org/kg/"
    from_format: str | None = None
    owner: str | None = None
    captured: str | None = None
    formats: tuple[str, ...] = ("nt", "ttl", "jsonld")
    recognition: Literal["missing", "always", "never"] = "missing"
    min_confidence: float = recognise.DEFAULT_MIN_CONFIDENCE
    lexicon: Path | None = None
    align: tuple[str, ...] = ()


class _Outlets(Struct, frozen=True):
    """Where what is found goes."""

    graph: write.BlockSorter
    evidence: write.BlockSorter
    catalogue: Catalogue
    report: Report
    tell: Callable[[Problem], None]

    def note(self, problem: Problem) -> None:
        self.report.note(problem)
        self.tell(problem)


def run(paths: Sequence[Path], out: Path, options: Options, tell: Callable[[Problem], None]) -> Report:
    """Export the records of the files into the directory `out`; every problem is told as it is found.

    Raises:
        InputError: nothing could be read.
        OutputError: the directory cannot be written.
        UsageError: an option cannot be.
    """
    _check(options)
    try:
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".kg-", dir=out) as aside:
            report = _export(paths, Path(aside), options, tell)
            _replace_files(Path(aside), out)
    except OSError as error:
        raise OutputError(str(out), error.strerror or str(error), "a writable directory with room") from error
    return report


def _check(options: Options) -> None:
    """Refuse what cannot be before anything is read."""
    rdf.check_base(options.base)
    for name in options.formats:
        write.check_format(name)
    if options.align:
        reasoning.broader(options.align)


def _export(paths: Sequence[Path], aside: Path, options: Options, tell: Callable[[Problem], None]) -> Report:
    with ExitStack() as stack:
        spool = stack.enter_context(Spool(aside))
        graph, evidence = (stack.enter_context(write.BlockSorter(aside)) for _ in range(2))
        outlets = _Outlets(graph, evidence, Catalogue(), Report(), tell)
        profiles: list[Profile] = []
        identities = identity.identify(_intake(paths, options, spool, profiles, outlets))
        places = _publish_papers(identities, spool, outlets, options)
        _publish_profiles(profiles, identities, places, outlets, options.base)
        _publish_entities(places, profiles, outlets, options.base)
        _write(aside, outlets, options)
    return outlets.report


def _intake(
    paths: Sequence[Path], options: Options, spool: Spool, profiles: list[Profile], outlets: _Outlets
) -> Iterator[Paper | Profile]:
    """Every record that can be read, with what its text says; papers are kept in the spool."""
    lexicon = recognise.load_lexicon(options.lexicon) if options.lexicon else None
    source = {"format": options.from_format, "owner": options.owner, "captured": options.captured}
    for record in inputs.read_all(paths, **source):
        if isinstance(record, Problem):
            outlets.note(record)
            continue
        if isinstance(record, Paper):
            record = _recognised(record, options, lexicon)
            spool.add(record)
            outlets.report.records["read"] += 1
        else:
            profiles.append(record)
        yield record


def _recognised(paper: Paper, options: Options, lexicon: recognise.Lexicon | None) -> Paper:
    """The paper with what its text says, where its source does not say it."""
    given = paper.datasets is not None and paper.methods is not None
    if options.recognition == "never" or (options.recognition == "missing" and given):
        return paper
    found = recognise.recognise(paper.title, paper.abstract, lexicon)
    names = ("datasets", "methods", "evaluations", "code", "links")
    fill = names if options.recognition == "always" else [n for n in names if getattr(paper, n) is None]
    return replace(paper, text_read=found.text_read, **{name: getattr(found, name) for name in fill})


def _publish_papers(
    identities: identity.Identities, spool: Spool, outlets: _Outlets, options: Options
) -> dict[str, Place]:
    """Describe every paper; returns the sources that published papers come from, by identifier."""
    places: dict[str, Place] = {}
    for number, group in enumerate(identities.groups):
        work = identity.settle(identities, number, spool.read(group))
        _publish_paper(work, outlets, options)
        outlets.report.records["published"] += len(group)
        places.update((place.source, place) for place in work.places)
    return places


def _publish_paper(work: Work, outlets: _Outlets, options: Options) -> None:
    base, report = options.base, outlets.report
    description = rdf.describe(work, base, options.min_confidence)
    for problem in description.problems:
        outlets.note(problem)
    outlets.catalogue.add(description, tuple(sorted({place.source for place in work.places})))
    outlets.graph.add(f"<{base}{work.path}>", description.own)
    outlets.graph.add(f"<{base}{work.path}#", description.helpers)
    _add_evidence(rdf.evidence(work, base), outlets, base)
    report.entities["Paper"] += 1
    report.entities["Authorship"] += len(work.signatures)
    report.entities["Evaluation"] += len({rdf.evaluation_path(work, e) for e in work.paper.evaluations or ()})
    for link in description.links:
        report.link(link)
    report.below_confidence += len(work.paper.named) - len(description.links)


def _add_evidence(lines: Iterable[str], outlets: _Outlets, base: str) -> None:
    """Evidence stands below what it is about: `paper/x#mention-…`, `dataset/y#inference-…`."""
    for key, family in groupby(lines, lambda line: line[: line.index("#", len(base)) + 1]):
        outlets.evidence.add(key, family)


def _publish_profiles(
    profiles: Sequence[Profile],
    identities: identity.Identities,
    places: dict[str, Place],
    outlets: _Outlets,
    base: str,
) -> None:
    """What author pages say of their owners."""
    for profile in profiles:
        person = identities.owner(profile)
        if profile.source:
            places.setdefault(profile.source.source, profile.source)
            outlets.catalogue.add_entity(person, profile.name, (profile.source.source,))
        own, helpers = rdf.profile(profile, person, base)
        outlets.graph.add(f"<{base}{person.path}>", own)
        outlets.graph.add(f"<{base}{person.path}#", helpers)
        outlets.report.entities["AuthorMetric"] += len({line.split(" ", 1)[0] for line in helpers})
        if profile.field:
            outlets.catalogue.add_field(rdf.field_code(profile.field))


def _publish_entities(
    places: dict[str, Place], profiles: Sequence[Profile], outlets: _Outlets, base: str
) -> None:
    """Describe who and what the papers refer to, and where they were read."""
    announced = {p.source.source: (p.announced, p.listed or 0) for p in profiles if p.source and p.announced}
    for kind, path, lines in outlets.catalogue.describe(base):
        outlets.graph.add(f"<{base}{path}>", lines)
        outlets.report.entities[kind] += 1
    for path, lines in outlets.catalogue.evidence(base):
        outlets.evidence.add(f"<{base}{path}#", lines)
    for source, place in places.items():
        outlets.graph.add(f"<{base}source/{source}>", rdf.source(place, announced.get(source), base))
        outlets.report.entities["Source"] += 1


def _write(aside: Path, outlets: _Outlets, options: Options) -> None:
    graph = aside / "graph.nt"
    with graph.open("wb", buffering=1 << 20) as triples:
        for block in _aligned(outlets.graph.blocks(), options.align):
            outlets.report.triples += block.count(b"\n")
            triples.write(block)
    with (aside / "evidence.nq").open("wb", buffering=1 << 20) as quads:
        quads.writelines(_aligned(outlets.evidence.blocks(), options.align))
    written = [write.write(graph, name, options.base).name for name in ("nt", *options.formats)]
    outlets.report.files = sorted({"evidence.nq", *written})
    (aside / "report.json").write_bytes(outlets.report.json())


def _aligned(blocks: Iterator[bytes], names: Sequence[str]) -> Iterator[bytes]:
    """The blocks, with the same facts in the vocabularies of the named alignments."""
    if not names:
        return blocks
    lines = (line.decode() for block in blocks for line in block.splitlines(keepends=True))
    return (line.encode() for line in reasoning.align(lines, names))


def _replace_files(aside: Path, out: Path) -> None:
    """Put the new files in the place of the old ones, when all are there; the report comes last."""
    for name in _listed(out) - _listed(aside):
        (out / name).unlink(missing_ok=True)
    for name in (*sorted(_listed(aside)), "report.json"):
        (aside / name).replace(out / name)


def _listed(folder: Path) -> set[str]:
    """The files that the folder's report lists: only what a run wrote is ever replaced or removed."""
    report = folder / "report.json"
    if not report.is_file():
        return set()
    return set(msgspec.json.decode(report.read_bytes())["files"])
