"""One run at a time writes into a directory; what a killed run left there goes."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import LockError

__all__ = ["LEFT", "alone"]

LEFT = ".kg-export-"
"""What the names of directories begin with in which runs work."""


@contextmanager
def alone(out: Path) -> Iterator[None]:
    """Hold the directory in the block; the kernel lets it go when the process ends, however it ends.

    Raises:
        LockError: another run holds it.
    """
    handle = os.open(out, os.O_RDONLY)
    try:
        if _locked(handle, out):
            # Nobody works in these any more.
            for left in out.glob(f"{LEFT}*"):
                shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        os.close(handle)


def _locked(handle: int, out: Path) -> bool:
    """Whether the lock is ours; some disks of other hosts know no locks."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise LockError(str(out), "another run writes there", "wait until that run ends") from error
    except OSError:
        return False
    return True
