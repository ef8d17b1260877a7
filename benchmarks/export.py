"""`kg export` beside other ways to the same triples, in one run: CPU time, peak memory, ratio.

    python benchmarks/export.py [PAPERS] [RUNS] [--python PATH]

makes that many papers in JSON Lines (default 100,000), with their datasets and methods given, and
turns them into N-Triples: with `kg export`, whose triples are identified, checked, validated, sorted and
distinct, and with the scripts in `benchmarks/peers/`, which write the statements of the records as they
stand. The commands take turns; figures are medians of whole processes, start-up included. The peers must
state the same, and each statement counts once. A peer whose library is missing is left out and said so.

Morph-KGC and maplib want other versions of libraries than `kg`, so they live in an environment of their own:

    python -m venv PEERS && PEERS/bin/pip install morph-kgc maplib
    python benchmarks/export.py --python PEERS/bin/python
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.generate import write
from benchmarks.measure import Cost, measure, median

PEERS = {"rdflib": "rdflib", "pyoxigraph": "pyoxigraph", "morph_kgc": "Morph-KGC", "maplib": "maplib"}
# A graph in memory of more papers than this takes minutes.
RDFLIB_PAPERS = 20_000
HAS_MODULE = "import sys; from importlib.util import find_spec; sys.exit(find_spec(sys.argv[1]) is None)"


def commands(papers: Path, out: Path, pythons: Sequence[str]) -> dict[str, list[str]]:
    """What is measured, by name; a peer runs under the first interpreter that has its library."""
    found = {"kg": [sys.executable, "-m", "kg", "export", str(papers), "--format", "nt", "-o", str(out)]}
    for module, name in PEERS.items():
        script = Path(__file__).parent / "peers" / f"{module}_export.py"
        python = next((python for python in pythons if has_module(python, module)), None)
        if python is None:
            print(
                f"{name}: not installed, left out; --python names an interpreter that has it", file=sys.stderr
            )
        else:
            found[name] = [python, str(script), str(papers), str(out / f"{module}.nt")]
    return found


def has_module(python: str, module: str) -> bool:
    """Whether an interpreter could import it."""
    return subprocess.run([python, "-c", HAS_MODULE, module], check=False).returncode == 0


def statements(file: Path) -> set[int]:
    """The distinct lines of a file, each as a number that stands for it within this run."""
    with file.open("rb") as lines:
        return set(map(hash, lines))


def counted(out: Path, names: Sequence[str]) -> dict[str, int]:
    """How many statements each way made.

    Raises `SystemExit` where two peers do not state the same.
    """
    found = {"kg": len(statements(out / "graph.nt"))}
    first: set[int] = set()
    for module, name in PEERS.items():
        if name in names:
            stated = statements(out / f"{module}.nt")
            first = first or stated
            if stated != first:
                sys.exit(f"{name}: {len(stated ^ first):,} statements differ; peers must state the same")
            found[name] = len(stated)
    return found


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("papers", nargs="?", type=int, default=100_000, help="how many (default 100,000)")
    parser.add_argument("runs", nargs="?", type=int, default=3, help="how many of each (default 3)")
    parser.add_argument(
        "--python", metavar="PATH", help="an interpreter that has the peers which this one has not"
    )
    given = parser.parse_args()
    if given.python and not shutil.which(given.python):
        parser.error(f"--python {given.python}: not found; the path of a Python interpreter is allowed")
    return given


def main() -> None:
    given = arguments()
    with TemporaryDirectory(prefix="kg-benchmark-") as folder:
        papers, out = Path(folder) / "papers.jsonl", Path(folder) / "out"
        out.mkdir()
        write(papers, given.papers)
        chosen = commands(papers, out, [sys.executable, *([given.python] if given.python else [])])
        if given.papers > RDFLIB_PAPERS and chosen.pop("rdflib", None):
            print(f"rdflib: left out above {RDFLIB_PAPERS:,} papers", file=sys.stderr)
        costs: dict[str, list[Cost]] = {name: [] for name in chosen}
        for _ in range(given.runs):
            for name, command in chosen.items():
                costs[name].append(measure(command))
        # Only now: what this process holds would count in the peaks of those it starts.
        show(costs, counted(out, list(chosen)))


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
