"""The SPARQL that is sent parses, and says what was meant."""

import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.stores import texts

GRAPH = "https://example.org/kg/graph"
S, P = ox.NamedNode("https://example.org/s"), ox.NamedNode("https://example.org/p")


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from('\\u"U0041{}'), max_size=40)
)
def test_insert_keeps_every_text(text: str) -> None:
    quad = ox.Quad(S, P, ox.Literal(text), ox.NamedNode(GRAPH))
    store = ox.Store()
    store.update(texts.insert(GRAPH, f"{quad.triple} .\n".encode()).decode())
    assert list(store) == [quad]


def test_backslash_before_what_looks_like_a_code_point() -> None:
    """SPARQL replaces code points before it reads strings: an escaped backslash must not begin one."""
    sent = texts.insert(
        GRAPH, rb'<https://example.org/s> <https://example.org/p> "\\u0041\\U00000041\\\\u0041" .'
    )
    assert not re.search(rb"(?<!\\)(?:\\\\)+[uU][0-9A-F]{4}", sent)


@pytest.mark.parametrize(
    "name", ["", "graph", "https://example.org/a b", "https://e/> } ; DROP ALL ; #", "urn:x:{"]
)
def test_no_graph_iri(name: str) -> None:
    with pytest.raises(UsageError, match="is not an IRI"):
        texts.count(name)


def test_record_is_replaced_not_added_to() -> None:
    store = ox.Store()
    for release in ("one", 'two "quoted"'):
        store.update(texts.mark(GRAPH, f"loading {release}"))
        store.update(texts.settle(GRAPH, release, "abc", 7))
    said = {row["p"].value: row["o"].value for row in store.query(texts.record(GRAPH))}
    assert said == {
        texts.VERSION: 'two "quoted"',
        texts.DIGEST: "abc",
        "http://rdfs.org/ns/void#triples": "7",
    }


def test_changes_and_difference() -> None:
    store = ox.Store()
    a, b, c = (ox.Literal(text) for text in "abc")
    for value, graph in ((a, GRAPH), (b, GRAPH), (b, GRAPH + "-x"), (c, GRAPH + "-x")):
        store.add(ox.Quad(S, P, value, ox.NamedNode(graph)))
    store.update(texts.replace_graph(GRAPH, GRAPH + "-x"))
    target = ox.NamedNode(GRAPH)
    assert {quad.object for quad in store.quads_for_pattern(None, None, None, target)} == {b, c}
    store.add(ox.Quad(S, P, b, ox.NamedNode(GRAPH + "-gone")))
    store.add(ox.Quad(S, P, a, ox.NamedNode(GRAPH + "-come")))
    store.update(texts.apply_changes(GRAPH, GRAPH + "-gone", GRAPH + "-come"))
    assert {quad.object for quad in store.quads_for_pattern(None, None, None, target)} == {a, c}


def test_thin() -> None:
    store = ox.Store()
    for number in range(7):
        store.add(ox.Quad(S, P, ox.Literal(number), ox.NamedNode(GRAPH)))
        store.add(ox.Quad(S, P, ox.Literal(number), ox.NamedNode(GRAPH + "-x")))
    store.update(texts.thin(GRAPH, 3))
    assert len(list(store.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH)))) == 4
    assert len(list(store.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH + "-x")))) == 7
