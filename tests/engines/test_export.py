"""What must always hold of an export."""

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from kg import inputs, resources
from kg.engines.local import Options, run
from kg.model import Paper, Problem
from tests.conftest import EXAMPLES, SHARED

FILES = ("graph.nt", "graph.ttl", "graph.jsonld", "evidence.nq")


def export(paths: list[Path], out: Path, **options: object) -> dict[str, bytes]:
    run(paths, out, Options(**options), lambda problem: None)  # type: ignore[arg-type]
    return {name: (out / name).read_bytes() for name in FILES}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return export(EXAMPLES, tmp_path_factory.mktemp("expected"))


@pytest.mark.parametrize("seed", range(5))
def test_same_bytes_under_any_hash_seed(expected: dict[str, bytes], tmp_path: Path, seed: int) -> None:
    command = [sys.executable, "-m", "kg", "export", *map(str, EXAMPLES), "-o", str(tmp_path)]
    subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": str(seed)}, check=True, capture_output=True)
    assert {name: (tmp_path / name).read_bytes() for name in FILES} == expected


@pytest.mark.parametrize("seed", range(4))
def test_same_bytes_from_shuffled_inputs(expected: dict[str, bytes], tmp_path: Path, seed: int) -> None:
    paths = random.Random(seed).sample(EXAMPLES, len(EXAMPLES))
    assert export(paths, tmp_path) == expected


def test_same_bytes_again_and_from_elsewhere(expected: dict[str, bytes], tmp_path: Path) -> None:
    moved = [tmp_path / path.name for path in EXAMPLES]
    for path, copy in zip(EXAMPLES, moved, strict=True):
        copy.write_bytes(path.read_bytes())
    assert export(moved, tmp_path / "out") == expected
    assert export(moved, tmp_path / "out") == expected


def test_records_piped_on_give_the_same_graph(expected: dict[str, bytes], tmp_path: Path) -> None:
    piped = tmp_path / "records.jsonl"
    encode = msgspec.json.Encoder(decimal_format="number").encode
    records = (record for path in EXAMPLES for record in inputs.read(path) if not isinstance(record, Problem))
    piped.write_bytes(b"\n".join(map(encode, records)))
    assert export([piped], tmp_path / "out") == expected


def test_shuffled_records_give_the_same_graph(expected: dict[str, bytes], tmp_path: Path) -> None:
    encode = msgspec.json.Encoder(decimal_format="number").encode
    lines = [
        encode(record) for path in EXAMPLES for record in inputs.read(path) if not isinstance(record, Problem)
    ]
    random.Random(3).shuffle(lines)
    (tmp_path / "records.jsonl").write_bytes(b"\n".join(lines))
    assert export([tmp_path / "records.jsonl"], tmp_path / "out") == expected


def test_lines_are_sorted_distinct_and_without_blank_nodes(expected: dict[str, bytes]) -> None:
    for name in ("graph.nt", "evidence.nq"):
        lines = expected[name].decode().split("\n")[:-1]
        assert lines == sorted(set(lines))
        assert not any(re.match(r"_:|\S+ \S+ _:", line) for line in lines)


def test_a_small_change_makes_a_small_diff(tmp_path: Path) -> None:
    records = [record for path in EXAMPLES for record in inputs.read(path) if isinstance(record, Paper)]
    before = write_records(records, tmp_path / "before.jsonl")
    titles = [record.title for record in records]
    place = next(n for n, record in enumerate(records) if record.datasets and titles.count(record.title) == 1)
    records[place] = msgspec.structs.replace(records[place], abstract="Another abstract.", score=None)
    after = write_records(records, tmp_path / "after.jsonl")
    old, new = (
        set(
            export([path], path.with_suffix(""), formats=("nt", "ttl", "jsonld"))["graph.nt"]
            .decode()
            .splitlines()
        )
        for path in (before, after)
    )
    changed = {line.split(" ", 1)[0] for line in old ^ new}
    assert len(changed) == 1
    assert changed.pop().startswith("<https://example.org/kg/paper/")


