"""What a release costs beside a plain export, and how small the change set of one changed record is.

    python benchmarks/publish.py 100000

Papers come from generate.py, a thousand to a file. Times are of the processor, user and system, so that
other work on the machine counts little; memory is the peak of the process. Runs alternate.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent))
from generate import records

KG = [sys.executable, "-c", "from kg.cli import main; main()"]
PER_FILE = 1000


def measure(*arguments: str) -> tuple[float, int]:
    """The seconds of processor time and the peak memory, in MB, of one command."""
    with subprocess.Popen([*KG, *arguments], stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"kg {' '.join(arguments)}: exit status {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def write_input(folder: Path, papers: int) -> None:
    """The papers in files of a thousand."""
    folder.mkdir()
    lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records(papers)]
    for number in range(0, len(lines), PER_FILE):
        (folder / f"{number // PER_FILE:05}.jsonl").write_text(
            "".join(lines[number : number + PER_FILE]), "utf-8"
        )


def change_one_record(folder: Path) -> None:
    """Another abstract for one paper in the middle."""
    files = sorted(folder.iterdir())
    lines = files[len(files) // 2].read_text("utf-8").splitlines(keepends=True)
    record = json.loads(lines[500 % len(lines)]) | {"abstract": "Another one."}
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
    papers = parser.parse_args(arguments).papers
    with TemporaryDirectory() as temporary:
        work = Path(temporary)
        write_input(work / "in", papers)
        source, root = str(work / "in"), work / "root"
        publish = ("publish", source, "--root", str(root))
        export = ("export", source, "-o", str(work / "out"), "--format", "nt")
        rows = [("export", *measure(*export)), ("publish, first", *measure(*publish))]
        rows += [("export again", *measure(*export)), ("publish, nothing new", *measure(*publish))]
        change_one_record(work / "in")
        rows += [("publish, one record changed", *measure(*publish)), ("export again", *measure(*export))]
        plain = sorted(seconds for name, seconds, _ in rows if name.startswith("export"))[1]
        for name, seconds, memory in rows:
            print(f"{name:30} {seconds:7.1f} CPU s  {seconds / plain:5.2f} x export  {memory:5} MB")
        rows = [
            ("verify", *measure("verify", str(root))),
            ("diff with itself", *measure("diff", "-q", str(root), str(root))),
        ]
        for name, seconds, memory in rows:
            print(f"{name:30} {seconds:7.1f} CPU s  {seconds / plain:5.2f} x export  {memory:5} MB")
        print(changed(root / "latest"))


if __name__ == "__main__":
    main()
