"""Draws docs/picture.svg: two papers of the examples, who wrote them, and what others did with them.

Run `kg export examples/pages examples/records.jsonl -o out`, then
`python -m docs.picture out/graph.nt > docs/picture.svg`; a test compares the two. Every name, figure
and line of the drawing is a fact of that graph.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import wrap

from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

from docs.drawing import Box, Edge, Row, Span, svg

KG = Namespace("https://w3id.org/papergraph#")
SHOWN = ("KitchenGrasp: A Dataset", "GraspLoom: Weaving")  # how the titles of the two papers begin
ROLES = {"introduces": "introduces", "uses": "uses", "compares": "compares with", "mentions": "mentions"}
HEADS = ("who", "wrote what", "that introduced", "which other papers took up")
LEGEND = (
    "1, 2, 3: the place in the author list. Dashed: an author whose place nobody printed; a comparison.",
    "Every name, date and figure leads back to the page that says it, and to the line.",
)


def picture(file: Path) -> str:
    """The drawing, from a file of N-Triples."""
    graph = Graph().parse(file, format="nt")
    papers = [paper for begin in SHOWN for paper in titled(graph, begin)]
    signed = [(paper, *author) for paper in papers for author in authors(graph, paper)]
    people = dict.fromkeys(person for _, person, _ in signed)
    things = dict.fromkeys(t for paper in papers for role, t in links(graph, paper) if role == "introduces")
    others = [p for p in chronological(graph) if p not in papers and concerned(graph, p, things)]
    columns = (
        [person_box(graph, person) for person in people],
        [paper_box(graph, paper, things) for paper in papers],
        [thing_box(graph, thing) for thing in things],
        [paper_box(graph, paper, things) for paper in others],
    )
    edges = [Edge(person, paper, "Person" + " unplaced" * (not n), n) for paper, person, n in signed]
    edges += [Edge(p, t, f"{kind(graph, t)} {r}") for p in papers for r, t in concerned(graph, p, things)]
    edges += [Edge(t, p, f"{kind(graph, t)} {r}") for p in others for r, t in concerned(graph, p, things)]
    return svg(columns, edges, HEADS, LEGEND)


def titled(graph: Graph, begin: str) -> list[Node]:
    found = (paper for paper, text in graph.subject_objects(KG.title) if str(text).startswith(begin))
    return sorted(found, key=str)


def chronological(graph: Graph) -> list[Node]:
    papers = graph.subjects(RDF.type, KG.Paper)
    return sorted(papers, key=lambda p: (str(date(graph, p)), str(graph.value(p, KG.title)), p))


def date(graph: Graph, paper: Node) -> Node | None:
    return graph.value(paper, KG.date) or graph.value(paper, KG.inferredDate)


def name(graph: Graph, node: Node) -> str:
    return str(graph.value(node, KG.name))


def kind(graph: Graph, thing: Node) -> str:
    return str(graph.value(thing, RDF.type)).removeprefix(KG)


def links(graph: Graph, paper: Node) -> Iterator[tuple[str, Node]]:
    """(role, thing) for each dataset and method of a paper."""
    for thing_kind in ("Dataset", "Method"):
        for role in ROLES:
            for thing in sorted(graph.objects(paper, KG[role + thing_kind]), key=str):
                yield role, thing


def concerned(graph: Graph, paper: Node, things: Iterable[Node]) -> list[tuple[str, Node]]:
    """The links of a paper to the things that are drawn."""
    return [(role, thing) for role, thing in links(graph, paper) if thing in things]


def authors(graph: Graph, paper: Node) -> list[tuple[Node, str]]:
    """(person, place in the list), in order; those whose place is not printed come last."""
    found = []
    for signature in graph.objects(paper, KG.authorship):
        place = str(graph.value(signature, KG.position) or "")
        found += [(person, place) for person in graph.objects(signature, KG.person)]
    return sorted(found, key=lambda author: (not author[1], author[1].zfill(4), str(author[0])))


def person_box(graph: Graph, person: Node) -> Box:
    others = sorted(map(str, graph.objects(person, KG.alternateName)))
    rows = [(Span("name", name(graph, person)),), *((Span("small", f"or {other}"),) for other in others)]
    return Box(person, "Person", rows)


def thing_box(graph: Graph, thing: Node) -> Box:
    what = kind(graph, thing)
    return Box(thing, what, [(Span("name", name(graph, thing)),), (Span("small", what.lower()),)])


def paper_box(graph: Graph, paper: Node, things: Iterable[Node]) -> Box:
    inferred = "" if graph.value(paper, KG.date) else ", the year inferred"
    rows: list[Row] = [(Span("name", line),) for line in wrap(str(graph.value(paper, KG.title)), 27)]
    rows.append((Span("small", f"{date(graph, paper)}{inferred}"),))
    named = concerned(graph, paper, things)
    for role in dict.fromkeys(role for role, _ in named):
        rows.append(tuple(role_spans(graph, role, [thing for other, thing in named if other == role])))
    return Box(paper, "Paper", [*rows, *figures(graph, paper, things)])


def role_spans(graph: Graph, role: str, things: Sequence[Node]) -> Iterator[Span]:
    yield Span("small", ROLES[role])
    for number, thing in enumerate(things):
        yield Span("small", ", " if number else " ")
        yield Span(kind(graph, thing), name(graph, thing))


def figures(graph: Graph, paper: Node, things: Iterable[Node]) -> Iterator[Row]:
    """What the paper reports on the datasets that are drawn; differences are left out."""
    for figure in sorted(graph.objects(paper, KG.evaluation), key=str):
        method = graph.value(figure, KG.ofMethod)
        if set(graph.objects(figure, KG.onDataset)) & {*things} and not graph.value(figure, KG.improvement):
            said = [graph.value(figure, KG[term]) for term in ("metric", "valueText", "unit")]
            by = f"{name(graph, method)}: " if method else ""
            yield (Span("small", by + " ".join(str(word) for word in said if word)),)


if __name__ == "__main__":
    print(picture(Path(sys.argv[1])), end="")
