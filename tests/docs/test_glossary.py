"""The glossary is in order, and what people read keeps to it."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from kg.cli import COMMANDS, main
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "reference" / "glossary.md"
ROWS = re.findall(r"^\| (.+?) \| (.+?) \| ?(.*?) ?\|$", PAGE.read_text(encoding="utf-8"), re.M)[1:]
WORDS = [word for word, _, _ in ROWS]
AVOIDED = sorted(word for *_, avoid in ROWS for word in avoid.split(", ") if word)
PAGES = [page for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")) if page != PAGE]


def avoided(text: str) -> list[str]:
    return [word for word in AVOIDED if re.search(rf"\b{word}s?\b", text, re.I)]


def test_words_are_in_order_and_stand_once() -> None:
    assert len(WORDS) > 30
    assert sorted(set(WORDS), key=str.lower) == WORDS


def test_no_word_is_avoided_elsewhere() -> None:
    assert AVOIDED and {*WORDS} & {*AVOIDED} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_documentation_keeps_to_it(page: Path) -> None:
    assert avoided(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_keeps_to_it(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert avoided(command.get_help(click.Context(command))) == []
