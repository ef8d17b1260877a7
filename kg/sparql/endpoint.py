"""A question × a remote SPARQL endpoint, by way of SPARQLWrapper.

SPARQLWrapper's time-out covers each wait on the socket; here it covers the whole answer, tries
included. A query only reads, so it may be asked again where the endpoint was busy or the connection
broke. An answer that is not whole is an error: cut off on the way, or cut short by the endpoint.
"""

from __future__ import annotations

import threading
import time
from ast import literal_eval
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kg.errors import StoreError, UsageError

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["Endpoint", "RefusedError", "ask"]

PAUSES = (0.5, 2.0)  # seconds before the second and the third try
BUSY = frozenset({429, 502, 503})
GET_LIMIT = 1500  # a longer query is sent in the body, as servers cut long addresses


class Endpoint(Struct, frozen=True):
    """A SPARQL 1.1 query endpoint; `timeout` is in seconds, for one whole answer.

    `graphs` make up the default graph that it is asked, `named` are the named graphs (SPARQL 1.1 Protocol,
    2.1.4); where neither is set, both are as the endpoint has them.
    """

    url: str
    timeout: float = 60.0
    graphs: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class RefusedError(StoreError):
    """The endpoint answers, and does not take the query."""


class _Reply(Struct, frozen=True):
    status: int
    body: bytes
    headers: dict[str, str]


class _PassingError(Exception):
    """A failure that may pass: busy, or a connection that broke."""


def ask(endpoint: Endpoint, text: str, kind: type[Any]) -> Any:
    """The whole answer as Oxigraph's `QuerySolutions` or `QueryBoolean`, or a list of triples.

    `kind` is what `syntax.check` says of the query. Raises `StoreError`, and
    `UsageError` for an address that is not of the web.
    """
    import pyoxigraph as ox

    if not endpoint.url.startswith(("http://", "https://")):
        raise UsageError(
            endpoint.url, "no endpoint", "an address that begins with http:// or https:// is allowed"
        )
    graph = kind is ox.QueryTriples
    reply = _in_time(endpoint, lambda: _persistent(endpoint, text, graph))
    _refuse_partial(endpoint, reply)
    return _triples(endpoint, reply) if graph else _results(endpoint, reply)


def _in_time(endpoint: Endpoint, work: Callable[[], _Reply]) -> _Reply:
    """The outcome of `work`, or `StoreError` after the time-out.

    In a thread, as no option of a socket bounds the whole of an answer that drips in.
    """
    outcome: list[_Reply | Exception] = []

    def run() -> None:
        try:
            outcome.append(work())
        except Exception as error:  # handed to the caller below
            outcome.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    worker.join(endpoint.timeout)
    if not outcome:
        raise StoreError(
            endpoint.url, f"no whole answer within {endpoint.timeout:g} s", "set a longer time-out"
        )
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return outcome[0]


def _persistent(endpoint: Endpoint, text: str, graph: bool) -> _Reply:
    deadline = time.monotonic() + endpoint.timeout
    for pause in (*PAUSES, None):
        try:
            return _once(endpoint, text, graph, deadline - time.monotonic())
        except _PassingError as error:
            if pause is None or time.monotonic() + pause > deadline:
                raise StoreError(endpoint.url, str(error), "a SPARQL 1.1 endpoint is needed") from error
            time.sleep(pause)
    raise AssertionError("the last try returns or raises")


def _once(endpoint: Endpoint, text: str, graph: bool, seconds: float) -> _Reply:
    from http.client import HTTPException
    from urllib.error import HTTPError, URLError

    from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

    try:
        response = _request(endpoint, text, graph, seconds).query().response
        headers = {key.lower(): value for key, value in response.headers.items()}
        return _Reply(response.status, response.read(), headers)
    except HTTPError as error:
        if error.code in BUSY:
            raise _PassingError(f"HTTP status {error.code} {error.reason}") from error
        raise RefusedError(endpoint.url, f"HTTP status {error.code} {error.reason}") from error
    except SPARQLWrapperException as error:
        raise RefusedError(endpoint.url, _said(error), "an endpoint that takes SPARQL 1.1 queries") from error
    except URLError as error:
        raise _PassingError(str(error.reason)) from error
    except (OSError, HTTPException) as error:
        raise _PassingError(str(error) or type(error).__name__) from error


def _request(endpoint: Endpoint, text: str, graph: bool, seconds: float) -> Any:
    from SPARQLWrapper import GET, JSON, POST, TURTLE, SPARQLWrapper

    request = SPARQLWrapper(endpoint.url)
    request.setQuery(text)
    request.setOnlyConneg(True)
    request.setReturnFormat(TURTLE if graph else JSON)
    request.setMethod(GET if len(text) < GET_LIMIT else POST)
    request.setTimeout(max(1, int(seconds)))
    for graph_iri in endpoint.graphs:
        request.addDefaultGraph(graph_iri)
    for graph_iri in endpoint.named:
        request.addNamedGraph(graph_iri)
    return request


def _said(error: Exception) -> str:
    """The first line of what the endpoint said; the wrapper puts it, as a literal, behind its own words."""
    own, _, response = str(error).partition("Response:\n")
    lines = literal_eval(response).decode("utf-8", "replace").splitlines() if response else []
    return next((line.strip() for line in lines if line.strip()), own.strip())


def _refuse_partial(endpoint: Endpoint, reply: _Reply) -> None:
    """Virtuoso gives a part of the answer and says so in its headers, or by the status 206, only."""
    state = reply.headers.get("x-sql-state", f"HTTP status {reply.status}" if reply.status == 206 else "")
    limit = reply.headers.get("x-sparql-maxrows")
    if state or limit:
        what = f"a partial answer ({state})" if state else f"an answer cut to {limit} rows"
        raise StoreError(endpoint.url, what, "ask for less, or set LIMIT")


def _results(endpoint: Endpoint, reply: _Reply) -> ox.QuerySolutions | ox.QueryBoolean:
    import pyoxigraph as ox

    def parsed() -> ox.QuerySolutions | ox.QueryBoolean:
        return ox.parse_query_results(reply.body, format=ox.QueryResultsFormat.JSON)

    try:
        answer = parsed()
        if isinstance(answer, ox.QuerySolutions):
            sum(1 for _ in answer)  # to the end, so that nothing is printed of an answer cut off
            return parsed()
        return answer
    except SyntaxError as error:
        raise _broken(endpoint, reply, "SPARQL results in JSON", error) from error


def _triples(endpoint: Endpoint, reply: _Reply) -> list[ox.Triple]:
    import pyoxigraph as ox

    media_type = reply.headers.get("content-type", "text/turtle").split(";")[0].strip()
    try:
        known = ox.RdfFormat.from_media_type(media_type) or ox.RdfFormat.TURTLE
        return [quad.triple for quad in ox.parse(reply.body, format=known)]
    except SyntaxError as error:
        raise _broken(endpoint, reply, "RDF", error) from error


def _broken(endpoint: Endpoint, reply: _Reply, expected: str, error: SyntaxError) -> StoreError:
    what = f"the answer of {len(reply.body)} bytes is not whole: {error.args[0]}"
    return StoreError(endpoint.url, what, f"{expected} is needed")
