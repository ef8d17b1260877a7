"""What is neither a dataset nor a method, and where a name ends."""

from __future__ import annotations

import pytest

from kg.recognise import DEFAULT_MIN_CONFIDENCE, recognise
from kg.recognise.lexicon import default_lexicon
from kg.recognise.propose import propose
from kg.recognise.text import read


def found(text: str) -> set[str]:
    every = recognise("What the millers saw", text)
    links = (*every.datasets, *every.methods)
    return {link.name for link in links if (link.confidence or 0) >= DEFAULT_MIN_CONFIDENCE}


@pytest.mark.parametrize(
    "text",
    [
        "The Flour Safety Act (FSA) and the Mill Noise Directive (MND) bind all of the millers.",
        "To appear in the proceedings of EMNLP 2020.",
        "This note extends our ICML 2021 paper on mills.",
        "It won the ICRA 2019 Best Poster Award.",
        "The mill was shown at ICCV2021 and NeurIPS2023.",
        "It was shown at the CVPR 2023 MillVision workshop.",
        "The plugs follow ISO 9001, IEEE 802.11 and RFC 2616.",
        "The mean time to repair (MTTR) of the mill is short.",
        "We fix the number of gears in the mill (NGM) in advance.",
        "The disk holds 2Mb or 1Gb and the lr is 1e-3 and 5e-4.",
        "The state must obey HIPAA and the EU AI Act.",
    ],
)
def test_neither(text: str) -> None:
    assert not found(text)


def test_a_shared_task_of_a_venue_may_be_a_dataset() -> None:
    assert "CoNLL 2003" in found("We evaluate on CoNLL 2003.")
    assert found("We train all agents on the ICCV2021 challenge data.")
    assert found("We use the data of the NeurIPS 2020 MineRL competition to train all agents.")
    assert "SWDA" in found("We evaluate on the Switchboard Dialog Act corpus (SWDA).")


@pytest.mark.parametrize(
    ("text", "name", "wrong"),
    [
        ("MillPose-L 81.2 AP is best.", "MillPose-L", "MillPose-L 81.2 AP"),
        ("The MillNet F1 0.765 is low.", "MillNet F1", "MillNet F1 0.765"),
    ],
)
def test_a_figure_ends_a_name(text: str, name: str, wrong: str) -> None:
    tokens = read("abstract", text)
    names = {tokens.surface(one.start, one.end) for one in propose(tokens, default_lexicon(), [], [])}
    assert name in names and wrong not in names


def test_a_version_is_part_of_a_name() -> None:
    tokens = read("abstract", "We use MillBank 2.0 F1 scores.")
    names = {tokens.surface(one.start, one.end) for one in propose(tokens, default_lexicon(), [], [])}
    assert "MillBank 2.0" in names
