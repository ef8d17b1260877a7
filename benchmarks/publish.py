"""What a release costs beside a plain export, and how small the change set of one changed record is.

    python benchmarks/publish.py [PAPERS] [ROUNDS]

Papers come from generate.py, a thousand to a file. Times are of the processor, user and system,
and the median of several rounds that alternate; memory is the peak of the process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent))
from generate import records
from measure import Cost, measure, median

KG = [sys.executable, "-c", "from kg.cli import main; main()"]
PER_FILE = 1000


def write_input(folder: Path, papers: int) -> None:
    """The papers in files of a thousand."""
    folder.mkdir()
    lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records(papers)]
    for number in range(0, len(lines), PER_FILE):
        (folder / f"{number // PER_FILE:05}.jsonl").write_text(
            "".join(lines[number : number + PER_FILE]), "utf-8"
        )


def change_one_record(folder: Path) -> None:
    """Another abstract for one paper in the middle, longer at each call."""
    files = sorted(folder.iterdir())
    lines = files[len(files) // 2].read_text("utf-8").splitlines(keepends=True)
    record = json.loads(lines[500 % len(lines)])
    record["abstract"] = f"{record['abstract']} And more."
    lines[500 % len(lines)] = json.dumps(record, ensure_ascii=False) + "\n"
    files[len(files) // 2].write_text("".join(lines), "utf-8")


def changed(release: Path) -> str:
    """What the change set holds."""
    counts = []
    for name in ("removed", "added"):
        lines = gzip.decompress((release / f"{name}.nt.gz").read_bytes()).splitlines()
        about_sources = sum(
            b"papergraph#source>" in line or b"/source/" in line.split(b" ")[0] for line in lines
        )
        counts.append(
            f"{len(lines)} lines {name}, {len(lines) - about_sources} of them not about the source file"
        )
    return "; ".join(counts)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table of runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("papers", type=int, nargs="?", default=100_000)
    parser.add_argument("rounds", type=int, nargs="?", default=3)
    papers, rounds = vars(parser.parse_args(arguments)).values()
    with TemporaryDirectory() as temporary:
        work = Path(temporary)
        write_input(work / "in", papers)
        source, root = str(work / "in"), work / "root"
        publish = ("publish", source, "--root", str(root))
        export = ("export", source, "-o", str(work / "out"), "--format", "nt")
        costs: dict[str, list[Cost]] = {}

        def run(name: str, *arguments: str) -> None:
            costs.setdefault(name, []).append(measure([*KG, *arguments]))

        run("publish, the first release", *publish)
        for _ in range(rounds):
            run("export", *export)
            run("publish, nothing new", *publish)
            change_one_record(work / "in")
            run("publish, one record changed", *publish)
        run("verify", "verify", str(root))
        run("diff with itself", "diff", "-q", str(root), str(root))
        plain = median(costs["export"]).cpu
        for name, all_of_it in costs.items():
            cost = median(all_of_it)
            print(f"{name:28} {cost.cpu:7.1f} CPU s {cost.cpu / plain:6.2f} x export {cost.peak:6.0f} MB")
        print(changed(root / "latest"))


if __name__ == "__main__":
    main()
