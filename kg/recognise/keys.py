"""By what names are compared: their letters, with case or without."""

from __future__ import annotations

import re

from kg.recognise.memory import remembered
from kg.recognise.stems import singular

__all__ = ["fold", "key", "keys"]

_GLUE = re.compile(r"[\s\-‐‑–_~]+")


def _key(name: str) -> str:
    return name if name.isalnum() else _GLUE.sub("", name)


key = remembered(_key)
"""A name without hyphens and spaces, with its case."""


def keys(names: list[str]) -> list[str]:
    """The keys of many names, none with a `|` in it: much cheaper than one by one."""
    return _GLUE.sub("", "|".join(names)).split("|") if names else []


def _fold(name_key: str) -> str:
    return singular(name_key.lower())


fold = remembered(_fold)
"""A key without case and plural s."""
