"""What stands in a row has one role."""

from __future__ import annotations

import pytest

from kg.recognise import DEFAULT_MIN_CONFIDENCE, recognise
from kg.recognise.alike import first_of_row
from kg.recognise.names import Name
from kg.recognise.propose import Candidate
from kg.recognise.text import read


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On large maps GCN, GIN and GAT suffer from noise.", {"GCN", "GIN", "GAT"}),
        ("Here DAB-DETR, DN-DETR and Deformable DETR do help.", {"DAB-DETR", "DN-DETR", "Deformable DETR"}),
        ("In the fog PPO, SAC, and TD3 all get lost.", {"PPO", "SAC", "TD3"}),
    ],
)
def test_a_row_has_one_role(text: str, names: set[str]) -> None:
    links = recognise("Ships in the fog", text).methods
    roles = {link.name: link.role for link in links if (link.confidence or 0) >= DEFAULT_MIN_CONFIDENCE}
    assert names <= roles.keys() and len({roles[name] for name in names}) == 1


def test_a_row_is_of_one_kind_in_one_sentence_and_of_names_that_stand_nowhere_else() -> None:
    tokens = read("abstract", "A1, B2 and C3 meet. D4, A1, E5 over F6.")
    places = {name: tokens.words.index(name) for name in ("A1", "B2", "C3", "D4", "E5", "F6")}
    names = [Name([name], [Candidate(tokens, i, i + 1, "shape")]) for name, i in places.items()]
    kinds = ["method"] * 6
    assert first_of_row(names, kinds) == {1: 0, 2: 0}
    names[0].mentions.append(Candidate(tokens, 8, 9, "shape"))
    assert first_of_row(names, kinds) == {2: 1}
    assert first_of_row([names[1], None, names[2]], kinds) == {}
    assert first_of_row(names[1:3], ["dataset", "method"]) == {}


def test_a_long_form_with_its_short_form_stands_once_in_a_row() -> None:
    tokens = read("abstract", "A1 (B2), C3 (D4) and E5 meet; E5 wins.")
    places = {name: tokens.words.index(name) for name in ("A1", "B2", "C3", "D4", "E5")}

    def name(*forms: str) -> Name:
        return Name([*forms], [Candidate(tokens, places[f], places[f] + 1, "shape") for f in forms])

    one, two, three = name("B2", "A1"), name("D4", "C3"), name("E5")
    assert first_of_row([one, two, three], ["method"] * 3) == {1: 0, 2: 0}
    three.mentions.append(Candidate(tokens, len(tokens) - 3, len(tokens) - 2, "shape"))
    assert first_of_row([one, two, three], ["method"] * 3) == {1: 0}


def test_names_that_stand_beside_each_other_every_time_are_a_row() -> None:
    tokens = read("abstract", "A1 and B2 meet. We drop A1 and B2.")
    ones, twos = ([i for i, word in enumerate(tokens.words) if word == name] for name in ("A1", "B2"))
    names = [Name(["?"], [Candidate(tokens, i, i + 1, "shape") for i in places]) for places in (ones, twos)]
    assert first_of_row(names, ["method", "method"]) == {1: 0}
    del names[1].mentions[1]
    assert first_of_row(names, ["method", "method"]) == {}
