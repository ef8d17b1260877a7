"""What vanished keeps a tombstone; where it lives on under another IRI, the tombstone says so."""

import gzip
from pathlib import Path

import pyoxigraph as ox

from kg.release.feed import entity_changes
from kg.release.tombstones import tombstones
from tests.release.conftest import BASE, Release, papers

KG = "https://w3id.org/papergraph#"
AS = "https://www.w3.org/ns/activitystreams#"
REPLACED = ox.NamedNode("http://purl.org/dc/terms/isReplacedBy")


def graph(*statements: str) -> list[str]:
    """Lines from statements like `paper/p author person/x` and `person/x name "X"`."""

    def term(text: str) -> str:
        return text if text[0] == '"' else f"<{BASE}{text}>"

    lines = []
    for statement in statements:
        subject, predicate, value = statement.split(" ", 2)
        if predicate == "a":
            lines.append(
                f"{term(subject)} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{KG}{value}> .\n"
            )
        else:
            lines.append(f"{term(subject)} <{KG}{predicate}> {term(value)} .\n")
    return sorted(lines)


def successors(folder: Path, old: list[str], new: list[str]) -> dict[str, str | None]:
    """The successor of each entity that vanished."""
    removed, added, graph = (folder / name for name in ("removed", "added", "graph"))
    graph.write_text("".join(sorted(new)))
    removed.write_text("".join(sorted(set(old) - set(new))))
    added.write_text("".join(sorted(set(new) - set(old))))
    verbs = entity_changes(removed, added, BASE)
    found = b"".join(tombstones((removed, added), verbs, graph, (), "x:run"))
    store = ox.Store()
    store.load(found, ox.RdfFormat.N_TRIPLES)
    gone = {
        quad.subject.value for quad in store.quads_for_pattern(None, ox.NamedNode(AS + "formerType"), None)
    }
    said = {quad.subject.value: quad.object.value for quad in store.quads_for_pattern(None, REPLACED, None)}
    return {iri.removeprefix(BASE): said.get(iri, "").removeprefix(BASE) or None for iri in gone}


def test_a_person_who_is_another_after_all(tmp_path: Path) -> None:
    signed = "paper/p#author-1 person"
    ada = ["person/ada a Person", 'person/ada name "Ada"']
    lovelace = ["person/lovelace a Person", 'person/lovelace name "Ada Lovelace"']
    old = graph(*ada, *lovelace, f"{signed} person/ada")
    new = graph(*lovelace, 'person/lovelace alternateName "Ada"', f"{signed} person/lovelace")
    assert successors(tmp_path, old, new) == {"person/ada": "person/lovelace"}


def test_a_namesake_is_no_successor(tmp_path: Path) -> None:
    wei = ["person/wei-1 a Person", 'person/wei-1 name "Wei"', "paper/p#author-1 person person/wei-1"]
    other = ["person/wei-2 a Person", 'person/wei-2 name "Wei"', "paper/q#author-1 person person/wei-2"]
    assert successors(tmp_path, graph(*wei, *other), graph(*other)) == {"person/wei-1": None}


def test_another_in_the_same_place_is_no_successor(tmp_path: Path) -> None:
    old = graph("dataset/a a Dataset", 'dataset/a name "A"', "paper/p usesDataset dataset/a")
    new = graph("dataset/b a Dataset", 'dataset/b name "B"', "paper/p usesDataset dataset/b")
    assert successors(tmp_path, old, new) == {"dataset/a": None}


def test_a_dataset_under_its_long_name(tmp_path: Path) -> None:
    old = graph("dataset/lrs a Dataset", 'dataset/lrs name "LRS"', "paper/p usesDataset dataset/lrs")
    new = graph(
        "dataset/lip a Dataset",
        'dataset/lip name "Lip Reading"',
        'dataset/lip alternateName "LRS"',
        "paper/p usesDataset dataset/lip",
    )
    assert successors(tmp_path, old, new) == {"dataset/lrs": "dataset/lip"}


def test_two_that_fit_are_none(tmp_path: Path) -> None:
    old = graph("dataset/a a Dataset", 'dataset/a name "A"', "paper/p usesDataset dataset/a")
    new = graph(
        *(f"dataset/{x} a Dataset" for x in "bc"),
        *(f'dataset/{x} name "A"' for x in "bc"),
        *(f"paper/p usesDataset dataset/{x}" for x in "bc"),
    )
    assert successors(tmp_path, old, new) == {"dataset/a": None}


def test_a_paper_that_got_its_doi(tmp_path: Path) -> None:
    same = ('title "T"', "author person/x")
    old = graph("paper/t-1 a Paper", *(f"paper/t-1 {said}" for said in same))
    new = graph("paper/t-2 a Paper", 'paper/t-2 doi "10.5555/1"', *(f"paper/t-2 {said}" for said in same))
    assert successors(tmp_path, old, new) == {"paper/t-1": "paper/t-2"}


def test_a_paper_of_the_same_title_by_others(tmp_path: Path) -> None:
    old = graph("paper/t-1 a Paper", 'paper/t-1 title "T"', "paper/t-1 author person/x")
    new = graph("paper/t-2 a Paper", 'paper/t-2 title "T"', "paper/t-2 author person/y")
    assert successors(tmp_path, old, new) == {"paper/t-1": None}


def test_a_paper_with_the_same_arxiv_id_under_another_title(tmp_path: Path) -> None:
    old = graph("paper/t a Paper", 'paper/t title "T"', 'paper/t arxivId "2101.00001"')
    new = graph("paper/u a Paper", 'paper/u title "U"', 'paper/u arxivId "2101.00001"')
    assert successors(tmp_path, old, new) == {"paper/t": "paper/u"}


def buried(root: Path) -> set[str]:
    text = gzip.decompress((root / "latest" / "tombstones.nt.gz").read_bytes())
    quads = ox.parse(text, format=ox.RdfFormat.N_TRIPLES)
    return {quad.subject.value for quad in quads if "paper/" in str(quad.subject)}


def test_tombstones_stay_until_the_entity_comes_back(root: Path, release: Release) -> None:
    release(papers(20))
    release(papers(19))
    release(papers(18))
    assert {iri.rpartition("/")[2].split("-")[1] for iri in buried(root)} == {"18th", "19th"}
    text = gzip.decompress((root / "latest" / "tombstones.nt.gz").read_bytes()).decode()
    assert "/releases/0002-" in text and "/releases/0003-" in text
    release(papers(20))
    assert buried(root) == set()
