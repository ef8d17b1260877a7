"""Values become terms and nothing else."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.sparql import bind, question, terms

text = st.text(st.characters(exclude_categories=["Cs", "Cc"])) | st.text("\\\"'{}<>u0022\n\t#?;, UNDEF")


def parsed_by_oxigraph(term: str) -> object:
    (row,) = ox.Store().query(f"SELECT ?x {{ VALUES ?x {{ {term} }} }}")
    return row["x"].value


def parsed_by_rdflib(term: str) -> object:
    (row,) = rdflib.Graph().query(f"SELECT ?x {{ VALUES ?x {{ {term} }} }}")
    return str(row[0])


@given(text)
@example('"} SELECT * { ?s ?p ?o } #')
@example("\\u0022 } UNION { ?s ?p ?o")
@example("\\U00000022\\\\u000A")
def test_a_string_comes_back_as_it_was_given(given_text: str) -> None:
    assert parsed_by_oxigraph(terms.string(given_text)) == given_text


@given(text)
@example("\\u0022 } UNION { ?s ?p ?o")
@example("\\\\U00000022\\u005c")
def test_an_engine_that_expands_code_points_first_sees_the_same(given_text: str) -> None:
    assert parsed_by_rdflib(terms.string(given_text)) == given_text


@given(text)
def test_what_is_taken_for_an_iri_is_one(given_text: str) -> None:
    try:
        term = terms.iri("https://example.org/" + given_text)
    except ValueError:
        return
    assert parsed_by_oxigraph(term) == "https://example.org/" + given_text


@given(st.sampled_from(sorted(terms.TYPES)), text)
def test_no_value_leaves_its_braces(kind: str, value: str) -> None:
    asked = question(f"# param: x {kind}  a value\nSELECT ?x {{\n  VALUES ?x {{ UNDEF }}\n}}")
    try:
        bound = bind(asked, {"x": value})
    except UsageError:
        return
    solutions = ox.Store().query(bound.text)
    assert [v.value for v in solutions.variables] == ["x"]
    assert len(list(solutions)) == 1


@pytest.mark.parametrize(
    ("kind", "value", "allowed"),
    [
        ("string", "a\x00b", "text without control characters (U+0000)"),
        ("string", "\ud800", "text without control characters (U+D800)"),
        ("name", "  ", "a name that is not empty"),
        ("iri", "dataset/lrs3", "an absolute IRI such as https://example.org/kg/dataset/lrs3"),
        ("iri", "https://a b", "an absolute IRI such as https://example.org/kg/dataset/lrs3"),
        ("iri", "https://a> ?s ?p <b", "an absolute IRI such as https://example.org/kg/dataset/lrs3"),
        ("integer", "1e3", "a whole number such as 10"),
        ("integer", "٣", "a whole number such as 10"),
        ("count", "0", "a whole number from 1 on"),
        ("count", "-1", "a whole number from 1 on"),
        ("year", "23", "a year of four digits such as 2023"),
        ("lower|higher", "best", "one of lower, higher"),
    ],
)
def test_a_wrong_value_is_told_what_is_allowed(kind: str, value: str, allowed: str) -> None:
    with pytest.raises(ValueError) as error:
        terms.term(kind, value)
    assert str(error.value) == allowed
