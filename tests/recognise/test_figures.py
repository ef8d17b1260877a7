"""What a number measures and on which dataset, in texts whose datasets are given."""

from __future__ import annotations

import re

import pytest

from kg.model import DatasetLink, Mention
from kg.recognise.figures import figures
from kg.recognise.lexicon import default_lexicon, find
from kg.recognise.text import read


def links(title: str, abstract: str, names: str) -> list[DatasetLink]:
    """Datasets "A | B" wherever they stand; one with a ! is introduced."""
    out = []
    for entry in filter(None, map(str.strip, names.split("|"))):
        name = entry.rstrip("!")
        places = [
            Mention(part, match.start(), match.end(), text, "test")
            for part, text in (("title", title), ("abstract", abstract))
            for match in re.finditer(rf"\b{re.escape(name)}(?!\w)", text)
        ]
        role = "introduced" if entry.endswith("!") else "used"
        out.append(DatasetLink(name=name, role=role, confidence=0.9, mentions=tuple(places)))  # type: ignore[arg-type]
    return out


def told(
    abstract: str, names: str = "", title: str = "A title"
) -> list[tuple[str, str | None, str, str | None]]:
    tokens, lexicon = read("abstract", abstract), default_lexicon()
    found = figures(tokens, links(title, abstract, names), [], find(tokens.words, lexicon), lexicon)
    return [(one.value, one.unit, one.metric, one.dataset) for one in found]


@pytest.mark.parametrize(
    ("abstract", "names", "datasets"),
    [
        ("We get 91% accuracy on Foo3 and 82% on Bar5.", "Foo3 | Bar5", ["Foo3", "Bar5"]),
        ("On Foo3 and Bar5 accuracy is 91% and 82%.", "Foo3 | Bar5", ["Foo3", "Bar5"]),
        ("On Foo3 and Bar5 accuracy rises by 2% on average.", "Foo3 | Bar5", [None]),
        ("On Foo3 and Bar5 the gain is between 0.2 dB and 0.5 dB.", "Foo3 | Bar5", [None, None]),
        ("Results match those on Foo3 (0.37% error) and Bar5 (2.2% error).", "Foo3 | Bar5", ["Foo3", "Bar5"]),
        ("It reaches 88.4 exact match and 93.9 F1 on Foo3.", "Foo3", ["Foo3", "Foo3"]),
        ("With real Bar5 data it reaches 88.4 EM and 93.9 F1 on Foo3.", "Foo3 | Bar5", ["Foo3", "Foo3"]),
        ("Accuracy on Foo3 rises by 12% (59% relative).", "Foo3", ["Foo3", "Foo3"]),
        ("On Foo3 accuracy rises from 55% to 80% for Bar5 features.", "Foo3 | Bar5", ["Foo3"]),
        ("A model pre-trained on Bar5 reaches 91% accuracy on Foo3.", "Foo3 | Bar5", ["Foo3"]),
        ("Compared with models of tables (Bar5), precision on Foo3 is 91%.", "Foo3 | Bar5", ["Foo3"]),
        ("We test on Foo3. The method gains 5.1 BLEU.", "Foo3", ["Foo3"]),
        (
            "We test on Foo3 and Bar5. BLEU scores of 5.1 and 6.2 are reached.",
            "Foo3 | Bar5",
            ["Foo3", "Bar5"],
        ),
        ("We test on Foo3 and Bar5. The method gains 5.1 BLEU.", "Foo3 | Bar5", [None]),
        ("Sentences are extracted from Foo3. The method gains 5.1 BLEU.", "Foo3", [None]),
        ("We test on Foo3. On a new test set the method gains 5.1 BLEU.", "Foo3", [None]),
        ("We present Foo3, made of Bar5. Models reach 51% accuracy.", "Foo3! | Bar5", ["Foo3"]),
        ("Training on Foo3 reaches 91% accuracy. It is 3 times faster.", "Foo3", ["Foo3", None]),
        ("On Foo3, it is 3 times faster.", "Foo3", ["Foo3"]),
        ("It is 3 times faster, and better on Foo3.", "Foo3", [None]),
    ],
)
def test_on_what_it_was_measured(abstract: str, names: str, datasets: list[str | None]) -> None:
    assert [dataset for *_, dataset in told(abstract, names)] == datasets


@pytest.mark.parametrize(
    ("title", "abstract", "dataset"),
    [
        ("TEAM at Foo 2031: Naming Birds", "We rank third with an F1 of 0.61.", "Foo 2031"),
        ("A Good System for Foo 2031", "We rank third with an F1 of 0.61.", "Foo 2031"),
        ("Naming Birds", "Our submission to the Foo 2031 shared task has an F1 of 0.61.", "Foo 2031"),
        ("Naming Birds", "Birds are seen in Foo 2031. We have an F1 of 0.61.", None),
    ],
)
def test_systems_are_measured_in_their_shared_task(title: str, abstract: str, dataset: str | None) -> None:
    names = "Foo 2031 | Bar5" if dataset else "Foo 2031"
    assert [place for *_, place in told(abstract, names, title)] == [dataset]


def test_a_venue_stands_for_its_shared_task() -> None:
    title = "TEAM at FooEval-2031 Task 3"
    abstract = "We reach an F1 of 66.9 on FooEval 2031 in this task."
    mentions = links(title, abstract, "FooEval-2031 Task 3 | FooEval 2031")
    tokens, lexicon = read("abstract", abstract), default_lexicon()
    (one,) = figures(tokens, mentions, [], find(tokens.words, lexicon), lexicon)
    assert one.dataset == "FooEval-2031 Task 3"


@pytest.mark.parametrize(
    ("abstract", "metrics"),
    [
        ("It improves by 3.9 and 4.5 in terms of TER and BLEU.", ["TER", "BLEU"]),
        ("Precision, recall and F1 are 72.6%, 78.5% and 74.9%.", ["Precision", "recall", "F1"]),
        ("The vocabulary size is compressed by 86.1%.", ["vocabulary size"]),
        ("It is 5 times faster in processing time.", ["processing time"]),
        ("The labels are 91.5% accurate.", ["accuracy"]),
        ("It is 96% smaller than others in terms of model parameters.", ["size"]),
        ("It maintains 88% translation quality.", ["quality"]),
        ("We reach 78.2% of accuracy.", ["accuracy"]),
    ],
)
def test_what_is_measured(abstract: str, metrics: list[str]) -> None:
    assert [metric for _, _, metric, _ in told(abstract)] == metrics


@pytest.mark.parametrize(
    ("abstract", "values"),
    [
        ("The arm succeeds in 72% of the attempts.", [("72", "%")]),
        ("The model answers 48.3% of the questions.", [("48.3", "%")]),
        ("The position error was 1.9 m, that of others 4.4 m.", [("1.9", "m"), ("4.4", "m")]),
        ("A mean absolute error of 4.1 years is reached.", [("4.1", "years")]),
        ("An improvement (2.85 on F1) is shown.", [("2.85", None)]),
        ("BLEU falls by no more than 1.03.", [("1.03", None)]),
        ("In task 1 (15% above), F1 is 0.76.", [("15", "%"), ("0.76", None)]),
        ("It has 8.3 billion parameters and an F1 of 0.76.", [("0.76", None)]),
        ("WER falls by 5.1 over 15 languages.", [("5.1", None)]),
        ("The arm moves at 6 m/s over 4 m with 10% of the data.", []),
    ],
)
def test_which_numbers_are_results(abstract: str, values: list[tuple[str, str | None]]) -> None:
    assert [(value, unit) for value, unit, *_ in told(abstract)] == values
