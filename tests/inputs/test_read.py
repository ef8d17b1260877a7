"""Which files can be read, which cannot and what is said then, and how formats are guessed."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kg import inputs
from kg.errors import InputError, UsageError
from kg.model import Paper, Problem, Profile

PAGE = "CVSep 3, 2022\nWool at Dusk\n\nAda Fold\n\nWe count sheep.\n"


def message(path: Path | str, **call: str) -> str:
    with pytest.raises((InputError, UsageError)) as caught:
        list(inputs.read(path, **call))  # type: ignore[arg-type]
    return str(caught.value).replace(f"{Path(path).parent}{os.sep}", "")


def papers(path: Path | str, **call: str) -> list[Paper]:
    return [item for item in inputs.read(path, **call) if isinstance(item, Paper)]  # type: ignore[arg-type]


def test_a_record_behind_very_many_blank_lines_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n" * 70_000 + '{"title": "On Wool"}\n')
    (paper,) = inputs.read(tmp_path / "a.jsonl")
    assert isinstance(paper, Paper) and paper.source and paper.source.line == 70_001


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "x.txt: empty; a file with records in it"),
        (b"\xef\xbb\xbf \r\n\n", "x.txt: empty; a file with records in it"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "x.txt: not text but binary; text in UTF-8"),
        (PAGE.encode("utf-16"), "x.txt: not text but binary; text in UTF-8"),
        (b"Ada Fold\n\nCV\n", 'x.txt: no record in it, read as page; a record begins like "CVSep 3, 2022"'),
    ],
)
def test_a_file_without_records_is_an_error(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "x.txt").write_bytes(content)
    assert message(tmp_path / "x.txt") == says


def test_missing_file_and_directory(tmp_path: Path) -> None:
    assert message(tmp_path / "x.txt") == "x.txt: no such file or directory; a file that can be read"
    (tmp_path / "folder").mkdir()
    assert message(tmp_path / "folder") == "folder: is a directory; a file that can be read"


def test_calls_that_cannot_be(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    assert message(file, format="bibtex") == "--from bibtex: no such format; one of jsonl, page"
    assert message(file, captured="20.3.2026") == "--captured 20.3.2026: not a date; a day like 2026-03-20"
    assert message(file, captured="2026-02-30").startswith("--captured 2026-02-30: not a date")
    for owner in ("", " ", "7", "Ada\nFold", "et al.", " And others"):
        assert (
            message(file, owner=owner)
            == f"--owner: {owner!r} is no name; one line of text that holds a letter, not et al."
        )


def test_the_content_decides_on_the_format_then_the_name(tmp_path: Path) -> None:
    (tmp_path / "saved").write_text(PAGE)
    (tmp_path / "page.txt").write_text('{"title": "A"}\n')
    (tmp_path / "odd").write_text("neither\n")
    assert [p.source.format for p in papers(tmp_path / "saved") if p.source] == ["page"]
    assert [p.source.format for p in papers(tmp_path / "page.txt") if p.source] == ["jsonl"]
    assert message(tmp_path / "odd") == "odd: no format recognised; say which with --from: jsonl, page"


def test_every_record_says_where_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("Ada Fold\n\nCV\n\n" + PAGE)
    profile, paper = [r for r in inputs.read(file, captured="2026-03-20") if not isinstance(r, Problem)]
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert isinstance(profile, Profile) and profile.source and paper.source
    assert (profile.source.line, paper.source.line) == (1, 5)
    assert {(r.source.file, r.source.sha256, r.source.captured) for r in (profile, paper) if r.source} == {
        ("page.txt", digest, "2026-03-20")
    }


class Pipe(io.BytesIO):
    """Standard input as a pipe is: read once, from the start to the end."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise OSError("illegal seek")


def test_standard_input_is_read_as_a_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Pipe(PAGE.encode())))
    (paper,) = papers("-")
    assert paper.title == "Wool at Dusk" and paper.source
    assert (paper.source.file, paper.source.sha256) == ("stdin", hashlib.sha256(PAGE.encode()).hexdigest())


