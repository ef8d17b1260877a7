"""`manifest.json`: what a release holds, file by file, with digests. Written last, it makes a release whole.

A manifest names no time unless it was told one, so that identical content gives identical bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

from kg import __version__
from kg.dumps import FORMAT, MANIFEST, Content, manifest

__all__ = [
    "FORMAT",
    "MANIFEST",
    "TOOL",
    "BlockTable",
    "Changes",
    "Compression",
    "Content",
    "File",
    "Graph",
    "Input",
    "Manifest",
    "RecordIndex",
    "encode",
    "read",
]

TOOL = f"kg {__version__}"

Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
# A plain file name: nothing that a manifest says leads out of its directory.
Name = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Count = Annotated[int, Meta(ge=0)]
Compression = Literal["gz", "zst", "none"]
Role = Literal["dump", "added", "removed", "update", "patch", "tombstones"]


class Input(Struct, frozen=True):
    """A file that the graph was drawn from, as its sources say: name without directories, SHA-256."""

    file: str
    sha256: Digest


class File(Struct, frozen=True, kw_only=True):
    """One data file. `bytes` and `sha256` are of the file as it lies there, `plain_` of what it unpacks to.

    `part` counts from 1; `parts` is how many files hold the same content in the same format.
    `statements` are distinct within the content, whatever the format; `entities` counts the subjects of
    a dump by class IRI.
    """

    name: Name
    media_type: str
    compression: Compression
    content: Content
    role: Role = "dump"
    format: str = "nt"
    part: Annotated[int, Meta(ge=1)] = 1
    parts: Annotated[int, Meta(ge=1)] = 1
    statements: Count
    entities: dict[str, Count] = {}
    bytes: Count
    sha256: Digest
    plain_bytes: Count
    plain_sha256: Digest

    @property
    def canonical(self) -> bool:
        """Whether these are the sorted lines that all else is made from."""
        return self.role == "dump" and self.format == ("nt" if self.content == "graph" else "nq")


class RecordIndex(Struct, frozen=True, kw_only=True):
    """The file that says where each record was first read; see `kg.release.origins`."""

    name: Name
    records: Count
    bytes: Count
    sha256: Digest


class BlockTable(Struct, frozen=True, kw_only=True):
    """The file that says of what blocks the dumps are made; see `kg.release.blocks`."""

    name: Name
    bytes: Count
    sha256: Digest


class Graph(Struct, frozen=True, kw_only=True):
    """One named graph of the release. `digest` is the SHA-256 of all its sorted lines.

    `entities` counts subjects by class IRI.
    """

    content: Content
    iri: str
    digest: Digest
    statements: Count
    entities: dict[str, int]


class Changes(Struct, frozen=True, kw_only=True):
    """What turns the release `previous`, whose digest is `previous_digest`, into this one."""

    previous: Name
    previous_digest: Digest
    added: dict[Content, int]
    removed: dict[Content, int]
    files: tuple[File, ...]


class Manifest(Struct, frozen=True, kw_only=True):
    """A release. `digest` is over its graphs' digests: two releases that share it say the same.

    `number` counts the releases of a root, from 1. `url` is where the root is served; with it the
    release's own IRI is `url` + "releases/" + `release`. `changes` is None for the first release of a
    chain. `settings` are the options that shape the files; `report` is the export's summary.
    """

    format: Literal[1] = FORMAT
    tool: str
    release: Name
    number: Annotated[int, Meta(ge=1)]
    digest: Digest
    base: str
    url: str
    title: str
    licence: str | None = None
    issued: str | None = None
    graphs: tuple[Graph, ...]
    files: tuple[File, ...]
    tombstones: File | None = None
    index: RecordIndex | None = None
    blocks: BlockTable | None = None
    changes: Changes | None = None
    inputs: tuple[Input, ...]
    settings: dict[str, str | int]
    report: dict[str, Any] = field(default_factory=dict)

    @property
    def statements(self) -> int:
        """The statements of all graphs."""
        return sum(graph.statements for graph in self.graphs)

    @property
    def iri(self) -> str:
        """The IRI of this release."""
        return f"{self.url}releases/{self.release}"

    @property
    def canonical_files(self) -> tuple[File, ...]:
        """The files of sorted lines, from which all others are made."""
        return tuple(file for file in self.files if file.canonical)

    def graph(self, content: Content = "graph") -> Graph:
        """The graph with this content.

        Raises:
            KeyError: the release has none.
        """
        return {graph.content: graph for graph in self.graphs}[content]

    def dumps(self, content: Content = "graph", format: str = "nt") -> tuple[File, ...]:
        """The files that hold this content in this format, in the order of their parts."""
        return tuple(file for file in self.files if (file.content, file.format) == (content, format))

    def every_file(self) -> tuple[File, ...]:
        """Dumps, change set and tombstones."""
        changed = self.changes.files if self.changes else ()
        return (*self.files, *changed, *((self.tombstones,) if self.tombstones else ()))


def read(release: Path) -> Manifest:
    """The manifest of a release directory.

    Raises:
        InputError: there is none, or it is not one that this version reads.
    """
    return manifest(release, Manifest)


def encode(manifest: Manifest) -> bytes:
    """The bytes of `manifest.json`, with the totals that readers ask for first."""
    values = msgspec.to_builtins(manifest, order="deterministic")
    totals = {"statements": manifest.statements, "entities": manifest.graph().entities}
    return msgspec.json.format(msgspec.json.encode(values | totals), indent=2) + b"\n"
