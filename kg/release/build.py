"""The directory of a release: dumps, change set, descriptions, sums, and the manifest last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kg.files import contents, sync
from kg.release.blocks import BLOCKS, Earlier, Entry, Table
from kg.release.card import card
from kg.release.changes import Step, change_files, differences, separate
from kg.release.describe import describe
from kg.release.dumps import NTRIPLES, Dumps, data_file, dumps, packed, write
from kg.release.feed import Verb, entity_changes, feed
from kg.release.gates import check_syntax
from kg.release.lines import count_lines
from kg.release.manifest import (
    MANIFEST,
    BlockTable,
    Changes,
    Content,
    File,
    Manifest,
    RecordIndex,
    encode,
)
from kg.release.origins import INDEX, Origins
from kg.release.sections import PACKER
from kg.release.settings import Settings
from kg.release.survey import Survey, labels
from kg.release.tombstones import tombstones
from kg.release.verify import SUMS, sha256, sums

__all__ = ["LINES", "Build", "build"]

# The file of an export that holds a content as sorted lines.
LINES: dict[Content, str] = {"graph": "graph.nt", "evidence": "evidence.nq"}


class Build(Struct, frozen=True):
    """What a release is built from, and where: `folder` becomes the release, `aside` is scratch space.

    `earlier` is the release that the change set starts from; `origins` knows where the records of the
    export were read, if it was told.
    """

    export: Path
    surveys: Mapping[Content, Survey]
    settings: Settings
    folder: Path
    aside: Path
    earlier: Earlier | None
    origins: Origins | None = None


def build(plan: Build, draft: Manifest) -> Manifest:
    """Fill the folder; returns the manifest that lies in it.

    Raises:
        GateError: the lines are malformed, or the release before is damaged.
    """
    plan.folder.mkdir(parents=True)
    plan.aside.mkdir()
    manifest = _with_dumps(plan, draft)
    verbs: dict[bytes, Verb] = {}
    if plan.earlier:
        manifest, verbs = _with_changes(plan, manifest, plan.earlier)
    else:
        for content, found in plan.surveys.items():
            check_syntax(plan.export / LINES[content], content, found.total.statements)
    if plan.origins:
        manifest = replace(manifest, index=_index(plan, plan.origins))
    for name, page in _pages(plan, manifest, verbs):
        write(plan.folder / name, (page,))
    _seal(plan.folder, manifest)
    return manifest


def _with_dumps(plan: Build, draft: Manifest) -> Manifest:
    settings = plan.settings
    how = Dumps(plan.folder, settings.formats, settings.compression, settings.base, plan.earlier)
    files: list[File] = []
    blocks: dict[str, tuple[Entry, ...]] = {}
    for content, found in plan.surveys.items():
        for file, entries in dumps(how, content, found):
            files.append(file)
            blocks |= {file.name: entries} if file.canonical else {}
    table = msgspec.json.encode(Table(draft.tool, PACKER, blocks), order="deterministic")
    written = write(plan.folder / BLOCKS, packed((table,), "gz"))
    return replace(draft, files=tuple(files), blocks=BlockTable(**written))


def _with_changes(plan: Build, manifest: Manifest, earlier: Earlier) -> tuple[Manifest, dict[bytes, Verb]]:
    files, previous = list[File](), earlier.manifest
    added, removed = dict[Content, int](), dict[Content, int]()
    graphs = {graph.content: graph.iri for graph in (*previous.graphs, *manifest.graphs)}
    for content, iri in graphs.items():
        gone, come = _plain(plan, content)
        blocks = list(plan.surveys[content].cut.blocks()) if content in plan.surveys else []
        shared = earlier.leaves_out(content) & {block.sha256 for block in blocks}
        new = (block.read() for block in blocks if block.sha256 not in shared)
        counts = separate(differences(earlier.lines(content, shared), new), gone, come)
        # What stood in the release before was read when it was new.
        check_syntax(come, content, counts[1])
        step = Step(previous.iri, manifest.iri, content, None if content == "graph" else iri)
        files += change_files(plan.folder, gone, come, counts, step, plan.settings.compression)
        removed[content], added[content] = counts
    changes = Changes(
        previous=previous.release,
        previous_digest=previous.digest,
        added=added,
        removed=removed,
        files=tuple(files),
    )
    verbs = entity_changes(*_plain(plan, "graph"), manifest.base)
    manifest = replace(manifest, changes=changes)
    return replace(manifest, tombstones=_bury(plan, manifest, earlier, verbs)), verbs


def _plain(plan: Build, content: Content) -> tuple[Path, Path]:
    """Where the lines that go and those that come lie while the release is built."""
    return plan.aside / f"{content}-removed", plan.aside / f"{content}-added"


def _bury(plan: Build, manifest: Manifest, before: Earlier, verbs: Mapping[bytes, Verb]) -> File:
    listed = before.manifest.tombstones
    earlier = contents(before.release / listed.name) if listed else ()
    graph = plan.export / LINES["graph"]
    plain = plan.aside / "tombstones"
    with plain.open("wb") as out:
        out.writelines(tombstones(_plain(plan, "graph"), verbs, graph, earlier, f"{manifest.iri}#run"))
    statements = sum(count_lines(piece) for piece in contents(plain))
    target, compression = plan.folder / "tombstones.nt", plan.settings.compression
    said: dict[str, Any] = {"content": "graph", "role": "tombstones", "media_type": NTRIPLES}
    return data_file(target, contents(plain), compression, statements=statements, **said)


def _index(plan: Build, origins: Origins) -> RecordIndex:
    """Write where the records of the release were read."""
    report = msgspec.json.decode((plan.export / "report.json").read_bytes())
    path = plan.folder / INDEX
    records = origins.write(path, {(entry["source"], entry["line"]) for entry in report["set_aside"]})
    sync(path)
    return RecordIndex(name=INDEX, records=records, bytes=path.stat().st_size, sha256=sha256(path))


def _pages(plan: Build, manifest: Manifest, verbs: Mapping[bytes, Verb]) -> Iterator[tuple[str, bytes]]:
    graph = plan.surveys["graph"].total
    yield "description.ttl", describe(manifest)
    yield "index.html", card(manifest, graph, labels(plan.export / LINES["graph"], graph.most_used))
    yield "report.json", (plan.export / "report.json").read_bytes()
    yield from feed(manifest, verbs)


def _seal(folder: Path, manifest: Manifest) -> None:
    """The sums, which cover the manifest, too; then the manifest."""
    sealed = folder / MANIFEST
    waiting = folder.with_name(MANIFEST)
    write(waiting, (encode(manifest),))
    digests = {path.name: sha256(path) for path in folder.iterdir()} | {MANIFEST: sha256(waiting)}
    write(folder / SUMS, (sums(digests),))
    waiting.rename(sealed)
    sync(folder)
