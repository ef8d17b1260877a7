"""What is said of fields of study and of the figures about a person."""

from decimal import Decimal

from kg import rdf
from kg.model import Person, Place, Profile


def test_two_codes_never_share_an_iri() -> None:
    codes = ["a b", "a-b", "a.b", "ä", "a", "A", "a  b", "λ", "cs.CV", "a_b", "a/b"]
    assert len({rdf.field_path(code) for code in codes}) == len(codes)
    assert rdf.field_path("cs.CV") == "field/cs.CV"


def test_a_figure_that_is_no_decimal_is_told() -> None:
    place = Place(file="x.jsonl", sha256="0" * 64, format="jsonl", line=3)
    page = Profile(name="Ana Ruiz", novelty=Decimal("1e300"), h_index=4, source=place)
    _, figures, problems = rdf.profile(page, Person("person/ana-ruiz", "Ana Ruiz"), "https://example.org/")
    assert [subject for subject, _, _ in figures] == [
        f"<https://example.org/person/ana-ruiz#h-index-{'0' * 16}>"
    ]
    assert [str(problem) for problem in problems] == [
        "x.jsonl:3: novelty '1E+300' was left out; a number is like 63.1"
    ]
