"""Numbers that options take: what is no number, or beyond any use, is refused before anything is done."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli import COMMANDS, main
from kg.cli.numbers import Number

BOUNDED = [
    (name, option.opts[0])
    for name in COMMANDS
    for option in main.get_command(click.Context(main), name).params  # type: ignore[union-attr]
    if isinstance(option.type, click.types.FloatParamType)
]
ARGUMENTS = {
    "export": ["in.jsonl", "-o", "out"],
    "explain": ["in.jsonl"],
    "publish": ["in.jsonl", "--root", "root"],
    "query": ["gaps", "--endpoint", "http://127.0.0.1:9/"],
    "load": [".", "--store", "sparql", "--url", "http://127.0.0.1:9/", "--graph", "http://example.org/g"],
}


def test_every_command_with_a_number_is_tried() -> None:
    assert {name for name, _ in BOUNDED} == set(ARGUMENTS)


@pytest.mark.parametrize("value", ["nan", "-nan", "inf", "1e300", "1e10", "-1"])
@pytest.mark.parametrize(("name", "option"), BOUNDED)
def test_what_is_no_number_or_beyond_bounds_is_a_usage_error(
    name: str, option: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.jsonl").write_text('{"title": "On Sheep"}\n')
    run = CliRunner().invoke(main, [name, *ARGUMENTS[name], f"{option}={value}"])
    assert (run.exit_code, run.stdout) == (2, ""), run.output
    assert run.stderr.startswith(f"kg: kg {name}: invalid value for '{option}'")
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_the_shrink_guard_cannot_be_turned_off_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_MAX_SHRINK", "nan")
    run = CliRunner().invoke(main, ["publish", str(tmp_path), "--root", str(tmp_path / "root")])
    assert run.exit_code == 2
    assert "'--max-shrink'" in run.stderr and "nan is not a number" in run.stderr


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("12.5", 12.5), ("1e2", 100), (" 7 ", 7)])
def test_numbers_within_bounds_pass(text: str, number: float) -> None:
    assert Number(0, 100).convert(text, None, None) == number
