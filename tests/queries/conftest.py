"""The example data, exported once."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from tests.queries.cases import export_examples, rdflib_dataset


@pytest.fixture(scope="session")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export_examples(tmp_path_factory.mktemp("examples"))


@pytest.fixture(scope="session")
def dataset(dump: Path) -> rdflib.Dataset:
    return rdflib_dataset(dump)
