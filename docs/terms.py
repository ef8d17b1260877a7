"""Writes docs/reference/terms.md from ontology/kg.ttl and ontology/alignments/.

Run `python docs/terms.py > docs/reference/terms.md` after a change there; a test compares the two.
"""

from __future__ import annotations

import re
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.namespace import DCAM

KG = "https://w3id.org/papergraph#"
ONTOLOGY = Path(__file__).parent.parent / "ontology"
SECTION = re.compile(r"^# ── (.*?) ─*$", re.M)
SUBJECT = re.compile(r"^kg:(\w+) a ", re.M)
RELATIONS = {
    RDFS.subClassOf: "⊑",
    RDFS.subPropertyOf: "⊑",
    SKOS.closeMatch: "≈",
    SKOS.relatedMatch: "~",
}
INTRODUCTION = """\
# Terms

Every term that the graph uses, as [`ontology/kg.ttl`](../../ontology/kg.ttl) defines it. `docs/terms.py`
makes this page from that file. Why the terms are as they are stands in [the model](../explanation/model.md).

`kg:` is `{namespace}`, version {version}.

- *On → value* is what a property stands on and what it points to; a comma means *or*.
- *Aligned to* names terms of other vocabularies. ⊑: whatever holds in our term holds in theirs, and
  `--align` says so. ≈ (close) and ~ (related) are for people who map data by hand; they are never applied.
"""


def main() -> None:
    print(page(), end="")


def page() -> str:
    """The whole page as Markdown."""
    graph, aligned = Graph().parse(ONTOLOGY / "kg.ttl"), alignments()
    ontology = URIRef(KG[:-1])
    parts = [INTRODUCTION.format(namespace=KG, version=graph.value(ontology, OWL.versionInfo))]
    for title, terms in sections():
        parts.append(f"\n## {title}\n")
        parts += [entry(graph, aligned, URIRef(KG + term)) for term in terms]
    parts.append(others(graph))
    return "\n".join(parts)


def sections() -> list[tuple[str, list[str]]]:
    """(title, terms) of each section in the order of the file, which a parser does not keep."""
    text = (ONTOLOGY / "kg.ttl").read_text(encoding="utf-8")
    _, *pieces = SECTION.split(text)
    found = [(title, SUBJECT.findall(body)) for title, body in zip(pieces[::2], pieces[1::2], strict=True)]
    return [(title, terms) for title, terms in found if terms]


def alignments() -> Graph:
    """All alignments in one graph."""
    graph = Graph(bind_namespaces="none")
    for file in sorted((ONTOLOGY / "alignments").glob("*.ttl")):
        graph.parse(file)
    return graph


def entry(graph: Graph, aligned: Graph, term: URIRef) -> str:
    """A term's heading, what it stands on, how often, its definition and its alignments."""
    heading = f"### `{short(graph, term)}`\n"
    lines = [heading, f"{graph.value(term, SKOS.definition)}\n", f"- {kind(graph, term)}"]
    if how_many := graph.value(term, SKOS.scopeNote):
        lines.append(f"- How many: {str(how_many)[0].lower()}{str(how_many)[1:]}")
    relations = sorted(
        f"{sign} `{short(aligned, other)}`"
        for relation, sign in RELATIONS.items()
        for other in aligned.objects(term, relation)
    )
    if relations:
        lines.append(f"- Aligned to: {', '.join(relations)}")
    return "\n".join(lines) + "\n"


def kind(graph: Graph, term: URIRef) -> str:
    """What a term is: a class, an individual, or what a property stands on and points to."""
    if (term, RDF.type, OWL.Class) in graph:
        return "Class"
    if (term, RDF.type, OWL.NamedIndividual) in graph:
        return "Individual, a `skos:Concept`"
    domain = listed(graph, term, RDFS.domain, DCAM.domainIncludes) or "anything"
    value = listed(graph, term, RDFS.range, DCAM.rangeIncludes) or "any IRI"
    return f"On → value: {domain} → {value}"


def listed(graph: Graph, term: URIRef, *properties: URIRef) -> str:
    """What the properties of a term point to, one after another."""
    return ", ".join(sorted(f"`{short(graph, o)}`" for p in properties for o in graph.objects(term, p)))


def others(graph: Graph) -> str:
    """The terms of other vocabularies that the graph itself uses."""
    mine = sorted(
        short(graph, term)
        for term in graph.subjects(RDF.type, None)
        if not str(term).startswith(KG[:-1]) and "dcam" not in str(term)
    )
    names = ", ".join(f"`{name}`" for name in mine)
    return f"\n## Terms of other vocabularies\n\nA field of research is a concept of SKOS: {names}.\n"


def short(graph: Graph, term: object) -> str:
    """The prefixed name."""
    return graph.namespace_manager.normalizeUri(str(term))


if __name__ == "__main__":
    main()
