"""Reported figures: value, unit, metric, and what they were measured on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import DatasetLink, Evaluation, Mention, MethodLink
from kg.recognise.lexicon import Lexicon, key
from kg.recognise.text import Tokens

__all__ = ["figures"]


def figures(tokens: Tokens, datasets: Sequence[DatasetLink], methods: Sequence[MethodLink], lexicon: Lexicon) -> Iterator[Evaluation]:
    """The figures of a text, in its order."""
    return iter(())
