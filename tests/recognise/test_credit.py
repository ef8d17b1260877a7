"""Which method a figure is of, in texts whose methods are given."""

from __future__ import annotations

import pytest

from kg.model import MethodLink
from kg.recognise.figures import figures
from kg.recognise.lexicon import default_lexicon, find
from kg.recognise.text import read
from tests.recognise.given import links


def owners(abstract: str, names: str, title: str = "A title") -> dict[str, str | None]:
    """The value of each figure of an abstract, and the method that it is of."""
    tokens, lexicon = read("abstract", abstract), default_lexicon()
    methods = links(MethodLink, title, abstract, names)
    found = figures(tokens, [], methods, find(tokens.words, lexicon), lexicon)
    return {one.value: one.method for one in found}


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (
            "WoolFed! keeps 84.1% accuracy against 79.5% for FoldA and 80.2% for FoldB.",
            {"84.1": "WoolFed", "79.5": "FoldA", "80.2": "FoldB"},
        ),
        (
            "WoolFed! reaches 84.1% accuracy, FoldA 79.5% and FoldB 80.2%.",
            {"84.1": "WoolFed", "79.5": "FoldA", "80.2": "FoldB"},
        ),
        ("The accuracy is 79.5% (FoldA) and 80.2% (FoldB).", {"79.5": "FoldA", "80.2": "FoldB"}),
        ("The accuracy of FoldA (79.5%) is low.", {"79.5": "FoldA"}),
        ("Probes give an RMSE of 0.31 for FoldA and 0.44 for FoldB.", {"0.31": "FoldA", "0.44": "FoldB"}),
        ("FoldA and FoldB have an accuracy of 79.5% and 80.2%.", {"79.5": "FoldA", "80.2": "FoldB"}),
        ("Accuracy is 79.5% and 80.2% for FoldA and FoldB.", {"79.5": "FoldA", "80.2": "FoldB"}),
        ("WoolFed! lowers accuracy to 31%, FoldA to 22%.", {"31": "WoolFed", "22": "FoldA"}),
        ("FoldA gets 80.1% accuracy, while FoldB gets 64.7%.", {"80.1": "FoldA", "64.7": "FoldB"}),
    ],
)
def test_the_name_right_beside_owns_it(abstract: str, expected: dict[str, str]) -> None:
    names = " | ".join(name for name in ("WoolFed!", "FoldA", "FoldB") if name in abstract)
    assert owners(abstract.replace("!", ""), names) == expected


@pytest.mark.parametrize(
    "abstract",
    [
        "Unlike FoldA, our model reaches an accuracy of 91.0%.",
        "Compared with FoldA, our policy has a success rate of 91.0%.",
        "Our model is faster than FoldA and reaches 91.0% accuracy.",
        "Compared to FoldA, the RMSE falls from 97.0 m to 91.0 m.",
        "Our model outperforms FoldA with an accuracy of 91.0%.",
        "FoldA embeddings give an accuracy of 91.0%.",
        "FoldA is well known, but the network reaches an accuracy of 91.0%.",
        "Replacing FoldA raises accuracy to 91.0%.",
        "Our model keeps 91.0% of FoldA's accuracy.",
    ],
)
def test_an_opponent_or_a_part_owns_none(abstract: str) -> None:
    assert owners(abstract, "FoldA") == {"91.0": None}


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("WoolFed beats FoldA by 15% accuracy.", {"15": "WoolFed"}),
        ("We find that WoolFed, trained on a day, reaches 91% accuracy.", {"91": "WoolFed"}),
        ("WoolFed has an accuracy of 91%, compared to 81% before.", {"91": "WoolFed", "81": None}),
        ("WoolFed collects 21.3 BLEU, SHEEP-2 17.8 BLEU.", {"21.3": "WoolFed", "17.8": None}),
        ("WoolFed outperforms SHEEP-2 (77.2% accuracy).", {"77.2": None}),
        ("WoolFed has 31% accuracy, Voyager in 22%.", {"31": "WoolFed", "22": None}),
        ("WoolFed reaches an F1 of 91.3 vs. 90.2.", {"91.3": "WoolFed", "90.2": None}),
    ],
)
def test_who_does_it_owns_it(abstract: str, expected: dict[str, str | None]) -> None:
    assert owners(abstract, "WoolFed | FoldA" if "FoldA" in abstract else "WoolFed") == expected


