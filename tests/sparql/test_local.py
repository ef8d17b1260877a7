"""Dumps answer, or say why not."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.sparql import query, question
from tests.sparql.data import ALL, GRAPH, rows


def test_a_dump_answers_from_its_graph_and_its_evidence(dump: Path) -> None:
    assert [row[1] for row in rows(query(ALL, dump))] == ["B", "Ähnlich"]
    evidence = question("SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } }")
    assert rows(query(evidence, dump)) == [["https://example.org/kg/evidence", "x"]]


def test_compressed_and_single_files_answer(dump: Path, tmp_path: Path) -> None:
    packed = tmp_path / "packed"
    packed.mkdir()
    (packed / "graph.nt.gz").write_bytes(gzip.compress(GRAPH.encode()))
    assert rows(query(ALL, packed)) == rows(query(ALL, dump / "graph.nt")) == rows(query(ALL, dump))


def test_triples_come_sorted_with_a_subject_before_its_helpers(tmp_path: Path) -> None:
    (tmp_path / "g.nt").write_text(
        "<a:x#1> <a:p> 'z' .\n<a:x> <a:p> 'b' .\n<a:x> <a:p> 'a' .\n".replace("'", '"')
    )
    triples = query(question("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"), tmp_path / "g.nt")
    assert [str(t.object.value) for t in triples] == ["a", "b", "z"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none", None, "no such file or directory; a dump or an RDF file is needed"),
        ("data.csv", b"a,b", ".csv is no RDF format; a name that ends in nt, nq, ttl, trig, jsonld or rdf"),
        ("data.nt", b"<a:b c> <a:b> <a:c> .", "Parser error at line 1 between columns 1 and 8"),
        ("data.nt.gz", b"not packed", "incorrect header check; a file as it was written"),
    ],
)
def test_data_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as error:
        query(ALL, tmp_path / name)
    assert error.value.where == str(tmp_path / name)
    assert message in str(error.value)


def test_a_directory_without_a_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no graph in this directory; a directory of kg export"):
        query(ALL, tmp_path)
