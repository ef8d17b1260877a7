"""Blocks in any order, in memory or on disk, come out as sorted distinct lines."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from kg.write import BlockSorter

subjects = st.text("ab-#1é𝔸", min_size=1, max_size=4).map(lambda s: s.replace("#", ""))
blocks = st.lists(
    st.tuples(subjects, st.sampled_from(">#"), st.lists(st.text("xyzé𝔸", max_size=3), max_size=5)),
    max_size=30,
)


def in_order(given_blocks: list[tuple[str, str, list[str]]], run_bytes: int) -> list[str]:
    with TemporaryDirectory() as folder, BlockSorter(Path(folder), run_bytes=run_bytes) as sorter:
        for subject, end, values in given_blocks:
            sorter.add(f"<{subject}{end}", [(f"<{subject}{end}", values)])
        return b"".join(sorter.blocks()).decode().split("\n")[:-1]


@given(blocks, st.sampled_from([1, 500, 10**9]))
def test_lines_come_out_sorted_and_once(
    given_blocks: list[tuple[str, str, list[str]]], run_bytes: int
) -> None:
    lines = {f"<{subject}{end} {value} ." for subject, end, values in given_blocks for value in values}
    assert in_order(given_blocks, run_bytes) == sorted(lines)


def test_nothing_is_left_on_disk(tmp_path: Path) -> None:
    with BlockSorter(tmp_path, run_bytes=1) as sorter:
        sorter.add("<a>", [("<a>", ["b"])])
        sorter.add("<b>", [("<b>", ["c"])])
        assert len(list(tmp_path.rglob("0*"))) == 2
    assert list(tmp_path.iterdir()) == []
