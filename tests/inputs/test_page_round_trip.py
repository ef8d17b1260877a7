"""Pages made from random records are read back as those records, in either layout."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg import inputs
from kg.inputs.dates import MONTHS
from kg.inputs.page.head import parse_head
from kg.model import Paper, Problem, Profile

GIVEN = ("Ada", "Bo", "Chen", "Dmitri", "Élodie", "Jean-Pierre", "J.", "Łukasz", "Mary Ann", "Xiaoming")
FAMILY = (
    "Fold",
    "Pen",
    "van der Meer",
    "O'Shea",
    "García Márquez",
    "Wang",
    "McCallum",
    "Ünal",
    "Le",
    "Nguyen",
)
WORDS = [
    "Learning",
    "counting",
    "sheep",
    "with",
    "neural",
    "networks",
    "in",
    "the",
    "wild",
    "and",
    "transformers",
    "for",
    "robust",
    "recognition",
    "of",
    "goats",
    "under",
    "fog",
    "BERT",
    "LSTMs",
    "GPT-3",
    "YouTube",
    "end-to-end",
    "Multi-Task",
    "(MT)",
    "evaluation",
    "speech",
]

name = st.builds("{} {}".format, st.sampled_from(GIVEN), st.sampled_from(FAMILY))
title = st.builds(
    "{} {}{}".format,
    st.sampled_from(("Towards", "FoldNet:", "On", "a")),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=9).map(" ".join),
    st.sampled_from(("", "", "?", "!")),
)
day = st.dates().map(lambda d: (d.month, d.day, d.year if d.year % 3 else None))
text = st.text(st.characters(exclude_categories=["C", "Zl", "Zp", "Zs"]), min_size=1).map("We say: {}".format)
record = st.fixed_dictionaries(
    {
        "score": st.sampled_from(("", "63.1", "7")),
        "field": st.sampled_from(("CV", "LG", "AS", "quant-ph")),
        "day": day,
        "full": st.booleans(),
        "code": st.booleans(),
        "title": title,
        "authors": st.lists(name, min_size=1, max_size=5, unique=True),
        "abstract": text,
    }
)


def head(r: dict) -> str:  # type: ignore[type-arg]
    month, number, year = r["day"]
    month_name = MONTHS[month - 1] if r["full"] else MONTHS[month - 1][:3]
    return (
        f"{r['score']}{r['field']}{month_name} {number}{f', {year:04}' if year else ''}{'Code' * r['code']}"
    )


def authors(r: dict) -> str:  # type: ignore[type-arg]
    return ", ".join(r["authors"][:3]) + " et al." * (len(r["authors"]) > 3)


def read(page: str) -> list[Paper | Profile | Problem]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.txt"
        file.write_text(page, encoding="utf-8", newline="")
        return list(inputs.read(file))


def check(records: list[dict], page: str) -> None:  # type: ignore[type-arg]
    papers = read(page)
    assert not [item for item in papers if isinstance(item, Problem)]
    assert len(papers) == len(records)
    for paper, r in zip(papers, records, strict=True):
        assert isinstance(paper, Paper)
        month, number, year = r["day"]
        assert paper.date == f"{f'{year:04}' if year else 'XXXX'}-{month:02}-{number:02}"
        assert (paper.has_code or False, str(paper.score or "")) == (r["code"], r["score"])
        assert (paper.title, paper.abstract) == (r["title"], r["abstract"])
        assert [a.name for a in paper.authors] == r["authors"][:3]
        assert paper.authors_complete is (len(r["authors"]) <= 3)


@settings(max_examples=60)
@given(st.lists(record, min_size=1, max_size=6), st.sampled_from(("\n", "\r\n")))
def test_the_layout_with_parted_lines(records: list[dict], end: str) -> None:  # type: ignore[type-arg]
    blocks = [f"{head(r)}\n{r['title']}\n\n{authors(r)}\n\n{r['abstract']}\n" for r in records]
    check(records, "\n".join(blocks).replace("\n", end))


@settings(max_examples=60)
@given(st.lists(record, min_size=1, max_size=6))
def test_the_layout_with_glued_lines(records: list[dict]) -> None:  # type: ignore[type-arg]
    """Where the joint lies is a judgement (benchmarks/glued_titles.py); that nothing is lost is not."""
    blocks = [f"{head(r)}\n{r['title']}{authors(r)}\n{r['abstract']}\n" for r in records]
    papers = [item for item in read("".join(blocks)) if isinstance(item, Paper)]
    assert [paper.abstract for paper in papers] == [r["abstract"] for r in records]
    for paper, r in zip(papers, records, strict=True):
        names = [author.name for author in paper.authors]
        cut = " et al." if len(r["authors"]) > 3 else ""
        assert paper.title + ", ".join(names) + cut == r["title"] + authors(r)
        if cut and names:
            assert names[1:] == r["authors"][1:3]


@settings(max_examples=80)
@given(st.lists(record, min_size=1, max_size=4), st.data())
def test_a_page_cut_anywhere_keeps_the_records_before_the_cut(
    records: list[dict],  # type: ignore[type-arg]
    data: st.DataObject,
) -> None:
    blocks = [f"{head(r)}\n{r['title']}\n\n{authors(r)}\n\n{r['abstract']}\n\n" for r in records]
    whole, last = "".join(blocks[:-1]), blocks[-1]
    page = whole + last[: data.draw(st.integers(0, len(last)))]
    if not parse_head(page.split("\n")[0]) or page.count("\n") < 2:
        return  # cut off before there was a record
    papers = [item for item in read(page) if isinstance(item, Paper)]
    assert [paper.title for paper in papers][: len(records) - 1] == [r["title"] for r in records[:-1]]
    for paper in papers:
        assert not any(re.search(r"\bet a", author.name) for author in paper.authors)
        assert paper.abstract or paper.authors_complete is not True
    for paper, r in zip(papers, records, strict=False):
        assert paper.title == r["title"]
        assert paper.abstract or [a.name for a in paper.authors] == r["authors"][: len(paper.authors)]
