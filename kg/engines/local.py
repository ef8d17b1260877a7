"""The road in one process: records are read once, wait on disk, and leave as sorted triples.

Memory holds the identity index and what the published papers refer to, not the records.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from copy import deepcopy
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from kg import identity, reasoning, shacl, write
from kg.engines.alone import LEFT, alone
from kg.engines.catalogue import Catalogue
from kg.engines.entities import publish_entities, publish_profile
from kg.engines.gate import Gate
from kg.engines.intake import intake
from kg.engines.options import Options, check
from kg.engines.outlets import Outlets, publish_papers
from kg.engines.report import Report
from kg.engines.spool import Spool
from kg.errors import OutputError
from kg.files import packed
from kg.memory import uncollected
from kg.model import Problem, Profile

__all__ = ["Options", "run"]


def run(paths: Sequence[Path], out: Path, options: Options, tell: Callable[[Problem], None]) -> Report:
    """Export the records of the files into the directory `out`; every problem is told as it is found.

    Raises:
        GateError: a record does not conform, and `on_violation` is "fail".
        InputError: nothing could be read.
        LockError: another run writes into the directory.
        OutputError: the directory cannot be written.
        UsageError: an option cannot be.
    """
    check(options)
    try:
        out.mkdir(parents=True, exist_ok=True)
        with alone(out), TemporaryDirectory(prefix=LEFT, dir=out) as aside, uncollected():
            report = _export(paths, Path(aside), options, tell)
            _replace_files(Path(aside), out)
    except OSError as error:
        raise OutputError(str(out), error.strerror or str(error), "a writable directory with room") from error
    return report


def _export(paths: Sequence[Path], aside: Path, options: Options, tell: Callable[[Problem], None]) -> Report:
    read, shapes, profiles = Report(), shacl.load_shapes(), list[Profile]()

    def note(problem: Problem) -> None:
        read.note(problem)
        tell(problem)

    with Spool(aside) as spool:
        papers = intake(paths, options, spool, profiles, note)
        identities = identity.identify(papers, profiles, spool.read)
        read.records["read"] += len(spool)
        for problem in identities.problems:
            note(problem)
        refused = dict[str, str]()
        while True:
            # What nobody may refer to is known only when all that refers to it was described.
            with ExitStack() as stack:
                graph = stack.enter_context(write.SortedLines(aside))
                evidence = stack.enter_context(write.SortedLines(aside, f"<{options.base}evidence>"))
                gate = Gate(options.base, shapes, refused)
                outlets = Outlets(options, graph, evidence, gate, Catalogue(), deepcopy(read), [])
                failed = _publish(identities, spool, profiles, outlets)
                if failed.keys() <= refused.keys() or options.on_violation == "publish":
                    for problem in sorted(outlets.problems, key=lambda p: (p.file, p.line)):
                        tell(problem)
                    _write(aside, outlets)
                    return outlets.report
            refused |= failed


def _publish(
    identities: identity.Identities, spool: Spool, profiles: Sequence[Profile], outlets: Outlets
) -> dict[str, str]:
    """Describe everything; returns the entities that do not conform, and why."""
    for start in range(0, len(identities.groups), identity.BATCH):
        groups = identities.groups[start : start + identity.BATCH]
        read = iter(spool.read(chain.from_iterable(groups)))
        records = [tuple(islice(read, len(group))) for group in groups]
        numbers = range(start, start + len(groups))
        publish_papers(identity.settle(identities, numbers, records), outlets)
    for profile in sorted(profiles, key=_first_in_file):
        publish_profile(profile, identities.owner(profile), outlets)
    return publish_entities(profiles, outlets)


def _first_in_file(profile: Profile) -> tuple[str, int]:
    return (profile.source.sha256, profile.source.line) if profile.source else ("", 0)


def _write(aside: Path, outlets: Outlets) -> None:
    """All files, the report last."""
    options, report = outlets.options, outlets.report
    graph = aside / "graph.nt"
    report.triples = _write_lines(graph, outlets.graph, options.align)
    _write_lines(aside / "evidence.nq", outlets.evidence, options.align)
    report.take(outlets.gate.violations, outlets.gate.focus_nodes())
    if report.text_read:
        from kg.recognise import measured

        report.rate(measured())
    written = [write.write(graph, name, options.base).name for name in ("nt", *options.formats)]
    files = {"evidence.nq", *written}
    report.files = sorted(packed(aside / name, options.compression).name for name in files)
    (aside / "report.json").write_bytes(report.json())


def _write_lines(path: Path, lines: write.SortedLines, align: Sequence[str]) -> int:
    """Write them, with the same facts in the vocabularies of the named alignments; returns how many."""
    if not align:
        return lines.move_to(path)
    count = 0
    with path.open("wb") as file:
        each = (line.decode() for block in lines.blocks() for line in block.splitlines(keepends=True))
        for line in reasoning.align(each, align):
            file.write(line.encode())
            count += 1
    return count


def _replace_files(aside: Path, out: Path) -> None:
    """Put the new files in the place of the old ones, when all are there; the report comes last."""
    new = _listed(aside)
    for name in _listed(out) - new:
        (out / name).unlink(missing_ok=True)
    for name in (*sorted(new), "report.json"):
        (aside / name).replace(out / name)


def _listed(folder: Path) -> set[str]:
    """The files that the folder's report lists: only what a run wrote is ever removed."""
    report = folder / "report.json"
    if not report.is_file():
        return set()
    try:
        return set(msgspec.json.decode(report.read_bytes(), type=_Files).files)
    except msgspec.DecodeError:
        return set()


class _Files(msgspec.Struct):
    files: tuple[str, ...] = ()
