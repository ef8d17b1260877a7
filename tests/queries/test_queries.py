"""Every named question, on the example data, on two engines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib

from docs.queries import page
from kg.sparql import query, questions
from tests.queries.cases import HERE, Case, cases, on_oxigraph, on_rdflib

# rdflib speaks of its own future with every triple pattern.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

FOLDERS = {path.name for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("__")}
DOCS = HERE.parent.parent / "docs" / "reference" / "queries.md"


def label(case: Case) -> str:
    return f"{case.file.parent.name}[{case.file.stem}]"


@pytest.mark.parametrize("case", cases(), ids=label)
def test_oxigraph_gives_the_expected_answer(case: Case, dump: Path) -> None:
    assert on_oxigraph(case.question, dump) == case.expected, "if right: python -m tests.queries.update"


@pytest.mark.parametrize("case", cases(), ids=label)
def test_rdflib_gives_the_same_answer(case: Case, dump: Path, dataset: rdflib.Dataset) -> None:
    assert on_rdflib(case.question, dataset) == on_oxigraph(case.question, dump)


@pytest.mark.parametrize("case", cases(), ids=label)
def test_an_answer_says_something(case: Case) -> None:
    assert len(case.expected.splitlines()) > 1


def test_every_question_has_its_folder_and_every_folder_its_question() -> None:
    assert {question.name for question in questions()} == FOLDERS
    assert all((HERE / name / f"expected{end}").exists() for name, end in default_cases())


def default_cases() -> set[tuple[str, str]]:
    return {(case.file.parent.name, case.file.suffix) for case in cases()}


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_parameter_is_set_in_some_case(question) -> None:
    stems = [case.file.stem for case in cases() if case.file.parent.name == question.name]
    tried = {pair.partition("=")[0] for stem in stems for pair in stem.split("&")} - {"expected"}
    assert tried == {parameter.name for parameter in question.parameters}


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_a_question_says_what_it_answers_and_in_what_order(question) -> None:
    assert question.help.endswith(".")
    assert "ORDER BY" in question.text or "CONSTRUCT" in question.text
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", question.name)
    assert max(map(len, question.text.splitlines())) <= 150


def test_the_page_of_queries_is_fresh() -> None:
    assert page() == DOCS.read_text(encoding="utf-8"), (
        "run: python docs/queries.py > docs/reference/queries.md"
    )


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_what_may_be_inferred_is_marked(question) -> None:
    """A question that falls back on inferred dates has a column that says of which value it is the basis."""
    table = HERE / question.name / "expected.csv"
    if "kg:inferredDate" in question.text:
        columns = table.read_text(encoding="utf-8").splitlines()[0].split(",")
        marked = [name.removesuffix("_basis") for name in columns if name.endswith("_basis")]
        assert marked and set(marked) <= set(columns)
        assert all(columns[columns.index(name) + 1] == f"{name}_basis" for name in marked)


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_no_inferred_year_is_shown_as_given(question, dump: Path) -> None:
    """On the examples no source prints 2026 or a later year: whatever has it, has it by inference."""
    answer = query(question, dump)
    if isinstance(answer, list):
        return
    columns = [variable.value for variable in answer.variables]
    for row in answer:
        shown = dict(zip(columns, (term.value if term else "" for term in row), strict=True))
        for name in (name for name in columns if f"{name}_basis" in shown):
            given = "" if not shown[name] else "inferred" if shown[name] >= "2026" else "given"
            assert shown[f"{name}_basis"] == given, shown
