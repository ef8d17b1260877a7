"""The picture of the result shows what the graph says, and is fresh."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from docs.picture import SHOWN, picture
from tests.conftest import ROOT

SVG = "{http://www.w3.org/2000/svg}"


def texts(drawing: str) -> list[str]:
    return ["".join(text.itertext()) for text in ElementTree.fromstring(drawing).iter(f"{SVG}text")]


def test_the_picture_is_fresh(example_dump: Path) -> None:
    kept = (ROOT / "docs" / "picture.svg").read_text(encoding="utf-8")
    how = "python -m docs.picture out/graph.nt > docs/picture.svg"
    assert picture(example_dump / "graph.nt") == kept, f"run: {how}"


def test_the_papers_and_what_they_introduce_are_there() -> None:
    words = texts((ROOT / "docs" / "picture.svg").read_text(encoding="utf-8"))
    assert all(any(line.startswith(title[:22]) for line in words) for title in SHOWN)
    assert {"introduces KitchenGrasp", "introduces GraspLoom"} <= set(words)


def test_a_place_that_is_not_in_the_graph_is_not_drawn(example_dump: Path, tmp_path: Path) -> None:
    lines = (example_dump / "graph.nt").read_text(encoding="utf-8").splitlines(keepends=True)
    unplaced = tmp_path / "graph.nt"
    unplaced.write_text("".join(line for line in lines if "#position>" not in line), encoding="utf-8")
    drawing = picture(unplaced)
    assert not {"1", "2", "3"} & set(texts(drawing))
    assert drawing.count("Person unplaced") == picture(example_dump / "graph.nt").count('"place"') * 2 + 2
