"""Which lines are certainly right, found at the speed of searching bytes; a parser reads the others.

Of each line all is dropped that may stand anywhere in an IRI or a literal. The skeletons that are left
are few, and each is compared with the grammar of N-Triples and N-Quads once: IRIs of http and https
without ports, escapes and queries; literals without a backslash or a language.
"""

from __future__ import annotations

import re
from collections import Counter

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
    lines = chunk.split(b"\n")
    if lines.pop() or not _is_text(chunk):
        return 0, chunk.splitlines(keepends=True)
    skeletons = chunk.translate(None, _DROPPED).split(b"\n")[:-1]
    counts = Counter(skeletons)
    odd = {skeleton for skeleton in counts if not _LINE.fullmatch(skeleton)}
    found = [lines[n] + b"\n" for n, skeleton in enumerate(skeletons) if skeleton in odd] if odd else []
    # Every < of a plain line begins an IRI: of http or https, or all lines are odd.
    begun = sum(count * skeleton.count(b"<") for skeleton, count in counts.items() if skeleton not in odd)
    if begun != _web(chunk) - sum(map(_web, found)):
        return 0, chunk.splitlines(keepends=True)
    return len(lines) - len(found), found


def _web(text: bytes) -> int:
    return text.count(b"<http://") + text.count(b"<https://")


def _is_text(chunk: bytes) -> bool:
    try:
        return chunk.isascii() or bool(chunk.decode())
    except UnicodeDecodeError:
        return False
