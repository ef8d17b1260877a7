"""What names of one family share: `LLaMA` in "LLaMA-3 8B", "llama2-7b" and "LLama"."""

from __future__ import annotations

import re

from kg.recognise.memory import remembered

__all__ = ["singular", "stem", "stem_of"]

_WORDS = (
    *("base", "large", "small", "tiny", "mini", "nano", "xl", "xxl"),
    *("flash", "pro", "turbo", "ultra", "instruct", "chat", "plus"),
)
_ENDING = re.compile(rf"(?:[-_.]?(?:v?\d[\d.]*+[bmk]?|{'|'.join(_WORDS)}|\+))+$")
_LAST = frozenset("0123456789+")
_LONGEST = 40  # code points of a name that may be one of a family


def stem_of(name_key: str) -> str:
    """A name's key (see `lexicon`) without case, version, size and plural s; all of it where nothing else is
    left."""
    low = name_key.lower()
    if len(low) > _LONGEST:
        return low
    if low[-1:] in _LAST or low[-2:-1].isdigit() or low.endswith(_WORDS):
        short = _ENDING.sub("", low)
        low = short if len(short) > 1 else low
    return singular(low)


def singular(low: str) -> str:
    """A word in small letters without the s of a plural."""
    return low[:-1] if len(low) > 3 and low[-1] == "s" and low[-2] != "s" else low


stem = remembered(stem_of)
