"""A release directory against its manifest and its sums: every file is there and as it was written."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.errors import GateError, InputError
from kg.files import contents
from kg.release.cut import Part
from kg.release.lines import count_lines
from kg.release.manifest import MANIFEST, Content, File, Manifest, read
from kg.release.syntax import count_statements

__all__ = ["SUMS", "intact", "is_as_summed", "sha256", "sums", "verify"]

SUMS = "SHA256SUMS"
_SUM = re.compile(r"^([0-9a-f]{64})  (.+)$", re.M)


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def intact(path: Path, digest: str) -> Path:
    """The path of a file of the release before.

    Raises:
        GateError: it is not what was published.
    """
    if not path.is_file() or sha256(path) != digest:
        raise GateError(str(path), "damaged", "restore it, or begin a new chain with --fresh")
    return path


def sums(digests: Mapping[str, str]) -> bytes:
    """The lines that `sha256sum -c` reads, from digests by file name."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()


def verify(release: Path, known: Mapping[str, Part] | None = None) -> Iterator[str]:
    """What is wrong with a release, as messages; none where it is whole. Every data file is unpacked.

    `known` are lines that dumps must unpack to, by the names of the files: these are compared byte by
    byte, and neither hashed nor counted again.

    Raises:
        InputError: it cannot be read as a release.
    """
    manifest = read(release)
    digests = _digests(release)
    yield from (f"{release / name}: {what}" for name, what in _against_sums(release, digests))
    against = _against_manifest(release, manifest, digests, known or {})
    yield from (f"{release / name}: {what}" for name, what in against)


def is_as_summed(release: Path) -> bool:
    """Whether the files of a release are those that its sums list; quicker than `verify`."""
    return not any(_against_sums(release, _digests(release)))


def _digests(release: Path) -> dict[str, str]:
    try:
        return {path.name: sha256(path) for path in release.iterdir() if path.name != SUMS}
    except OSError as error:
        raise InputError(str(release), str(error), "a release directory that can be read") from error


def _against_sums(release: Path, digests: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    try:
        listed = {name: digest for digest, name in _SUM.findall((release / SUMS).read_text("utf-8"))}
    except OSError as error:
        raise InputError(str(release), str(error), "a release directory that can be read") from error
    for name in sorted({*digests, *listed, MANIFEST}):
        if name not in digests:
            yield name, "missing"
        elif name not in listed:
            yield name, f"not listed in {SUMS}"
        elif digests[name] != listed[name]:
            yield name, f"its SHA-256 is not the one in {SUMS}"


def _against_manifest(
    release: Path, manifest: Manifest, digests: Mapping[str, str], known: Mapping[str, Part]
) -> Iterator[tuple[str, str]]:
    wholes = {graph.content: hashlib.sha256() for graph in manifest.graphs}
    for file in manifest.every_file():
        if digests.get(file.name) != file.sha256:
            yield file.name, f"not the file that {MANIFEST} describes"
            continue
        try:
            if file.name in known:
                if not known[file.name].equals(contents(release / file.name)):
                    yield file.name, "does not unpack to the lines that it was made of"
                continue
            whole = wholes[file.content] if file.canonical and file.parts > 1 else None
            yield from ((file.name, what) for what in _against_entry(release / file.name, file, whole))
        except InputError as error:
            yield file.name, error.what
    for aid in (manifest.index, manifest.blocks):
        if aid and digests.get(aid.name) != aid.sha256:
            yield aid.name, f"not the file that {MANIFEST} describes"
    if not known:
        yield from _against_graphs(manifest, wholes)


def _against_entry(path: Path, file: File, whole: hashlib._Hash | None) -> Iterator[str]:
    """Unpack a file; what it holds goes into the digest of the whole content, too."""
    plain, size, lines = hashlib.sha256(), 0, 0
    for piece in contents(path):
        plain.update(piece)
        if whole:
            whole.update(piece)
        size += len(piece)
        lines += count_lines(piece) if file.format in ("nt", "nq") else 0
    if (size, plain.hexdigest()) != (file.plain_bytes, file.plain_sha256):
        yield f"does not unpack to what {MANIFEST} describes"
    elif (found := count_statements(path, file.format, lines)) not in (None, file.statements):
        yield f"holds {found} statements; {MANIFEST} says {file.statements}"


def _against_graphs(manifest: Manifest, wholes: Mapping[Content, hashlib._Hash]) -> Iterator[tuple[str, str]]:
    for graph in manifest.graphs:
        parts = [file for file in manifest.canonical_files if file.content == graph.content]
        digest = parts[0].plain_sha256 if len(parts) == 1 else wholes[graph.content].hexdigest()
        entities = sum((Counter(part.entities) for part in parts), Counter[str]())
        counts = sum(part.statements for part in parts), entities or graph.entities
        if (digest, *counts) != (graph.digest, graph.statements, graph.entities):
            yield MANIFEST, f"its parts do not make up the {graph.content} that it describes"
