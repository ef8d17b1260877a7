"""What became of entities that a release no longer describes: a tombstone each, which stays.

A tombstone names the entity, its class, the run that removed it and, where the entity lives on under
another IRI, that one. What follows on X is the one thing that took X's place in this change (the
person of the same authorship, the dataset of the same paper) and goes by a name of X. A paper follows
on one whose DOI or arXiv id it took, or whose title and source or author. Where two fit, none is said.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from pathlib import Path

from msgspec import Struct, field

from kg.release.feed import Verb
from kg.release.lines import TYPE, by_subject, lines, statements, terms
from kg.release.terms import PREFIXES

__all__ = ["tombstones"]

_KG = PREFIXES["kg"].encode()
_NAMES = {_KG + name for name in (b"title", b"name", b"alternateName")}
_DECISIVE = {_KG + name for name in (b"doi", b"arxivId", b"orcid")}
_PAPERS_PLACES = {_KG + name for name in (b"author", b"source")}

Place = tuple[bytes, bytes]


class _Vanished(Struct, frozen=True):
    """Entities that went, with their classes, and the names (`bearers`), keys and places to know them by.

    A place is a subject and a predicate that led to the entity, or for papers a predicate and an
    object that it led to.
    """

    classes: dict[bytes, bytes]
    bearers: dict[bytes, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    keys: dict[Place, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    places: dict[Place, set[bytes]] = field(default_factory=lambda: defaultdict(set))

    def named(self, names: Iterable[bytes]) -> set[bytes]:
        """Those that go by one of these names."""
        return set().union(*(self.bearers.get(name, ()) for name in names))


def tombstones(
    changed: tuple[Path, Path],
    verbs: Mapping[bytes, Verb],
    graph: Path,
    earlier: Iterable[bytes],
    run: str,
) -> Iterator[bytes]:
    """Sorted N-Triples: the earlier tombstones of what is still gone, and those of what went now.

    `changed` are the plain files of the lines that went and of those that came, `verbs` is what
    happened to each entity. `graph` is the file of the new graph's sorted lines, `earlier` the tombstones
    so far, `run` the IRI of the activity that made the change.
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
        gone.bearers[o].add(s)
    if p in _DECISIVE:
        gone.keys[p, o].add(s)
    if p in _PAPERS_PLACES and gone.classes.get(s) == b"<" + _KG + b"Paper>":
        gone.places[p, o].add(s)


def _successors(gone: _Vanished, added: Path, graph: Path) -> dict[bytes, bytes]:
    sure: dict[bytes, set[bytes]] = defaultdict(set)
    likely: dict[bytes, set[bytes]] = defaultdict(set)
    with by_subject(graph) as about:
        namesakes = cache(lambda new: gone.named(_names(about(new))))
        for s, p, o in statements(added):
            for old in gone.keys.get((p, o), ()):
                sure[old].add(s)
            for place, new in ((s, p), o[1:-1]), ((p, o), s):
                for old in gone.places[place] & namesakes(new) if place in gone.places else ():
                    likely[old].add(new)
    return {old: next(iter(new)) for old, new in (likely | sure).items() if len(new) == 1}


def _names(said_of_it: bytes) -> set[bytes]:
    said = map(terms, said_of_it.splitlines())
    return {name for _, predicate, name in said if predicate in _NAMES}


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
