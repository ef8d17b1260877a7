"""`kg export` beside other ways to the same triples, in one run: CPU time, peak memory, ratio.

    python benchmarks/export.py [PAPERS] [RUNS]

makes that many papers in JSON Lines (default 100,000), with their datasets and methods given, and
turns them into N-Triples: with `kg export`, whose triples are identified, checked, validated, sorted and
distinct, and with the scripts in `benchmarks/peers/`, which write the statements of the records as they
stand. The commands take turns; figures are medians. A peer whose library is missing is left out and said so.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.generate import write
from benchmarks.measure import Cost, measure, median

PEERS = {"rdflib": "rdflib", "pyoxigraph": "pyoxigraph"}
# A graph in memory of more papers than this takes minutes.
RDFLIB_PAPERS = 20_000


def commands(papers: Path, out: Path) -> dict[str, list[str]]:
    """What is measured, by name."""
    found = {"kg": [sys.executable, "-m", "kg", "export", str(papers), "--format", "nt", "-o", str(out)]}
    for module, name in PEERS.items():
        script = Path(__file__).parent / "peers" / f"{module}_export.py"
        if find_spec(module) is None:
            print(f"{name}: not installed, left out", file=sys.stderr)
        else:
            found[name] = [sys.executable, str(script), str(papers), str(out / f"{module}.nt")]
    return found


def lines(file: Path) -> int:
    """How many lines a file has."""
    with file.open("rb") as stream:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with TemporaryDirectory(prefix="kg-benchmark-") as folder:
        papers, out = Path(folder) / "papers.jsonl", Path(folder) / "out"
        out.mkdir()
        write(papers, count)
        chosen = commands(papers, out)
        if count > RDFLIB_PAPERS:
            chosen.pop("rdflib", None)
            print(f"rdflib: left out above {RDFLIB_PAPERS:,} papers", file=sys.stderr)
        costs: dict[str, list[Cost]] = {name: [] for name in chosen}
        for _ in range(runs):
            for name, command in chosen.items():
                costs[name].append(measure(command))
        show(
            costs,
            {"kg": lines(out / "graph.nt")}
            | {n: lines(out / f"{m}.nt") for m, n in PEERS.items() if n in costs},
        )


def show(costs: dict[str, list[Cost]], triples: dict[str, int]) -> None:
    """One row a way; the ratio is triples a CPU-second of kg by those of the other."""
    rates = {name: triples[name] / median(found).cpu for name, found in costs.items()}
    print(f"{'':12}{'triples':>12}{'CPU s':>9}{'peak MB':>9}{'triples/CPU s':>15}{'kg is × as fast':>17}")
    for name, found in costs.items():
        cost = median(found)
        row = f"{name:12}{triples[name]:12,}{cost.cpu:9.2f}{cost.peak:9.0f}{rates[name]:15,.0f}"
        print(row + f"{rates['kg'] / rates[name]:17.1f}")


if __name__ == "__main__":
    main()