@pytest.mark.parametrize(
    ("title", "abstract", "names", "owner"),
    [
        ("WoolFed: counting sheep", "We present WoolFed. It reaches 91% accuracy.", "WoolFed!", "WoolFed"),
        ("Counting sheep", "We present WoolFed. The flock reaches 91% accuracy.", "WoolFed!", None),
        ("WoolFed: counting", "WoolFed and FoldA are new. It has 91% accuracy.", "WoolFed! | FoldA!", None),
        ("FoldTeam at a task", "FoldTeam takes part. Our run has 91% accuracy.", "FoldTeam!", None),
        (
            "WoolFed: counting",
            "WoolFed is new. We beat FoldA by 91% accuracy.",
            "WoolFed! | FoldA",
            "WoolFed",
        ),
        ("Counting sheep", "With WoolFed added, accuracy is 91%.", "WoolFed!", "WoolFed"),
        ("Counting sheep", "We get an accuracy of 91% using FoldA.", "FoldA", "FoldA"),
    ],
)
def test_the_papers_own_method(title: str, abstract: str, names: str, owner: str | None) -> None:
    assert owners(abstract, names, title) == {"91": owner}


@pytest.mark.parametrize(
    ("abstract", "owner"),
    [
        ("We present WoolNet. It reaches 91% accuracy.", "WoolNet"),
        ("We present WoolNet. Tests show that our model reaches 91% accuracy.", "WoolNet"),
        ("We present WoolNet. The proposed new method outperforms FoldA by 91% accuracy.", "WoolNet"),
        ("We present WoolNet. Our results reach 91% accuracy.", None),
        ("We present WoolNet. Our barn door detection model has 91% accuracy.", None),
        ("We present WoolNet. We reach 91% accuracy.", None),
        ("We present wool nets. Our model takes 91 ms for a sheep using FoldA.", None),
        ("We present WoolNet and FoldNet. Our model reaches 91% accuracy.", None),
        ("We present wool networks. Our model reaches 91% accuracy.", None),
    ],
)
def test_our_model_is_the_one_with_a_given_name(abstract: str, owner: str | None) -> None:
    names = [n for n in ("WoolNet!", "FoldNet!", "wool networks!", "FoldA") if n.rstrip("!") in abstract]
    assert owners(abstract, " | ".join(names), "Counting sheep") == {"91": owner}


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Using FoldA with a barn, we reach an accuracy of 91%.", {"91": "FoldA"}),
        ("The best result was achieved by a FoldA model, with an F1 of 0.91.", {"0.91": "FoldA"}),
        ("Using FoldA, we come near the shepherd (accuracy 91%).", {"91": None}),
        ("We gain 3% accuracy compared to using FoldA and 4% in all.", {"3": None, "4": None}),
        ("Using FoldA and FoldB, we reach an accuracy of 91%.", {"91": None}),
        ("It improves scores set by a FoldA model by 10% accuracy.", {"10": None}),
        ("This is better than the model of fine-tuning FoldA by 0.94% accuracy.", {"0.94": None}),
    ],
)
def test_what_is_used_for_it_owns_it_if_alone(abstract: str, expected: dict[str, str | None]) -> None:
    assert owners(abstract, "FoldA | FoldB" if "FoldB" in abstract else "FoldA") == expected


@pytest.mark.parametrize(
    "abstract",
    [
        "WoolNet outperforms the baseline score of 91%.",
        "WoolNet improves over the previous best IS of 91.0.",
        "WoolNet comes first, outperforming FoldA (0.71) and the plain baseline (0.61).",
    ],
)
def test_what_is_outdone_is_of_another(abstract: str) -> None:
    assert "WoolNet" not in owners(abstract, "WoolNet! | FoldA").values()
