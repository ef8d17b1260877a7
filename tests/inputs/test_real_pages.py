"""The two real pages, where they are at hand: every figure that was counted on them by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg import inputs
from kg.model import Paper, Problem, Profile

SHARED = Path(__file__).parents[3] / "shared"
GLUED, PARTED = (
    SHARED / "pages" / f"{name}.txt" for name in ("000_2053242d092bc0fc", "003_4ae24f9f94c56a38")
)
GOLD = SHARED / "gold" / f"{PARTED.stem}.jsonl"
pytestmark = pytest.mark.skipif(not GLUED.exists(), reason="the real pages are not here")


def papers(file: Path) -> list[Paper]:
    return [item for item in inputs.read(file) if isinstance(item, Paper)]


def test_everything_that_the_gold_standard_says_of_the_page() -> None:
    read = papers(PARTED)
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    assert len(read) == len(gold) == 50
    for paper, want in zip(read, gold, strict=True):
        assert paper.title == re.sub(r"\\[a-z]+\{([^}]*)\}", r"\1", want["title"])
        assert [author.name for author in paper.authors] == want["authors"]
        assert paper.authors_complete is not want["et_al"]
        assert paper.date_text == want["date_text"]
        assert (paper.date or "").startswith("XXXX") is ("," not in want["date_text"])
        assert [field.partition(".")[2] for field in paper.fields] == [want["field"]]
        assert bool(paper.has_code) is want["code_flag"]
        assert (paper.score and float(paper.score)) == want["score"]
        assert paper.owner == "Maja Pantic"
        assert all(url in (paper.abstract or "") for url in want["urls"])


def test_the_header_and_what_is_missing() -> None:
    items = list(inputs.read(PARTED))
    profile = next(item for item in items if isinstance(item, Profile))
    figures = (profile.name, profile.field, profile.h_index, profile.papers, profile.citations)
    assert figures == ("Maja Pantic", "cs.CV", 36, 104, 7409)
    assert (profile.novelty, profile.ai_score, profile.announced, profile.listed) == (49, 57, 104, 50)
    says = [item.what for item in items if isinstance(item, Problem)]
    assert says == ["54 of the 104 papers announced are not on the page"]


def test_glued_titles_end_where_the_abstract_or_the_other_page_says() -> None:
    read = papers(GLUED)
    assert len(read) == 30
    known = {
        author.name for file in (GLUED, PARTED) for paper in papers(file) for author in paper.authors[1:]
    }
    texts = GLUED.read_text(encoding="utf-8").split("\n")
    for paper in read:
        assert paper.source and len(paper.authors) == 3 and paper.authors_complete is False
        names = ", ".join(author.name for author in paper.authors)
        assert f"{paper.title}{names} et al." == texts[paper.source.line]
    first = {paper.authors[0].name for paper in read}
    alone = {
        "Zimo Wen",
        "Chenyu Wang",
        "Anrui Chen",
        "Yubin Shi",
        "Rafael Poyiadzi",
        "Yiming Lin",
        "Anshul Thakur",
    }
    assert first - known <= alone | {"Yingying Zhao", "Zhendong Huang", "Hengjie Cao", "Yuhu Chang"}


def test_both_pages_together() -> None:
    read = papers(GLUED) + papers(PARTED)
    assert (len(read), len({paper.title for paper in read})) == (80, 74)
    names = {author.name for paper in read for author in paper.authors}
    assert len(names | {"Maja Pantic"}) == 72
    assert not any("et al" in name for name in names)


def test_a_year_is_inferred_where_none_is_printed_and_only_there() -> None:
    for paper in papers(GLUED) + papers(PARTED):
        printed = paper.date_text is not None and "," in paper.date_text
        assert (paper.inferred_date is None) is printed
        assert printed or str(paper.inferred_date).startswith("2026-")
