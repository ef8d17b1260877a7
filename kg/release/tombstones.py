"""What became of entities that a release no longer describes: a tombstone each, which stays.

A tombstone names the entity, its class, the run that removed it and, where the entity lives on under
another IRI, that one. What follows on X is the one thing that took X's place in this change (the
person of the same authorship, the dataset of the same paper) and goes by a name of X. A paper follows
on one whose DOI or arXiv id it took, or whose title and source or author. Where two fit, none is said.
"""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path

from msgspec import Struct, field

from kg.release.feed import Verb
from kg.release.lines import TYPE, lines, stated, statements, terms
from kg.release.terms import PREFIXES

__all__ = ["tombstones"]

_KG = PREFIXES["kg"].encode()
_NAMED = re.compile(rb'<https://w3id\.org/papergraph#(?:title|name|alternateName)> ("(?:[^"\\]|\\.)*")')
_NAMES = {_KG + name for name in (b"title", b"name", b"alternateName")}
_DECISIVE = {_KG + name for name in (b"doi", b"arxivId", b"orcid")}
_PAPERS_PLACES = {_KG + name for name in (b"author", b"source")}

Place = tuple[bytes, bytes]


class _Vanished(Struct, frozen=True):
    """Entities that went, with their classes, and by which names, keys and places to know them again.

    A place is a subject and a predicate that led to the entity, or for papers a predicate and an
    object that it led to.
    """

    classes: dict[bytes, bytes]
    names: dict[bytes, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    keys: dict[Place, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    places: dict[Place, set[bytes]] = field(default_factory=lambda: defaultdict(set))


def tombstones(
    changed: tuple[Path, Path],
    verbs: Mapping[bytes, Verb],
    graph: Iterable[bytes],
    earlier: Iterable[bytes],
    run: str,
) -> Iterator[bytes]:
    """Sorted N-Triples: the earlier tombstones of what is still gone, and those of what went now.

    `changed` are the plain files of the lines that went and of those that came, `verbs` is what
    happened to each entity. `graph` is the new graph in pieces of whole lines, read only where something
    may have a successor; `earlier` the tombstones so far; `run` the IRI of the activity that made the
    change.
    """
    removed, added = changed
    gone = _vanished(removed, {old for old, verb in verbs.items() if verb == "Delete"})
    kept = (line for line in lines(earlier) if verbs.get(terms(line)[0]) != "Create")
    fresh = _inscribe(gone.classes, _successors(gone, added, graph), run) if gone.classes else ()
    yield from heapq.merge(kept, sorted(fresh))


def _vanished(removed: Path, deleted: Set[bytes]) -> _Vanished:
    gone = _Vanished({})
    for s, p, o in statements(removed) if deleted else ():
        if o[1:-1] in deleted:
            gone.places[s, p].add(o[1:-1])
        if s in deleted:
            _remember(gone, s, p, o)
    return gone


def _remember(gone: _Vanished, s: bytes, p: bytes, o: bytes) -> None:
    # The class comes first: properties are sorted.
    if p == TYPE:
        gone.classes[s] = o
    if p in _NAMES:
        gone.names[s].add(o)
    if p in _DECISIVE:
        gone.keys[p, o].add(s)
    if p in _PAPERS_PLACES and gone.classes.get(s) == b"<" + _KG + b"Paper>":
        gone.places[p, o].add(s)


def _successors(gone: _Vanished, added: Path, graph: Iterable[bytes]) -> dict[bytes, bytes]:
    sure: dict[bytes, set[bytes]] = defaultdict(set)
    likely: dict[bytes, set[bytes]] = defaultdict(set)
    for s, p, o in statements(added):
        for old in gone.keys.get((p, o), ()):
            sure[old].add(s)
        for old in gone.places.get((s, p), ()):
            likely[old].add(o[1:-1])
        for old in gone.places.get((p, o), ()):
            likely[old].add(s)
    names = _names(graph, set().union(*likely.values())) if likely else {}
    for old, candidates in likely.items():
        sure.setdefault(old, {new for new in candidates if names.get(new, set()) & gone.names[old]})
    return {old: next(iter(new)) for old, new in sure.items() if len(new) == 1}


def _names(graph: Iterable[bytes], wanted: Set[bytes]) -> dict[bytes, set[bytes]]:
    names: dict[bytes, set[bytes]] = defaultdict(set)
    for piece in graph:
        for subject, match in stated(_NAMED, piece):
            if subject in wanted:
                names[subject].add(match[1])
    return names


def _inscribe(classes: dict[bytes, bytes], successors: dict[bytes, bytes], run: str) -> Iterator[bytes]:
    for old, former in classes.items():
        said = {"rdf:type": _full("as:Tombstone"), "as:formerType": former}
        said["prov:wasInvalidatedBy"] = f"<{run}>".encode()
        if old in successors:
            said["dcterms:isReplacedBy"] = b"<%b>" % successors[old]
        for predicate, object in said.items():
            yield b"<%b> %b %b .\n" % (old, _full(predicate), object)


def _full(compact: str) -> bytes:
    prefix, _, local = compact.partition(":")
    return f"<{PREFIXES[prefix]}{local}>".encode()
