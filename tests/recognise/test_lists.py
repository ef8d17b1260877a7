"""The lists of datasets and methods: each spelling once, and hardly a name as both."""

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


def test_each_spelling_is_given_once() -> None:
    """One thing may have several, as hyphens and spaces part its words in other places."""
    for name in ("datasets.txt", "methods.txt"):
        path = LISTS / name
        names = [entry.removeprefix("?").strip() for _, entry in entries(path, path.read_text("utf-8"))]
        assert [entry for entry, count in Counter(names).items() if count > 1] == []
