"""kg export, as people call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.cli.load import _exported
from kg.files import COMPRESSIONS, contents
from kg.release.manifest import Content
from tests.conftest import EXAMPLES, ROOT

RECORDS = ROOT / "examples" / "records.jsonl"


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def files(folder: Path) -> dict[str, bytes]:
    """What the files of an export unpack to, by their plain names."""
    return {
        path.name.removesuffix(".gz").removesuffix(".zst"): b"".join(contents(path))
        for path in folder.iterdir()
        if path.name != "report.json"
    }


@pytest.mark.parametrize("compression", ["gz", "zst"])
def test_what_is_compressed_is_the_same_and_is_read_by_every_command(
    tmp_path: Path, compression: str
) -> None:
    plain, out = tmp_path / "plain", tmp_path / "out"
    kg("export", *EXAMPLES, "-o", plain)
    # Into a directory that holds the plain files of a run before, which go.
    for choice in ("none", compression):
        run = kg("export", *EXAMPLES, "-o", out, "--compress", choice)
        assert run.exit_code == 0, run.output
    assert files(out) == files(plain)
    listed = json.loads((out / "report.json").read_text())["files"]
    assert {path.name for path in out.iterdir()} == {"report.json", *listed}
    ending = COMPRESSIONS[compression]
    assert listed == [f"{name}{ending}" for name in ("evidence.nq", "graph.jsonld", "graph.nt", "graph.ttl")]
    assert kg("validate", out).exit_code == 0
    for data in (out, out / f"graph.ttl{ending}"):
        assert kg("query", "datasets-by-year", "--data", data).stdout.count("\n") > 2
        assert kg("validate", data).exit_code == 0
    asked = ["query", "evidence-for", "-p", "thing=GripSense", "--data"]
    found = kg(*asked, out)
    assert "GripSense" in found.stdout and found.stdout == kg(*asked, plain).stdout
    for form in ("nt", "ttl"):
        assert kg("diff", plain, out / f"graph.{form}{ending}").stdout == ""
    assert kg("diff", out, plain, "--evidence").stdout == ""
    content: Content
    for content in ("graph", "evidence"):
        packed, unpacked = (_exported(folder, content, None) for folder in (out, plain))
        assert (packed.graph, packed.digest) == (unpacked.graph, unpacked.digest)


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_compressed_file_that_was_cut_is_told(tmp_path: Path, ending: str) -> None:
    kg("export", RECORDS, "-o", tmp_path, "--compress", ending[1:])
    graph = tmp_path / f"graph.nt{ending}"
    graph.write_bytes(graph.read_bytes()[:-20])
    for command in (["query", "gaps", "--data"], ["validate"], ["diff", graph]):
        run = kg(*command, graph)
        assert run.exit_code == 3 and f"kg: {graph}: " in run.stderr, run.output


@pytest.mark.parametrize("formats", ["nt, ttl", " ttl ,", "ttl"])
def test_formats_are_parted_by_commas_and_spaces(tmp_path: Path, formats: str) -> None:
    assert kg("export", RECORDS, "-o", tmp_path, "--format", formats).exit_code == 0
    assert {path.name for path in tmp_path.glob("graph*")} == {"graph.nt", "graph.ttl"}


def test_formats_given_one_by_one_add_up(tmp_path: Path) -> None:
    run = kg("export", RECORDS, "-o", tmp_path, "--format", "ttl", "--format", "jsonld")
    assert run.exit_code == 0
    assert {path.name for path in tmp_path.glob("graph.*")} == {"graph.nt", "graph.ttl", "graph.jsonld"}


def test_the_lines_are_written_whatever_the_formats(tmp_path: Path) -> None:
    assert kg("export", RECORDS, "-o", tmp_path, "--format", "").exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == {"graph.nt", "evidence.nq", "report.json"}


def test_one_engine_and_one_process_are_all_there_is(tmp_path: Path) -> None:
    assert kg("export", RECORDS, "-o", tmp_path, "--engine", "local", "--workers", "1").exit_code == 0
    for option, value in (("--engine", "spark"), ("--workers", "2")):
        run = kg("export", RECORDS, "-o", tmp_path, option, value)
        assert run.exit_code == 2 and f"'{option}': '{value}' is not " in run.stderr


def test_alignments_that_add_nothing_to_the_graph_are_told(tmp_path: Path) -> None:
    names = ("pro", "bido", "oa", "schema", "dcterms")
    run = kg("export", *EXAMPLES, "-o", tmp_path, *(part for name in names for part in ("--align", name)))
    assert run.exit_code == 0
    assert [line for line in run.stderr.splitlines() if "--align" in line] == [
        "kg: --align pro: adds no facts; it holds close matches only, for people who map by hand",
        "kg: --align bido: adds no facts; it holds close matches only, for people who map by hand",
        "kg: --align oa: added facts to the evidence, none to the graph",
    ]
