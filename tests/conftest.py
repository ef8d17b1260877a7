"""What many tests share: where things lie, and one export of the examples."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kg.engines.local import Options, run
from kg.write import FORMATS

ROOT = Path(__file__).parent.parent
EXAMPLES = [*sorted((ROOT / "examples" / "pages").iterdir()), ROOT / "examples" / "records.jsonl"]
SHARED = ROOT.parent / "shared"

# That a machine is slow is no defect of the code.
settings.register_profile("kg", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kg")


@pytest.fixture(scope="session")
def example_dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples exported in every format."""
    out = tmp_path_factory.mktemp("examples")
    run(EXAMPLES, out, Options(formats=tuple(FORMATS)), lambda problem: None)
    return out
