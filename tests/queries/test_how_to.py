"""What docs/how-to/query.md shows is what happens."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from tests.queries.cases import HERE

PAGE = (HERE.parent.parent / "docs" / "how-to" / "query.md").read_text(encoding="utf-8")
# Those with an endpoint are run by tests/cli/test_dataset.py, on a real one.
COMMANDS = re.findall(r"^(?:\$ )?kg (query (?!.*--endpoint).*)$", PAGE, re.MULTILINE)
SHOWN = re.findall(r"^\$ kg (query .*)\n((?:.+\n)+?)```", PAGE, re.MULTILINE)
(OWN,) = re.findall(r"```sparql\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(autouse=True)
def here(dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").symlink_to(dump)
    (tmp_path / "mine.rq").write_text(OWN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def run(command: str) -> str:
    arguments = shlex.split(command.partition(" > ")[0], comments=True)
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_answers(command: str) -> None:
    assert len(run(command).splitlines()) > 2


@pytest.mark.parametrize(("command", "shown"), SHOWN)
def test_what_is_shown_is_what_comes(command: str, shown: str) -> None:
    assert run(command) == shown


def test_a_parameter_of_ones_own_can_be_set() -> None:
    assert "Speak to Grasp" in run("query mine.rq -p word=GRASP")
    assert "Sharper Quays" not in run("query mine.rq -p word=GRASP")
