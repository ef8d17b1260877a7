"""Places in a ranking as systems of shared tasks give them: "22nd/37", "1st / 26 teams"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Evaluation, Mention
from kg.recognise.text import Tokens

__all__ = ["ranks"]

_ORDINAL = re.compile(r"[1-9]\d*(?:st|nd|rd|th)")


def ranks(tokens: Tokens) -> Iterator[Evaluation]:
    """Every place of so many, as printed."""
    for i in range(1, len(tokens) - 1) if "/" in tokens.text else ():
        if _is_rank(tokens.words[i - 1 : i + 2]):
            start, end = tokens.starts[i - 1], tokens.ends[i + 1]
            mention = Mention(tokens.part, start, end, tokens.quote(i), "figure")
            yield Evaluation(metric="rank", value=tokens.text[start:end], mention=mention)


def _is_rank(words: list[str]) -> bool:
    place, stroke, of = words
    return stroke == "/" and of.isdecimal() and bool(_ORDINAL.fullmatch(place))
