"""The JSON Schema in the documentation is that of the model, and agrees with the reader."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from jsonschema import Draft202012Validator

from kg.inputs.schema import record_schema
from kg.model import Paper, Profile

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "jsonl"
SCHEMA = Draft202012Validator(record_schema())


def test_the_documented_schema_is_fresh() -> None:
    """Made by: kg records --schema > docs/reference/record.schema.json"""
    written = (ROOT / "docs" / "reference" / "record.schema.json").read_text(encoding="utf-8")
    assert written == json.dumps(record_schema(), indent=2, ensure_ascii=False) + "\n"


def test_the_reference_names_every_field() -> None:
    text = (ROOT / "docs" / "reference" / "record.md").read_text(encoding="utf-8")
    for kind in (Paper, Profile):
        section = text.partition(f"## {'A paper' if kind is Paper else 'A profile'}\n")[2].partition("\n## ")[
            0
        ]
        documented = {line.split("`")[1] for line in section.splitlines() if line.startswith("| `")}
        assert documented - {"type"} == {field.encode_name for field in msgspec.structs.fields(kind)}


@pytest.mark.parametrize("case", ["full", "nulls", "wrong-types"])
def test_the_schema_and_the_reader_agree_on_every_line(case: str) -> None:
    lines = (CASES / case / "input.jsonl").read_text(encoding="utf-8").splitlines()
    lost = (
        {
            int(line.split(":")[1])
            for line in (CASES / case / "problems.txt").read_text(encoding="utf-8").splitlines()
            if line.endswith("(record lost)")
        }
        if (CASES / case / "problems.txt").exists()
        else set()
    )
    for number, line in enumerate(lines, 1):
        try:
            value = json.loads(line)
        except json.JSONDecodeError:
            assert number in lost
            continue
        assert SCHEMA.is_valid(value) is (number not in lost), line


def test_the_example_of_the_reference_is_valid_and_read() -> None:
    text = (ROOT / "docs" / "reference" / "record.md").read_text(encoding="utf-8")
    blocks = [block.partition("```")[0] for block in text.split("```json\n")[1:]]
    assert len(blocks) == 2
    for block, kind in zip(blocks, (Paper, Profile), strict=True):
        SCHEMA.validate(json.loads(block))
        assert msgspec.json.decode(block, type=kind)
