"""`align`: the same facts in the vocabularies of others, and no other facts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import RDF, RDFS, Graph

from kg import reasoning
from kg.errors import UsageError
from kg.reasoning import align, broader, names
from kg.resources import folder

KG = "https://w3id.org/papergraph#"
PAPER = "<https://example.org/kg/paper/x-1a2b3c4d>"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
COMPLETE = Path(__file__).parent / "ontology" / "complete.ttl"
# What these hold is a close match only, for people who map data by hand.
DOCUMENTATION_ONLY = {"bido", "pro"}


def complete() -> list[str]:
    """The description that uses every term, as sorted N-Triples."""
    return sorted(f"{q.subject} {q.predicate} {q.object} .\n" for q in pyoxigraph.parse(path=str(COMPLETE)))


def expected(lines: list[str], name: str) -> set[tuple[object, ...]]:
    """The aligned facts, worked out by walking up the ontology in rdflib, triple by triple."""
    ontology = Graph(bind_namespaces="none").parse(folder("ontology") / "kg.ttl")
    ontology.parse(folder("ontology") / "alignments" / f"{name}.ttl")
    namespace = str(dict(ontology.namespaces())[name])
    facts: set[tuple[object, ...]] = set()
    for s, p, o in Graph().parse(data="".join(lines), format="nt"):
        for wider in ontology.transitive_objects(p, RDFS.subPropertyOf):
            if wider != p and str(wider).startswith(namespace):
                facts.add((s, wider, o))
        for wider in ontology.transitive_objects(o, RDFS.subClassOf) if p == RDF.type else ():
            if wider != o and str(wider).startswith(namespace):
                facts.add((s, p, wider))
    return facts


@pytest.mark.parametrize("name", names())
def test_adds_the_same_facts_and_no_others(name: str) -> None:
    lines = complete()
    aligned = list(align(lines, [name]))
    added = Graph().parse(data="".join(set(aligned) - set(lines)), format="nt")
    assert set(lines) <= set(aligned)
    assert set(added) == expected(lines, name)
    assert bool(len(added)) == (name not in DOCUMENTATION_ONLY)


def test_sorted_input_gives_sorted_distinct_output() -> None:
    aligned = list(align(complete(), names()))
    assert aligned == sorted(set(aligned))


def test_a_fact_that_follows_twice_stands_once() -> None:
    dataset = "<https://example.org/kg/dataset/y>"
    lines = [f"{PAPER} <{KG}{verb}Dataset> {dataset} ." for verb in ("mentions", "uses")]
    fact = f"{PAPER} <https://schema.org/mentions> {dataset} ."
    assert list(align(lines, ["schema"])) == [fact, *lines]


def test_subjects_stay_in_their_order_and_together() -> None:
    by_subject: dict[str, list[str]] = {}
    for line in complete():
        by_subject.setdefault(line.split(" ")[0], []).append(line)
    subjects = list(by_subject)
    random.Random(7).shuffle(subjects)
    aligned = list(align((line for s in subjects for line in by_subject[s]), names()))
    assert [subject for subject, _ in groupby(aligned, lambda line: line.split(" ")[0])] == subjects


def test_a_literal_is_carried_over_character_by_character() -> None:
    line = f'{PAPER} <{KG}title> "A <{KG}Paper> \\"of\\" \\\\ two . words 李"@en .'
    added = line.replace(f"<{KG}title>", "<http://purl.org/dc/terms/title>")
    assert list(align([line], ["dcterms"])) == [added, line]


def test_a_fact_of_a_named_graph_stays_there() -> None:
    end = "<https://example.org/kg/evidence> ."
    lines = [
        f"{PAPER} {TYPE} <{KG}Mention> {end}",
        f"{PAPER} <{KG}refersTo> <https://example.org/kg/y> {end}",
    ]
    assert list(align(lines, ["oa"])) == [
        f"{PAPER} {TYPE} <http://www.w3.org/ns/oa#Annotation> {end}",
        f"{PAPER} {TYPE} <{KG}Mention> {end}",
        f"{PAPER} <http://www.w3.org/ns/oa#hasBody> <https://example.org/kg/y> {end}",
        lines[1],
    ]


def test_reads_no_more_than_one_subject_ahead() -> None:
    read = []

    def lines() -> Iterator[str]:
        for number in range(3):
            read.append(number)
            yield f"<https://example.org/kg/paper/{number}> {TYPE} <{KG}Paper> ."

    next(align(lines(), ["bibo"]))
    assert read == [0, 1]


def test_unknown_name() -> None:
    with pytest.raises(UsageError) as error:
        align([], ["schema", "shema"])
    assert str(error.value) == f"--align: no alignment 'shema'; one of {', '.join(names())}"


def test_only_terms_of_the_vocabulary_in_question() -> None:
    foaf, schema = "<http://xmlns.com/foaf/0.1/Person>", "<https://schema.org/Person>"
    assert broader(["foaf", "schema"]).classes[f"<{KG}Person>"] == (foaf, schema)
    assert broader(["foaf"]).classes == {f"<{KG}Person>": (foaf,)}
    assert broader([]) == ({}, {})


def test_broader_terms_of_broader_terms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "alignments").mkdir()
    (tmp_path / "kg.ttl").write_text(f"<{KG}uses> a <http://www.w3.org/2002/07/owl#ObjectProperty> .")
    (tmp_path / "alignments" / "ex.ttl").write_text(
        "@prefix ex: <http://ex.example/> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        f"<{KG}uses> rdfs:subPropertyOf <{KG}touches> . <{KG}touches> rdfs:subPropertyOf ex:knows .\n"
        "ex:knows owl:equivalentProperty ex:sees . ex:sees rdfs:subPropertyOf <http://other.example/p> .\n"
    )
    monkeypatch.setattr(reasoning, "folder", lambda name: tmp_path)
    table = broader(["ex"]).properties
    assert table[f"<{KG}uses>"] == ("<http://ex.example/knows>", "<http://ex.example/sees>")
    assert table[f"<{KG}touches>"] == table[f"<{KG}uses>"]
