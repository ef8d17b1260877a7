"""Recognition as a whole: what is found, where it stands, and that nothing else matters."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Mention, Recognition
from kg.recognise import DEFAULT_MIN_CONFIDENCE, recognise
from kg.recognise.lexicon import default_lexicon
from kg.recognise.propose import propose
from kg.recognise.text import read

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["case"]
PARTS = (
    "a ",
    "We use ",
    "ImageNet ",
    "BERT (",
    "LRS3",
    ") ",
    "$x_1$ ",
    "\\emph{",
    "}",
    ". ",
    "93.4% ",
    "\u200b",
    "\x00",
    "é",
    "-",
    "Net-5 ",
    "Foo ",
    "of ",
    "in the ",
)


def squeeze(name: str) -> str:
    return "".join(name.split())


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    found = recognise(case["title"], case.get("abstract"))
    assert found.text_read == case.get("text_read", "title and abstract")
    for kind in ("datasets", "methods"):
        links = {squeeze(x.name): x for x in getattr(found, kind) if x.confidence >= DEFAULT_MIN_CONFIDENCE}
        wanted = {squeeze(name): role for name, role in case.get(kind, {}).items()}
        assert wanted.keys() <= links.keys()
        assert {name: links[name].role for name, role in wanted.items() if role} == {
            n: r for n, r in wanted.items() if r
        }
        if "text_read" in case:
            assert not links
    aliases = {x.name: x.aliases for x in (*found.datasets, *found.methods)}
    assert all(long in aliases[name] for name, long in case.get("aliases", {}).items())


def mentions(found: Recognition) -> list[tuple[str, Mention]]:
    links = (*found.datasets, *found.methods)
    figures = [(f.value, f.mention) for f in found.evaluations if f.mention]
    return [(name, m) for link in links for name, m in ((link.name, m) for m in link.mentions)] + figures


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join))
def test_offsets_point_into_the_text_as_given(abstract: str) -> None:
    for _, mention in mentions(recognise("On ImageNet", abstract)):
        text = abstract if mention.part == "abstract" else "On ImageNet"
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        assert mention.quote in text
        assert 0 <= mention.confidence <= 1


def test_an_invisible_character_inside_a_name_does_not_hide_it() -> None:
    text = "We evaluate on the Image\u200dNet dataset."
    (link,) = recognise("Title", text).datasets
    assert link.name == "ImageNet"
    assert text[link.mentions[0].start : link.mentions[0].end] == "Image\u200dNet"


def test_a_text_gives_the_same_in_any_company() -> None:
    texts = [(case["title"], case.get("abstract")) for case in CASES]
    there = [recognise(*text) for text in texts]
    back = [recognise(*text) for text in reversed(texts)]
    assert there == back[::-1]


def test_the_hash_seed_changes_nothing() -> None:
    program = (
        "import tomllib, sys; from kg.recognise import recognise\n"
        f"cases = tomllib.load(open({str(Path(__file__).parent / 'cases.toml')!r}, 'rb'))['case']\n"
        "print([recognise(c['title'], c.get('abstract')) for c in cases])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "20")
    }
    assert len(outputs) == 1


def calls(text: str) -> int:
    """How many functions recognition calls: a measure of work that no clock disturbs."""
    count = 0

    def watch(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(watch)
    try:
        recognise("Title", text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    ["Net%d-X, ", "A (B ", "Abc Def (AD) ", "\\emph{ ", "a-", "A-", "<a ", "accuracy of 12.%d%% on ImageNet ",
     "Foo Bar ", "deep network model ", "()[]{}", "93.%d%% accuracy on ", "outperforms X by 3.%d%% over ",
     "using Net%d on the Data%d dataset with 9.5%% accuracy and ", "without ", "not Net%d, ", "no Net%d and ",
     "we plan to Net%d ", "Net%d has ", "Net%d, a corpus of ", "a corpus, called Net%d, ", "called ", "it ",
     "3.%d%%, ", "mAP@", "from 3%% to ", "accuracy (AB) ", "accuracy 91%% and WER, ",
     "GPT-2 is at 91.2%% BERT ",
     "our Net%d, our parser (ours), ", "wav2vec 2.0 has 2.0 WER ", "R@1@[0.5:"],
)  # fmt: skip
def test_work_grows_with_the_length_of_hostile_text(piece: str) -> None:
    def text(n: int) -> str:
        head = "We show that this is the case in all of the data that we have. " * 40
        return head + "".join(piece.replace("%d", str(i)).replace("%%", "%") for i in range(n))

    recognise("Title", text(1600))  # so that all caches are as warm as they get
    assert calls(text(1600)) < 3 * calls(text(800))


@pytest.mark.parametrize("words", range(1, 12))
@pytest.mark.parametrize("small", ["of", "in the"])
def test_a_long_name_is_cut_behind_no_small_word(words: int, small: str) -> None:
    name = " ".join((["Great", "House", "Archive"] * 4)[:words])
    tokens = read("abstract", f"We use {name} {small} Wales in all of this.")
    found = list(propose(tokens, default_lexicon(), [], []))
    assert all(one.start < one.end and tokens.words[one.end - 1] not in ("of", "in", "the") for one in found)


def test_a_text_of_one_name_tells_a_hundred_places() -> None:
    found = recognise("Title", "We train on the Foo Corpus dataset. " * 300)
    assert max(len(link.mentions) for link in found.datasets) == 100


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\ud800", "\u202e\u202e", "(", "\\", "$", "%", "<", "." * 50, "-" * 50]
)
def test_odd_texts_give_nothing_and_no_error(text: str) -> None:
    found = recognise("Title", text)
    assert not found.datasets and not found.methods and not found.evaluations
