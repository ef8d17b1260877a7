"""Which files a dump is made of: of an export by their names, of a release by its manifest."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from click.testing import CliRunner, Result

from kg.cli import main
from kg.dumps import Content, files
from kg.errors import InputError
from kg.release import read
from tests.conftest import EXAMPLES
from tests.stores.liar import liar

EVERY = ("--split", "20k", "--format", "ttl,nq")


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.fixture(scope="module", params=["gz", "zst", "none"])
def compression(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, compression: str) -> Path:
    """A root whose latest release is split, has other formats and a change set, in each compression."""
    root = tmp_path_factory.mktemp("root")
    for inputs in (EXAMPLES[1:], EXAMPLES):
        run = kg("publish", *inputs, "--root", root, *EVERY, "--compress", compression)
        assert run.exit_code == 0, run.output
    assert any("removed" in path.name for path in (root / "latest").iterdir())
    return root


def plain(path: Path) -> bytes:
    unpack: dict[str, Callable[[bytes], bytes]] = {
        ".gz": gzip.decompress,
        ".zst": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
    }
    return unpack.get(path.suffix, bytes)(path.read_bytes())


@pytest.mark.parametrize("content", ["graph", "evidence"])
def test_the_parts_of_a_release_are_the_lines_of_an_export(
    root: Path, content: Content, example_dump: Path
) -> None:
    parts = files(root / "latest", content)
    assert len(parts) > 3
    (whole,) = files(example_dump, content)
    assert b"".join(map(plain, parts)) == whole.read_bytes()


def test_a_split_release_is_validated_as_one_graph(root: Path, example_dump: Path) -> None:
    whole = kg("validate", example_dump)
    assert whole.exit_code == 0 and "no violations, but 1 remark" in whole.stdout
    for place in (root, root / "latest"):
        run = kg("validate", place)
        assert (run.exit_code, run.stdout, run.stderr) == (0, whole.stdout, whole.stderr)


def test_what_is_wrong_in_a_split_release_is_placed_by_its_evidence(
    root: Path, tmp_path: Path, example_dump: Path
) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://w3id.org/papergraph#> .\n"
        "kg:Short a sh:NodeShape ; sh:targetClass kg:Paper ;\n"
        "  sh:property [ sh:path kg:title ; sh:maxLength 9 ] .\n"
    )
    whole = kg("validate", example_dump, "--shapes", shapes)
    assert whole.exit_code == 1 and "[owner-printed.txt:82]" in whole.stdout
    assert kg("validate", root / "latest", "--shapes", shapes).stdout == whole.stdout


@pytest.mark.parametrize("question", ["missing-papers", "where-from", "influence"])
def test_a_split_release_answers_as_the_export_does(root: Path, question: str, example_dump: Path) -> None:
    whole = kg("query", question, "--data", example_dump)
    assert whole.exit_code == 0 and whole.stdout.count("\n") > 2
    for place in (root, root / "latest"):
        run = kg("query", question, "--data", place)
        assert (run.exit_code, run.stdout) == (0, whole.stdout)


@pytest.mark.parametrize("command", [["validate"], ["query", "gaps", "--data"]])
@pytest.mark.parametrize(
    ("version", "listed", "said"),
    [
        ("2", "[]", "Invalid enum value 2 - at `$.format`; a manifest of format 1"),
        ("1", '[{"name": "../x", "content": "graph", "format": "nt"}]', "`$.files[0].name`"),
    ],
)
def test_a_manifest_that_cannot_be_read_is_named(
    tmp_path: Path, version: str, listed: str, said: str, command: list[str]
) -> None:
    (tmp_path / "manifest.json").write_text(f'{{"format": {version}, "files": {listed}}}')
    run = kg(*command, tmp_path)
    assert run.exit_code == 3
    assert run.stderr.startswith(f"kg: {tmp_path}/manifest.json: ") and said in run.stderr
    with pytest.raises(InputError):
        files(tmp_path, "graph")


@pytest.mark.parametrize("command", [["validate"], ["query", "gaps", "--data"]])
def test_a_part_that_is_missing_is_named(root: Path, tmp_path: Path, command: list[str]) -> None:
    shutil.copytree(root / "latest", tmp_path / "release")
    (second,) = files(tmp_path / "release", "graph")[1:2]
    second.unlink()
    run = kg(*command, tmp_path / "release")
    assert run.exit_code == 3
    assert run.stderr.lower().startswith(f"kg: {second}: no such file or directory; ".lower())


def test_a_root_is_loaded_by_its_latest_release(root: Path) -> None:
    with liar() as server:
        run = kg("load", root, "--store", "oxigraph", "--url", server.url)
        assert run.exit_code == 0, run.output
        held = sum(1 for quad in server.store if quad.graph_name.value.endswith("/kg/graph"))
    assert held == read(root / "latest").graph().statements


LOAD = ["load", "--store", "sparql", "--url", "http://127.0.0.1:9/"]


@pytest.mark.parametrize(
    "command", [["validate"], ["diff", "-q", EXAMPLES[0]], LOAD, ["query", "gaps", "--data"]]
)
def test_a_root_whose_latest_release_is_damaged_is_told(
    root: Path, tmp_path: Path, command: list[object]
) -> None:
    shutil.copytree(root, tmp_path / "root", symlinks=True)
    (tmp_path / "root" / "latest" / "manifest.json").unlink()
    run = kg(*command, tmp_path / "root")
    assert run.exit_code == 3
    assert f"{tmp_path}/root/latest: the latest release is damaged: " in run.stderr


@pytest.mark.parametrize("command", [["validate"], ["query", "gaps", "--data"]])
def test_a_directory_without_a_graph_is_named(tmp_path: Path, command: list[str]) -> None:
    run = kg(*command, tmp_path)
    assert run.exit_code == 3
    assert run.stderr.startswith(f"kg: {tmp_path}: no graph in this directory; a directory of kg export or ")


def test_sorted_files_with_blank_nodes_are_not_one_stream(tmp_path: Path) -> None:
    """A label stands for another node in each file."""
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .\n"
        "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] .\n"
    )
    for name, value in {"a": 1, "b": 2}.items():
        (tmp_path / f"{name}.nt").write_text(f'_:x <http://example.org/p> "{value}" .\n')
    run = kg("validate", tmp_path / "a.nt", tmp_path / "b.nt", "--shapes", shapes)
    assert run.exit_code == 0 and "2 triples, 2 focus nodes" in run.stdout
