"""The reference of the commands is whole and fresh, and so is that of the exit status."""

from __future__ import annotations

import re
import runpy

import click
import pytest

from kg import errors
from kg.cli import COMMANDS, main
from kg.recognise import DEFAULT_MIN_CONFIDENCE
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
STATUS = (ROOT / "docs" / "reference" / "exit-status.md").read_text(encoding="utf-8")


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    section = PAGE.partition(f"\n## kg {name}\n")[2].partition("\n## ")[0]
    options = [parameter for parameter in command(name).params if isinstance(parameter, click.Option)]
    for option in options:
        assert option.help, f"kg {name} {option.name} has no help text"
        assert all(f"`{spelt}`" in section for spelt in option.opts), f"kg {name} {option.opts}"
    assert f"(#kg-{name})" in PAGE


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_fits_one_line_of_the_list_of_all(name: str) -> None:
    assert not command(name).get_short_help_str(66).endswith("...")


def test_the_page_is_fresh() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "cli.py"))["page"]
    assert page() == PAGE, "run: python docs/cli.py > docs/reference/cli.md"


def test_the_default_confidence_is_the_one_that_the_help_states() -> None:
    (option,) = (o for o in command("export").params if o.name == "min_confidence")
    assert isinstance(option, click.Option) and f"by default {DEFAULT_MIN_CONFIDENCE}," in str(option.help)


def test_every_exit_status_is_documented() -> None:
    listed = {int(number) for number in re.findall(r"^\| (\d+) \|", STATUS, re.M)}
    named = [getattr(errors, name) for name in errors.__all__]
    assert listed == {0, *(error.exit_status for error in named if isinstance(error, type))}
