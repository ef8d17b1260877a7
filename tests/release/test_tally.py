"""What is counted by searching bytes is what a parser finds."""

import json
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.release.lines import by_subject
from kg.release.survey import labels
from kg.release.tally import Tally, tally, total
from tests.release.conftest import BASE, export, papers

KG = "https://w3id.org/papergraph#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LIES = (
    f"a <{TYPE}> <x:Lie> .",
    "/1999/02/22-rdf-syntax-ns#type> <x:Lie> .\n/1999/02/22-rdf-syntax-ns#type> <x:Lie> .",
    "/1999/02/22-rdf-syntax-ns#type> <x:Lie> ./1999/02/22-rdf-syntax-ns#type> <x:Lie> .",
    f"> <{KG}usesDataset> <x:lie> .",
    f'> <{KG}date> "1066" .',
)


@pytest.mark.parametrize("content", ["graph.nt", "evidence.nq"])
def test_counts_are_those_of_a_parser(tmp_path: Path, content: str) -> None:
    records = [
        *papers(25),
        *(
            {**paper, "title": f"{lie} {n}"}
            for n, (paper, lie) in enumerate(zip(papers(30)[25:], LIES, strict=True))
        ),
    ]
    records[3]["methods"] = [{"name": "Mole", "role": "introduced"}]
    for record in records[7:9]:
        record |= {"date": "XXXX-05-01", "inferred_date": "2026-05-01"}
    records[8]["methods"] = [{"name": "Vole", "role": "introduced"}]
    data = (export(tmp_path, records) / content).read_bytes()
    found = tally(data)
    quads = list(ox.parse(data, format=ox.RdfFormat.N_QUADS))
    assert found.statements == len(quads)
    by_predicate = {
        name: [quad for quad in quads if quad.predicate.value == iri]
        for name, iri in {
            "type": TYPE,
            "date": KG + "date",
            "inferred": KG + "inferredDate",
            "uses": KG + "usesDataset",
        }.items()
    }
    assert found.entities == Counter(quad.object.value for quad in by_predicate["type"])
    assert found.uses == Counter(quad.object.value for quad in by_predicate["uses"])
    given = Counter(quad.object.value[:4] for quad in by_predicate["date"])
    inferred = Counter(f"{quad.object.value[:4]}?" for quad in by_predicate["inferred"])
    assert found.papers == given + inferred
    if content == "graph.nt":
        assert found.methods == {"2018": 1, "2026?": 1}
        assert found.papers["2026?"] == 2
        assert len(found.inputs) == 30 and len(found.inputs[0].sha256) == 64


def test_a_total_is_the_sum_whatever_the_order() -> None:
    one, two = Tally(statements=2, uses={"x:a": 1, "x:b": 2}), Tally(statements=3, uses={"x:b": 1})
    assert total([one, two]) == total([two, one]) == Tally(statements=5, uses={"x:a": 1, "x:b": 3})
    assert total([one, two]).most_used == ["x:b", "x:a"]


def test_what_is_said_of_one_subject(tmp_path: Path) -> None:
    path = export(tmp_path, papers(40)) / "graph.nt"
    lines = path.read_bytes().splitlines(keepends=True)
    with by_subject(path) as about:
        for subject in {line.split(b" ")[0] for line in lines}:
            expected = b"".join(line for line in lines if line.startswith(subject + b" "))
            assert about(subject[1:-1]) == expected
        assert about(b"a:a") == about(b"z:z") == about(f"{BASE}paper/".encode()) == b""
    (tmp_path / "empty").write_bytes(b"")
    with by_subject(tmp_path / "empty") as about:
        assert about(b"a:a") == b""


def test_labels(tmp_path: Path) -> None:
    path = export(tmp_path, papers(2)) / "graph.nt"
    iri = f"{BASE}dataset/harbourset"
    assert json.dumps(labels(path, [iri, f"{BASE}dataset/none"])) == json.dumps({iri: "HarbourSet"})
