"""One HTTP request and its whole answer, or an error that says which part is missing.

Plain `http.client`: it follows no redirect and knows no .netrc and no proxy, so credentials go where
they are sent and nowhere else. SPARQLWrapper, which `kg query` uses, follows redirects with them.
"""

from __future__ import annotations

import socket
import ssl
import threading
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead
from urllib.parse import urlsplit

from msgspec import Struct

from kg.errors import StoreError
from kg.stores import digest
from kg.stores.credentials import Credentials, address

__all__ = ["Body", "Reply", "Session", "StillWorkingError", "Times", "UnansweredError", "UnreachedError"]

# The body as it is, or a function that gives its pieces from the beginning.
Body = bytes | Callable[[], Iterable[bytes]]
_LARGEST_ANSWER = 64_000_000
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Times(Struct, frozen=True):
    """Seconds: to connect, between two signs of life, and for one whole request."""

    connect: float = 10.0
    read: float = 600.0
    total: float = 3600.0


class Reply(Struct, frozen=True):
    """A whole answer; the names of the headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes
    where: str
    said: str

    @property
    def good(self) -> bool:
        return 200 <= self.status < 300


class UnansweredError(StoreError):
    """No whole answer came: what the server did is not known.

    UnansweredError
    ├── UnreachedError      there was no connection: it did nothing
    └── StillWorkingError   time ran out, here or at a gateway: it may be at work
    """


class UnreachedError(UnansweredError):
    """There was no connection: nothing was sent."""


class StillWorkingError(UnansweredError):
    """Time ran out, here or at a gateway: the server may be at work on it."""


class Session:
    """Requests to one store, from one thread or several. Remembers which authentication it asked for."""

    def __init__(self, credentials: Credentials, times: Times) -> None:
        self.times = times
        self._credentials = credentials
        self._challenge: digest.Challenge | None = None
        self._scheme = "bearer" if credentials.token else "none"
        self._counting = threading.Lock()

    def send(self, method: str, url: str, body: Body = b"", headers: dict[str, str] | None = None) -> Reply:
        """The whole answer to a request.

        Raises:
            UnansweredError: none came.
            StoreError: a redirect.
        """
        given = headers or {}
        reply = self._exchange(method, url, body, given)
        if reply.status == 401 and self._learn(reply.headers.get("www-authenticate", "")):
            reply = self._exchange(method, url, body, given)
        self._refuse(reply)
        return reply

    def _learn(self, header: str) -> bool:
        """Whether the challenge can be answered better than it was."""
        known, self._challenge = self._challenge, digest.parse(header)
        if not self._credentials.user:
            return False
        if self._challenge:
            self._scheme = "digest"
            return known is None or known.nonce != self._challenge.nonce
        fresh = self._scheme != "basic" and header.lower().startswith("basic")
        self._scheme = "basic" if fresh else self._scheme
        return fresh

    def _authorization(self, method: str, target: str) -> dict[str, str]:
        user, password = self._credentials.user or "", self._credentials.password or ""
        if self._scheme == "digest" and self._challenge:
            with self._counting:
                answer = digest.answer(self._challenge, user, password, method, target)
            return {"Authorization": answer}
        if self._scheme == "basic":
            return {"Authorization": "Basic " + _basic(user, password)}
        if self._scheme == "bearer":
            return {"Authorization": f"Bearer {self._credentials.token}"}
        return {}

    def _exchange(self, method: str, url: str, body: Body, headers: dict[str, str]) -> Reply:
        parts = address(url, self._credentials)
        where = f"{method} {parts.scheme}://{parts.netloc}{parts.path}"
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        with self._connected(url, where) as connection:
            own = {"Connection": "close", "User-Agent": "kg", **self._authorization(method, target)}
            content = body if isinstance(body, bytes) else body()
            response = _ask(connection, method, target, content, headers | own)
            data = response.read(_LARGEST_ANSWER)
            if response.length:  # with a size, read() does not complain of an early end
                raise IncompleteRead(data, response.length)
            # A server without a length ends by closing: whether its answer is whole, its parser tells.
            found = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, found, data, where, self._readable(data))

    @contextmanager
    def _connected(self, url: str, where: str) -> Iterator[HTTPConnection]:
        """A connection that is cut when the time for the whole request is over."""
        late = threading.Event()
        connection = _connection(url, self.times.connect)
        timer: threading.Timer | None = None
        try:
            connection.connect()
            connection.sock.settimeout(self.times.read)
            timer = threading.Timer(self.times.total, _cut, (connection.sock, late))
            timer.daemon = True
            timer.start()
            yield connection
            if late.is_set():
                raise TimeoutError
        except (OSError, HTTPException, ValueError) as error:
            kind = _kind(error, late.is_set(), timer is not None)
            what = f"no whole answer within {self.times.total:g} s" if late.is_set() else _reason(error)
            raise kind(where, what, "a SPARQL 1.1 store that answers is needed") from error
        finally:
            if timer:
                timer.cancel()
            connection.close()

    def _refuse(self, reply: Reply) -> None:
        if reply.status in _REDIRECTS:
            host = urlsplit(reply.headers.get("location", "")).hostname or "another path"
            allowed = "nothing was sent there; give its address as --url if it is the store"
            raise StoreError(reply.where, f"redirects to {host}", allowed)

    def _readable(self, data: bytes) -> str:
        """The first words of what a server said, without the credentials it may repeat."""
        text = data[:2000].decode("utf-8", "replace")
        user, password, token = self._credentials.user, self._credentials.password, self._credentials.token
        for secret in (password, token, _basic(user or "", password or "") if user else None):
            text = text.replace(secret, "…") if secret else text
        words = " ".join(filter(None, (line.strip() for line in text.splitlines())))[:300] or "no words"
        return "".join(c if c.isprintable() else "?" for c in words)


def _basic(user: str, password: str) -> str:
    return b64encode(f"{user}:{password}".encode()).decode()


def _connection(url: str, timeout: float) -> HTTPConnection:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        return HTTPSConnection(host, parts.port, timeout=timeout, context=ssl.create_default_context())
    return HTTPConnection(host, parts.port, timeout=timeout)


def _ask(
    connection: HTTPConnection,
    method: str,
    target: str,
    content: bytes | Iterable[bytes],
    headers: dict[str, str],
) -> HTTPResponse:
    # A server may refuse and close before it has read everything: its answer is there to be read.
    try:
        connection.request(method, target, body=content, headers=headers, encode_chunked=True)
    except (BrokenPipeError, ConnectionResetError):
        connection.sock.settimeout(min(connection.sock.gettimeout() or 5.0, 5.0))
    return connection.getresponse()


def _cut(sock: socket.socket, late: threading.Event) -> None:
    late.set()
    # The plain socket's own method, as that of TLS would take its state away from under the reader.
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _kind(error: Exception, late: bool, connected: bool) -> type[UnansweredError]:
    if not connected:
        return UnreachedError
    return StillWorkingError if late or isinstance(error, TimeoutError) else UnansweredError


def _reason(error: Exception) -> str:
    if isinstance(error, IncompleteRead):
        missing = f" and {error.expected} more were announced" if error.expected else ""
        return f"the answer is cut off: {len(error.partial)} bytes came{missing}"
    if isinstance(error, TimeoutError):
        return "silent for too long"
    if isinstance(error, ConnectionRefusedError):
        return "nothing listens there"
    return str(error) or type(error).__name__
