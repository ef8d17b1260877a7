"""A file is cut where its content says so: into whole subjects, and in the same places after a change."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.release.cut import cut
from kg.release.lines import terms
from tests.release.conftest import BASE

NAMES = st.text(alphabet="ab-c", min_size=1, max_size=6)
DUMPS = st.sets(st.tuples(NAMES, st.sampled_from(["", "#x-1"]), st.integers(0, 30)), max_size=60).map(
    lambda said: b"".join(
        sorted(f'<{BASE}{name}{helper}> <x:p> "{"é" * size}" .\n'.encode() for name, helper, size in said)
    )
)


@given(DUMPS, st.integers(1, 400), st.integers(1, 2000))
def test_blocks_make_up_the_file_and_split_no_subject(
    tmp_path_factory: pytest.TempPathFactory, dump: bytes, size: int, part_bytes: int
) -> None:
    path = tmp_path_factory.mktemp("cut") / "graph.nt"
    path.write_bytes(dump)
    found = cut(path, min(size, part_bytes), BASE)
    pieces = [block.read() for block in found.blocks()]
    assert b"".join(pieces) == dump
    subjects = [{terms(line)[0] for line in piece.splitlines()} for piece in pieces]
    assert sum(map(len, subjects)) == len(set().union(*subjects))
    for part in found.parts:
        held = b"".join(part.pieces())
        assert part.equals([held]) and part.equals([held[:7], held[7:]])
        assert not part.equals([held, b"x"]) and (not held or not part.equals([held[:-1]]))
        assert b"".join(line.encode() for line in part.lines()) == held
    assert all(part.size >= min(size, part_bytes) for part in found.parts[:-1])


def entities(count: int) -> list[bytes]:
    rng = random.Random(3)
    words = ["".join(rng.choices("aeioubcdlmnrst", k=rng.randint(3, 9))) for _ in range(400)]
    return sorted(
        b"".join(
            f'<{BASE}paper/{name}> <x:p{number}> "{rng.random()}" .\n'.encode()
            for number in range(rng.randint(1, 9))
        )
        for name in dict.fromkeys("-".join(rng.choices(words, k=4)) for _ in range(count))
    )


def test_a_change_moves_few_cuts(tmp_path: Path) -> None:
    before, path = entities(5000), tmp_path / "graph.nt"

    def digests(each: list[bytes]) -> set[str]:
        path.write_bytes(b"".join(each))
        return {block.sha256 for block in cut(path, 10_000, BASE).blocks()}

    old = digests(before)
    new = [len(digests(before[:at] + before[at + 1 :]) - old) for at in range(0, 5000, 250)]
    assert len(old) > 150
    assert sum(new) / len(new) < 1.5 and max(new) < 8


def test_one_subject_longer_than_a_block(tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    path.write_text("".join(f'<{BASE}paper/x#{n}> <x:p> "{n}" .\n' for n in range(1000, 3000)))
    assert len(list(cut(path, 1000, BASE).blocks())) == 1
