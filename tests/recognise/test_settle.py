"""Which of the names that claim the same words is left."""

from __future__ import annotations

import pytest

from kg.recognise.names import Name
from kg.recognise.propose import Candidate
from kg.recognise.settle import settle
from kg.recognise.text import read

TEXT = "On SheepQA and on Woolly SheepQA we do well"


def kept(text: str, *claims: tuple[float, str, str]) -> dict[str, int]:
    """What is left of names given as (confidence, kind, name): how many mentions of each."""
    tokens = read("abstract", text)
    judged = []
    for confidence, kind, name in claims:
        size = len(name.split())
        spans = [(i, i + size) for i in range(len(tokens)) if tokens.words[i : i + size] == name.split()]
        judged.append((confidence, kind, Name([name], [Candidate(tokens, *span, "shape") for span in spans])))
    return {name.forms[0]: len(name.mentions) for *_, name in settle(judged)}


@pytest.mark.parametrize(
    ("text", "claims", "left"),
    [
        (TEXT, [(0.999, "dataset", "SheepQA"), (0.96, "dataset", "Woolly SheepQA")], [1, 1]),
        (TEXT, [(0.999, "dataset", "SheepQA"), (0.8, "dataset", "Woolly SheepQA")], [2]),
        (TEXT, [(0.999, "dataset", "SheepQA"), (0.96, "method", "Woolly SheepQA")], [2]),
        ("On Woolly SheepQA", [(0.999, "dataset", "SheepQA"), (0.96, "dataset", "Woolly SheepQA")], [1]),
    ],
)
def test_who_keeps_the_words(text: str, claims: list[tuple[float, str, str]], left: list[int]) -> None:
    assert list(kept(text, *claims).values()) == left


def test_the_longer_name_wins_before_one_that_is_little_surer() -> None:
    assert list(kept("A deep pyramid CNN", (0.8, "method", "CNN"), (0.7, "method", "deep pyramid CNN"))) == [
        "deep pyramid CNN"
    ]
