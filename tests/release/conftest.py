"""Small exports and roots to release them in."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from kg.engines.local import Options, run
from kg.release import Manifest, Settings, publish, running

BASE = "https://example.org/kg/"
Record = dict[str, Any]
Release = Callable[..., Manifest | None]


def papers(count: int, **changes: Any) -> list[Record]:
    """Papers that share nothing but their first author and a dataset."""
    return [
        {
            "title": f"The {number}th quiet harbour",
            "authors": [{"name": "Ada Quay"}, {"name": f"Bo Pier{chr(97 + number % 26) * 3}"}],
            "authors_complete": True,
            "date": f"{2015 + number % 9}-05-01",
            "arxiv_id": f"2101.{number:05}",
            "abstract": "Ships wait.",
            "datasets": [{"name": "HarbourSet", "role": "used"}],
            "methods": [],
            "evaluations": [],
            **changes,
        }
        for number in range(count)
    ]


def export(folder: Path, records: Iterable[Record], name: str = "records") -> Path:
    """The records exported, each from a file of its own, so that changing one changes no other source."""
    inputs = folder / f"{name}-input"
    inputs.mkdir(parents=True)
    files = []
    for number, record in enumerate(records):
        files.append(inputs / f"{number:04}.jsonl")
        files[-1].write_text(json.dumps(record) + "\n", encoding="utf-8")
    out = folder / f"{name}-export"
    run(files, out, Options(base=BASE, formats=("nt",)), lambda problem: None)
    return out


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "root"


@pytest.fixture
def release(tmp_path: Path, root: Path) -> Release:
    """Export records and publish them below `root`."""
    count = 0

    def make(records: Iterable[Record], **settings: Any) -> Manifest | None:
        nonlocal count
        count += 1
        exported = export(tmp_path, records, f"run-{count}")
        with running(root) as journal:
            journal.published = publish(root, exported, Settings(**{"base": BASE, **settings}))
        return journal.published

    return make
