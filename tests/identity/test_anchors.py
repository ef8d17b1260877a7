"""Every mention stands where it says in the paper, whichever record's text was kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kg.identity.anchors import anchored, lost
from kg.identity.conflicts import conflicts
from kg.identity.merge import merge
from kg.model import DatasetLink, Evaluation, Mention, MethodLink, Paper, Place
from kg.recognise import recognise


def record(title: str, abstract: str | None, line: int = 1, **values: object) -> Paper:
    """A record with what recognition reads in it."""
    found = recognise(title, abstract)
    place = Place(file="test.jsonl", sha256="0" * 64, format="jsonl", line=line)
    lists = {"datasets": found.datasets, "methods": found.methods, "evaluations": found.evaluations}
    return Paper(title=title, abstract=abstract, source=place, **lists, **values)  # type: ignore[arg-type]


def mentions(paper: Paper) -> Iterator[Mention]:
    for link in (*(paper.datasets or ()), *(paper.methods or ())):
        yield from link.mentions
    yield from (figure.mention for figure in paper.evaluations or () if figure.mention)


def exact(paper: Paper) -> list[str]:
    """The words that the mentions name, each checked to be within its sentence, which is in the text."""
    found = []
    for mention in mentions(paper):
        text = paper.title if mention.part == "title" else paper.abstract or ""
        assert mention.quote in text
        found.append(text[mention.start : mention.end])
        assert found[-1] and found[-1] in mention.quote
    return found


SHORT = "We train ResNet-50 on the ImageNet dataset. We reach an accuracy of 81.5% on CIFAR-10."
LONG = f"Pictures are hard to tell apart, as every reader of this paper knows. {SHORT} The code is there."


def test_mentions_move_with_their_sentence() -> None:
    short, whole = record("On Pictures", SHORT), record("On Pictures", LONG, line=2)
    merged = merge([short, whole]).paper
    assert merged.abstract == LONG
    assert sorted(exact(merged)) == sorted(exact(whole)), "a sentence of both is one mention"
    assert {"ResNet-50", "ImageNet"} <= set(exact(merged))
    assert lost(short, merged) == lost(whole, merged) == 0


def test_mentions_of_a_text_that_was_not_kept_are_told() -> None:
    short = record("On Pictures", "We train ResNet-50 on the ImageNet dataset.")
    whole = record("On Pictures", "Pictures of cats and dogs are told apart, with patience alone.", line=2)
    merged = merge([short, whole]).paper
    assert exact(short) and exact(merged) == []
    assert [link.name for link in merged.datasets or ()] == ["ImageNet"], "what the record says stays"
    told = [problem for problem in conflicts([short, whole], merged) if "mentions" in problem.what]
    (problem,) = told
    assert (problem.line, problem.what.partition(" ")[0]) == (1, str(len(exact(short))))


def test_a_role_that_the_kept_text_does_not_give_goes() -> None:
    def saying(text: str, role: str, line: int) -> Paper:
        mention = Mention("abstract", text.index("BERT"), text.index("BERT") + 4, text, "shape")
        link = MethodLink(name="BERT", role=role, confidence=0.9, mentions=(mention,))  # type: ignore[arg-type]
        place = Place(file="test.jsonl", sha256="0" * 64, format="jsonl", line=line)
        return Paper(title="On Words", abstract=text, methods=(link,), source=place)

    used, mentioned = saying("We use BERT.", "used", 1), saying("There is BERT, for one.", "mentioned", 2)
    assert [link.role for link in merge([used, mentioned]).paper.methods or ()] == ["mentioned"]
    given = replace(used, methods=(MethodLink(name="BERT", role="used"),))
    assert {link.role for link in merge([given, mentioned]).paper.methods or ()} == {"used", "mentioned"}


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("A ResNet for ImageNet", "A RESNET FOR IMAGENET, AND MORE"),
        ("A ResNet: For ImageNet", "A ResNet – for ImageNet and Others"),
    ],
)
def test_a_title_with_other_signs_has_the_same_names(title: str, kept: str) -> None:
    def at(name: str) -> Mention:
        return Mention("title", title.index(name), title.index(name) + len(name), title, "shape")

    paper = Paper(
        title=title,
        datasets=(DatasetLink(name="ImageNet", mentions=(at("ImageNet"),)),),
        methods=(MethodLink(name="ResNet", mentions=(at("ResNet"),)),),
        evaluations=(Evaluation(metric="accuracy", value="1", mention=at("A")),),
    )
    there = replace(anchored(paper, kept, None), title=kept)
    assert [text.lower() for text in exact(there)] == ["imagenet", "resnet", "a"]


def test_a_name_within_a_word_is_no_mention_of_it() -> None:
    mention = Mention("title", 2, 5, "A GAN", "shape")
    paper = Paper(title="A GAN", methods=(MethodLink(name="GAN", mentions=(mention,)),))
    assert [*mentions(anchored(paper, "An ORGAN", None))] == []


_SENTENCE = st.sampled_from(
    (
        "We train ResNet-50 on ImageNet.",
        "We train ResNet-50 on the ImageNet dataset and İstanbul.",
        "BERT (Devlin) is used.",
        "Accuracy is 81.5% on CIFAR-10.",
        "Nothing is named here, ſo to speak.",
        "WE TRAIN RESNET-50 ON IMAGENET.",
    )
)


@given(st.lists(st.lists(_SENTENCE, max_size=3).map(" ".join), min_size=2, max_size=3))
def test_every_mention_of_a_merged_paper_stands_there(abstracts: list[str]) -> None:
    titles = ("ResNet-50 and ImageNet", "RESNET-50 AND IMAGENET", "ImageNet with BERT: ResNet-50 again")
    records = [record(titles[i], text or None, line=i + 1) for i, text in enumerate(abstracts)]
    exact(merge(records).paper)
