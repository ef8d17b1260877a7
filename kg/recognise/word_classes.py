"""Words that stand among like neighbours: *LSTM* with *CNN*, *corpus* with *treebank*.

`word_classes.txt` has a class a line, made from texts without labels by `benchmarks/train_word_classes.py`.
What was learned of one word of a class is known of the others.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

__all__ = ["spelling", "word_classes"]

_FILE = Path(__file__).parent / "word_classes.txt"
_DIGIT = re.compile(r"\d")


def spelling(low: str) -> str:
    """A word in small letters as it stands in the classes: all digits are alike."""
    return low if low.isalpha() else _DIGIT.sub("0", low)


@cache
def word_classes() -> dict[str, str]:
    """The number of each word's class."""
    lines = _FILE.read_text("utf-8").split("\n")
    return {word: str(number) for number, line in enumerate(lines) for word in line.split(" ") if word}
