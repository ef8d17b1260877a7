"""Subjects in any order, in memory or on disk, come out as sorted distinct lines."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from kg.write import SortedLines

names = st.text("ab-\x851é𝔸", min_size=1, max_size=4)
values = st.lists(st.text("xyz\x85é𝔸", max_size=3), max_size=5, unique=True).map(sorted)
blocks = st.lists(st.tuples(names, st.sampled_from(">#"), values), max_size=30)
Subjects = list[tuple[str, str, list[str]]]


def about(subject: str, *said: str) -> tuple[str, tuple[str, ...], list[str]]:
    """A subject as it is taken up; of the predicates only the number counts."""
    return subject, tuple("" for _ in said), list(said)


def lines_of(subjects: Subjects) -> list[str]:
    """What is to come out."""
    return sorted({f"<{name}{end} {value} ." for name, end, said in subjects for value in said})


def in_order(appended: Subjects, added: Subjects, held_bytes: int) -> list[str]:
    with TemporaryDirectory() as folder, SortedLines(Path(folder), held_bytes=held_bytes) as lines:
        for name, end, said in appended:
            lines.append([about(f"<{name}{end}", *said)])
        for name, end, said in added:
            lines.add([about(f"<{name}{end}", *said)])
        count = lines.move_to(path := Path(folder) / "found")
        found = path.read_bytes().decode().split("\n")[:-1]
        assert count == len(found)
        return found


@given(blocks, blocks, st.sampled_from([1, 500, 10**9]), st.booleans())
def test_lines_come_out_sorted_and_once(
    appended: Subjects, added: Subjects, held_bytes: int, before: bool
) -> None:
    appended = sorted(appended) if before else appended
    assert in_order(appended, added, held_bytes) == lines_of([*appended, *added])


def test_lines_of_a_name_that_begins_another_stand_in_their_place(tmp_path: Path) -> None:
    with SortedLines(tmp_path) as lines:
        lines.append([about("<a>", "1"), about("<a#x>", "2")])
        lines.append([about("<a-b>", "3"), about("<a-b#x>", "4")])
        assert b"".join(lines.blocks()) == b"<a#x> 2 .\n<a-b#x> 4 .\n<a-b> 3 .\n<a> 1 .\n"


def test_nothing_is_left_on_disk(tmp_path: Path) -> None:
    with SortedLines(tmp_path, held_bytes=1) as lines:
        lines.add([about("<a>", "b")])
        lines.add([about("<b>", "c")])
        assert list(tmp_path.rglob("lines"))
    assert list(tmp_path.iterdir()) == []
