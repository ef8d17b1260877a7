"""The lists of datasets and methods: each name once, and never as both, but for a few that truly are."""

from collections import Counter
from pathlib import Path

import kg.recognise
from kg.recognise.lexicon import key
from kg.recognise.listing import entries

LISTS = Path(kg.recognise.__file__).parent / "lists"


def keys(name: str) -> list[str]:
    path = LISTS / name
    return [key(entry.removeprefix("?").strip()) for _, entry in entries(path, path.read_text("utf-8"))]


def test_a_dataset_is_rarely_a_method_of_the_same_name() -> None:
    assert len(set(keys("datasets.txt")) & set(keys("methods.txt"))) <= 20


def test_names_are_short_and_printable() -> None:
    for name in ("datasets.txt", "methods.txt", "techniques.txt"):
        path = LISTS / name
        names = [entry for _, entry in entries(path, path.read_text("utf-8"))]
        assert [entry for entry in names if len(entry) > 60 or not entry.isprintable()] == []


def test_spellings_are_given_once() -> None:
    """Names that differ in hyphens and spaces alone are one key; few stand twice."""
    for name in ("datasets.txt", "methods.txt"):
        counts = Counter(keys(name))
        assert sum(count - 1 for count in counts.values()) < 0.05 * len(counts)
