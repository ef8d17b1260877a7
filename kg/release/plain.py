"""Which lines are certainly right, found at the speed of searching bytes; a parser reads the others.

Of each line all is dropped that may stand anywhere in an IRI or a literal. The skeletons that are left
are few, and each is compared with the grammar of N-Triples and N-Quads once: IRIs of http and https
without ports, escapes and queries; literals without a backslash or a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO

__all__ = ["sift"]

_DROPPED = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-_~"
_IRI = rb"<:\.*(?:#\.*)?>"
_LITERAL = rb'"[^"\\<\r]*"(?:\^\^%b)?' % _IRI
_LINE = re.compile(rb"%b %b (?:%b|%b) (?:%b )?\." % (_IRI, _IRI, _IRI, _LITERAL, _IRI))


def sift(chunk: bytes) -> tuple[int, list[bytes]]:
    """How many lines of a piece of whole lines are one statement each, and the lines that are to be parsed.

    >>> sift(b'<http://x.y/s> <http://x.y/p> "o" .\\n<http://x.y/s> <http://x.y/p> "o"@en .\\n')
    (1, [b'<http://x.y/s> <http://x.y/p> "o"@en .\\n'])
    """
    lines = BytesIO(chunk).readlines()
    if not (lines and lines[-1].endswith(b"\n") and _is_text(lines)):
        return 0, lines
    bare = chunk.translate(None, _DROPPED)
    skeletons = bare.split(b"\n")[:-1]
    odd = {skeleton for skeleton in set(skeletons) if not _LINE.fullmatch(skeleton)}
    rows = zip(lines, skeletons, strict=True) if odd else ()
    found = [(line, skeleton) for line, skeleton in rows if skeleton in odd]
    # Every < of a plain line begins an IRI: of http or https, or all lines are odd.
    begun = bare.count(b"<") - sum(skeleton.count(b"<") for _, skeleton in found)
    if begun != _web(chunk) - sum(_web(line) for line, _ in found):
        return 0, lines
    return len(lines) - len(found), [line for line, _ in found]


def _web(text: bytes) -> int:
    return text.count(b"<http://") + text.count(b"<https://")


def _is_text(lines: Iterable[bytes]) -> bool:
    try:
        b"".join([line for line in lines if not line.isascii()]).decode()
    except UnicodeDecodeError:
        return False
    return True
