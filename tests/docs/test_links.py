"""What the documentation points to is there, and every page can be reached from its map."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "examples").glob("*.md")])
LINK = re.compile(r"\[[^][]*\]\(([^)\s]+)\)")
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))


def links(page: Path) -> list[tuple[Path, str]]:
    """(file, anchor) of every link that stays inside the project."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    found = [target.partition("#") for target in LINK.findall(text) if "://" not in target]
    return [((page.parent / file).resolve() if file else page, anchor) for file, _, anchor in found]


def anchors(page: Path) -> set[str]:
    """The anchors that forges give to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for file, anchor in links(page):
        assert file.exists(), f"{page.name}: {file}"
        assert file.is_relative_to(ROOT), f"{page.name}: {file} is outside the project"
        assert not anchor or anchor in anchors(file), f"{page.name}: {file.name}#{anchor}"


def test_every_page_is_on_the_map() -> None:
    mapped = {file for file, _ in links(DOCS / "README.md")}
    pages = {page for page in DOCS.rglob("*.md") if page not in (DOCS / "README.md", *DECISIONS)}
    assert sorted(str(page.relative_to(DOCS)) for page in pages - mapped) == []


def test_every_decision_is_listed_and_as_short_as_the_others() -> None:
    listed = [file for file, _ in links(DOCS / "decisions" / "README.md")]
    assert listed == DECISIONS
    for number, page in enumerate(DECISIONS, 1):
        text = page.read_text(encoding="utf-8")
        assert page.name.startswith(f"{number:04}-")
        assert text.startswith(f"# {number:04} ")
        assert [text.count(f"\n**{part}.**") for part in ("Chosen", "Rejected", "Why")] == [1, 1, 1]
        assert text.count("\n") <= 16, page.name


def test_tests_that_are_named_are_there() -> None:
    page = DOCS / "explanation" / "architecture.md"
    named = re.findall(r"\[`(test_\w+)`\]\((.+?)\)", page.read_text(encoding="utf-8"))
    assert len(named) > 15
    for name, file in named:
        tree = ast.parse((page.parent / file).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, (
            f"{file}: {name}"
        )


def test_every_module_is_in_the_table_of_the_architecture() -> None:
    named = {file for file, _ in links(DOCS / "explanation" / "architecture.md")}
    modules = {
        path
        for path in (ROOT / "kg").iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").exists()) and not path.name.startswith("__")
    }
    assert sorted(path.name for path in modules - named) == []
