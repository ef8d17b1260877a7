"""What says that a list of authors is cut means the same in every format and layout, wherever it stands."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest

from kg import inputs
from kg.model import Paper, Problem

MARKS = [
    "et al.", "et al", "et. al.", "Et Al.", "etal.", "et alii", "and others", "& others", "and 12 others",
    "+5 more", "+ 5 more", "and 5 more authors", "…", "...", "....",
]  # fmt: skip
NAMES = ["Rosa van der Lea", "Mei-Lin Hay", "J. P. Ewe"]
TITLE = "Shepherds, Goats, and the Sea of Fog"
LAYOUTS = {
    "glued": f"CVMay 1, 2023\n{TITLE}{{}}\nWe count goats.\n",
    "parted": f"CVMay 1, 2023\n{TITLE}\n\n{{}}\n\nWe count goats.\n\n",
}


def _read(folder: Path, text: str, format: str) -> tuple[Paper, list[Problem]]:
    file = folder / "input"
    file.write_text(text, encoding="utf-8")
    *problems, paper = inputs.read(file, format=format)
    assert isinstance(paper, Paper)
    return paper, [problem for problem in problems if isinstance(problem, Problem)]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_at_the_end(tmp_path: Path, layout: str, mark: str) -> None:
    for count, before, behind in product((1, 2, 3), (" ", ", "), ("", ",")):
        line = ", ".join(NAMES[:count]) + before + mark + behind
        paper, _ = _read(tmp_path, LAYOUTS[layout].format(line) * 2, "page")
        assert (paper.title, [author.name for author in paper.authors]) == (TITLE, NAMES[:count]), line
        assert paper.authors_complete is False, line


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_within_a_list_is_told(tmp_path: Path, layout: str, mark: str) -> None:
    for at, before in product((1, 2), (" ", ", ")):
        line = f"{', '.join(NAMES[:at])}{before}{mark}, {', '.join(NAMES[at:])}"
        paper, problems = _read(tmp_path, LAYOUTS[layout].format(line), "page")
        assert (paper.title, [author.name for author in paper.authors]) == (TITLE, NAMES), line
        assert paper.authors_complete is False, line
        assert [problem.line for problem in problems] == [2 if layout == "glued" else 4], line


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_in_a_record(tmp_path: Path, mark: str) -> None:
    for names in (
        [*NAMES, mark],
        [NAMES[0], f"{NAMES[1]} {mark}", NAMES[2]],
        [NAMES[0], f"{NAMES[1]} {mark},", NAMES[2]],
    ):
        record = {"title": TITLE, "authors": [{"name": name} for name in names]}
        paper, problems = _read(tmp_path, json.dumps(record), "jsonl")
        assert [author.name for author in paper.authors] == NAMES, names
        assert paper.authors_complete is False
        assert problems


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("part", [".", " ", "et al. ", "Rosa and ", "A. ", "PhD, ", "… ", "and 5 more "])
def test_endless_lists_are_read(tmp_path: Path, layout: str, part: str) -> None:
    file = tmp_path / "input"
    file.write_text(LAYOUTS[layout].format(f"Rosa Lea, {part * 1000}Mei Hay et al."), encoding="utf-8")
    assert list(inputs.read(file, format="page"))
