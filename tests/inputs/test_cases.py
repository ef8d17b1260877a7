"""Every folder `FORMAT/CASE/` here: an input, the records and the problems that come of it.

`input.*` is the file, `options.json` the keywords of the call, `expected.jsonl` the records with
the line they begin on, `problems.txt` the exact messages.
"""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from kg import inputs
from kg.model import Paper, Problem, Profile

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/input.*"))


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").split("\n")[:-1] if file.exists() else []


def _shown(record: Paper | Profile, case: Path) -> str:
    """The record as it is printed, its place reduced to the line, where it is in the input itself."""
    place = record.source
    assert place is not None
    if place.file == next(case.glob("input.*")).name:
        record = msgspec.structs.replace(record, source=None)
        return f"{place.line}: {msgspec.json.Encoder(decimal_format='number').encode(record).decode()}"
    return msgspec.json.Encoder(decimal_format="number").encode(record).decode()


def outcome(case: Path) -> tuple[list[str], list[str]]:
    """The records and the problems of a case, as lines."""
    options = case / "options.json"
    call = json.loads(options.read_text(encoding="utf-8")) if options.exists() else {}
    items = list(inputs.read(next(case.glob("input.*")), format=case.parent.name, **call))
    problems = [
        str(item) + " (record lost)" * item.record_lost for item in items if isinstance(item, Problem)
    ]
    return [_shown(item, case) for item in items if not isinstance(item, Problem)], problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_case(case: Path) -> None:
    records, problems = outcome(case)
    assert records == _lines(case / "expected.jsonl")
    assert problems == _lines(case / "problems.txt")


@pytest.mark.parametrize("name", inputs.FORMATS)
def test_every_format_has_cases_with_and_without_problems(name: str) -> None:
    cases = [case for case in CASES if case.parent.name == name]
    assert any((case / "problems.txt").exists() for case in cases)
    assert any(not (case / "problems.txt").exists() for case in cases)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_the_format_of_every_case_is_guessed(case: Path) -> None:
    file = next(case.glob("input.*"))
    by_content = [
        name for name, form in inputs.FORMATS.items() if form.sniff(file.read_bytes()[: inputs.HEAD])
    ]
    assert by_content in ([case.parent.name], [])
