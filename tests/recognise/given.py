"""Links that a test gives: names wherever they stand in its text."""

from __future__ import annotations

import re
from typing import TypeVar

from kg.model import DatasetLink, Mention, MethodLink

Link = TypeVar("Link", DatasetLink, MethodLink)


def links(kind: type[Link], title: str, abstract: str, names: str) -> list[Link]:
    """Those named "A | B"; one with a ! is introduced, others are used."""
    out = []
    for entry in filter(None, map(str.strip, names.split("|"))):
        name = entry.rstrip("!")
        places = tuple(
            Mention(part, match.start(), match.end(), text, "test")
            for part, text in (("title", title), ("abstract", abstract))
            for match in re.finditer(rf"\b{re.escape(name)}(?!\w)", text)
        )
        role = "introduced" if entry.endswith("!") else "used"
        out.append(kind(name=name, role=role, confidence=0.9, mentions=places))  # type: ignore[arg-type]
    return out
