"""The records as Oxigraph's terms, streamed to N-Triples: neither sorted nor distinct."""

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

KG, BASE = "https://w3id.org/papergraph#", "https://example.org/kg/"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
XSD_DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")


def slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def node(path: str) -> NamedNode:
    return NamedNode(BASE + path)


def term(name: str) -> NamedNode:
    return NamedNode(KG + name)


def triples(path: str) -> Iterator[Triple]:
    with Path(path).open(encoding="utf-8") as lines:
        for line in lines:
            yield from of_record(json.loads(line))


def of_record(record: dict) -> Iterator[Triple]:
    path = f"paper/{slug(record['title'])}-{sha256(record['doi'].encode()).hexdigest()[:8]}"
    paper = node(path)
    yield Triple(paper, TYPE, term("Paper"))
    for name in ("title", "abstract", "doi"):
        yield Triple(paper, term(name), Literal(record[name]))
    yield Triple(paper, term("date"), Literal(record["date"], datatype=XSD_DATE))
    yield Triple(paper, term("field"), node(f"field/{record['fields'][0]}"))
    for position, author in enumerate(record["authors"], 1):
        person, authorship = node(f"person/{slug(author['name'])}"), node(f"{path}#author-{position}")
        yield Triple(paper, term("author"), person)
        yield Triple(paper, term("authorship"), authorship)
        yield Triple(authorship, TYPE, term("Authorship"))
        yield Triple(authorship, term("person"), person)
        yield Triple(authorship, term("position"), Literal(position))
        yield Triple(authorship, term("nameAsPrinted"), Literal(author["name"]))
        yield Triple(person, TYPE, term("Person"))
        yield Triple(person, term("name"), Literal(author["name"]))
    for kind in ("datasets", "methods"):
        for link in record[kind]:
            thing = node(f"{kind[:-1]}/{slug(link['name'])}")
            yield Triple(paper, term(f"{link['role']}{kind[:-1].title()}"), thing)
            yield Triple(thing, TYPE, term(kind[:-1].title()))
            yield Triple(thing, term("name"), Literal(link["name"]))


with Path(sys.argv[2]).open("wb") as out:
    serialize(triples(sys.argv[1]), output=out, format=RdfFormat.N_TRIPLES)
