"""`kg validate` beside other validators, in one run: triples a CPU-second, peak memory, ratio.

    python benchmarks/validation.py [PAPERS ...]

makes graphs of that many papers (default 10,000 and 100,000, about 26 triples each) with `kg export`
and validates each against the project's own shapes: with `kg validate`; up to 100,000 papers also with
Jena, where it is installed (Debian: libapache-jena-java); up to 10,000 also with pySHACL and with the
shapes as SPARQL on Oxigraph. Every figure is of a whole process, start-up and reading included.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.generate import write
from benchmarks.measure import Cost, measure, median
from benchmarks.peers.jena import jena
from kg.resources import folder

PEERS_UP_TO = 10_000  # papers; pySHACL needs minutes and gigabytes for ten times as many
JENA_UP_TO = 100_000
RUNS = 3


def commands(graph: Path, shapes: Path, papers: int) -> dict[str, list[str]]:
    """What is measured, by name."""
    scripts = Path(__file__).parent / "peers"
    found = {"kg": [sys.executable, "-m", "kg", "validate", str(graph)]}
    call = jena(shapes.parent) if papers <= JENA_UP_TO else None
    if call:
        found["Jena"] = [*call, "--shapes", str(shapes), "--data", str(graph)]
    elif papers <= JENA_UP_TO:
        print("Jena: neither a `shacl` command nor Debian's libraries, left out", file=sys.stderr)
    if papers <= PEERS_UP_TO:
        peers = {"pySHACL": "pyshacl_validate.py", "SPARQL on Oxigraph": "oxigraph_validate.py"}
        for name, script in peers.items():
            found[name] = [sys.executable, str(scripts / script), str(graph), str(shapes)]
    return found


def compare(papers: int, space: Path) -> None:
    """Measure one size, the commands taking turns, and print a table of medians."""
    records, out = space / f"{papers}.jsonl", space / str(papers)
    write(records, papers)
    measure([sys.executable, "-m", "kg", "export", str(records), "--format", "nt", "-o", str(out)])
    shapes = space / "shapes.ttl"
    shapes.write_text("".join(file.read_text() for file in sorted(folder("shapes").glob("*.ttl"))))
    graph = out / "graph.nt"
    with graph.open("rb") as file:
        triples = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    chosen = commands(graph, shapes, papers)
    costs: dict[str, list[Cost]] = {name: [] for name in chosen}
    for turn in range(RUNS):
        for name, command in chosen.items():
            if turn == 0 or name in ("kg", "SPARQL on Oxigraph"):
                costs[name].append(measure(command))
    ours = median(costs["kg"])
    print(f"{papers:,} papers, {triples:,} triples")
    print(f"  {'':<20} {'CPU s':>8} {'triples/CPU s':>14} {'peak MB':>8} {'times kg':>9}")
    for name, found in costs.items():
        cost = median(found)
        print(
            f"  {name:<20} {cost.cpu:>8.2f} {triples / cost.cpu:>14,.0f}"
            f" {cost.peak:>8.0f} {cost.cpu / ours.cpu:>9.1f}"
        )


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:]] or [10_000, 100_000]
    with TemporaryDirectory(prefix="kg-benchmark-") as space:
        for papers in sizes:
            compare(papers, Path(space))


if __name__ == "__main__":
    main()
