"""Who holds a lock: what is written down of a run, for messages and to see whether it is alive."""

from __future__ import annotations

import os
import socket

import msgspec
from msgspec import Struct

__all__ = ["Holder", "read_holder"]


class Holder(Struct, frozen=True):
    """A process on a host, and since when (UTC, ISO 8601)."""

    pid: int
    host: str
    start: str

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}, since {self.start}"

    @classmethod
    def this_process(cls, start: str) -> Holder:
        """The process that runs this."""
        return cls(os.getpid(), socket.gethostname(), start)

    @property
    def is_here(self) -> bool:
        """Whether it is, or was, on this host: of another's processes nothing is known."""
        return self.host == socket.gethostname()

    def encode(self) -> bytes:
        """What `read_holder` reads."""
        return msgspec.json.encode(self)


def read_holder(text: bytes | str) -> Holder | None:
    """The holder that a text names; None where it names none."""
    try:
        return msgspec.json.decode(text, type=Holder)
    except msgspec.MsgspecError:
        return None
