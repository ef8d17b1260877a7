"""The reference of report.json names every field there is, and none that there is not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from kg.cli import main
from kg.engines.report import Report
from tests.conftest import EXAMPLES, ROOT

PAGE = (ROOT / "docs" / "reference" / "report.md").read_text(encoding="utf-8")
DOCUMENTED = re.findall(r"^\| `([^`]+)` \|", PAGE, re.M)
BAD = '{"title": "A Paper", "year": 2020}\n{"title": "Another", "authors": [{"name": "et al."}]}\n'


def fields(value: object, path: str = "") -> Iterator[str]:
    """The path of every value that is no container."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from fields(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner, path + "[]")
    else:
        yield path


def found(tmp_path: Path) -> set[str]:
    """The fields of a report in which something of every kind happened."""
    (tmp_path / "bad.jsonl").write_text(BAD, encoding="utf-8")
    files = [*map(str, EXAMPLES), str(tmp_path / "bad.jsonl")]
    done = CliRunner().invoke(main, ["export", *files, "-o", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    return set(fields(json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))))


def fits(documented: str, field: str) -> bool:
    """Whether a field is meant; a word in capitals stands for any name."""
    names = re.sub(r"\\?\b[A-Z]+\b", r"[\\w: -]+", re.escape(documented))
    return re.fullmatch(names, field) is not None


def test_every_field_is_documented(tmp_path: Path) -> None:
    missing = {field for field in found(tmp_path) if not any(fits(known, field) for known in DOCUMENTED)}
    assert missing == set()
    parts = {re.split(r"[.\[]", known)[0] for known in DOCUMENTED}
    assert parts == set(Report.__struct_fields__)


def test_every_field_documented_is_there(tmp_path: Path) -> None:
    fields_found = found(tmp_path)
    assert [known for known in DOCUMENTED if not any(fits(known, field) for field in fields_found)] == []
