"""The same facts in the vocabularies of others: `align`.

owlrl closes the ontology together with the alignments asked for, once and never the data. What
comes out is a table, class → broader classes and property → broader properties, which is applied
line by line. Closing the data itself takes minutes on a few thousand papers and gives literals as
subjects; the table gives the same facts, for a vocabulary without restrictions and chains.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import UsageError
from kg.resources import folder

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

__all__ = ["Broader", "align", "broader", "names"]

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


class Broader(NamedTuple):
    """The broader terms of a term, by IRI in angle brackets; both empty where nothing is narrower."""

    classes: Mapping[str, tuple[str, ...]]
    properties: Mapping[str, tuple[str, ...]]


def names() -> list[str]:
    """The alignments there are: one for each file in `ontology/alignments/`.

    >>> "schema" in names()
    True
    """
    return sorted(file.stem for file in (folder("ontology") / "alignments").glob("*.ttl"))


def align(lines: Iterable[str], names: Sequence[str]) -> Iterator[str]:
    """The lines, and the same facts in the vocabularies of the named alignments.

    `lines` are N-Triples or N-Quads statements, one a line, grouped by subject; an added fact stays
    in its statement's graph and ends as its statement ends. The lines of a subject come out sorted
    by code point and distinct, so that sorted input gives sorted output.

    Raises `UsageError` for a name that is not one of `names()`.
    """
    return _applied(lines, broader(names))


def broader(names: Sequence[str]) -> Broader:
    """The table that the named alignments add; empty where they hold close matches only.

    Raises `UsageError` for a name that is not one of `names()`.
    """
    from rdflib import RDFS

    stated = _ontology(names)
    closed = _closed(stated)
    # An alignment's file binds the prefix of its own name to the vocabulary that it is about.
    namespaces = dict(stated.namespaces())
    theirs = tuple(str(namespaces[name]) for name in names)
    ours = frozenset(stated.subjects())

    def table(order: URIRef) -> dict[str, tuple[str, ...]]:
        wider = defaultdict(set)
        for term, other in closed.subject_objects(order):
            if term in ours and term != other and str(other).startswith(theirs):
                wider[term.n3()].add(other.n3())
        return {term: tuple(sorted(others)) for term, others in wider.items()}

    return Broader(table(RDFS.subClassOf), table(RDFS.subPropertyOf))


def _applied(lines: Iterable[str], table: Broader) -> Iterator[str]:
    subject, group, added = "", list[str](), list[str]()
    for line in lines:
        # No IRI holds a space, so the third part is the object with all that follows it.
        own, predicate, rest = line.split(" ", 2)
        if own != subject:
            yield from _merged(group, added)
            subject, group, added = own, [], []
        group.append(line)
        if predicate == _TYPE:
            kind, end = rest.split(" ", 1)
            added += [f"{own} {_TYPE} {term} {end}" for term in table.classes.get(kind, ())]
        elif predicate in table.properties:
            added += [f"{own} {term} {rest}" for term in table.properties[predicate]]
    yield from _merged(group, added)


def _merged(group: list[str], added: list[str]) -> list[str]:
    return sorted({*group, *added})


def _ontology(names: Sequence[str]) -> Graph:
    """The vocabulary with the named alignments."""
    from rdflib import Graph

    graph = Graph(bind_namespaces="none").parse(folder("ontology") / "kg.ttl")
    for name in names:
        graph.parse(_file(name))
    return graph


def _file(name: str) -> Path:
    if name not in names():
        raise UsageError("--align", f"no alignment {name!r}", f"one of {', '.join(names())}")
    return folder("ontology") / "alignments" / f"{name}.ttl"


def _closed(stated: Graph) -> Graph:
    """All that follows about classes and properties by the OWL 2 RL rules.

    Only the axioms that order terms are closed: no broader term follows from a label, a domain or a
    range, and they would take nine tenths of the time.
    """
    from owlrl import DeductiveClosure, OWLRL_Semantics
    from rdflib import OWL, RDFS, Graph

    closed = Graph(bind_namespaces="none")
    for order in (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty):
        for subject, broader_term in stated.subject_objects(order):
            closed.add((subject, order, broader_term))
    DeductiveClosure(OWLRL_Semantics).expand(closed)
    return closed
