"""A store that lies: a real one behind, and one lie in front, chosen by name."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

from kg.stores import KINDS

LIMIT = 40  # statements, where the lie is "refuses more"
JSON = "application/sparql-results+json"


class Liar(ThreadingHTTPServer):
    """Serves /query, /update and /store. `lie` names what it does wrong; `seen` are the requests it got."""

    daemon_threads = True

    def __init__(self, lie: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.lie, self.store, self.elsewhere = lie, ox.Store(), ""
        self.seen: list[tuple[str, str, dict[str, str]]] = []
        self.url = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


@contextmanager
def liar(lie: str = "") -> Iterator[Liar]:
    server = Liar(lie)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Liar
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body, address = self._body(), urlsplit(self.path)
        self.server.seen.append(("POST", self.path, dict(self.headers.items())))
        if self.server.lie == "closes at once":
            self.close_connection = True
        elif self.server.lie == "redirects":
            self._reply(307, b"", {"Location": self.server.elsewhere + self.path})
        elif self.server.lie == "wants Basic" and "Authorization" not in self.headers:
            self._reply(401, b"", {"WWW-Authenticate": 'Basic realm="kg"'})
        elif address.path == "/query":
            self._query(parse_qs(body.decode())["query"][0])
        elif address.path == "/update":
            self._update(body.decode())
        else:
            self._upload(body, parse_qs(address.query)["graph"][0])

    def _query(self, text: str) -> None:
        if self.server.lie == "looks up nobody, once":
            self.server.lie = ""
            self._reply(401, b"Error 40001: Transaction aborted due to a database checkpoint")
            return
        if self.server.lie == "504 to questions":
            self._reply(504, b"Gateway Time-out")
            return
        answer = self.server.store.query(text)
        assert isinstance(answer, ox.QuerySolutions)
        body = answer.serialize(format=ox.QueryResultsFormat.JSON)
        assert body is not None
        if self.server.lie == "begins anew, once":  # as Virtuoso does with a question that it undid
            self.server.lie, body = "", b'{"head": {"vars": []}, "results": {"bindings": []}}\n' + body
        match self.server.lie:
            case "cuts the body":
                self._reply(200, body[: len(body) // 2], {"Content-Length": str(len(body))})
            case "cuts the body, without a length":
                self._reply(200, body[: len(body) // 2], {"Content-Length": None})
            case "drips":
                self._drip(body)
            case _:
                self._reply(200, body, {"Content-Type": JSON})

    def _update(self, text: str) -> None:
        text = text.removeprefix(KINDS["virtuoso"].unread)
        switch = "DELETE { " in text or "ADD GRAPH" in text
        if self.server.lie == "a deadlock, once":
            self.server.lie = ""
            self._reply(500, b"Virtuoso 40001 Error SR172: Transaction deadlocked")
        elif self.server.lie == "504, not done" and switch:
            self._reply(504, b"Gateway Time-out")
        elif self.server.lie == "switches nothing, 200" and switch:
            self._reply(200, b"done")
        else:
            self.server.store.update(text)
            gateway = self.server.lie == "504, done" and switch
            self._reply(504 if gateway else 204, b"Gateway Time-out" if gateway else b"")

    def _upload(self, body: bytes, graph: str) -> None:
        form = ox.RdfFormat.from_media_type(self.headers["Content-Type"])
        triples = [quad.triple for quad in ox.parse(body, format=form)]
        if self.server.lie == "refuses more" and len(triples) > LIMIT:
            self._reply(413, b"more than that is not taken")
            return
        kept = triples[: len(triples) // 2] if self.server.lie == "stores half, 200" else triples
        self.server.store.extend(ox.Quad(*triple, ox.NamedNode(graph)) for triple in kept)
        self._reply(504 if self.server.lie == "504 after each upload" else 201, b"")

    def _drip(self, body: bytes) -> None:
        self._head(200, {"Content-Length": str(len(body))})
        for number in range(len(body)):
            self.wfile.write(body[number : number + 1])
            time.sleep(0.05)

    def _reply(self, status: int, body: bytes, headers: dict[str, str | None] | None = None) -> None:
        said = {"Content-Length": str(len(body))} | (headers or {})
        self._head(status, {name: value for name, value in said.items() if value is not None})
        self.wfile.write(body)
        self.close_connection = True

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", "0")))
        parts = []
        while size := int(self.rfile.readline(), 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal."""
