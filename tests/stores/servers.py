"""Real servers, each with its own directory and free ports on the loopback, stopped when the block ends."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.stores import Credentials, Session, Store, Times, connect, endpoints, staging
from kg.stores.store import ask

USER, PASSWORD = "dba", "not-a-secret-7"

VIRTUOSO = """
[Database]
DatabaseFile = {0}/virtuoso.db
ErrorLogFile = {0}/virtuoso.log
LockFile = {0}/virtuoso.lck
TransactionFile = {0}/virtuoso.trx
xa_persistent_file = {0}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {0}/temporary.db
TransactionFile = {0}/temporary.trx
FileExtend = 200
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = 127.0.0.1:{1}
DisableUnixSocket = 1
DirsAllowed = {3}
NumberOfBuffers = {4}
MaxDirtyBuffers = {5}
TransactionAfterImageLimit = 2000000000
CaseMode = 2
[HTTPServer]
ServerPort = 127.0.0.1:{2}
ServerRoot = {0}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 10000
"""


class Server(NamedTuple):
    """A running server; `sql_port` is where Virtuoso takes SQL."""

    kind: str
    url: str
    pid: int
    sql_port: int = 0


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """The Oxigraph server, from the package `oxigraph` of PyPI."""
    program = _program("oxigraph", "pip install oxigraph", Path(sys.executable).with_name("oxigraph"))
    port = _free_port()
    with _running(
        folder, program, "serve", "--location", str(folder / "db"), "--bind", f"127.0.0.1:{port}"
    ) as pid:
        yield _answering(Server("oxigraph", f"http://127.0.0.1:{port}", pid), "/query?query=ASK%7B%7D")


@contextmanager
def virtuoso(folder: Path, readable: Path | None = None, buffers: int = 20_000) -> Iterator[Server]:
    """Virtuoso, from Debian's `virtuoso-opensource`; its bulk loader may read the directory `readable`."""
    program = _program("virtuoso-t", "apt-get install virtuoso-opensource")
    folder.mkdir(parents=True, exist_ok=True)
    sql, http = _free_port(), _free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(VIRTUOSO.format(folder, sql, http, readable or folder, buffers, buffers * 3 // 4))
    start = ("+configfile", str(ini), "+foreground")
    if not (folder / "virtuoso.db").exists():
        words = ("+pwdold", "dba", "+pwddba", PASSWORD)
        subprocess.run([program, *start, *words], cwd=folder, check=True, capture_output=True, timeout=120)
    with _running(folder, program, *start) as pid:
        yield _answering(Server("virtuoso", f"http://127.0.0.1:{http}", pid, sql), "/sparql?query=ASK%7B%7D")


@contextmanager
def rdflib(folder: Path) -> Iterator[Server]:
    """A SPARQL endpoint over rdflib, without a Graph Store endpoint, from `rdflib-endpoint` of PyPI."""
    if not os.environ.get("CI"):
        pytest.importorskip("rdflib_endpoint")
        pytest.importorskip("uvicorn")
    port = _free_port()
    script = Path(__file__).with_name("rdflib_server.py")
    with _running(folder, sys.executable, str(script), str(port)) as pid:
        yield _answering(Server("sparql", f"http://127.0.0.1:{port}/", pid), "?query=ASK%7B%7D")


def _program(name: str, remedy: str, beside: Path | None = None) -> str:
    """Where a server is; without it the test is skipped, or fails where everything must run."""
    found = str(beside) if beside and beside.exists() else shutil.which(name)
    if found:
        return found
    missing = f"{name} is not installed: {remedy}"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _running(folder: Path, *command: str) -> Iterator[int]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "out.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answering(server: Server, path: str) -> Server:
    """The server, when it answers."""
    for _ in range(600):
        try:
            urllib.request.urlopen(server.url + path, timeout=5).close()
            return server
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"{server.kind} does not answer")


def opened(kind: str, url: str) -> Store:
    """A store of that kind, with the credentials that the Virtuoso here has."""
    who = Credentials(user=USER, password=PASSWORD) if kind == "virtuoso" else Credentials()
    return connect(endpoints(kind, url), Session(who, Times(5, 60, 60)))


def beside(store: Store, graph: str) -> list[str]:
    """The staging graphs of a target that are there, or are written down."""
    there = f'GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?g), "{graph}-staging"))'
    rows = ask(store, f"SELECT DISTINCT ?g WHERE {{ {there} }}")
    return sorted(row["g"].value for row in rows if row["g"]) + staging.claimed(store, graph)
