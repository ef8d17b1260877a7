"""What IRIs are made of: slugs of texts, and hashes of what they leave out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from kg.folding import fold

__all__ = [
    "LONG",
    "SHORT",
    "SLUG",
    "is_plain",
    "rehashed",
    "short_hash",
    "short_hashes",
    "slug",
    "slug_of_words",
]

_NOT_WORD = re.compile(r"[^a-z0-9]+")
SLUG = 60  # characters
SHORT, LONG = 8, 16  # hex digits of a hash; the long one where the short one does not tell things apart


def slug(text: str) -> str:
    """An ASCII path segment, at most 60 characters, cut at a word; may be empty.

    >>> slug("Lip Reading in the Wild"), slug("C++"), slug("λ")
    ('lip-reading-in-the-wild', 'c', '')
    """
    return slug_of_words(fold(text))


def slug_of_words(words: str) -> str:
    """The slug of a text that is folded already."""
    whole = words.replace(" ", "-") if words.isascii() else _NOT_WORD.sub("-", words).strip("-")
    return whole if len(whole) <= SLUG else (whole[: SLUG + 1].rpartition("-")[0] or whole[:SLUG])


def is_plain(words: str) -> bool:
    """Whether the slug of a text that is folded already says all of it."""
    return words.isascii() and len(words) <= SLUG and words[:1].isalnum()


def rehashed(path: str, key: str, digits: int = SHORT) -> str:
    """A path that ends with a short hash, with the hash of another key instead.

    >>> rehashed("person/bo-0e6913a2", "bo 李", LONG)
    'person/bo-5879acb39ffd47a3'
    """
    return path[:-SHORT] + short_hash(key, digits)


def short_hash(text: str, digits: int = SHORT) -> str:
    """The first hex digits of the text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


def short_hashes(texts: Sequence[str]) -> list[str]:
    """The short hash of each of the texts."""
    sha256 = hashlib.sha256
    raw = "\n".join(texts).encode("utf-8", "surrogatepass").split(b"\n")
    if len(raw) != len(texts):  # one of them has line ends
        raw = [text.encode("utf-8", "surrogatepass") for text in texts]
    return [sha256(one).hexdigest()[:8] for one in raw]
