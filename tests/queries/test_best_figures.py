"""Which of two figures `best-figures` calls the better one, by the name of what was measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.sparql import find, query

KG = "https://w3id.org/papergraph#"
LESS = (
    "WER", "word error rate", "LPIPS", "KID", "EPE", "MPJPE", "ATE", "RPE", "FPR", "FPR95", "HD95", "Chamfer",
    "Hausdorff distance", "ECE", "Brier score", "NLL", "negative log-likelihood", "bits per character", "PER",
    "collision rate", "failure rate", "false alarm rate", "cumulative regret", "cost", "energy", "drift",
    "peak memory", "power", "FLOPs", "perplexity", "latency", "inference time", "optimality gap",
)  # fmt: skip
MORE = (
    "accuracy", "F1", "BLEU", "mAP", "success rate", "collision-free rate", "energy efficiency", "uptime",
    "frames per second", "error reduction", "failure detection", "AUROC", "log-likelihood", "reward",
    "memory recall", "terseness",
)  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph with the figures 1 and 2 of everything."""
    file = tmp_path_factory.mktemp("figures") / "graph.ttl"
    figures = (
        f"<p{value}> kg:evaluation <f{i}-{value}> . "
        f'<f{i}-{value}> kg:onDataset <set> ; kg:metric "{metric}" ; kg:value {value}.0 .'
        for i, metric in enumerate(LESS + MORE)
        for value in (1, 2)
    )
    head = f'@prefix kg: <{KG}> . @base <https://example.org/> . <set> kg:name "Flock" . '
    file.write_text(head + '<p1> kg:title "A" . <p2> kg:title "B" . ' + "\n".join(figures), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def best(data: Path) -> dict[str, float]:
    rows = query(find("best-figures"), data, {"dataset": "Flock"})
    return {row["measured"].value: float(row["value"].value) for row in rows}  # type: ignore[union-attr]


@pytest.mark.parametrize("metric", LESS)
def test_less_is_better(best: dict[str, float], metric: str) -> None:
    assert best[metric] == 1


@pytest.mark.parametrize("metric", MORE)
def test_more_is_better(best: dict[str, float], metric: str) -> None:
    assert best[metric] == 2
