"""What an apposition says of whose a name is."""

import pytest

from kg.recognise import recognise


def roles(abstract: str) -> dict[str, str]:
    return {link.name: link.role for link in recognise("On sheep in the meadow", abstract).methods}


@pytest.mark.parametrize(
    ("abstract", "name"),
    [
        ("Unlike SARSA, our algorithm, Woolly+, is efficient.", "Woolly+"),
        ("Our teacher, MeanSheep++, attains a Dice of 0.87 on BraTS.", "MeanSheep++"),
        ("WindNet, ours, beats GraphCast on ERA5.", "WindNet"),
        ("FedWool, our variant of FedAvg, keeps 84.1% accuracy.", "FedWool"),
        ("WindNet (ours) is better than GraphCast.", "WindNet"),
        ("Unlike GraphCast, WindNet, our network, needs no grid.", "WindNet"),
    ],
)
def test_what_is_ours_is_introduced(abstract: str, name: str) -> None:
    assert roles(abstract)[name] == "introduced"


@pytest.mark.parametrize(
    ("abstract", "name"),
    [
        ("Our encoder, BERT, is fine-tuned.", "BERT"),
        ("Our network, BERT, is fine-tuned.", "BERT"),
        ("We compare our model, WindNet-2, and GraphCast.", "WindNet-2"),
        ("Compared with WindNet-2, our network needs no grid.", "WindNet-2"),
        ("We reuse WindNet-2, our earlier network.", "WindNet-2"),
    ],
)
def test_what_is_known_listed_or_compared_is_not(abstract: str, name: str) -> None:
    assert roles(abstract)[name] != "introduced"
