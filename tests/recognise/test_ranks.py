"""Places in a ranking."""

from __future__ import annotations

import pytest

from kg.recognise import recognise


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Our runs were 22th/37 on irony and 15th/22 on mood.", ["22th/37", "15th/22"]),
        ("We came 1st / 26 teams and 3rd out of 24.", ["1st / 26"]),
        ("It is 5th/1st in English and Spanish.", []),
        ("Of the 19th/20th century 37/40 letters are kept, and 4th/", []),
    ],
)
def test_a_place_of_so_many_is_a_figure(text: str, values: list[str]) -> None:
    found = recognise("On letters of the past", text).evaluations or ()
    assert [(one.value, one.unit) for one in found if one.metric == "rank"] == [(v, None) for v in values]
    for one in found:
        assert one.mention
        assert text[one.mention.start : one.mention.end] == one.value
