"""Many texts at once become what each becomes by itself."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import identifiers
from kg.folding import compact, compact_all, fold, fold_all

LETTERS = ("Lip", "Reading", "s", "ł", "É", "e\u0301", "λ", "が", "рамá", "ß", "ſ", "²", "Ω", "\ud800", "1.5")
SIGNS = (" ", "  ", "-", "+", ",", "#", "?", "\n", "\t", "\x1f", "\u2028", "%2F")
ADDRESSES = ("10.1000/", "https://doi.org/", "doi:", "AbC")
pieces = st.sampled_from((*LETTERS, *SIGNS, *ADDRESSES))
texts = st.lists(st.lists(pieces, max_size=6).map("".join) | st.text(max_size=8), max_size=5)


def doi(text: str) -> str:
    try:
        return identifiers.doi(text)
    except ValueError:
        return ""


def family(name: str) -> str:
    return identifiers.family_names([name])[0]


@pytest.mark.parametrize(
    ("all_at_once", "one"),
    [
        (fold_all, fold),
        (compact_all, compact),
        (identifiers.dois, doi),
        (identifiers.name_keys, identifiers.name_key),
        (identifiers.family_names, family),
    ],
)
@given(texts)
def test_many_at_once_are_as_each_by_itself(
    all_at_once: Callable[[Sequence[str]], list[str]], one: Callable[[str], str], texts: list[str]
) -> None:
    assert all_at_once(texts) == [one(text) for text in texts]


@given(
    st.lists(
        st.sampled_from(
            ("10.1000/AbC", "https://doi.org/10.1000/x", "https://doi.org/10.1000/a%2Fb?c", "10.1", "")
        )
    )
)
def test_dois_as_most_are_given(texts: list[str]) -> None:
    assert identifiers.dois(texts) == [doi(text) for text in texts]


@given(texts)
def test_what_is_folded_stays(texts: list[str]) -> None:
    folded = fold_all(texts)
    assert fold_all(folded) == folded
    assert compact_all(texts) == [words.replace(" ", "") for words in folded]
