"""Files that are compressed, cut and replaced."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.files import COMPRESSIONS, compressor, contents, replaced, whole_lines

TEXT = b"".join(b"line %d\n" % number for number in range(50_000))


def packed(compression: str, data: bytes) -> bytes:
    packer = compressor(compression)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_what_is_packed_comes_back(tmp_path: Path, compression: str) -> None:
    path = tmp_path / f"x.nt{COMPRESSIONS[compression]}"
    path.write_bytes(packed(compression, TEXT))
    assert b"".join(contents(path)) == TEXT
    path.write_bytes(packed(compression, TEXT) + packed(compression, TEXT))
    assert b"".join(contents(path)) == TEXT + TEXT


@pytest.mark.parametrize("compression", ["gz", "zst"])
@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "missing"])
def test_damage_is_an_error_that_names_the_file(tmp_path: Path, compression: str, damage: str) -> None:
    path = tmp_path / f"x.nt{COMPRESSIONS[compression]}"
    data = packed(compression, TEXT)
    middle = len(data) // 2
    if damage != "missing":
        path.write_bytes(
            {
                "cut": data[:-5],
                "changed": data[:middle] + bytes([data[middle] ^ 255]) + data[middle + 1 :],
                "empty": b"",
            }[damage]
        )
    with pytest.raises(InputError, match=r"x\.nt\.(gz|zst): .+; a file as it was written"):
        list(contents(path))


def test_gzip_states_no_time_and_no_name() -> None:
    header = packed("gz", TEXT)[:10]
    assert header[:4] == b"\x1f\x8b\x08\x00"
    assert header[4:8] == b"\0\0\0\0"


@given(st.lists(st.binary(max_size=9).map(lambda b: b.replace(b"\0", b"\n"))))
def test_pieces_of_whole_lines_are_the_same_bytes(pieces: list[bytes]) -> None:
    found = list(whole_lines(pieces))
    assert b"".join(found) == b"".join(pieces)
    assert all(piece.endswith(b"\n") for piece in found[:-1])


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "status.json"
    target.write_bytes(b"old")
    with pytest.raises(RuntimeError), replaced(target) as out:
        out.write(b"half")
        raise RuntimeError
    assert target.read_bytes() == b"old"
    with replaced(target) as out:
        out.write(b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["status.json"]
