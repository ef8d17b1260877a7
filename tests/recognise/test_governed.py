"""What governs a name, the stem of its family, and the row that it stands in."""

from __future__ import annotations

import pytest

from kg.recognise.evidence import evidence
from kg.recognise.governed import build, governor
from kg.recognise.lexicon import default_lexicon
from kg.recognise.names import gather
from kg.recognise.propose import propose
from kg.recognise.stems import stem
from kg.recognise.text import read


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("we introduce a novel Woolly Raster Conversion", "i"),
        ("two ideas: 1) Woolly Raster Conversion", "E"),
        ("Second, Woolly Raster Conversion", "E"),
        ("a method, namely Woolly Raster Conversion", "N"),
        ("trained via Woolly Raster Conversion", "U"),
        ("the cost of the Woolly Raster Conversion", "P"),
        ("sheep, Woolly Raster Conversion", "J"),
        ("sheep like Woolly Raster Conversion", "L"),
        ("Our new Woolly Raster Conversion", "^"),
    ],
)
def test_what_governs_a_name(text: str, sign: str) -> None:
    tokens = read("abstract", text)
    assert governor(tokens, tokens.words.index("Woolly"), 0, default_lexicon()) == sign


@pytest.mark.parametrize(
    ("shapes", "sign"),
    [("S", "s"), ("C", "c"), ("L", "l"), ("CC", "C"), ("SC", "S"), ("LL", "L"), ("CL", "m"), ("LS", "M")],
)
def test_build(shapes: str, sign: str) -> None:
    assert build(shapes) == sign


@pytest.mark.parametrize("name", ["LLaMA", "LLaMA38B", "Llama27b", "llama3.1", "LLamas", "LlamaInstruct"])
def test_names_of_a_family_share_their_stem(name: str) -> None:
    assert stem(name) == "llama"


@pytest.mark.parametrize(
    ("name", "short"), [("V2", "v2"), ("Bass", "bass"), ("Base", "base"), ("R2D2", "r2d")]
)
def test_a_stem_is_never_empty(name: str, short: str) -> None:
    assert stem(name) == short


@pytest.mark.parametrize("name", ["1" * 39 + "x", "1b" * 19 + "xx", "v1." * 10**5, "base" * 10**5 + "!"])
def test_a_stem_takes_linear_time(name: str) -> None:
    assert stem(name) == name


def told(text: str, form: str) -> set[str]:
    tokens, lexicon = read("abstract", text), default_lexicon()
    names = gather(list(propose(tokens, lexicon, [], [])), [])
    return next(
        found for name, found in zip(names, evidence(names, lexicon), strict=True) if form in name.forms
    )


def test_a_name_in_no_list_is_known_by_its_family() -> None:
    assert "stem method" in told("We ask Qwen9-0.3B for help.", "Qwen9-0.3B")
    assert not any(feature.startswith("stem") for feature in told("We ask Zorp9-0.3B.", "Zorp9-0.3B"))


def test_a_name_is_known_by_the_row_it_stands_in() -> None:
    assert "row method" in told("We train BERT, Zorp9 and RoBERTa.", "Zorp9")
    assert "row dataset" in told("We test on MNIST, Zorp9 and ImageNet.", "Zorp9")
