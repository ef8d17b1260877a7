"""What is said of fields of study and of the figures about a person."""

from decimal import Decimal

from kg import rdf
from kg.model import Evaluation, Paper, Person, Place, Profile, Work


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


def test_a_value_that_is_no_number_stays_text_and_is_told() -> None:
    place = Place(file="x.jsonl", sha256="0" * 64, format="jsonl", line=3)
    values = ("10k", "0,900", "−5", "63 %")
    figures = tuple(Evaluation(metric="WER", value=value) for value in values)
    work = Work(
        path="paper/a",
        paper=Paper(title="A", evaluations=figures, source=place),
        places=(place,),
        sources=(place.source,),
        records=1,
        signatures=(),
        links=(),
        evaluated={},
    )
    (said,) = rdf.describe([work], "https://example.org/")
    lines = [line for _, _, lines in said.subjects for line in lines]
    assert sum("valueText" in line for line in lines) == len(values)
    assert sorted(line.split('"')[1] for line in lines if "#value>" in line) == ["-5", "63"]
    assert [str(problem) for problem in said.problems] == [
        f"x.jsonl:3: value {value!r} of 'WER' is stated as text only; a number is like 63.1"
        for value in values[:2]
    ]
