"""Whole processes measured by the operating system: CPU time (user and system) and peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Cost", "measure", "median"]


class Cost(NamedTuple):
    """What a finished process took: CPU-seconds and, at its peak, megabytes."""

    cpu: float
    peak: float


def measure(command: Sequence[str]) -> Cost:
    """Run a command to its end; Python's bytecode is kept for the next run, as it is of installed packages.

    Raises `RuntimeError` with what it printed where it fails.
    """
    keeping = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=keeping)
    assert process.stderr is not None
    said = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit status {process.returncode}: {said[-500:]}")
    # Linux counts kilobytes, macOS bytes.
    return Cost(
        usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    )


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*(statistics.median(values) for values in zip(*costs, strict=True)))
