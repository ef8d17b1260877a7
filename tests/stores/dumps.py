"""Small dumps whose every statement tells which release it is of."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.stores import Dump

GRAPH = "https://example.org/kg/graph"
B = "https://example.org/kg/paper/"
V = "https://w3id.org/papergraph#"


def lines(count: int, version: str) -> bytes:
    """Papers of three statements each, sorted; the titles hold what parsers stumble over."""
    return b"".join(_paper(number, version) for number in range(count))


def _paper(number: int, version: str) -> bytes:
    subject = f"<{B}p-{number:06}>"
    odd = r"C:\\users \\u0041 \"quoted\" ünï 🜚 \n{x} } ;"
    return (
        f"{subject} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{V}Paper> .\n"
        f'{subject} <{V}abstract> "{odd}" .\n'
        f'{subject} <{V}dateText> "{version}" .\n'
    ).encode()


def dump(folder: Path, count: int, version: str) -> Dump:
    """The papers as a directory that `kg load` takes, and as the values that a manifest gives."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = lines(count, version)
    (folder / "graph.nt").write_bytes(plain)
    digest = hashlib.sha256(plain).hexdigest()
    return Dump(
        graph=GRAPH,
        release=f"release-{version}",
        release_digest=digest,
        files=(folder / "graph.nt",),
        statements=3 * count,
        entities={V + "Paper": count},
        digest=digest,
    )
