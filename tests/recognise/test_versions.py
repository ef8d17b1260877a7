"""Numbers that are no figures of their own: versions in names, spreads behind values."""

from __future__ import annotations

import pytest

from kg.model import Evaluation
from kg.recognise import recognise
from kg.recognise.figures.numbers import numbers_in
from kg.recognise.text import read


def told(abstract: str) -> list[Evaluation]:
    return list(recognise("On sheep in the meadow", abstract).evaluations)


@pytest.mark.parametrize(
    ("abstract", "values"),
    [
        ("wav2vec 2.0 and HuBERT reach 4.1 and 4.3 WER on LibriSpeech.", ["4.1", "4.3"]),
        ("On SQuAD 2.0 and TriviaQA, BERT gets 88.1/72.3 F1.", ["88.1", "72.3"]),
        ("On SQuAD 1.1 and SQuAD 2.0, F1 is 88.1 and 72.3.", ["88.1", "72.3"]),
        ("We push it to 80.2% on TriviaQA (SQuAD 2.0) and 75.4% on SST-2.", ["80.2", "75.4"]),
        ("On LibriSpeech, wav2vec 2.0 has 2.0 WER.", ["2.0"]),
        ("BERT has 67.7 F1 on SST-2, a drop against its SQuAD 2.0 performance.", ["67.7"]),
    ],
)
def test_a_version_is_no_figure(abstract: str, values: list[str]) -> None:
    assert [one.value for one in told(abstract)] == values


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("84.1±0.3%", "84.1", "%"),
        ("84.1 ± 0.3 %", "84.1", "%"),
        ("84.1% ± 0.3", "84.1", "%"),
        ("12 ± 1ms", "12", "ms"),
        ("12.5 ± 0.5 minutes", "12.5", "minutes"),
        ("0.81 ± 0.02", "0.81", None),
    ],
)
def test_a_spread_has_the_unit_behind_it(text: str, value: str, unit: str | None) -> None:
    (one,) = numbers_in(read("abstract", "It is " + text))
    assert (one.value, one.unit) == (value, unit)


def test_a_value_with_its_spread_is_of_the_method_in_brackets() -> None:
    (one,) = told("The accuracy on SST-2 is 84.1 ± 0.3% (BERT).")
    assert (one.value, one.unit, one.method) == ("84.1", "%", "BERT")


def test_what_is_judged_is_said_before_the_next_number() -> None:
    (one,) = told("GPT-4 fails in 33% of the questions and answers 67% correctly.")
    assert (one.value, one.metric) == ("33", "failure rate")
    (one,) = told("Readers found 81% of the sentences acceptable.")
    assert (one.value, one.metric) == ("81", "acceptable")
