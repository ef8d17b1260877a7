"""One run at a time below a root.

The kernel holds the lock and lets it go when its process ends, however it ends. The file names the
holder: for messages, and because a kernel may not see the locks of another host on a shared disk.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.errors import LockError
from kg.holder import Holder, read_holder

__all__ = ["is_dead", "locked"]


@contextmanager
def locked(path: Path, start: str, take_over: bool = False) -> Iterator[Holder | None]:
    """Hold the lock in the block, which is told of the dead run whose lock was taken over.

    The lock of a run that died on this host is taken over; that of another host only with `take_over`,
    since nothing here tells whether that run is alive.

    Raises:
        LockError: another run holds it.
    """
    with path.open("a+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError) as error:
            holder = _holder(file) or "another process"
            raise LockError(str(path), f"held by {holder}", "wait until that run ends") from error
        dead = _holder(file)
        if dead and not dead.is_here and not take_over:
            raise LockError(
                str(path), f"held by {dead}", "if that run is dead, take its lock over with --take-over"
            )
        _write(file, Holder.this_process(start).encode())
        try:
            yield dead
        finally:
            _write(file, b"")


def is_dead(path: Path) -> bool:
    """Whether a lock names a run that is no more; of those on other hosts nobody knows."""
    try:
        holder = read_holder(path.read_bytes())
        if holder and holder.is_here:
            os.kill(holder.pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _holder(file: BinaryIO) -> Holder | None:
    """None after an orderly end, and where the machine stopped while the name was written."""
    file.seek(0)
    return read_holder(file.read())


def _write(file: BinaryIO, content: bytes) -> None:
    file.truncate(0)
    file.write(content)
    file.flush()
