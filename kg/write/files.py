"""Files that are whole or not there: written aside, synced, then renamed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

__all__ = ["replaced"]


@contextmanager
def replaced(target: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of `target` when the block ends without an error."""
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with aside.open("wb", buffering=1 << 20) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
