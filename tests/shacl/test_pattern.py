"""Patterns: what is found is what `re` finds, whatever is looked at first."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
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


AHEAD = (
    r"^(?=.{3,8}$)([ab]+\.)+[a-c]{2,}$",
    r"^(?=.{1,6}$)(?!.*bb)(a+b?)+$",
    r"^(?!\.)(?!.*\.\.)([ab.]+c?)+$",
    r"^(?=[)a]*\)|b)((a|\))+)+$",
    r"^(?=(a|b)+$)(?:a+)+b?",
)


@pytest.mark.parametrize("pattern", AHEAD)
@given(text=st.text("ab.c)", max_size=12))
def test_what_is_looked_ahead_for_at_the_beginning(pattern: str, text: str) -> None:
    assert bool(compile_pattern(pattern, "", "a shape")(text)) == bool(re.search(pattern, text))


@pytest.mark.parametrize("pattern", [*AHEAD, r"^(?=.*$)(a+)+$"])
def test_look_ahead_takes_no_exponential_time(pattern: str) -> None:
    compile_pattern(pattern, "", "a shape")("a" * 50_000 + "!")


@pytest.mark.parametrize(
    "pattern", [r"^(?=a)(b+)+|c", r"^(?=a)+(b+)+$", r"^(?=(a))(b+)+\1$", r"(?=a)(b+)+$", r"^(?<=a)(b+)+$"]
)
def test_other_look_around_with_nested_repeats_is_refused(pattern: str) -> None:
    with pytest.raises(UsageError, match="exponential"):
        compile_pattern(pattern, "", "a shape")
