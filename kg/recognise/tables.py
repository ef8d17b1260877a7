"""The lists of names (`listing`) as tables in which they are found.

Reading the lists takes longer than anything else at the start, so the tables of those that come with the
program are stored beside them, by `benchmarks/store_lists.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from kg.recognise.keys import fold, key, keys
from kg.recognise.listing import KINDS, WORD_KINDS, rows
from kg.recognise.stems import stem_of

__all__ = ["STORED", "Kinds", "Tables", "kinds_of", "shipped", "stored", "tables"]

Kinds = tuple[str, ...]
Table = dict[str, str]
_FOLDER = Path(__file__).parent / "lists"
STORED = Path(__file__).parent / "lists.json"
_NAMING = ("dataset", "method")
_PIECES = re.compile(r"[^\W_]+|[^\w\s~‐‑–-]")
_LETTERS = dict(zip((kind for kind in KINDS if kind not in WORD_KINDS), "abcdefg", strict=True))
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}


class Tables(msgspec.Struct, frozen=True):
    """Kinds are letters (`kinds_of`): `exact` has those of names with a capital or a digit by key, `folded`
    those of the others by folded key, `stems` those of datasets and methods by stem (see `stems`); `openings`
    has the most words of a name by the key of what it begins with; `words` the grammar's words by kind;
    `same` the short name of a metric by the folded key of a long one."""

    exact: Table
    folded: Table
    stems: Table
    openings: dict[str, int]
    words: dict[str, list[str]]
    same: dict[str, str]


@cache
def kinds_of(letters: str) -> Kinds:
    """The kinds behind letters; a capital is for an ordinary word, whose kind begins with "?".

    >>> kinds_of("aB")
    ('dataset', '?method')
    """
    return tuple("?" * letter.isupper() + _KINDS[letter.lower()] for letter in letters)


def stored() -> Tables:
    """The tables of the lists that come with the program."""
    return msgspec.json.decode(STORED.read_bytes(), type=Tables)


def shipped() -> list[tuple[Path, str]]:
    """The lists that come with the program, and their texts."""
    return [(path, path.read_text("utf-8")) for path in sorted(_FOLDER.glob("*.txt"))]


def tables(texts: Iterable[tuple[Path, str]]) -> Tables:
    """The tables of some lists.

    Raises:
        InputError: a line is not understood.
    """
    listed: dict[str, list[str]] = {}
    for path, text in texts:
        for kind, row in rows(path, text):
            listed.setdefault(kind, []).extend(row)
    words = {kind: sorted(set(map(str.lower, listed.pop(kind)))) for kind in WORD_KINDS if kind in listed}
    same = dict(_shortened(listed))
    names = {kind: list(map(_plain, row)) for kind, row in listed.items()}
    ordinary = {kind: {key(_plain(name)) for name in row if name[0] == "?"} for kind, row in listed.items()}
    found = Tables({}, {}, {}, _openings(names), words, same)
    for kind, row in names.items():
        _add(found, kind, row, ordinary[kind])
    return found


def _plain(name: str) -> str:
    """A name without the mark of an ordinary word."""
    return name[1:].lstrip() if name[0] == "?" else name


def _shortened(listed: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """The short names of "long = short" by the folded key of the long one, which alone stays listed."""
    for row in listed.values():
        for i, name in enumerate(row):
            if " = " in name:
                row[i], _, short = name.partition(" = ")
                yield fold(key(row[i])), short


def _add(found: Tables, kind: str, names: list[str], ordinary: set[str]) -> None:
    """Add the names of a kind; `ordinary` are the keys of those that are ordinary words."""
    by_name = dict(zip(names, keys(names), strict=True))
    small = {by_name[name] for name in names if name.islower()}
    cased, lows = set(by_name.values()) - small, set(map(fold, small))
    marks = set(map(fold, small & ordinary))
    sign = _LETTERS[kind]
    for letter, own, low in ((sign, cased - ordinary, lows - marks), (sign.upper(), cased & ordinary, marks)):
        _list(found.exact, letter, own)
        _list(found.folded, letter, low)
        if kind in _NAMING:
            _list(found.stems, letter, map(stem_of, own | low))


def _list(table: Table, letter: str, found: Iterable[str]) -> None:
    """Add a letter to those of some keys."""
    for k in set(found):
        table[k] = table.get(k, "") + letter


def _openings(names: dict[str, list[str]]) -> dict[str, int]:
    """The most words of a name by the key of what it begins with."""
    openings: dict[str, int] = {}
    several = (name for row in names.values() for name in row if not name.isalnum())
    for words in map(_PIECES.findall, several):
        most, opening = len(words), ""
        for word in words[:-1]:
            opening += word
            if openings.get(opening, 0) < most:
                openings[opening] = most
    return openings
