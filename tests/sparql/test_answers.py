"""How an answer is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.sparql import query, question
from kg.sparql.answers import table, write
from tests.sparql.data import ALL


def test_wide_and_combining_characters_keep_the_columns() -> None:
    shown = table(["name", "n"], [["霧窓 ひより", "1"], ["a\u0301b", "10"]])
    assert shown.splitlines() == [
        "name          n",
        "-----------  --",
        "霧窓 ひより   1",
        "a\u0301b           10",
    ]


def test_a_table_is_cut_to_the_terminal_and_an_iri_from_the_front() -> None:
    shown = table(
        ["title", "paper"], [["A title that is too long", "https://example.org/kg/paper/a-title"]], 30
    )
    assert shown.splitlines()[2] == "A title that …  …paper/a-title"
    assert max(map(len, shown.splitlines())) <= 30


def test_what_steers_a_terminal_is_not_passed_on(tmp_path: Path) -> None:
    (tmp_path / "g.nt").write_text('<a:s> <a:p> "\\u001B[2Jred \\u202Eevil\\nnext" .\n')
    answer = query(question("SELECT ?o { ?s ?p ?o }"), tmp_path / "g.nt")
    assert write(answer, "table", None, {}).decode().splitlines()[2] == "�[2Jred �evil next"


@pytest.mark.parametrize(("form", "text"), [("ttl", "ASK {}"), ("csv", "CONSTRUCT WHERE { ?s ?p ?o }")])
def test_a_format_that_cannot_hold_the_answer_is_refused(dump: Path, form: str, text: str) -> None:
    with pytest.raises(UsageError, match=f"--format: {form} cannot hold"):
        write(query(question(text), dump), form, None, {})


def test_json_and_csv_are_the_standard_ones(dump: Path) -> None:
    found = json.loads(write(query(ALL, dump), "json", None, {}))
    assert found["head"]["vars"] == ["s", "o"]
    assert found["results"]["bindings"][1]["o"] == {"type": "literal", "value": "Ähnlich"}
    assert (
        write(query(ALL, dump), "csv", None, {}).decode().splitlines()[2]
        == "https://example.org/kg/paper/a,Ähnlich"
    )
    assert json.loads(write(query(question("ASK {}"), dump), "json", None, {}))["boolean"] is True
