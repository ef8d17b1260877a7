"""`kg load` into real servers beside each store's own bulk loader, counts proven.

    python benchmarks/load.py DIR [--store oxigraph|virtuoso] [--runs N]

DIR is a directory of `kg export` with graph.nt, such as that of 100,000 papers of benchmarks/generate.py.
Each run starts from an empty store; bulk loader and `kg load` alternate. CPU seconds are of server and
client together; shown are the medians. Whatever else the machine does adds to the clock of all ways alike.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, TemporaryFile
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.stores import servers

GRAPH = "https://example.org/kg/graph"
TICKS = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    """Seconds of the clock, seconds of CPU, and the peak memory in MB of the process that was started."""

    wall: float
    cpu: float
    memory: float


def measured(command: list[str], server_pid: int | None, text: str | None = None) -> Cost:
    before, start = _server_cpu(server_pid), time.monotonic()
    with TemporaryFile() as given, TemporaryFile() as said:
        given.write((text or "").encode())
        given.seek(0)
        process = subprocess.Popen(command, stdin=given, stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        said.seek(0)
        output = said.read()
    if status or b"*** Error" in output:
        sys.exit(f"{command[0]}: {output.decode()[-2000:]}")
    cpu = used.ru_utime + used.ru_stime + _server_cpu(server_pid) - before
    return Cost(wall, cpu, used.ru_maxrss / 1000)


def _server_cpu(pid: int | None) -> float:
    if pid is None:
        return 0.0
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def load(server: servers.Server, folder: Path, *options: str) -> Cost:
    os.environ.update(KG_STORE_USER=servers.USER, KG_STORE_PASSWORD=servers.PASSWORD)
    words = [sys.executable, "-m", "kg", "load", str(folder), "--store", server.kind, "--url", server.url]
    return measured([*words, "--graph", GRAPH, *options], server.pid)


def oxigraph(folder: Path, work: Path) -> dict[str, Cost]:
    """`oxigraph load`, which has no server, and `kg load` into a server."""
    program = str(Path(sys.executable).with_name("oxigraph"))
    file = str(folder / "graph.nt")
    words = [program, "load", "--location", str(work / "bulk"), "--file", file, "--graph", GRAPH]
    bulk = measured(words, None)
    with servers.oxigraph(work / "server") as server:
        return {"bulk loader": bulk, "kg load": load(server, folder)}


def virtuoso(folder: Path, work: Path) -> dict[str, Cost]:
    """`ld_dir` and `rdf_loader_run` with their checkpoint, and `kg load`, each into a fresh server."""
    script = f"ld_dir('{folder}', 'graph.nt', '{GRAPH}');\nrdf_loader_run();\ncheckpoint;\n"
    costs = {}
    with servers.virtuoso(work / "bulk", folder, 100_000) as server:
        words = ["isql-vt", f"127.0.0.1:{server.sql_port}", servers.USER, servers.PASSWORD]
        costs["bulk loader"] = measured(words, server.pid, script)
    for name, options in (("kg load", ()), ("kg load --in-place", ("--in-place",))):
        with servers.virtuoso(work / name, folder, 100_000) as server:
            costs[name] = load(server, folder, *options)
    return costs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--store", choices=["oxigraph", "virtuoso"], action="append")
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    for name in chosen.store or ["oxigraph", "virtuoso"]:
        runs = []
        for _ in range(chosen.runs):
            with TemporaryDirectory(prefix="kg-load-") as work:
                runs.append(STORES[name](chosen.folder.resolve(), Path(work)))
        ways = {way: [run[way] for run in runs] for way in runs[0]}
        show(name, {way: Cost(*map(median, zip(*costs, strict=True))) for way, costs in ways.items()})


def show(store: str, costs: dict[str, Cost]) -> None:
    bulk = costs["bulk loader"]
    for way, cost in costs.items():
        print(
            f"{store}, {way}: {cost.wall:.1f} s ({cost.wall / bulk.wall:.2f} times), "
            f"{cost.cpu:.1f} CPU s ({cost.cpu / bulk.cpu:.2f} times), {cost.memory:.0f} MB",
            flush=True,
        )


STORES = {"oxigraph": oxigraph, "virtuoso": virtuoso}

if __name__ == "__main__":
    main()
