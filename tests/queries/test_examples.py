"""What examples/README.md says of the example data is what the export makes of it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.sparql.local import load

PREFIXES = "PREFIX kg: <https://w3id.org/papergraph#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
OWNER = "Marisol Etxandi"


@pytest.fixture(scope="module")
def store(dump: Path) -> ox.Store:
    return load(dump)


def rows(store: ox.Store, pattern: str) -> set[tuple[str, ...]]:
    """The solutions of a pattern, each as the texts of its variables in the order of their names."""
    found = store.query(PREFIXES + f"SELECT * WHERE {{ {pattern} }}")
    names = sorted(variable.value for variable in found.variables)
    return {tuple(row[name].value for name in names) for row in found}


def values(store: ox.Store, title: str, statement: str) -> set[str]:
    """What `?value` is in a statement about the one paper whose title begins so."""
    pattern = f'?paper kg:title ?title FILTER(STRSTARTS(?title, "{title}")) ?paper {statement}'
    return {row["value"].value for row in store.query(PREFIXES + f"SELECT ?value WHERE {{ {pattern} }}")}


def test_thirty_three_papers_of_thirty_nine_records(store: ox.Store) -> None:
    assert len(rows(store, "?paper a kg:Paper")) == 33
    assert len(rows(store, "GRAPH ?g { ?record a kg:Record }")) == 39


@pytest.mark.parametrize(
    "title",
    [
        "Do Robots Listen While They Move?",
        "Learning Units of Meaning from Ears and Noise with LUMEN and Small RNNs",
        "Fast Adaptation for Dialect Voice-typing",
        "towards spoken question answering for small languages",
        "Hear, Read, Answer: Question Answering over Radio Archives",
        "What Does a Transformer Hear in the Hum of the Mains?",
        'A Short History of "Silence" in Speech Corpora',
    ],
)
def test_a_title_ends_where_it_ends(store: ox.Store, title: str) -> None:
    assert (title,) in {row[1:] for row in rows(store, "?paper kg:title ?title")}


def test_the_owner_wrote_all_but_one_of_the_papers_of_the_page(store: ox.Store) -> None:
    listed = "?paper a kg:Paper ; kg:source ?source . ?source kg:announcedPapers ?n"
    owned = f'{listed} . ?paper kg:author ?person . ?person kg:name "{OWNER}"'
    papers = {row[1] for row in rows(store, listed)}
    missing = papers - {row[1] for row in rows(store, owned)}
    assert len(papers) == 16
    assert len(missing) == 1
    assert "a-reproducibility-study" in missing.pop()


def test_a_place_stands_where_it_is_printed_only(store: ox.Store) -> None:
    place = 'kg:authorship ?a . ?a kg:nameAsPrinted "Marisol Etxandi" ; kg:position ?value'
    assert values(store, "GraspLoom", place) == {"3"}
    assert values(store, "Harbours", place) == set()
    assert values(store, "Harbours", "kg:author ?a . ?a kg:name ?value") >= {OWNER}
    assert not any("et al" in name for (name, *_) in rows(store, "?person kg:name ?name"))


def test_persons_are_told_apart_and_together(store: ox.Store) -> None:
    names = {row[0] for row in rows(store, "?person kg:name|kg:alternateName ?name . ?person a kg:Person")}
    apart = {"Suri", "Suriya Lakshmanpur", "Ngozi Adeyinkan", "Ifeanyi Adeyinkan", "Bo Lindqvarn"}
    assert apart | {"Priya Deshwani", "Priya Deshwani Kolhapure"} <= names
    assert len(rows(store, "?person a kg:Person")) == len(names) - 1 == 24
    pair = '?p kg:name|kg:alternateName "Priya Deshwani" , "Priya Deshwani Kolhapure"'
    assert len(rows(store, pair)) == 1


@pytest.mark.parametrize(
    ("title", "statement", "expected"),
    [
        ("Do Robots", "kg:date ?value", set()),
        ("Do Robots", "kg:inferredDate ?value", {"2026-02-11"}),
        ("Questions that", "kg:date|kg:inferredDate ?value", set()),
        ("Questions that", "kg:dateEdtf ?value", {"XXXX-09-12"}),
        ("Picking Ripe", "kg:date ?value", {"2023-06"}),
        ("Dialect in the", "kg:date ?value", {"2024"}),
        ("Sharper Quays", "kg:hasCode ?value", {"true"}),
        ("Sharper Quays", "kg:codeRepository ?value", set()),
        ("Harbours", "kg:codeRepository ?value", {"https://github.com/example-harbour/nqs"}),
        ("KitchenGrasp", "kg:codeRepository ?value", {"https://github.com/example-tactile/kitchengrasp"}),
        ("Hear the Slip", "kg:hasCode ?value", {"true"}),
        ("TouchTalk", "kg:score ?value", {"71.5"}),
        ("TouchTalk", "kg:source ?s . ?s kg:fileName ?value", {"owner-printed.txt", "titles-glued.txt"}),
        ("TideFormer", "kg:doi ?value", {"10.5555/kg.example.tideformer"}),
        ("TideFormer", "kg:source ?s . ?s kg:fileName ?value", {"records.jsonl", "titles-glued.txt"}),
        ("Counting", "kg:field ?f . ?f skos:notation ?value", {"QX"}),
        ("Counting", "kg:field ?f . ?f skos:prefLabel ?value", set()),
        ("A Short History", "kg:abstract ?value", set()),
        ("The Second Glance", "kg:authorCount ?value", {"5"}),
        ("The Second Glance", "kg:authorListComplete ?value", {"false"}),
        ("A Reproducibility", "kg:authorListComplete ?value", {"true"}),
    ],
)
def test_a_paper_says_what_its_page_says(
    store: ox.Store, title: str, statement: str, expected: set[str]
) -> None:
    assert values(store, title, statement) == expected


def test_one_name_for_two_methods_and_two_names_for_one_dataset(store: ox.Store) -> None:
    assert len(rows(store, '?method a kg:Method ; kg:name "LUMEN" . ?paper kg:introducesMethod ?method')) == 2
    assert len(rows(store, '?set a kg:Dataset ; kg:name|kg:alternateName "NQS" , "Night Quay Scenes"')) == 1