def test_expand_takes_the_files_of_known_formats_by_name(tmp_path: Path) -> None:
    for name, text in {
        "b.txt": PAGE,
        "a.jsonl": "{}",
        "c": PAGE,
        "README.md": "# no",
        ".d.txt": PAGE,
    }.items():
        (tmp_path / name).write_text(text)
    assert [p.name for p in inputs.expand([tmp_path, "-"])] == ["a.jsonl", "b.txt", "c", "-"]


def test_what_is_not_there_is_told_and_stops_only_where_it_is_all(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "good.txt").write_text(PAGE)
    nothing = {
        tmp_path
        / "empty": "no file of a known format in this directory; files that end in .jsonl, .ndjson, .txt",
        tmp_path / "x.txt": "no such file; a file, a directory or - for standard input",
        tmp_path / "good.txt" / "x": "not a directory; an input that can be read",
    }
    for path, says in nothing.items():
        with pytest.raises(InputError) as caught:
            list(inputs.read_all(inputs.expand([path])))
        assert str(caught.value) == f"{path}: {says}"
        problem, paper = inputs.read_all(inputs.expand([path, tmp_path / "good.txt"]))
        assert str(problem) == f"{path.name}:1: {says}"
        assert isinstance(paper, Paper)


@contextmanager
def without_rights() -> Iterator[None]:
    """As somebody who may not read everything, where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_what_may_not_be_read_in_a_directory_is_told() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("closed", "sub/c.txt", "sub2/d.txt", "good.txt"):
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_text(PAGE)
        for file, mode in ((".", 0o755), ("closed", 0), ("sub", 0), ("sub2", 0o444)):
            (folder / file).chmod(mode)
        with without_rights():
            items = list(inputs.read_all(inputs.expand([folder])))
            with pytest.raises(InputError, match=r"sub: permission denied; an input that can be read"):
                list(inputs.read_all(inputs.expand([folder / "sub"])))
        for file in ("sub", "sub2"):  # so that they can be removed
            (folder / file).chmod(0o755)
    assert [str(item) for item in items if isinstance(item, Problem)] == [
        "closed:1: permission denied; a file that can be read",
        "sub:1: permission denied; an input that can be read",
        "d.txt:1: permission denied; an input that can be read",
    ]
    assert len(items) == 4


def test_the_name_of_a_file_is_shown_on_one_line(tmp_path: Path) -> None:
    name = "a\nb\x85.jsonl"
    (tmp_path / name).write_text('{"title": 5}\n{"title": "A"}\n')
    problem, paper = inputs.read_all([tmp_path / name])
    assert str(problem).startswith("a\ufffdb\ufffd.jsonl:1: ")
    assert isinstance(paper, Paper) and paper.source and paper.source.file == "a\ufffdb\ufffd.jsonl"
    (tmp_path / name).write_text("")
    with pytest.raises(InputError, match=r"a\ufffdb\ufffd\.jsonl: empty"):
        list(inputs.read_all([tmp_path / name]))


def test_read_all_goes_on_behind_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(PAGE)
    problem, paper = inputs.read_all([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert str(problem) == "a.txt:1: empty; a file with records in it"
    assert isinstance(paper, Paper)


def test_read_all_fails_where_nothing_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.raises(InputError, match=r"a\.txt: empty"):
        list(inputs.read_all([tmp_path / "a.txt"]))


def test_an_owner_given_for_records_is_told_to_count_for_nothing(tmp_path: Path) -> None:
    (file := tmp_path / "a.jsonl").write_text('{"title": "A"}\n', encoding="utf-8")
    told, record = inputs.read(file, owner="Ada Quay")
    assert str(told) == (
        "a.jsonl:1: --owner 'Ada Quay' counts for pages only, and was not used; "
        "a record names its owner itself"
    )
    assert isinstance(record, Paper)
    assert record.owner is None
