"""The lists of datasets and methods: each spelling once, and hardly a name as both."""

from collections import Counter
from pathlib import Path

import kg.recognise
from kg.recognise.listing import rows
from kg.recognise.tables import shipped, stored, tables

LISTS = Path(kg.recognise.__file__).parent / "lists"


def names(file: str) -> list[str]:
    path = LISTS / file
    return [name for _, row in rows(path, path.read_text("utf-8")) for name in row]


def plain(file: str) -> list[str]:
    return [name.removeprefix("?").strip() for name in names(file)]


def test_what_is_always_a_dataset_is_rarely_always_a_method() -> None:
    both = [letters for letters in stored().exact.values() if {"a", "b"} <= set(letters)]
    assert len(both) <= 20


def test_names_are_short_and_printable() -> None:
    for file in ("datasets.txt", "methods.txt", "techniques.txt"):
        assert [name for name in names(file) if len(name) > 60 or not name.isprintable()] == []


def test_each_spelling_is_given_once() -> None:
    """One thing may have several, as hyphens and spaces part its words in other places."""
    for file in ("datasets.txt", "methods.txt"):
        assert [name for name, count in Counter(plain(file)).items() if count > 1] == []


def test_the_stored_tables_are_those_of_the_lists() -> None:
    """After a change of a list: `python benchmarks/store_lists.py`."""
    assert stored() == tables(shipped())
