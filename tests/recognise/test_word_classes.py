"""Classes of words that stand among like neighbours, as facts about names."""

from __future__ import annotations

import pytest

from kg.recognise import _names
from kg.recognise.evidence import evidence
from kg.recognise.lexicon import default_lexicon, find
from kg.recognise.text import read
from kg.recognise.word_classes import spelling, word_classes


@pytest.mark.parametrize(("one", "other"), [("lstm", "gru"), ("imagenet", "cifar-00"), ("corpus", "dataset")])
def test_words_with_like_neighbours_are_of_one_class(one: str, other: str) -> None:
    assert word_classes()[one] == word_classes()[other]
    assert word_classes()[one] != word_classes()["propose"]


def test_digits_are_alike() -> None:
    assert spelling("cifar-10") == spelling("cifar-99") == "cifar-00"
    assert spelling("gru") == "gru"


def test_the_classes_of_a_name_s_words_are_facts_about_it() -> None:
    parts = [read("title", "A title"), read("abstract", "We train an LSTM and a Zorblat GRU on it.")]
    lexicon = default_lexicon()
    names = _names(parts, [find(tokens.words, lexicon) for tokens in parts], lexicon)
    told = {name.forms[0]: facts for name, facts in zip(names, evidence(names, lexicon), strict=True)}
    number = word_classes()["gru"]
    assert {f"class^ {number}", f"class$ {number}", f"class {number}", f"class1 {number}"} <= told["LSTM"]
    assert f"class$ {number}" in told["Zorblat GRU"]
    assert not any(fact.startswith(("class^ ", "class1 ")) for fact in told["Zorblat GRU"])
