"""Subjects in any order, in memory or on disk, come out as sorted distinct lines."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from kg.write import SortedLines

names = st.text("ab-1é𝔸", min_size=1, max_size=4)
values = st.lists(st.text("xyzé𝔸", max_size=3), max_size=5, unique=True).map(sorted)
blocks = st.lists(st.tuples(names, st.sampled_from(">#"), values), max_size=30)
Subjects = list[tuple[str, str, list[str]]]


def lines_of(subjects: Subjects, folder: str = "") -> list[str]:
    """What is to come out."""
    return sorted({f"<{folder}{name}{end} {value} ." for name, end, said in subjects for value in said})


def in_order(appended: Subjects, before: Subjects, after: Subjects, run_bytes: int) -> list[str]:
    with TemporaryDirectory() as folder, SortedLines(Path(folder), run_bytes=run_bytes) as lines:
        for name in sorted({name for name, _, _ in appended}):
            own = [(f"<m/{name}{end}", said) for other, end, said in appended if other == name]
            lines.append(f"<m/{name}", own)
        for part, added in (("a/", before), ("z/", after)):
            for name, end, said in added:
                lines.add(f"<{part}{name}{end}", [(f"<{part}{name}{end}", said)])
        return b"".join(lines.blocks()).decode().split("\n")[:-1]


@given(blocks, blocks, blocks, st.sampled_from([1, 500, 10**9]))
def test_lines_come_out_sorted_and_once(
    appended: Subjects, before: Subjects, after: Subjects, run_bytes: int
) -> None:
    expected = lines_of(before, "a/") + lines_of(appended, "m/") + lines_of(after, "z/")
    assert in_order(appended, before, after, run_bytes) == expected


def test_lines_of_a_name_that_begins_another_stand_in_their_place(tmp_path: Path) -> None:
    with SortedLines(tmp_path) as lines:
        lines.append("<a", [("<a>", ["1"]), ("<a#x>", ["2"])])
        lines.append("<a-b", [("<a-b>", ["3"]), ("<a-b#x>", ["4"])])
        assert b"".join(lines.blocks()) == b"<a#x> 2 .\n<a-b#x> 4 .\n<a-b> 3 .\n<a> 1 .\n"


def test_nothing_is_left_on_disk(tmp_path: Path) -> None:
    with SortedLines(tmp_path, run_bytes=1) as lines:
        lines.add("<a>", [("<a>", ["b"])])
        lines.add("<b>", [("<b>", ["c"])])
        assert len(list(tmp_path.rglob("0*"))) == 2
    assert list(tmp_path.iterdir()) == []
