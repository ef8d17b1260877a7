"""`kg explain`: the text, what was found in it and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.explain import explain
from kg.errors import InputError

ABSTRACT = (
    "We propose SparrowNet, a network. It is tested on AudioSet with an accuracy of 81.5%. "
    "Code: https://github.com/a/b."
)
FRENCH = "Nous étudions le chant des oiseaux dans la ville et les jardins."
RECORDS = (
    {"title": "SparrowNet: Bird Song", "abstract": ABSTRACT},
    {"title": "Le chant des oiseaux", "abstract": FRENCH},
    {"title": "Only a title"},
)


@pytest.fixture
def records(tmp_path: Path) -> str:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), "utf-8")
    return str(path)


def test_findings_with_role_place_and_rule(records: str) -> None:
    output = CliRunner().invoke(explain, [records, "--paper", "sparrow"]).output
    assert "method   SparrowNet; introduced; confidence " in output
    assert "dataset  AudioSet; used; confidence " in output
    assert "figure   accuracy 81.5 % on AudioSet of SparrowNet; abstract " in output
    assert "code     https://github.com/a/b" in output
    assert "\x1b[" not in output


def test_colour_on_a_terminal(records: str) -> None:
    output = CliRunner().invoke(explain, [records, "--paper", "sparrow"], color=True).output
    assert "\x1b[32m\x1b[1mAudioSet\x1b[0m" in output


def test_what_was_not_read_is_said(records: str) -> None:
    output = CliRunner().invoke(explain, [records]).output
    assert "Nothing was looked for: the text is not English." in output
    assert "Only the title was read: the record has no abstract." in output


def test_the_threshold_moves_findings_out_of_the_graph(records: str) -> None:
    output = CliRunner().invoke(explain, [records, "--paper", "sparrow", "--min-confidence", "1"]).output
    assert "Less likely than 1, so not in the graph:" in output


def test_an_unknown_title_is_an_input_error(records: str) -> None:
    result = CliRunner().invoke(explain, [records, "--paper", "giraffe"])
    assert isinstance(result.exception, InputError)
    assert 'no paper whose title contains "giraffe"' in str(result.exception)
