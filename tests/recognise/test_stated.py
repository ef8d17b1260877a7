"""What a text says outright: of what it denies or plans, and of what kind a name is."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.model import DatasetLink, MethodLink
from kg.recognise import DEFAULT_MIN_CONFIDENCE, recognise

DENIED = tomllib.loads((Path(__file__).parent / "denied.toml").read_text("utf-8"))["case"]
D, M = DatasetLink, MethodLink
NO_USE = {"not-used", "replaced", "planned", "history"}


def links(text: str) -> dict[str, DatasetLink | MethodLink]:
    found = recognise("A Study", text)
    every: list[DatasetLink | MethodLink] = [*found.datasets, *found.methods]
    return {x.name: x for x in every if (x.confidence or 0) >= DEFAULT_MIN_CONFIDENCE}


@pytest.mark.parametrize("case", DENIED, ids=[case["text"][:60] for case in DENIED])
def test_denial_reaches_as_far_as_its_scope(case: dict[str, Any]) -> None:
    found = links(case["text"])
    for name, rule in case["rules"].items():
        rules = {mention.rule for mention in found[name].mentions} & NO_USE
        assert rules == ({rule} if rule else set())
        assert not rule or found[name].role == "mentioned"


def test_what_is_used_elsewhere_is_used() -> None:
    assert links("We do not use ImageNet for training. We evaluate on ImageNet.")["ImageNet"].role == "used"
    assert links("We plan to test on KITTI. We also evaluate on KITTI here.")["KITTI"].role == "used"


@pytest.mark.parametrize(
    ("text", "name", "kind", "role"),
    [
        ("We introduce a dataset of 5,000 trees, called TreeSet-5K.", "TreeSet-5K", D, "introduced"),
        ("We present a corpus of 3,000 sermons, named SermonBank.", "SermonBank", D, "introduced"),
        ("We collect a collection of maps, which we call MapHoard, for all.", "MapHoard", D, "introduced"),
        ("We release a new benchmark of foggy scenes, dubbed FogBench.", "FogBench", D, "introduced"),
        ("We built SheepLex, a lexicon of 10,000 terms.", "SheepLex", D, "introduced"),
        ("We describe the Cornish Treebank (CDT), the first treebank of Cornish.", "CDT", D, "introduced"),
        ("We present GRASP (Great Recordings of Apes), a corpus of calls.", "GRASP", D, "introduced"),
        ("We propose FLOQ (Forecasts of Local Quakes), a model of rock.", "FLOQ", M, "introduced"),
        ("We release two corpora, called HillTalk and DaleTalk.", "DaleTalk", D, "introduced"),
        ("We photograph 900 barns. The resulting dataset is called BarnSet.", "BarnSet", D, "introduced"),
        ("Our new corpus of shanties is now named ShantyBank.", "ShantyBank", D, "introduced"),
        ("We compile a lexicon of knots. It is called KnotLex.", "KnotLex", D, "introduced"),
        ("We annotate a corpus that is called HedgeTalk.", "HedgeTalk", D, "introduced"),
        ("The proposed parser is dubbed KnotParse.", "KnotParse", M, "introduced"),
        ("We use a dataset called TreeBox for training.", "TreeBox", D, "used"),
        ("We evaluate on FogBox, a benchmark for foggy scenes.", "FogBox", D, "used"),
        ("We introduce a model of reading, called ReadNet.", "ReadNet", M, "introduced"),
        ("This paper presents SuperCAT, a new toolkit for corpus analysis.", "SuperCAT", M, "introduced"),
        ("We propose an algorithm called FastSort for large corpora.", "FastSort", M, "introduced"),
    ],
)  # fmt: skip
def test_a_name_is_what_the_sentence_says(text: str, name: str, kind: type, role: str) -> None:
    link = links(text)[name]
    assert isinstance(link, kind) and link.role == role
    assert any(mention.rule.startswith("stated-") for mention in link.mentions)


@pytest.mark.parametrize(
    "text",
    [
        "On FooSet-3, a model of moderate size is best.",
        "We use FooSet-3, a corpus, and a model.",
        "In a text corpus with named Entities, all is well with FooSet-3.",
        "We present a collection of tools, called FooKit-3.",
        "A deep model trained on a large text corpus called BERT is used.",
        "We build a corpus of Basque called Basque in the Making.",
        "We propose a novel architecture for the FooQA dataset, called ReadNet.",
        "Summarisation is a method. FooSet-3 is a success.",
        "The model for this dataset is called FooSet-3.",
        "A dataset is called IID if all is well with FooSet-3.",
        "We build a model and a corpus. It is called FooSet-3.",
        "The tool reads a corpus. It is called FooSet-3.",
    ],
)
def test_what_may_be_understood_otherwise_says_nothing(text: str) -> None:
    every = recognise("A Study", text)
    rules = {m.rule for link in (*every.datasets, *every.methods) for m in link.mentions}
    assert not any(rule.startswith("stated-") for rule in rules)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("The University of Leeds (UoL) helped us with BERT.", "UoL"),
        ("The Democritus University of Thrace (DUTH) team used BERT.", "DUTH"),
    ],
)
def test_an_organisation_is_neither(text: str, missing: str) -> None:
    found = recognise("A Study", text)
    assert missing not in {form for x in (*found.datasets, *found.methods) for form in (x.name, *x.aliases)}


def test_a_corpus_of_a_university_is_a_dataset() -> None:
    (link,) = recognise("A Study", "We train on the Corpus of the University of Wool (CUW).").datasets
    assert link.role == "used"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The AUC was 0.87 (95% CI 0.81-0.92) on FooSet-3.", [("0.87", None)]),
        ("An AUROC of 0.91 (95% confidence interval: 0.88 to 0.93) is reached.", [("0.91", None)]),
        ("The accuracy was 81.2% (95% CI [79.5, 82.9]) on FooSet-3.", [("81.2", "%")]),
        ("The accuracy is 95% and the AUC 0.92 on FooSet-3.", [("95", "%"), ("0.92", None)]),
    ],
)
def test_a_confidence_interval_is_no_figure(text: str, values: list[tuple[str, str | None]]) -> None:
    assert [(figure.value, figure.unit) for figure in recognise("A Study", text).evaluations] == values
