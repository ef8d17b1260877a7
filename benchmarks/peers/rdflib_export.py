"""The records as an rdflib graph, serialised as N-Triples: what most scripts of the field do."""

import json
import sys
from hashlib import sha256
from pathlib import Path

from rdflib import RDF, XSD, Graph, Literal, Namespace

KG, BASE = Namespace("https://w3id.org/papergraph#"), Namespace("https://example.org/kg/")


def slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


graph = Graph()
with Path(sys.argv[1]).open(encoding="utf-8") as lines:
    for line in lines:
        record = json.loads(line)
        paper = BASE[f"paper/{slug(record['title'])}-{sha256(record['doi'].encode()).hexdigest()[:8]}"]
        graph.add((paper, RDF.type, KG.Paper))
        for term in ("title", "abstract", "doi"):
            graph.add((paper, KG[term], Literal(record[term])))
        graph.add((paper, KG.date, Literal(record["date"], datatype=XSD.date)))
        graph.add((paper, KG.field, BASE[f"field/{record['fields'][0]}"]))
        for position, author in enumerate(record["authors"], 1):
            person, authorship = BASE[f"person/{slug(author['name'])}"], paper + f"#author-{position}"
            graph.add((paper, KG.author, person))
            graph.add((paper, KG.authorship, authorship))
            graph.add((authorship, RDF.type, KG.Authorship))
            graph.add((authorship, KG.person, person))
            graph.add((authorship, KG.position, Literal(position)))
            graph.add((authorship, KG.nameAsPrinted, Literal(author["name"])))
            graph.add((person, RDF.type, KG.Person))
            graph.add((person, KG.name, Literal(author["name"])))
        for kind in ("datasets", "methods"):
            for link in record[kind]:
                thing = BASE[f"{kind[:-1]}/{slug(link['name'])}"]
                graph.add((paper, KG[f"{link['role']}{kind[:-1].title()}"], thing))
                graph.add((thing, RDF.type, KG[kind[:-1].title()]))
                graph.add((thing, KG.name, Literal(link["name"])))
graph.serialize(sys.argv[2], format="nt", encoding="utf-8")
