"""Servers that tests share; each test has its own graph or its own server."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from kg.stores import Store
from kg.stores import store as store_module
from tests.stores import servers


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
    return servers.opened(server.kind, server.url)
