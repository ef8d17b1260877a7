"""Listed names that are ordinary words, places, companies or devices count only with a cue."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.recognise import DEFAULT_MIN_CONFIDENCE, Lexicon, load_lexicon, recognise


def found(text: str, lexicon: Lexicon | None = None) -> set[str]:
    every = recognise("What the harbour masters saw", text, lexicon)
    links = (*every.datasets, *every.methods)
    return {link.name for link in links if (link.confidence or 0) >= DEFAULT_MIN_CONFIDENCE}


@pytest.mark.parametrize(
    "text",
    [
        "Pilots from Texas and Wisconsin steered the boats in the fog.",
        "We thank UCI for the loan of its boats and for the kind help of its crew.",
        "The masts carry LED lamps, and a LASER pointer marks the buoy.",
        "Netflix and Twitter refused to tell us of the storm.",
        "Helpers were hired on Kaggle for a week of rowing.",
        "The storms of June were foretold by an office of NOAA.",
        "The crew was treated for HIV and went home.",
        "A Falcon and a Lion are painted on the bows of the FAST ferry.",
        "The anchor and its mass (MASS) are weighed in the port.",
        "The Weather was bad and the Traffic in the port was slow.",
    ],
)
def test_without_a_cue_an_ordinary_word_is_no_name(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We evaluate on Cora, Texas and Wisconsin.", {"Cora", "Texas", "Wisconsin"}),
        ("Experiments on datasets such as Adult and Wine show no gain.", {"Adult", "Wine"}),
        ("The network is trained with Lion on ImageNet.", {"Lion", "ImageNet"}),
        ("The Lion optimiser needs less memory.", {"Lion"}),
        ("Our agent outperforms Rainbow on Atari.", {"Rainbow", "Atari"}),
        ("All runs use GPT-4, Claude and Gemini.", {"GPT-4", "Claude", "Gemini"}),
        ("On AMI (two microphones), the error is improved.", {"AMI"}),
        ("Results for GRID and LRW are better.", {"GRID", "LRW"}),
    ],
)
def test_with_a_cue_it_is(text: str, names: set[str]) -> None:
    assert names <= found(text)


def test_the_same_holds_for_a_list_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("[method]\n? Compass\n", "utf-8")
    lexicon = load_lexicon(path)
    assert "Compass" not in found("The Compass points to the north of the pier.", lexicon)
    assert "Compass" in found("We compare our planner with Compass.", lexicon)
