"""What is no identifier, though it looks like one; which texts have one folded form."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from kg import identifiers


@pytest.mark.parametrize(
    ("normal_form", "text"),
    [
        (identifiers.doi, "10.١٢٣٤/x"),
        (identifiers.arxiv_id, "٢٣٠٣.١٤٣٠٧"),
        (identifiers.arxiv_id, "hep-th/٩٩٠١٠٠١"),
        (identifiers.arxiv_id, "9999.99999"),
        (identifiers.arxiv_id, "hep-th/9900001"),
        (identifiers.arxiv_id, "1501.1234"),
        (identifiers.arxiv_id, "1412.12345"),
        (identifiers.arxiv_id, "0703.0001"),
        (identifiers.arxiv_id, "hep-th/0704001"),
        (identifiers.orcid, "٠٠٠٠-0002-1825-0097"),
    ],
)
def test_what_only_looks_like_an_identifier_is_refused(normal_form: Callable[[str], str], text: str) -> None:
    with pytest.raises(ValueError, match="is like"):
        normal_form(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://doi.org/10.1002/(SICI)1097%3C16::AID%3E3.0", "10.1002/(sici)1097<16::aid>3.0"),
        ("https://doi.org/10.1000/ABC%2FD", "10.1000/abc/d"),
        ("http://dx.doi.org/10.1000/abc?nosfx=y", "10.1000/abc"),
        ("https://www.doi.org/10.1000/abc#page=2", "10.1000/abc"),
        ("doi.org/10.1000/abc", "10.1000/abc"),
        ("https://doi.org/10.1000/1<2:A>2.0.CO;2-#", "10.1000/1<2:a>2.0.co;2-#"),
        ("10.1000/a%2Fb?c", "10.1000/a%2fb?c"),
        ("DOI: 10.1000/a%2Fb", "10.1000/a%2fb"),
    ],
)
def test_a_doi_is_decoded_where_it_is_an_address(text: str, expected: str) -> None:
    assert identifiers.doi(text) == expected


@pytest.mark.parametrize("text", ["https://doi.org/10.1000/%FF", "https://doi.org/10.1000/a%20b%00"])
def test_an_address_that_holds_no_doi(text: str) -> None:
    with pytest.raises(ValueError, match="a DOI is like"):
        identifiers.doi(text)


@pytest.mark.parametrize("text", ["0704.0001", "1412.1234", "1501.12345", "hep-th/9108001", "math/0703001"])
def test_an_arxiv_id_is_of_its_time(text: str) -> None:
    assert identifiers.arxiv_id(text) == text


@pytest.mark.parametrize(
    "text",
    ["math.GT/0309136", "math/0309136v2", "Math/0309136", "https://export.arxiv.org/pdf/math.GT/0309136.pdf"],
)
def test_a_subject_class_is_no_part_of_an_arxiv_id(text: str) -> None:
    assert identifiers.arxiv_id(text) == "math/0309136"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("राम", "रमा"),
        ("हिन्दी", "हनद"),
        ("กิน", "กัน"),
        ("たかた", "たがだ"),
        ("й", "и"),
        ("علي", "على"),
        ("தமிழ்", "தமழ"),
    ],
)
def test_marks_of_other_scripts_are_part_of_the_spelling(one: str, other: str) -> None:
    for key in (identifiers.fold, identifiers.compact, identifiers.name_key, identifiers.distinct_slug):
        assert key(one) != key(other)


@pytest.mark.parametrize("text", ["हिन्दी", "กิน", "たがだ", "Йосиф", "김철수", "José Núñez", "Ἀθῆναι"])
def test_how_a_text_is_composed_does_not_count(text: str) -> None:
    forms = {identifiers.fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert len(forms) == 1


def test_a_joiner_within_a_word_does_not_count() -> None:
    assert identifiers.fold("ශ්\u200dරී") == identifiers.fold("ශ්රී")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("José Núñez", "jose-nunez"),
        ("Łukasz Ødegård", "lukasz-odegard"),
        ("Αθήνα", "421beb8b"),
        ("Ἀθῆναι", "71ee9100"),
        ("김철수", "bb55f01c"),
        ("山田太郎", "6b0e1c8c"),
        ("Иван Петров", "7b4a7cd0"),
    ],
)
def test_iris_of_names_stay(name: str, expected: str) -> None:
    assert identifiers.distinct_slug(name) == expected
