"""The small dump on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sparql.data import EVIDENCE, GRAPH


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    (tmp_path / "graph.nt").write_text(GRAPH, encoding="utf-8")
    (tmp_path / "evidence.nq").write_text(EVIDENCE, encoding="utf-8")
    return tmp_path
