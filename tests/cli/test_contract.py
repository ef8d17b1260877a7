"""What every command keeps to: the form of its messages, its exit status, and where its output goes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import COMMANDS, main
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


@pytest.mark.parametrize(
    "command",
    [
        ["export", RECORDS, "-o", "out", "--lexicon", "nope"],
        ["export", "nope", "-o", "out"],
        ["records", "nope"],
        ["explain", "nope"],
        ["explain", RECORDS, "--lexicon", "nope"],
        ["publish", "nope", "--root", "root"],
        ["publish", RECORDS, "--root", "root", "--lexicon", "nope"],
        ["query", "gaps", "--data", "nope"],
        ["query", "nope.rq"],
        ["validate", "nope"],
        ["validate", RECORDS, "--shapes", "nope"],
        ["shapes", "--shapes", "nope"],
        ["diff", "nope", RECORDS],
        ["verify", "nope"],
        ["status", "nope"],
        ["prune", "nope", "--keep", "1"],
        ["load", "nope", "--store", "oxigraph", "--url", "http://127.0.0.1:9/"],
    ],
)
def test_what_is_not_there_is_an_input_that_cannot_be_read(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(main, list(map(str, command)))
    assert run.exit_code == 3 and run.stdout == ""
    assert re.fullmatch(
        r"kg: nope(\.rq)?: no such (file|directory)( or directory)?; .+\n", run.stderr.lower()
    )


def test_explain_tells_what_it_could_not_read(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"title": "A"}\n{"titel": "B"}\n')
    run = CliRunner().invoke(main, ["explain", str(tmp_path / "in.jsonl")])
    assert run.exit_code == 0 and "kg: in.jsonl:2: " in run.stderr
