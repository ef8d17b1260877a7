"""What JSON Lines promises beyond the cases: exact numbers, whatever is written comes back."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import inputs
from kg.inputs import jsonl
from kg.inputs.source import UNSAFE
from kg.inputs.tidy import tidy
from kg.model import Author, DatasetLink, Evaluation, MethodLink, Paper, Problem

CASES = Path(__file__).parent / "jsonl"
UNSAFE_HERE = "".join(character for character in map(chr, range(0x10000)) if UNSAFE.match(character))
alphabet = st.characters(exclude_categories=["Cs"], exclude_characters=UNSAFE_HERE)
safe, name = st.text(alphabet), st.text(alphabet, min_size=1).map(lambda text: " ".join(text.split()) or "x")
paper = st.builds(
    Paper,
    title=name,
    authors=st.lists(st.builds(Author, name, st.sampled_from((None, "0000-0002-1825-0097"))), max_size=3).map(
        tuple
    ),
    authors_complete=st.none() | st.booleans(),
    date=st.sampled_from((None, "2023", "2023-03", "2024-02-29", "XXXX-02-29")),
    abstract=st.none() | safe,
    score=st.none() | st.decimals(-(10**6), 10**6, places=3),
    code=st.none() | st.lists(safe).map(tuple),
    datasets=st.none() | st.lists(st.builds(DatasetLink, name=name)).map(tuple),
    methods=st.none() | st.lists(st.builds(MethodLink, name=name, role=st.just("compared"))).map(tuple),
    evaluations=st.none() | st.lists(st.builds(Evaluation, metric=name, value=name)).map(tuple),
).filter(lambda record: tidy(record) == (record, []))


def read(file: Path) -> list[Paper | Problem]:
    return [item for item in inputs.read(file, format="jsonl") if isinstance(item, Paper | Problem)]


@settings(max_examples=50)
@given(st.lists(paper, min_size=1, max_size=4), st.booleans(), st.booleans())
def test_papers_come_back_as_they_were_written(
    tmp_path_factory: object, papers: list[Paper], escaped: bool, with_nulls: bool
) -> None:
    file = tmp_path_factory.mktemp("jsonl") / "x.jsonl"  # type: ignore[attr-defined]
    encoder = msgspec.json.Encoder(decimal_format="number")
    lines = [encoder.encode(p).decode() for p in papers]
    if escaped:
        lines = [
            json.dumps(json.loads(line, parse_float=float)) if p.score is None else line
            for p, line in zip(papers, lines, strict=True)
        ]
    if with_nulls:
        lines = [line[:-1] + ', "links": null, "fields": null}' for line in lines]
    file.write_bytes("\n".join(lines).encode())
    assert [msgspec.structs.replace(p, source=None) for p in read(file) if isinstance(p, Paper)] == papers


def test_numbers_keep_their_digits(tmp_path: Path) -> None:
    lines = (
        '{"title": "A", "score": 63.10}',
        '{"title": "B", "score": 63.10, "abstract": null, "fields": null}',
    )
    (tmp_path / "x.jsonl").write_text("\n".join(lines))
    assert [str(p.score) for p in read(tmp_path / "x.jsonl") if isinstance(p, Paper)] == ["63.10", "63.10"]
    assert Decimal("63.10") == Decimal("63.1")


@pytest.mark.parametrize("depth", [900, 3_000, 100_000])
def test_what_is_nested_too_deeply_is_told_and_the_rest_is_read(tmp_path: Path, depth: int) -> None:
    deep = '{"title": "A", "z": ' + "[" * depth + "null" + "]" * depth + "}"
    (tmp_path / "x.jsonl").write_text(deep + '\n{"title": "B"}\n')
    problem, kept = read(tmp_path / "x.jsonl")
    assert isinstance(problem, Problem) and problem.record_lost
    assert str(problem).startswith("x.jsonl:1: not JSON that can be read: nested too deeply; ")
    assert isinstance(kept, Paper) and kept.title == "B"


def test_a_null_element_of_a_list_is_not_dropped(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"title": "A", "fields": [null]}\n{"title": "B"}\n')
    problem, kept = read(tmp_path / "x.jsonl")
    assert isinstance(problem, Problem) and problem.record_lost and problem.line == 1
    assert isinstance(kept, Paper)


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_what_is_read_at_once_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, case: str
) -> None:
    good = b'{"title": "Good", "authors": [{"name": "Ana Ruiz"}], "date": "2023"}\n'
    (tmp_path / "x.jsonl").write_bytes(
        (CASES / case / "input.jsonl").read_bytes().rstrip() + b"\n" + 9 * good
    )
    together = list(inputs.read(tmp_path / "x.jsonl", format="jsonl"))
    monkeypatch.setattr(jsonl, "_BLOCK", 1)
    assert list(inputs.read(tmp_path / "x.jsonl", format="jsonl")) == together


def test_long_lines_do_not_pile_up(tmp_path: Path) -> None:
    line = json.dumps({"title": "A", "abstract": "word " * 100_000})
    (tmp_path / "x.jsonl").write_text(f"{line}\n" * 5)
    assert [len(batch) for batch in inputs.batches([tmp_path / "x.jsonl"])] == [1] * 5
