"""What every command keeps to: the form of its messages, its exit status, and where its output goes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import COMMANDS
from tests.conftest import ROOT

KG = [sys.executable, "-c", "from kg.cli import main; main()"]
RECORDS = ROOT / "examples" / "records.jsonl"


def process(*arguments: object, stdout: object = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    command = [*KG, *map(str, arguments)]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True)  # type: ignore[call-overload, no-any-return]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", [["records", RECORDS], ["query", "--list"], ["explain", RECORDS], ["-h"]])
def test_a_full_disk_is_told_whatever_the_command(command: list[object]) -> None:
    with Path("/dev/full").open("w") as full:
        run = process(*command, stdout=full)
    assert run.returncode == 4
    (line,) = [line for line in run.stderr.splitlines() if "paper" not in line]
    assert line == "kg: standard output: no space left on device; a place to write to, with room"


def test_a_reader_that_goes_is_no_error() -> None:
    with subprocess.Popen(
        [*KG, "records", str(RECORDS)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout and run.stderr
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 0


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ("shapes", "query")])
def test_a_call_that_cannot_be_reads_like_any_message(name: str) -> None:
    run = process(name)
    assert run.returncode == 2 and run.stdout == ""
    assert run.stderr.startswith(f"kg: kg {name}: missing ")
    assert run.stderr.endswith(f"; kg {name} --help tells what is allowed\n")
    assert process(name, "--nope").stderr.startswith(f"kg: kg {name}: no such option '--nope'")


def test_kg_alone_shows_its_help() -> None:
    run = process()
    assert run.returncode == 2 and run.stderr.startswith("Usage: kg")
    assert process("expor").stderr.startswith("kg: kg: no such command 'expor'")
