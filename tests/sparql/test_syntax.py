"""A query reads, and reads only the data it is given."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.sparql import syntax


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "PREFIX x: <http://x/> SELECT * { SERVICEx:a { ?s ?p ?o } }",
        "PREFIX x: <http://x/> SELECT * { sErViCe SILENT x:a { ?s ?p ?o } }",
        "PREFIX x: <http://x/> SELECT * { SERVICESILENTx:a { ?s ?p ?o } }",
        'SELECT * { ?s ?p "#" SERVICE <http://x/> { ?s ?p ?o } }',
        'SELECT * { ?s ?p """"#""" SERVICE <http://x/> { ?s ?p ?o } }',
        "SELECT * { \\u0053ERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { ?a ?b ?x FILTER(?a<?b)SERVICE?x#>\n{ ?s ?p ?o } }",
        "SELECT * { ?a ?b ?x FILTER(?a<?b||?a='>')SERVICE?x{ ?s ?p ?o } } #'",
        'SELECT * { ?a ?b ?x FILTER(?a<?b#>"""\n)SERVICE ?x { ?s ?p ?o } } #"""',
    ],
)
def test_no_other_endpoint_is_asked(text: str) -> None:
    with pytest.raises(UsageError, match=r"SERVICE asks another endpoint|a < that begins an IRI or compares"):
        syntax.check("q", text)


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT * { ?service sd:service ?o }",
        'SELECT * { ?s ?p "SERVICE <x> { }" } # SERVICE',
        "SELECT * { ?s <https://example.org/service/LOAD> ?load FILTER(?load < 3) }",
        "# INSERT\nASK {}",
        "SELECT * { ?s ?p 'it''s' }".replace("''", "\\'"),
    ],
)
def test_words_that_are_no_keywords_do_no_harm(text: str) -> None:
    assert syntax.check("q", text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "INSERT DATA { <a:a> <a:b> 1 }",
            "q: INSERT is an update; SELECT, CONSTRUCT, ASK and DESCRIBE are allowed",
        ),
        (
            "PREFIX x: <a:y> LOAD <http://a/>",
            "q: LOAD is an update; SELECT, CONSTRUCT, ASK and DESCRIBE are allowed",
        ),
        ("", "q: not a query; SELECT, CONSTRUCT, ASK and DESCRIBE are allowed"),
        ("SELECT * {\n  ?s ?p\n}", 'q:3:2: not SPARQL in "}"; a SPARQL 1.1 query is allowed'),
        ("SELECT ?x {\n  ?x a foo:Bar }", 'q:2:15: not SPARQL in "?x a foo:Bar }"; Prefix not found'),
    ],
)
def test_what_is_no_query_is_told_its_place(text: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        syntax.check("q", text)
    assert str(error.value) == message
