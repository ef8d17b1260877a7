"""Patterns asked of many lines together: the same as asked of each."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.shacl.components.strings import Pattern
from kg.shacl.pattern import compile_pattern
from kg.shacl.rows import in_all, in_none

PATTERNS = [
    (r"^(\S.*)?\w(.*\S)?$", ""), (r"^10\.[0-9]{4,9}/[^\sA-Z]+$", ""), (r"^a|b$", ""), (r"\S", ""),
    (r"^[^a]+$", ""), (r"^\D*$", ""), (r"^\W*$", ""), (r"^[\s\S]*$", ""), (r"^a.b$", ""), (r"^(?s:.*)$", ""),
    (r"^(?:a|\n)*$", ""), (r"^(a|b\b.*)$", ""), (r"^(.)\1$", ""), (r"^A?$", "i"), (r"^a$", "m"), (r"ab", ""),
    (r"(^|[\s,])et(\.\s*|\s+)al\.?($|,)", "i"), (r"^[\x00-\x20]*a$", ""), (r"^a$b?$", ""),
    (r"^(x+x+)+y$", ""), ("^$", ""), (r"^(ab?)+$", ""),
]  # fmt: skip
LINES = st.text(alphabet="ab.,/10 Aetl\tσΣé", max_size=24)


def _pattern(source: str, flags: str) -> Pattern:
    return Pattern(source, flags, compile_pattern(source, flags, "a shape"))


@pytest.mark.parametrize(("source", "flags"), PATTERNS)
@settings(max_examples=60)
@given(texts=st.lists(LINES, min_size=1, max_size=6))
def test_together_as_alone(source: str, flags: str, texts: list[str]) -> None:
    pattern = _pattern(source, flags)
    found = [bool(pattern.found(text)) for text in texts]
    joined = "\n".join(texts)
    assert in_all(pattern)(texts, joined) == all(found)
    assert in_none(pattern)(texts, joined) == (not any(found))


def test_long_lines_take_linear_time() -> None:
    text = "x" * 100_000
    pattern = _pattern(r"^(x+x+)+y$", "")
    assert not in_all(pattern)([text], text)
    assert re.compile(r"(?:x+\n)*+").fullmatch(f"{text}\n")
