"""Servers that tests share; each test has its own graph or its own server."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import servers

from kg.stores import Credentials, Session, Store, Times, connect, endpoints
from kg.stores import store as store_module


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No long pauses, no credentials from outside, no proxy."""
    monkeypatch.setattr(store_module, "PAUSES", (0.01, 0.02))
    for name in [name for name in os.environ if name.startswith("KG_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture(scope="session")
def rdflib(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    with servers.rdflib(tmp_path_factory.mktemp("rdflib")) as server:
        yield server


@pytest.fixture(params=["oxigraph", "virtuoso", "rdflib"])
def server(request: pytest.FixtureRequest) -> servers.Server:
    """Each of the real servers."""
    found: servers.Server = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def real(server: servers.Server) -> Store:
    """A real store, as `kg load` sees it."""
    return opened(server.kind, server.url)


def opened(kind: str, url: str, times: Times | None = None) -> Store:
    """A store of that kind, with the credentials that the test's Virtuoso has."""
    who = Credentials(user=servers.USER, password=servers.PASSWORD) if kind == "virtuoso" else Credentials()
    return connect(endpoints(kind, url), Session(who, times or Times(5, 60, 60)))
