"""What governs a name, and what it does, by classes of words."""

from __future__ import annotations

import pytest

from kg.recognise.clauses import governing, path_of, subject_of
from kg.recognise.lexicon import default_lexicon
from kg.recognise.propose import Candidate
from kg.recognise.text import read

LEXICON = default_lexicon()


def mention(text: str) -> Candidate:
    """The place of X1 in a sentence."""
    tokens = read("abstract", text)
    at = tokens.words.index("X1")
    return Candidate(tokens, at, at + 1, "shape")


@pytest.mark.parametrize(
    ("text", "path", "classes"),
    [
        ("Sheep outperforms X1.", ["outperforms", "^", "^"], ["O", "^", "^"]),
        ("It improves by far over the X1.", ["over", "by", "improves"], ["O", "by", "c"]),
        ("We use it with X1.", ["with", "it", "use"], ["with", "it", "U"]),
        ("X1", ["^", "^", "^"], ["^", "^", "^"]),
    ],
)
def test_the_way_back_is_told_in_words_and_in_classes(text: str, path: list[str], classes: list[str]) -> None:
    assert path_of(mention(text), 0, LEXICON) == (path, classes)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We propose a novel X1.", ["governor I d", "called new"]),
        ("We propose a novel X1-based parser.", ["governor I d with", "called new with"]),
        ("We propose a barn (X1).", ["governor I b"]),
        ("It differs from earlier barns such as X1.", ["governor from ds", "called old"]),
        ("We call our barn, X1, red.", ["governor I d,"]),
        ("X1 barks.", ["governor ^ d"]),
    ],
)
def test_the_governor_is_told_with_the_way_to_it(text: str, found: list[str]) -> None:
    assert governing(mention(text), 0, LEXICON) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("X1 suffers from noise.", "R"),
        ("X1 (a barn) fails.", "R"),
        ("X1-based barns have also been proposed.", "haveI"),
        ("X1 is a barn.", "isa"),
        ("We feed X1.", ""),
        ("X1", ""),
    ],
)
def test_what_a_name_does_is_told_by_the_verb_behind_its_phrase(text: str, found: str) -> None:
    place = mention(text)
    told = subject_of(place, len(place.tokens), True, LEXICON)
    assert told == ([f"does {found}", f"does {found[:4]} before"] if found else [])
