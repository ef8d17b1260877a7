"""One load of a graph at a time, whoever starts it and however it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from kg.errors import LockError, StoreError
from kg.holder import Holder
from kg.stores import Store, load, lock
from kg.stores.lock import locked
from kg.stores.store import update
from kg.stores.texts import hold, release
from tests.stores import servers
from tests.stores.dumps import GRAPH, dump
from tests.stores.servers import opened

ROOT = Path(__file__).parents[2]


def said(pid: int, host: str | None = None) -> str:
    holder = Holder(pid, host or socket.gethostname(), "2026-03-20T03:00:00.000000Z")
    return msgspec.json.encode(holder).decode()


def dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_held_and_let_go(real: Store) -> None:
    graph = f"{GRAPH}-held"
    with locked(real, graph):
        message = f"<{graph}>: being loaded by process {os.getpid()} on {socket.gethostname()}, since "
        with pytest.raises(LockError, match=message), locked(real, graph):
            pass
        with locked(real, f"{graph}-other"):
            pass
    with pytest.raises(StoreError), locked(real, graph):
        raise StoreError("here", "it failed")
    with locked(real, graph):
        pass


def test_a_dead_load_here_is_taken_over(real: Store) -> None:
    graph = f"{GRAPH}-dead"
    update(real, hold(graph, said(dead_process())))
    with locked(real, graph):
        pass
    assert not lock._holders(real, graph)


def test_another_hosts_load_is_taken_over_only_when_told(real: Store) -> None:
    graph = f"{GRAPH}-elsewhere"
    update(real, hold(graph, said(1, "elsewhere.example")))
    allowed = "process 1 on elsewhere.example, .* if it is dead, take its place with --take-over"
    with pytest.raises(LockError, match=allowed), locked(real, graph):
        pass
    with locked(real, graph, take_over=True):
        pass
    assert not lock._holders(real, graph)


def test_who_comes_between_is_seen(real: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another load writes itself down after we looked, before we did."""
    graph, other = f"{GRAPH}-between", said(os.getppid())

    def late(store: Store, text: str) -> None:
        if text.startswith("INSERT"):
            update(store, hold(graph, other))
        update(store, text)

    monkeypatch.setattr(lock, "update", late)
    with pytest.raises(LockError), locked(real, graph):
        pass
    assert lock._holders(real, graph) == [other]
    update(real, release(graph, other))


@pytest.mark.parametrize("server", ["oxigraph", "virtuoso"], indirect=True)
def test_of_many_at_once_never_two_go_on(server: servers.Server) -> None:
    graph, inside, most = f"{GRAPH}-many", [], 0

    def attempt(number: int) -> int:
        nonlocal most
        try:
            with locked(opened(server.kind, server.url), graph):
                inside.append(number)
                most = max(most, len(inside))
                time.sleep(0.05)
                inside.remove(number)
                return 1
        except LockError:
            return 0

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(attempt, range(24)))
    assert most <= 1 and attempt(24) == 1


def test_two_commands(oxigraph: servers.Server, tmp_path: Path) -> None:
    """The second exits with 75; killed, the first is no obstacle."""
    dump(tmp_path, 2_000, "new")
    graph = f"{GRAPH}-commands"
    words = [sys.executable, "-m", "kg", "load", str(tmp_path), "--graph", graph]
    words += ["--store", "oxigraph", "--url", oxigraph.url]
    store = opened("oxigraph", oxigraph.url)
    first = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    update(store, hold(graph, said(first.pid)))
    second = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert second.returncode == 75, second.stderr
    assert f"kg: <{graph}>: being loaded by process {first.pid} on " in second.stderr
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert subprocess.run(words, cwd=ROOT, capture_output=True).returncode == 0


def test_what_is_there_already_takes_no_lock(real: Store, tmp_path: Path) -> None:
    graph = f"{GRAPH}-there"
    whole = msgspec.structs.replace(dump(tmp_path, 10, "new"), graph=graph)
    load(real, whole, lambda text: None)
    update(real, hold(graph, said(1, "elsewhere.example")))
    load(real, whole, lambda text: None)
    update(real, release(graph, said(1, "elsewhere.example")))
