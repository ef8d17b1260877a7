"""Patterns: what is found is what `re` finds, whatever is looked at first."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.shacl.pattern import compile_pattern

WITHOUT_CASE = (
    r"(^|[\s,])et(\.\s*|\s+)al\.?($|[\s,;)])",
    "sky",
    "ab(c|d)ef?",
    "^Ba+t$",
    "é[xy]al",
    "a{0}be",
    "",
)
LETTERS = "abcdetalskyfx .,;ABETALSKYÉéſ\u212a\u0130\u0131"  # with letters that equal an s, a k and an i


@pytest.mark.parametrize("pattern", WITHOUT_CASE)
@given(text=st.text(LETTERS, max_size=12))
def test_without_case_the_same_is_found(pattern: str, text: str) -> None:
    found = compile_pattern(pattern, "i", "a shape")
    assert bool(found(text)) == bool(re.search(pattern, text, re.IGNORECASE))


@pytest.mark.parametrize(
    "text", ["Miller et al.", "Miller, ET AL", "\u017fky", "\u212ay s\u212ay", "BABATBAAT", "BAAT"]
)
def test_letters_that_equal_others(text: str) -> None:
    for pattern in WITHOUT_CASE:
        found = compile_pattern(pattern, "i", "a shape")
        assert bool(found(text)) == bool(re.search(pattern, text, re.IGNORECASE))
