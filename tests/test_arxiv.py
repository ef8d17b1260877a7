"""The table of arXiv's categories is whole and sorted, and its codes mean one category each."""

from __future__ import annotations

from collections import Counter

from kg import arxiv
from tests.conftest import ROOT

ROWS = [line.split("\t") for line in (ROOT / "kg" / "arxiv.tsv").read_text(encoding="utf-8").splitlines()]


def test_the_table_has_a_row_a_category_in_order() -> None:
    head, *rows = ROWS
    assert head == ["category", "label", "short", "alias"]
    assert rows == sorted(rows) and len({row[0] for row in rows}) == len(rows)
    assert all(len(row) == 4 and row[1] for row in rows)


def test_a_short_code_is_listed_exactly_where_no_other_archive_has_it() -> None:
    full = [[row[0], *row[3].split()] for row in ROWS[1:]]
    used = Counter(
        code.partition(".")[2] for codes in full for code in {c.partition(".")[2]: c for c in codes}.values()
    )
    for row, codes in zip(ROWS[1:], full, strict=True):
        shorts = {code.partition(".")[2] for code in codes if "." in code}
        alone = {short for short in shorts if used[short] == 1}
        assert set(row[2].split()) == (alone | {"CV"} if row[0] == "cs.CV" else alone)


def test_both_names_of_one_category_are_one() -> None:
    pairs = [("cs.IT", "math.IT"), ("eess.SY", "cs.SY"), ("math.NA", "cs.NA"), ("math.ST", "stat.TH")]
    for kept, alias in [*pairs, ("econ.GN", "q-fin.EC"), ("math-ph", "math.MP")]:
        assert arxiv.category(alias) == arxiv.category(kept) == kept
        assert arxiv.label(kept) and arxiv.label(alias) is None
