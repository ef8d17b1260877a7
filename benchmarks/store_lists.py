"""Store the tables of the lists of names: `kg/recognise/lists.json` from `kg/recognise/lists`.

usage: python benchmarks/store_lists.py

To be run when a list has changed.
"""

from __future__ import annotations

import msgspec

from kg.recognise.tables import STORED, shipped, tables


def main() -> None:
    STORED.write_bytes(msgspec.json.encode(tables(shipped()), order="sorted") + b"\n")
    print(f"{STORED}: {STORED.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
