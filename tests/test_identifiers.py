"""What is no identifier, though it looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg import identifiers


@pytest.mark.parametrize(
    ("normal_form", "text"),
    [
        (identifiers.doi, "10.١٢٣٤/x"),
        (identifiers.arxiv_id, "٢٣٠٣.١٤٣٠٧"),
        (identifiers.arxiv_id, "hep-th/٩٩٠١٠٠١"),
        (identifiers.orcid, "٠٠٠٠-0002-1825-0097"),
    ],
)
def test_identifiers_have_the_digits_of_ascii(normal_form: Callable[[str], str], text: str) -> None:
    with pytest.raises(ValueError, match="is like"):
        normal_form(text)
