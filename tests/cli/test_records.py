"""`kg records`, as people call it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, ROOT

PAGE = "CVSep 3, 2022\nWool at Dusk\n\nAda Fold\n\nWe count sheep.\n\n"
BAD = "CVSept 4, 2022\nWool at Dawn\n\nAda Fold\n\nWe count sheep.\n"


def kg(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, since bytes, pipes and exit status are what is tested."""
    call = [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)]
    return subprocess.run(call, input=stdin, capture_output=True, cwd=ROOT, check=False)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_text(PAGE + BAD)
    return tmp_path / "page.txt"


def test_records_go_to_stdout_and_problems_to_stderr(page: Path) -> None:
    done = kg("records", page)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["title"] for line in lines] == ["Wool at Dusk", "Wool at Dawn"]
    assert lines[0]["source"]["line"] == 1
    assert done.returncode == 0
    assert done.stderr.decode().splitlines() == [
        'kg: page.txt:8: no date in "CVSept 4, 2022"; a record begins like "CVSep 3, 2022"',
        "kg: 2 papers, 1 problem",
    ]


def test_strict_fails_where_there_is_a_problem(page: Path) -> None:
    assert kg("records", page, "--strict").returncode == 1
    page.write_text(PAGE)
    assert kg("records", page, "--strict").returncode == 0


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_records_read_again_are_the_same_bytes(file: Path) -> None:
    once = kg("records", file).stdout
    again = kg("records", "-", "--from", "jsonl", stdin=once)
    assert again.stdout == once
    assert again.stderr.endswith(b", 0 problems\n")


def test_owner_and_capture_date_are_taken(page: Path) -> None:
    page.write_text("CVMar 3\nWool at Dusk\n\nBo Pen, Cy Gate, Dee Hay et al.\n\nWe count sheep.\n")
    (line,) = kg("records", page, "--owner", "Ada Fold", "--captured", "2026-03-20").stdout.splitlines()
    record = json.loads(line)
    assert (record["owner"], record["date"]) == ("Ada Fold", "2026-03-03")
    assert record["source"]["captured"] == "2026-03-20"


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["nowhere.txt"], 3, "kg: nowhere.txt: no such file; a file, a directory or - for standard input\n"),
        (["-"], 3, "kg: -: empty; a file with records in it\n"),
        (["-", "--from", "bib"], 2, "kg: --from bib: no such format; one of jsonl, page\n"),
        (["-", "--captured", "May"], 2, "kg: --captured May: not a date; a day like 2026-03-20\n"),
    ],
)
def test_what_cannot_be_read(arguments: list[str], status: int, says: str) -> None:
    done = kg("records", *arguments)
    assert (done.returncode, done.stdout) == (status, b"")
    assert done.stderr.decode().endswith(says)


def test_one_unreadable_file_of_two_is_told_and_passed_by(page: Path) -> None:
    (page.parent / "empty.txt").write_bytes(b"")
    done = kg("records", page.parent)
    assert done.returncode == 0
    assert done.stderr.decode().splitlines()[0] == "kg: empty.txt:1: empty; a file with records in it"
    assert done.stdout.count(b"\n") == 2


def test_a_reader_that_goes_away_is_no_error(page: Path) -> None:
    page.write_text(PAGE * 3000)
    call = f"'{sys.executable}' -c 'from kg.cli import main; main()' records '{page}' | head -n 1"
    done = subprocess.run(["bash", "-c", call], capture_output=True, cwd=ROOT, check=False)
    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr and b"BrokenPipe" not in done.stderr


def test_the_schema_is_printed() -> None:
    assert json.loads(kg("records", "--schema").stdout)["$defs"]["Paper"]["required"] == ["title"]


def test_an_owner_without_a_name_is_refused_as_by_export(page: Path, tmp_path: Path) -> None:
    for owner in ("", "123", "et al."):
        read, made = (
            kg("records", page, "--owner", owner),
            kg("export", page, "-o", tmp_path / "o", "--owner", owner),
        )
        assert (read.returncode, read.stdout) == (2, b"")
        assert (made.returncode, made.stderr) == (2, read.stderr)
