"""What a title alone says of names, and of words that are none."""

from __future__ import annotations

import pytest

from kg.recognise import DEFAULT_MIN_CONFIDENCE, recognise


def found(title: str, abstract: str | None = None) -> tuple[dict[str, str | None], dict[str, str | None]]:
    every = recognise(title, abstract)
    datasets, methods = (
        {link.name: link.role for link in links if (link.confidence or 0) >= DEFAULT_MIN_CONFIDENCE}
        for links in (every.datasets, every.methods)
    )
    return datasets, methods


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("LarchBank: A Large-scale Data Repository for Forestry", "LarchBank"),
        ("MossTalk: Treebank of Bog Dialects", "MossTalk"),
        ("PeatQA - The First Annotated Corpus of Questions about Bogs", "PeatQA"),
        ("HeathLex: A Lexicon and Baselines for Heathland", "HeathLex"),
    ],
)
def test_a_title_says_that_a_name_is_a_dataset(title: str, name: str) -> None:
    assert found(title) == ({name: "introduced"}, {})


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("BogText: Advanced and Fast Corpus Query Interface", "BogText"),
        ("MireKit: An Open Corpus Annotation Tool", "MireKit"),
        ("FernTag: Corpus-based Tagger of Names in Herbals", "FernTag"),
    ],
)
def test_a_title_says_that_a_name_is_a_method(title: str, name: str) -> None:
    datasets, methods = found(title)
    assert not datasets and methods[name] == "introduced"


@pytest.mark.parametrize(
    "title",
    [
        "Statistical bog translation: quick work with little peat",
        "Multi-Bog Translation Methods",
        "D3",
        "MooreLab at MossEval-2023 Task 4: Weighing Wet Peat",
        "Heath Dialect Recognition: A Review",
    ],
)
def test_a_title_alone_makes_no_name_of_tasks_teams_and_itself(title: str) -> None:
    datasets, methods = found(title)
    assert not methods and not {name for name in datasets if title.startswith(name)}


def test_a_team_that_the_abstract_calls_a_system_is_a_method() -> None:
    title = "PeatNet at MossEval-2023 Task 4: Weighing Wet Peat"
    _, methods = found(
        title, "We present PeatNet, our system for the weighing of peat. PeatNet uses a BiLSTM."
    )
    assert methods["PeatNet"] == "introduced"
    assert "PeatNet" not in found(title, "We weigh wet peat with a BiLSTM and do so well.")[1]
