"""Endpoints answer, or say why not: a real HTTP server in front of a real store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest

from kg.errors import StoreError, UsageError
from kg.sparql import Endpoint, bind, query, question
from tests.sparql.data import ALL, GRAPH, rows

TITLED = """\
# param: title string  a title
PREFIX kg: <https://w3id.org/papergraph#>
SELECT ?s ?title {
  VALUES ?title { "none" }
  ?s kg:title ?title
}
"""

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
            r"a partial answer \(S1TAT\)",
        ),
        (
            lambda h, _: send(h, WHOLE, "application/sparql-results+json", 206),
            r"a partial answer \(HTTP status 206\)",
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

    with serving(drip) as url, pytest.raises(StoreError, match=r"no whole answer within 0\.5 s"):
        query(ALL, Endpoint(url, timeout=0.5))
    stop.set()


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/", "sparql"])
def test_only_the_web_is_asked(url: str) -> None:
    with pytest.raises(UsageError, match="no endpoint; an address that begins with http:// or https://"):
        query(ALL, Endpoint(url))


def test_an_update_never_reaches_an_endpoint() -> None:
    with pytest.raises(UsageError, match="DROP is an update"):
        query(question("DROP ALL"), Endpoint("http://127.0.0.1:9/"))