def write_records(records: list[Paper], path: Path) -> Path:
    path.write_bytes(b"\n".join(map(msgspec.json.Encoder(decimal_format="number").encode, records)))
    return path


def test_what_is_referred_to_is_described(expected: dict[str, bytes]) -> None:
    lines = expected["graph.nt"].decode().splitlines()
    subjects = {line.split(" ", 1)[0] for line in lines}
    referred = {
        o for line in lines for o in re.findall(r"<https://example\.org/kg/[^>]*>", line.split(" ", 2)[2])
    }
    assert referred <= subjects


def test_no_author_is_et_al(expected: dict[str, bytes]) -> None:
    assert b"et al" not in b"".join(line for line in expected["graph.nt"].splitlines() if b"#name" in line)


def test_every_term_is_defined(expected: dict[str, bytes]) -> None:
    ontology = (resources.folder("ontology") / "kg.ttl").read_text(encoding="utf-8")
    text = (expected["graph.nt"] + expected["evidence.nq"]).decode()
    for term in set(re.findall(r"<https://w3id\.org/papergraph#(\w+)>", text)):
        assert re.search(rf"^kg:{term}\b", ontology, re.M), term


def test_the_report_counts(tmp_path: Path) -> None:
    export(EXAMPLES, tmp_path)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    graph = (tmp_path / "graph.nt").read_text(encoding="utf-8")
    assert report["triples"] == graph.count("\n")
    assert report["records"]["read"] == report["records"]["published"] + report["records"]["set_aside"]
    for kind, count in report["entities"].items():
        assert graph.count(f"#type> <https://w3id.org/papergraph#{kind}> .") == count or kind == "Concept", (
            kind
        )


def test_what_an_earlier_run_wrote_does_not_stay(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    export(EXAMPLES, tmp_path, formats=("nt", "ttl", "jsonld", "rdf"))
    export(EXAMPLES, tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {*FILES, "report.json", "mine.txt"}


@pytest.mark.skipif(not SHARED.exists(), reason="the real pages lie beside the project, not in it")
def test_the_two_real_pages(tmp_path: Path) -> None:
    export(sorted((SHARED / "pages").iterdir()), tmp_path)
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert (report["records"]["read"], report["entities"]["Paper"], report["entities"]["Person"]) == (
        80,
        74,
        71,
    )
    graph = (tmp_path / "graph.nt").read_text(encoding="utf-8")
    assert graph.count("#author> <https://example.org/kg/person/maja-pantic>") == 50
    assert any("54 of the 104 papers announced" in problem["reason"] for problem in report["problems"])


def test_what_a_text_says_stands_beside_what_the_source_states(tmp_path: Path) -> None:
    record = {
        "title": "Counting wool in the barn",
        "abstract": "We train BERT on SQuAD and reach 88.1 F1. Our code is at https://github.com/fold/wool.",
        "datasets": [{"name": "SheepSet", "role": "introduced"}],
        "methods": [{"name": "bert", "role": "mentioned"}],
        "code": ["https://example.org/y"],
        "evaluations": [{"metric": "WER", "value": "5.0", "unit": "%", "dataset": "SheepSet"}],
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    graph = export([tmp_path / "a.jsonl"], tmp_path / "out", recognition="always")["graph.nt"].decode()
    stated = (
        ("introducesDataset", "/dataset/sheepset"),
        ("mentionsMethod", "/method/bert"),
        ("onDataset", "/sheepset"),
    )
    read = (
        ("usesDataset", "/dataset/squad"),
        ("codeRepository", "github.com/fold/wool"),
        ("valueText", '"88.1"'),
    )
    for term, value in (*stated, *read, ("codeRepository", "example.org/y"), ("valueText", '"5.0"')):
        assert any(f"#{term}> " in line and value in line for line in graph.splitlines()), (term, value)
    assert "usesMethod" not in graph  # of one name, what the source states
