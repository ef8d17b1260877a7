"""kg.sparql: values become terms and nothing else, queries only read, places that answer or say why not."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import InputError, StoreError, UsageError
from kg.sparql import Endpoint, bind, find, query, question, syntax, terms
from kg.sparql.answers import table, write

TITLE = "https://w3id.org/papergraph#title"
GRAPH = f"""\
<https://example.org/kg/paper/a> <{TITLE}> "Ähnlich" .
<https://example.org/kg/paper/b> <{TITLE}> "B" .
"""
EVIDENCE = '<a:m> <https://w3id.org/papergraph#exact> "x" <https://example.org/kg/evidence> .\n'
ALL = question("SELECT ?s ?o { ?s ?p ?o } ORDER BY ?o")
TITLED = """\
# param: title string  a title
PREFIX kg: <https://w3id.org/papergraph#>
SELECT ?s ?title {
  VALUES ?title { "none" }
  ?s kg:title ?title
}
"""

text = st.text(st.characters(exclude_categories=["Cs", "Cc"])) | st.text("\\\"'{}<>u0022\n\t#?;, UNDEF")


# --- terms


def parsed_by_oxigraph(term: str) -> object:
    (row,) = ox.Store().query(f"SELECT ?x {{ VALUES ?x {{ {term} }} }}")
    return row["x"].value


def parsed_by_rdflib(term: str) -> object:
    (row,) = rdflib.Graph().query(f"SELECT ?x {{ VALUES ?x {{ {term} }} }}")
    return str(row[0])


@settings(deadline=None)
@given(text)
@example('"} SELECT * { ?s ?p ?o } #')
@example("\\u0022 } UNION { ?s ?p ?o")
@example("\\U00000022\\\\u000A")
def test_a_string_comes_back_as_it_was_given(given_text: str) -> None:
    assert parsed_by_oxigraph(terms.string(given_text)) == given_text


@settings(deadline=None)
@given(text)
@example("\\u0022 } UNION { ?s ?p ?o")
@example("\\\\U00000022\\u005c")
def test_an_engine_that_expands_code_points_first_sees_the_same(given_text: str) -> None:
    assert parsed_by_rdflib(terms.string(given_text)) == given_text


@settings(deadline=None)
@given(text)
def test_what_is_taken_for_an_iri_is_one(given_text: str) -> None:
    try:
        term = terms.iri("https://example.org/" + given_text)
    except ValueError:
        return
    assert parsed_by_oxigraph(term) == "https://example.org/" + given_text


@settings(deadline=None)
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
        ("year", "23", "a year of four digits such as 2023"),
        ("lower|higher", "best", "one of lower, higher"),
    ],
)
def test_a_wrong_value_is_told_what_is_allowed(kind: str, value: str, allowed: str) -> None:
    with pytest.raises(ValueError) as error:
        terms.term(kind, value)
    assert str(error.value) == allowed


# --- what may be run


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


# --- questions


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "# param: x word  a word\nASK {}",
            "q: the parameter x has the type word; string, name, iri, integer, year ",
        ),
        ("# param: x name  a name\nASK {}", "q: the parameter x has no default; a line VALUES ?x { TERM }"),
        (
            "# param: x year  a year\nASK {\n VALUES ?x { 1 }\n VALUES ?x { 2 }\n}",
            "q: the parameter x has two defaults; a line VALUES ?x { TERM }",
        ),
    ],
)
def test_a_declaration_that_the_query_does_not_keep_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        question(text, where="q")
    assert str(error.value).startswith(message)


def test_a_parameter_is_set_wherever_it_is_used() -> None:
    asked = question("# param: x year  a year\nSELECT * {\n  VALUES ?x { 1 }\n {\n  VALUES ?x { 1 }\n }\n}")
    assert bind(asked, {"x": "2020"}).text.count("{ 2020 }") == 2


def test_unknown_names_are_told_what_is_near() -> None:
    with pytest.raises(
        UsageError, match="no question of that name; did you mean co-authors\\? known are authors-of"
    ):
        find("coauthors")
    with pytest.raises(
        UsageError, match="no parameter persn; did you mean person\\? known are person, since"
    ):
        bind(find("papers-of-person"), {"persn": "x"})
    with pytest.raises(InputError, match=r"nowhere\.rq: No such file or directory"):
        find("nowhere.rq")


# --- dumps


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    (tmp_path / "graph.nt").write_text(GRAPH, encoding="utf-8")
    (tmp_path / "evidence.nq").write_text(EVIDENCE, encoding="utf-8")
    return tmp_path


def rows(answer: object) -> list[list[str]]:
    return [[term.value for term in row] for row in answer]  # type: ignore[attr-defined]


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
        ("data.csv", b"a,b", ".csv is no RDF format; nt, nq, ttl, trig, jsonld or rdf"),
        ("data.nt", b"<a:b c> <a:b> <a:c> .", "Parser error at line 1 between columns 1 and 8"),
        ("data.nt.gz", b"not packed", "Not a gzipped file"),
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
    with pytest.raises(InputError, match=r"no graph in this directory; it must hold one of graph\.nt, "):
        query(ALL, tmp_path)


# --- endpoints: a real HTTP server in front of a real store

Respond = Callable[[BaseHTTPRequestHandler, str], None]


@contextmanager
def serving(respond: Respond) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            respond(self, parse_qs(urlsplit(self.path).query)["query"][0])

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            respond(self, parse_qs(body)["query"][0])

        def log_message(self, *_: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
        server.server_close()


def send(handler: BaseHTTPRequestHandler, body: bytes, kind: str, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    for name, value in {"Content_Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def evaluated(handler: BaseHTTPRequestHandler, text: str) -> None:
    store = ox.Store()
    store.bulk_load(GRAPH.encode(), format=ox.RdfFormat.N_TRIPLES)
    answer = store.query(text)
    if isinstance(answer, ox.QueryTriples):
        send(handler, answer.serialize(format=ox.RdfFormat.TURTLE), "text/turtle; charset=utf-8")
    else:
        body = answer.serialize(format=ox.QueryResultsFormat.JSON)
        send(handler, body, "application/sparql-results+json")


def test_an_endpoint_gives_what_a_dump_gives(dump: Path) -> None:
    asked = bind(question(TITLED), {"title": "Ähnlich"})
    construct = question("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    long = question("SELECT ?s ?o { ?s ?p ?o } ORDER BY ?o #" + "x" * 3000)
    with serving(evaluated) as url:
        for one in (ALL, asked, long):
            assert rows(query(one, Endpoint(url))) == rows(query(one, dump))
        assert query(construct, Endpoint(url)) == query(construct, dump)
        assert bool(query(question("ASK { ?s ?p 'B' }"), Endpoint(url))) is True


def failing(status: int, body: bytes = b"") -> Respond:
    return lambda handler, _: send(handler, body, "text/plain", status)


CUT = b'{"head":{"vars":["s","o"]},"results":{"bindings":[{"s":{"type":"uri","value":"a:b"}},'
WHOLE = b'{"head":{"vars":["s","o"]},"results":{"bindings":[]}}'


def cut_on_the_way(handler: BaseHTTPRequestHandler, _: str) -> None:
    send(handler, CUT, "application/sparql-results+json", Content_Length=str(len(CUT) + 100))


@pytest.mark.parametrize(
    ("respond", "message"),
    [
        (failing(400, b"Parse error: no such function"), "Parse error: no such function"),
        (failing(404), "EndPointNotFound: It was not possible to connect"),
        (failing(500, b"out of memory"), "out of memory"),
        (failing(504), "HTTP status 504"),
        (lambda h, _: send(h, CUT, "application/sparql-results+json"), "the answer of 85 bytes is not whole"),
        (lambda h, _: send(h, b"<html>login</html>", "text/html"), "the answer of 18 bytes is not whole"),
        (
            lambda h, _: send(h, WHOLE, "application/sparql-results+json", X_SPARQL_MaxRows="10000"),
            "an answer cut to 10000 rows; ask for less, or set LIMIT",
        ),
        (
            lambda h, _: send(h, WHOLE, "application/sparql-results+json", X_SQL_State="S1TAT"),
            "a partial answer \\(SQL state S1TAT\\)",
        ),
    ],
)
def test_an_endpoint_that_fails_says_how(respond: Respond, message: str) -> None:
    with serving(respond) as url, pytest.raises(StoreError, match=message) as error:
        query(ALL, Endpoint(url, timeout=5))
    assert error.value.where == url


def test_a_broken_connection_is_tried_again_and_then_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.sparql.endpoint.PAUSES", (0.01, 0.01))
    with serving(cut_on_the_way) as url, pytest.raises(StoreError, match="IncompleteRead"):
        query(ALL, Endpoint(url, timeout=5))


def test_a_busy_endpoint_is_asked_again(monkeypatch: pytest.MonkeyPatch, dump: Path) -> None:
    monkeypatch.setattr("kg.sparql.endpoint.PAUSES", (0.01, 0.01))
    asked = []

    def busy_twice(handler: BaseHTTPRequestHandler, text: str) -> None:
        asked.append(text)
        if len(asked) < 3:
            send(handler, b"", "text/plain", 503)
        else:
            evaluated(handler, text)

    with serving(busy_twice) as url:
        assert rows(query(ALL, Endpoint(url))) == rows(query(ALL, dump))
    assert len(asked) == 3


def test_the_time_out_covers_an_answer_that_drips_in() -> None:
    stop = threading.Event()

    def drip(handler: BaseHTTPRequestHandler, _: str) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/sparql-results+json")
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        while not stop.wait(0.05):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    begun = time.monotonic()
    with serving(drip) as url, pytest.raises(StoreError, match=r"no whole answer within 0\.5 s"):
        query(ALL, Endpoint(url, timeout=0.5))
    stop.set()
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/", "sparql"])
def test_only_the_web_is_asked(url: str) -> None:
    with pytest.raises(UsageError, match="no endpoint; an address that begins with http:// or https://"):
        query(ALL, Endpoint(url))


def test_an_update_never_reaches_an_endpoint() -> None:
    with pytest.raises(UsageError, match="DROP is an update"):
        query(question("DROP ALL"), Endpoint("http://127.0.0.1:9/"))


# --- how an answer is written


def test_wide_and_combining_characters_keep_the_columns() -> None:
    shown = table(["name", "n"], [["霧窓 ひより", "1"], ["a\u0301b", "10"]])
    assert shown.splitlines() == [
        "name          n",
        "-----------  --",
        "霧窓 ひより   1",
        "a\u0301b           10",
    ]


def test_a_table_is_cut_to_the_terminal_and_an_iri_from_the_front() -> None:
    shown = table(
        ["title", "paper"], [["A title that is too long", "https://example.org/kg/paper/a-title"]], 30
    )
    assert shown.splitlines()[2] == "A title that …  …paper/a-title"
    assert max(map(len, shown.splitlines())) <= 30


def test_what_steers_a_terminal_is_not_passed_on(tmp_path: Path) -> None:
    (tmp_path / "g.nt").write_text('<a:s> <a:p> "\\u001B[2Jred \\u202Eevil\\nnext" .\n')
    answer = query(question("SELECT ?o { ?s ?p ?o }"), tmp_path / "g.nt")
    assert write(answer, "table", None, {}).decode().splitlines()[2] == "�[2Jred �evil next"


@pytest.mark.parametrize(("form", "text"), [("ttl", "ASK {}"), ("csv", "CONSTRUCT WHERE { ?s ?p ?o }")])
def test_a_format_that_cannot_hold_the_answer_is_refused(dump: Path, form: str, text: str) -> None:
    with pytest.raises(UsageError, match=f"--format: {form} cannot hold"):
        write(query(question(text), dump), form, None, {})


def test_json_and_csv_are_the_standard_ones(dump: Path) -> None:
    found = json.loads(write(query(ALL, dump), "json", None, {}))
    assert found["head"]["vars"] == ["s", "o"]
    assert found["results"]["bindings"][1]["o"] == {"type": "literal", "value": "Ähnlich"}
    assert (
        write(query(ALL, dump), "csv", None, {}).decode().splitlines()[2]
        == "https://example.org/kg/paper/a,Ähnlich"
    )
    assert json.loads(write(query(question("ASK {}"), dump), "json", None, {}))["boolean"] is True
