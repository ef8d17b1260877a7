"""A store as seen from here: questions, updates and uploads, and what is repeated when they fail.

Questions only read; uploads add the same triples again, which changes nothing, as there are no blank
nodes: both are repeated. An update is repeated only where the store says that it undid it: after a failure
that leaves its outcome open, one looks.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from msgspec import Struct

from kg.errors import StoreError
from kg.stores import texts
from kg.stores.batches import batches, block, grouped, halves
from kg.stores.kinds import Kind, Limits
from kg.stores.session import Reply, Session, StillWorkingError, UnansweredError

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["Store", "ask", "connect", "number", "update", "upload", "upload_whole"]

PAUSES = (0.5, 2.0, 8.0)  # seconds before the second, third and fourth try
_BUSY = frozenset({408, 429, 502, 503})
_NO_ENDPOINT = frozenset({404, 405, 415, 501})
_SHUT = frozenset({401, 403})  # also where Virtuoso could not look up who asks: then its words tell
_GATEWAY = 504  # a gateway gave up waiting: the store may have done the work, or be doing it still
_TOO_MUCH = frozenset({400, 413, 414, 422, 500, _GATEWAY, 507})  # may be about the size: half is tried
_INSERT_LIMITS = (1_000_000, 2_000)  # bytes and statements of one INSERT DATA
_FORM, _RESULTS = "application/x-www-form-urlencoded", "application/sparql-results+json"
_TURTLE = "text/turtle"


class Store(Struct):
    """A kind of store at its addresses; `limits` shrink where it refuses.

    `still` says that others shall wait while a graph is switched; `inserts` that it takes statements by
    INSERT DATA only.
    """

    kind: Kind
    session: Session
    limits: Limits
    still: bool = False
    inserts: bool = False


def connect(kind: Kind, session: Session, still: bool = False) -> Store:
    """A store, before the first request."""
    store = Store(kind, session, Limits(kind.bytes, kind.statements), still)
    if kind.graphs is None:
        _turn_to_inserts(store)
    return store


def ask(store: Store, query: str) -> list[ox.QuerySolution]:
    """The rows of a SELECT query, all of them.

    Asked once more where they cannot be read: Virtuoso, while it loads, was seen to write two answers in one.

    Raises:
        StoreError: no answer, or not a whole one.
    """
    try:
        return _rows(_answer(store, query))
    except (SyntaxError, ValueError):
        time.sleep(PAUSES[0])
    reply = _answer(store, query)
    try:
        return _rows(reply)
    except (SyntaxError, ValueError) as error:
        what = f"the answer of {len(reply.body)} bytes is not whole: {error}"
        raise StoreError(reply.where, what, "SPARQL results in JSON are needed") from error


def _answer(store: Store, query: str) -> Reply:
    body, headers = urlencode({"query": query}).encode(), {"Content-Type": _FORM, "Accept": _RESULTS}
    reply = _repeated(store.kind, lambda: store.session.send("POST", store.kind.query, body, headers))
    _refuse(store, reply)
    if reply.headers.get("x-sql-state") or reply.headers.get("x-sparql-maxrows"):
        raise StoreError(reply.where, "a partial answer", "raise the server's limits on queries")
    return reply


def _rows(reply: Reply) -> list[ox.QuerySolution]:
    import pyoxigraph as ox

    answer = ox.parse_query_results(reply.body, format=ox.QueryResultsFormat.JSON)
    return list(answer) if isinstance(answer, ox.QuerySolutions) else []


def number(store: Store, query: str) -> int:
    """The one number ?n that a query gives."""
    rows = ask(store, query)
    try:
        return int(rows[0]["n"].value)
    except (IndexError, KeyError, ValueError, AttributeError) as error:
        raise StoreError(
            store.kind.query, "no count in the answer", "a SPARQL 1.1 store is needed"
        ) from error


def update(store: Store, text: str | bytes) -> None:
    """Carry out an update, once.

    Raises:
        UnansweredError: what became of it is not known.
        StoreError: it was refused.
    """
    body = text.encode() if isinstance(text, str) else text
    reply = _send_update(store, body)
    for pause in PAUSES:
        if not _undone(store.kind, reply):
            break
        time.sleep(pause)
        reply = _send_update(store, body)
    _refuse(store, reply)


def upload(store: Store, graph: str, pieces: Iterable[bytes], passed: Callable[[bytes], None]) -> None:
    """Add sorted N-Triples to a graph that nobody reads yet, in batches; `passed` sees each one.

    Raises:
        StoreError: the store does not take them.
    """
    running: deque[Future[None]] = deque()
    with ThreadPoolExecutor(store.kind.uploads) as pool:  # these are on their way while the next is read
        for batch in batches(pieces, store.limits):
            passed(batch)
            if len(running) == store.kind.uploads:
                running.popleft().result()
            running.append(pool.submit(_place_all, store, graph, batch))
        for each in running:
            each.result()


def upload_whole(store: Store, graph: str, pieces: Callable[[], Iterable[bytes]]) -> bool:
    """Add all pieces to a graph in one request; whether the store takes so much at once.

    Raises:
        UnansweredError: what became of it is not known.
        StoreError: it was refused for another reason.
    """
    reply = store.session.send("POST", _graph_url(store, graph), pieces, {"Content-Type": store.kind.triples})
    if reply.status in _TOO_MUCH - {_GATEWAY}:
        return False
    _refuse(store, reply)
    return True


def _place_all(store: Store, graph: str, batch: bytes) -> None:
    """Send a batch, in smaller ones if need be."""
    waiting = [batch]
    while waiting:
        waiting[:1] = _place(store, graph, waiting[0])


def _place(store: Store, graph: str, batch: bytes) -> list[bytes]:
    """Send a batch; the parts still to send if the store refused it."""
    reply = _repeated(store.kind, lambda: _send_batch(store, graph, batch))
    if reply.status in _NO_ENDPOINT and not store.inserts:
        _turn_to_inserts(store)
        return [*batches([batch], store.limits)]
    if reply.status == _GATEWAY and _arrived(store, graph, batch):
        return []
    parts = halves(batch) if reply.status in _TOO_MUCH else None
    if parts is None:
        _refuse(store, reply, f" (sending {block(batch, 0)[0].decode()})")
        return []
    _shrink(store.limits, len(batch) // 2, batch.count(b"\n") // 2)
    return list(parts)


def _arrived(store: Store, graph: str, batch: bytes) -> bool:
    """Whether a batch seems to be there, whatever a gateway said: its first, middle and last subject.

    A batch of which the store kept some is found by the proof, as other batches come at the same time.
    """
    looked_at = (block(batch, position) for position in (0, len(batch) // 2, len(batch) - 1))
    return all(
        len(ask(store, texts.subject(graph, subject.decode()))) == lines.count(b"\n")
        for subject, lines in looked_at
    )


def _turn_to_inserts(store: Store) -> None:
    store.inserts = True
    _shrink(store.limits, *_INSERT_LIMITS)


def _shrink(limits: Limits, size: int, statements: int) -> None:
    limits.bytes = max(1, min(limits.bytes, size))
    limits.statements = max(1, min(limits.statements, statements))


def _send_batch(store: Store, graph: str, batch: bytes) -> Reply:
    if store.inserts:
        return _send_update(store, texts.insert(graph, batch))
    body = grouped(batch) if store.kind.triples == _TURTLE else batch
    return store.session.send("POST", _graph_url(store, graph), body, {"Content-Type": store.kind.triples})


def _send_update(store: Store, text: bytes) -> Reply:
    headers = {"Content-Type": "application/sparql-update", "Accept": f"{_RESULTS}, */*;q=0.1"}
    return store.session.send("POST", store.kind.update, text, headers)


def _graph_url(store: Store, graph: str) -> str:
    bulk = f"&{store.kind.bulk}" if store.kind.bulk else ""
    return f"{store.kind.graphs}?graph={quote(graph, safe='')}{bulk}"


def _repeated(kind: Kind, work: Callable[[], Reply]) -> Reply:
    """The answer to something that is harmless to repeat, after some tries if need be."""
    for pause in PAUSES:
        try:
            reply = work()
        except UnansweredError:
            time.sleep(pause)
            continue
        if not (reply.status in _BUSY or _undone(kind, reply)):
            return reply
        time.sleep(pause)
    return work()


def _undone(kind: Kind, reply: Reply) -> bool:
    """Whether the store says that something passing made it undo what was asked."""
    return not reply.good and any(word in reply.said for word in kind.passing)


def _refuse(store: Store, reply: Reply, about: str = "") -> None:
    """An error for an answer that is not a good one."""
    if reply.good:
        return
    what = f"HTTP status {reply.status}: {reply.said}{about}"
    if reply.status in _BUSY or reply.status == _GATEWAY:
        kind = StillWorkingError if reply.status == _GATEWAY else UnansweredError
        raise kind(reply.where, what, "what became of the request is not known")
    if reply.status in _SHUT and not _undone(store.kind, reply):
        what = f"HTTP status {reply.status}: the store does not let us in ({reply.said})"
        raise StoreError(reply.where, what, "KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN")
    remedy = next(
        (say for word, say in store.kind.remedies if word in reply.said), "the store must take this"
    )
    raise StoreError(reply.where, what, remedy)
