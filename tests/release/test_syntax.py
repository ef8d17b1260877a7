"""Files are read back strictly, whatever their format and compression."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.files import COMPRESSIONS, compressor
from kg.release.syntax import count_statements, parse

GOOD = b'<urn:x:s> <urn:x:p> "a \\"b\\" \\\\ \\n \\u00e9"@de-AT .\n<urn:x:s> <urn:x:p> <urn:x:o#x> .\n'


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_statements_are_counted_in_any_compression(tmp_path: Path, compression: str) -> None:
    path = tmp_path / f"x.nt{COMPRESSIONS[compression]}"
    packer = compressor(compression)
    path.write_bytes(packer.compress(GOOD * 3000) + packer.flush())
    assert parse(path, "nt") == 6000


@pytest.mark.parametrize(
    "line",
    [
        b"_:b <urn:x:p> <urn:x:o> .\n",
        b"<urn:x:s> <urn:x:p> _:b .\n",
        b"<relative> <urn:x:p> <urn:x:o> .\n",
        b"<https://e.org/a%ZZ> <urn:x:p> <urn:x:o> .\n",
        b"<https://e.org/a#b#c> <urn:x:p> <urn:x:o> .\n",
        b'<urn:x:s> <urn:x:p> "open .\n',
        b'<urn:x:s> <urn:x:p> "\xff" .\n',
        b"<urn:x:a b> <urn:x:p> <urn:x:o> .\n",
    ],
)
def test_what_no_store_should_be_given_is_refused(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "graph.nt"
    path.write_bytes(GOOD + line)
    with pytest.raises(InputError, match=r"graph\.nt: "):
        parse(path, "nt")


def test_what_is_no_rdf_is_not_counted(tmp_path: Path) -> None:
    assert count_statements(tmp_path / "update.ru", "ru", 7) is None
