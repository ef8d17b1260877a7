"""What is said of fields of study and of the figures about a person."""

from decimal import Decimal

import pytest

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


def reporting(*figures: tuple[str, str]) -> Work:
    """A paper that reports figures: of each the metric and the value."""
    place = Place(file="x.jsonl", sha256="0" * 64, format="jsonl", line=3)
    evaluations = tuple(Evaluation(metric=metric, value=value) for metric, value in figures)
    return Work(
        path="paper/a",
        paper=Paper(title="A", evaluations=evaluations, source=place),
        places=(place,),
        sources=(place.source,),
        records=1,
        signatures=(),
        links=(),
        evaluated={},
    )


@pytest.mark.parametrize(
    "figures",
    [
        (("accuracy", "15.71"), ("accuracy", "54.97")),
        (("a|b", "c"), ("a", "b|c")),
    ],  # whose hashes are the same
)
def test_two_figures_never_share_an_iri(figures: tuple[tuple[str, str], ...]) -> None:
    paths = rdf.evaluation_paths(reporting(*figures, figures[0], ("WER", "9")))
    assert len({*paths}) == 3 and paths[0] == paths[2]
    assert [len(path.rpartition("-")[2]) for path in paths] == [16, 16, 16, 6]
    (said,) = rdf.describe([reporting(*figures)], "https://example.org/")
    assert len(said.subjects) == 3
    assert paths[0] in rdf.evaluation_paths(reporting(*figures[::-1]))


def test_a_value_that_is_no_number_stays_text_and_is_told() -> None:
    values = ("10k", "0,900", "−5", "63 %")
    (said,) = rdf.describe([reporting(*(("WER", value) for value in values))], "https://example.org/")
    lines = [line for _, _, lines in said.subjects for line in lines]
    assert sum("valueText" in line for line in lines) == len(values)
    assert sorted(line.split('"')[1] for line in lines if "#value>" in line) == ["-5", "63"]
    assert [str(problem) for problem in said.problems] == [
        f"x.jsonl:3: value {value!r} of 'WER' is stated as text only; a number is like 63.1"
        for value in values[:2]
    ]
