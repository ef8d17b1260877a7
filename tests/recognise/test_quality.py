"""Recognition against the gold standards, where they are at hand: floors well below what was measured."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
GOLD = Path(__file__).parents[3] / "shared/gold"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="needs ../shared/gold")


def test_the_gold_standards(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the shipped weights reach on papers they learned from; the benchmark tells of unseen ones."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import labelled
    import recognition

    page = recognition.judge(labelled.gold_page(), recognition.shipped)
    assert page.dataset.f1 >= 0.9 and page.method.f1 >= 0.75 and recognition.mean(page.roles) >= 0.8
    anthology = recognition.judge(labelled.gold_anthology(), recognition.shipped)
    assert anthology.dataset.f1 >= 0.7 and anthology.method.f1 >= 0.7
    assert page.owner.precision >= 0.85 and anthology.owner.precision >= 0.85
    assert page.owner.recall >= 0.6 and recognition.mean(page.places) >= 0.85
    assert recognition.mean(page.metrics) >= 0.85 and recognition.mean(anthology.metrics) >= 0.85
    assert page.figure.recall >= 0.85 and page.alias.precision >= 0.9
    for name in ("labelled", "recognition"):
        sys.modules.pop(name, None)


def test_every_address_of_the_page_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import json

    import labelled

    rows = [
        json.loads(line) for line in (GOLD / "003_4ae24f9f94c56a38.jsonl").read_text("utf-8").splitlines()
    ]
    papers = {paper.title: paper for paper in labelled.gold_page()}
    from kg.recognise.addresses import addresses

    for row in rows:
        code, links = addresses(papers[row["title"]].abstract)
        assert {a.rstrip("/") for a in code + links} == {a.rstrip("/") for a in row["urls"]}
    sys.modules.pop("labelled", None)
