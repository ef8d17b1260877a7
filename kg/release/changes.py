"""What changed between two dumps: a merge of two sorted streams of lines, and the files that say it.

Applying the change set to the old dump gives the new one: lines of `removed` go, lines of `added` come.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from kg.files import contents
from kg.release.dumps import NQUADS, NTRIPLES, data_file
from kg.release.manifest import Compression, Content, File

__all__ = ["Step", "change_files", "differences", "patch", "separate", "update"]

Lines = list[bytes]
_STRETCH = 1 << 16


class Step(Struct, frozen=True):
    """From one release to the next, by their IRIs, for one content: the named graph is its dump's own.

    Triples of N-Triples files are in no graph; `graph` is then None.
    """

    previous: str
    release: str
    content: Content
    graph: str | None


# What stands in a line like the code point escape \uXXXX and is an escaped backslash, then a u. SPARQL
# (19.2) replaces code points before it parses; the u itself so written, every parser reads the same.
_LIKE_ESCAPE = re.compile(rb"\\\\([uU])(?=[0-9A-Fa-f]{4})|\\.")


def differences(old: Iterable[bytes], new: Iterable[bytes]) -> Iterator[tuple[Lines, Lines]]:
    """The lines only in `old` and those only in `new`, in order, a stretch at a time.

    Both are sorted lines in pieces of whole lines. Equal stretches are compared as bytes, so little
    change costs little time.
    """
    before, after = iter(old), iter(new)
    a, b = next(before, b""), next(after, b"")
    while a and b:
        same = _same(a, b)
        a, b = a[same:], b[same:]
        if a and b:
            removed, added, a, b = _compare(a, b)
            yield removed, added
        a, b = a or next(before, b""), b or next(after, b"")
    yield from ((piece.splitlines(keepends=True), []) for piece in (a, *before) if piece)
    yield from (([], piece.splitlines(keepends=True)) for piece in (b, *after) if piece)


def _same(a: bytes, b: bytes) -> int:
    """The size of the lines at the beginning that are the same in both."""
    at, step = 0, _STRETCH
    while step:
        if a[at : at + step] == b[at : at + step] and at < min(len(a), len(b)):
            at, step = at + step, step * 2
        else:
            step //= 2
    return a.rfind(b"\n", 0, at) + 1


def _compare(a: bytes, b: bytes) -> tuple[Lines, Lines, bytes, bytes]:
    """What differs at the beginning of both, as far as the last line that both reach, and what is left."""
    ends = [piece.find(b"\n", _STRETCH) + 1 or len(piece) for piece in (a, b)]
    old, new = (piece[:end].splitlines(keepends=True) for piece, end in zip((a, b), ends, strict=True))
    reached = min(old[-1], new[-1])
    i, j = bisect_right(old, reached), bisect_right(new, reached)
    gone, come = set(old[:i]), set(new[:j])
    left = b"".join(old[i:]) + a[ends[0] :], b"".join(new[j:]) + b[ends[1] :]
    return sorted(gone - come), sorted(come - gone), *left


def separate(differing: Iterable[tuple[Lines, Lines]], removed: Path, added: Path) -> tuple[int, int]:
    """Write the lines that go and those that come to two plain files; returns how many they are."""
    going = coming = 0
    with removed.open("wb", buffering=1 << 18) as minus, added.open("wb", buffering=1 << 18) as plus:
        for old, new in differing:
            going, coming = going + len(old), coming + len(new)
            minus.writelines(old)
            plus.writelines(new)
    return going, coming


def change_files(
    folder: Path, removed: Path, added: Path, counts: tuple[int, int], step: Step, compression: Compression
) -> Iterator[File]:
    """Write a change set as four files: removed and added lines, a SPARQL Update and an RDF Patch."""
    extension, media_type = ("nt", NTRIPLES) if step.graph is None else ("nq", NQUADS)
    stem = "" if step.content == "graph" else f"{step.content}-"
    rows = (
        (f"removed.{extension}", media_type, contents(removed), counts[0]),
        (f"added.{extension}", media_type, contents(added), counts[1]),
        ("update.ru", "application/sparql-update", update(removed, added, step.graph), sum(counts)),
        ("patch.rdfp", "application/rdf-patch", patch(removed, added, step), sum(counts)),
    )
    for name, kind, pieces, statements in rows:
        role, _, form = name.partition(".")
        said = {"role": role, "content": step.content, "format": form, "media_type": kind}
        yield data_file(folder / f"{stem}{name}", pieces, compression, statements=statements, **said)


def update(removed: Path, added: Path, graph: str | None = None) -> Iterator[bytes]:
    """The change as a SPARQL 1.1 Update of many small operations, so that no reader needs it whole."""
    for verb, path in (b"DELETE", removed), (b"INSERT", added):
        for piece in contents(path):
            data = _LIKE_ESCAPE.sub(_spell_out, piece)
            if graph:
                name = f"<{graph}>".encode()
                data = b"GRAPH " + name + b" {\n" + data.replace(b" " + name + b" .\n", b" .\n") + b"}\n"
            yield verb + b" DATA {\n" + data + b"} ;\n"


def _spell_out(match: re.Match[bytes]) -> bytes:
    return match[0] if match[1] is None else rb"\\\U%08X" % ord(match[1])


def patch(removed: Path, added: Path, step: Step) -> Iterator[bytes]:
    """The change as an RDF Patch, its header naming both releases.

    Source: https://afs.github.io/rdf-patch/
    """
    yield f"H id <{step.release}> .\nH prev <{step.previous}> .\nTX .\n".encode()
    for sign, path in (b"D ", removed), (b"A ", added):
        for piece in contents(path):
            yield b"".join(sign + line for line in piece.splitlines(keepends=True))
    yield b"TC .\n"
