# ruff: noqa: E501 - Turtle reads worse when its lines are cut
"""The project's own shapes on a graph that conforms, with one thing wrong after the other."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.resources import folder
from tests.shacl.oracle import ours, reference

KG = "https://w3id.org/papergraph#"
BASE = "https://example.org/kg/"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
Triple = tuple[str, str, str]

GRAPH = f"""
@prefix kg: <{KG}> . @prefix b: <{BASE}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<{BASE}source/0123456789abcdef> a kg:Source ; kg:fileName "page.txt" ; kg:sha256 "{"0123456789abcdef" * 4}" ; kg:format "page" .
<{BASE}field/cs.CV> a skos:Concept ; skos:notation "cs.CV" .
<{BASE}person/ada-a> a kg:Person ; kg:name "Ada A" ; kg:alternateName "A. A" ; kg:source <{BASE}source/0123456789abcdef> .
<{BASE}dataset/d1> a kg:Dataset ; kg:name "D1" ; kg:source <{BASE}source/0123456789abcdef> .
<{BASE}method/m1> a kg:Method ; kg:name "M1" ; kg:source <{BASE}source/0123456789abcdef> .
<{BASE}paper/x-12345678> a kg:Paper ; kg:title "A \\"quoted\\" title" ; kg:abstract "Some text." ; kg:date "2023-03-25"^^xsd:date ;
  kg:field <{BASE}field/cs.CV> ; kg:score 63.1 ; kg:hasCode true ; kg:link <https://example.org/l> ; kg:doi "10.1234/abc" ;
  kg:author <{BASE}person/ada-a> ; kg:authorship <{BASE}paper/x-12345678#author-1> ; kg:authorListComplete true ; kg:listedAuthorCount 1 ;
  kg:usesDataset <{BASE}dataset/d1> ; kg:introducesMethod <{BASE}method/m1> ; kg:evaluation <{BASE}paper/x-12345678#evaluation-1a2b3c> ;
  kg:source <{BASE}source/0123456789abcdef> .
<{BASE}paper/x-12345678#author-1> a kg:Authorship ; kg:person <{BASE}person/ada-a> ; kg:position 1 ; kg:nameAsPrinted "Ada A" .
<{BASE}paper/x-12345678#evaluation-1a2b3c> a kg:Evaluation ; kg:metric "WER" ; kg:value 0.9 ; kg:valueText "0.9" ; kg:unit "%" .
"""


def _drop(draw: random.Random, triples: list[Triple]) -> None:
    triples.remove(draw.choice(triples))


def _double(draw: random.Random, triples: list[Triple]) -> None:
    subject, predicate, _ = draw.choice(triples)
    triples.append((subject, predicate, draw.choice(triples)[2]))


def _replace(values: list[str]) -> Callable[[random.Random, list[Triple]], None]:
    def mutate(draw: random.Random, triples: list[Triple]) -> None:
        place = draw.randrange(len(triples))
        triples[place] = (*triples[place][:2], draw.choice(values))

    return mutate


def _language(draw: random.Random, triples: list[Triple]) -> None:
    texts = [n for n, triple in enumerate(triples) if triple[2].endswith('"')]
    place = draw.choice(texts)
    triples[place] = (*triples[place][:2], triples[place][2] + "@en-GB")


def _retyped(draw: random.Random, triples: list[Triple]) -> None:
    types = [n for n, triple in enumerate(triples) if triple[1] == TYPE]
    classes = [f"<{KG}{name}>" for name in ("Paper", "Person", "Dataset", "Method", "Source", "Nothing")]
    place = draw.choice(types)
    triples[place] = (*triples[place][:2], draw.choice(classes))


XSD = "http://www.w3.org/2001/XMLSchema#"
MUTATIONS = {
    "dropped": _drop,
    "doubled": _double,
    "ill-formed": _replace(
        [
            f'"2023-02-30"^^<{XSD}date>',
            f'"yes"^^<{XSD}boolean>',
            f'"1.x"^^<{XSD}decimal>',
            f'"-1"^^<{XSD}integer>',
        ]
    ),
    "other-kind": _replace(
        ["_:nobody", '""', '" x "', '"two\\nlines"', f"<{BASE}person/nobody>", '"Ada A et al."', '"7"']
    ),
    "language": _language,
    "class": _retyped,
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_own_shapes(name: str, tmp_path: Path) -> None:
    import pyoxigraph

    shapes = tmp_path / "shapes.ttl"
    shapes.write_text("".join(file.read_text() for file in sorted(folder("shapes").glob("*.ttl"))))
    quads = pyoxigraph.parse(GRAPH, pyoxigraph.RdfFormat.TURTLE)
    whole = [(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads]
    broken = 0
    for seed in range(12):
        draw = random.Random(f"{name} {seed}")
        triples = list(whole)
        for _ in range(draw.randint(1, 3)):
            MUTATIONS[name](draw, triples)
        data = tmp_path / f"{seed}.nt"
        data.write_text("".join(sorted({f"{' '.join(triple)} .\n" for triple in triples})))
        expected = reference(data, shapes)
        assert ours(data, shapes) == expected, f"{name} {seed}"
        broken += not expected[0]
    assert broken > 3, "mutations that break nothing test nothing"


def test_the_graph_conforms_before(tmp_path: Path) -> None:
    from kg.shacl import load_shapes, validate

    data = tmp_path / "graph.ttl"
    data.write_text(GRAPH)
    assert [result.messages for result in validate([data], load_shapes()).results] == []
