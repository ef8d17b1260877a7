"""Which entities a release created, updated and deleted: pages of a Linked Data Event Stream.

A consumer takes up a dump, then follows: `latest/feed.ttl` is the newest page, and leads to the
further pages of its release and to the page of the release before.
Source: https://w3id.org/ldes/specification, https://w3id.org/tree/specification
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Literal

from kg.release.lines import TYPE, entity, statements
from kg.release.manifest import Manifest
from kg.release.terms import Iri, Row, turtle

__all__ = ["Verb", "entity_changes", "feed"]

Verb = Literal["Create", "Update", "Delete"]
_MEMBERS = 5_000


def entity_changes(removed: Path, added: Path, base: str) -> dict[bytes, Verb]:
    """What happened to each entity of which lines, its helpers' included, were removed or added."""
    verbs: dict[bytes, Verb] = {}
    whole: tuple[tuple[Path, Verb], ...] = ((removed, "Delete"), (added, "Create"))
    for path, verb in whole:
        for subject, predicate, _ in statements(path):
            about = entity(subject, base)
            if predicate == TYPE and subject == about:
                # A class that goes and one that comes: the entity stays.
                verbs[about] = "Update" if verb == "Create" and verbs.get(about) == "Delete" else verb
            else:
                verbs.setdefault(about, "Update")
    return verbs


def feed(manifest: Manifest, verbs: Mapping[bytes, Verb]) -> Iterator[tuple[str, bytes]]:
    """The names and contents of the pages; the first, `feed.ttl`, is there even if nothing changed."""
    changed = iter(sorted(verbs.items()))
    number = 1
    members = list(islice(changed, _MEMBERS))
    while members or number == 1:
        following = list(islice(changed, _MEMBERS))
        rows = [*_page(manifest, number, bool(following)), *_members(manifest, members)]
        yield _name(number), turtle(rows)
        members, number = following, number + 1


def _name(number: int) -> str:
    return "feed.ttl" if number == 1 else f"feed-{number:04}.ttl"


def _page(manifest: Manifest, number: int, has_next: bool) -> Iterator[Row]:
    stream, page = f"{manifest.url}feed", f"{manifest.iri}/{_name(number)}"
    yield stream, "rdf:type", "ldes:EventStream"
    yield stream, "ldes:versionOfPath", "as:object"
    yield stream, "tree:view", Iri(f"{manifest.iri}/{_name(1)}")
    yield f"{manifest.iri}/{_name(1)}", "rdf:type", "tree:Node"
    yield page, "rdf:type", "tree:Node"
    if has_next:
        yield from _relation(page, "further", "tree:Relation", f"{manifest.iri}/{_name(number + 1)}")
    if manifest.changes and number == 1:
        older = f"{manifest.url}releases/{manifest.changes.previous}/{_name(1)}"
        yield from _relation(page, "older", "tree:LessThanRelation", older)
        yield f"{page}#older", "tree:path", "dcat:version"
        yield f"{page}#older", "tree:value", manifest.number


def _relation(page: str, name: str, kind: str, node: str) -> Iterator[Row]:
    yield page, "tree:relation", Iri(f"{page}#{name}")
    yield f"{page}#{name}", "rdf:type", kind
    yield f"{page}#{name}", "tree:node", Iri(node)


def _members(manifest: Manifest, members: list[tuple[bytes, Verb]]) -> Iterator[Row]:
    for about, verb in members:
        iri = about.decode()
        member = f"{manifest.iri}/changes#{iri.removeprefix(manifest.base)}"
        yield f"{manifest.url}feed", "tree:member", Iri(member)
        yield member, "rdf:type", f"as:{verb}"
        yield member, "as:object", Iri(iri)
        yield member, "dcat:version", manifest.number
        yield member, "prov:wasGeneratedBy", Iri(f"{manifest.iri}#run")
