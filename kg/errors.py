"""What stops a run. What only sets a record or a value aside is a `kg.model.Problem`, a value.

KgError                 carries where, what and what is allowed; prints as "where: what; what is allowed"
├── GateError           1   the data does not pass the gate
├── UsageError          2   an option, a name or an argument that cannot be
├── InputError          3   nothing could be read
├── OutputError         4   a file could not be written
├── StoreError          5   a store or endpoint failed
└── LockError          75   another run holds the lock
"""

__all__ = [
    "GateError",
    "InputError",
    "KgError",
    "LockError",
    "OutputError",
    "StoreError",
    "UsageError",
    "shown",
]


class KgError(Exception):
    """An error that ends the run; `exit_status` is what the command line returns."""

    exit_status = 1

    def __init__(self, where: str, what: str, allowed: str = "") -> None:
        self.where, self.what, self.allowed = where, what, allowed
        super().__init__(f"{where}: {what}" + (f"; {allowed}" if allowed else ""))


class GateError(KgError):
    """The data does not pass the gate."""


class UsageError(KgError):
    """The call cannot be carried out as it was made."""

    exit_status = 2


class InputError(KgError):
    """Nothing could be read."""

    exit_status = 3


class OutputError(KgError):
    """A file could not be written."""

    exit_status = 4


class StoreError(KgError):
    """A store or endpoint failed."""

    exit_status = 5


class LockError(KgError):
    """Another run holds the lock."""

    exit_status = 75


def shown(text: str, most: int = 80) -> str:
    """A text as a message shows it: in quotation marks, cut where it is longer than `most` characters.

    >>> shown("Lip Reading in the Wild", 12)
    "'Lip Reading…'"
    """
    return repr(text if len(text) <= most else text[: most - 1] + "…")
