"""Recognition against the gold standards, where they are at hand: floors well below what was measured."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
GOLD = Path(__file__).parents[3] / "shared/gold"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="needs ../shared/gold")


def test_unseen_halves_of_the_gold_standards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import labelled
    import recognition

    page = recognition.judge(labelled.gold_page()[1::2], recognition.shipped)
    assert page.dataset.f1 >= 0.9 and page.method.f1 >= 0.7 and recognition.mean(page.roles) >= 0.75
    anthology = recognition.judge(labelled.gold_anthology()[1::2], recognition.shipped)
    assert anthology.dataset.f1 >= 0.6 and anthology.method.f1 >= 0.7
    assert recognition.calibration(page.chances + anthology.chances) <= 0.1
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
