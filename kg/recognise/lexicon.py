"""Names known beforehand: the lists (`listing`) made ready, and found among words.

Names with a capital or a digit are matched with their case, the rest without; hyphens and spaces count alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from kg.errors import InputError
from kg.recognise.listing import WORD_KINDS, rows
from kg.recognise.memory import remembered
from kg.recognise.stems import singular, stem_of

__all__ = ["Counts", "Lexicon", "Listed", "default_lexicon", "find", "fold", "key", "load_lexicon"]

Kinds = tuple[str, ...]
Table = dict[str, Kinds]
Beginning = tuple[int, Kinds]
Counts = dict[str, tuple[int, int, int]]
_NAMING = ("dataset", "method")
_LISTS = Path(__file__).parent / "lists"
_SEEN = Path(__file__).parent / "seen.json"
_HEADS = (("dataset head", "D"), ("method head", "M"), ("task head", "T"))
_PIECES = re.compile(r"[^\W_]+|[^\w\s~‐‑–-]")
_GLUE = re.compile(r"[\s\-‐‑–_~]+")


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What is known beforehand, and how it is found.

    `kinds` gives the kinds under which a name's key is listed, where an ordinary word's kind begins with "?";
    `begins` tells of a word the most words of a listed name that it begins and the kinds of the word alone,
    or nothing; `openings` the same of the keys of several words; `noun_for` tells of a word, D or M, what
    kind of name it ends; `breaks` are the words that no name goes across; `by_kind` holds the grammar's
    words; `heads` says of a noun what it is the noun for: D a dataset, M a method, T a task; `same` gives the
    short name of a metric that has one by its folded key; `stems` gives the kinds of a listed dataset or
    method by its stem (see `stems`); `seen` in how many documents of annotated corpora a folded key named a
    dataset, a method and a task.
    """

    kinds: Callable[[str], Kinds]
    begins: Callable[[str], Beginning | None]
    openings: dict[str, int]
    noun_for: Callable[[str], str]
    breaks: frozenset[str]
    by_kind: dict[str, frozenset[str]]
    heads: dict[str, str]
    same: dict[str, str]
    stems: dict[str, Kinds]
    seen: Counts

    def head(self, word: str) -> str:
        """The letters of `heads` for a word in either number."""
        return self.heads.get(word, "")

    def words(self, kind: str) -> frozenset[str]:
        """The words of a kind, in lower case."""
        return self.by_kind.get(kind, frozenset())


def _key(name: str) -> str:
    return name if name.isalnum() else _GLUE.sub("", name)


key = remembered(_key)
"""A name without hyphens and spaces, with its case."""


def _fold(name_key: str) -> str:
    return singular(name_key.lower())


fold = remembered(_fold)
"""A key without case and plural s."""


class Listed(NamedTuple):
    """A listed name among tokens, and the kinds under which it is listed."""

    start: int
    end: int
    kinds: tuple[str, ...]


def find(words: list[str], lexicon: Lexicon) -> list[Listed]:
    """The listed names in a row of words, longest first, none inside another."""
    found: list[Listed] = []
    behind = 0
    beginnings = list(map(lexicon.begins, words))
    for i, beginning in [(i, beginning) for i, beginning in enumerate(beginnings) if beginning]:
        if i < behind:
            continue
        size, kinds = beginning
        if size > 1:
            size, kinds = _longest(words[i : i + size], kinds, lexicon)
        if kinds:
            behind = i + size
            found.append(Listed(i, behind, kinds))
    return found


def _longest(words: list[str], alone: Kinds, lexicon: Lexicon) -> tuple[int, Kinds]:
    """How many of the words, from the first on, are the longest listed name, and its kinds."""
    best, joined = (1, alone), key(words[0])
    for size, word in enumerate(words[1:], 2):
        joined += key(word)
        kinds = lexicon.kinds(joined)
        if kinds:
            best = size, kinds
        if joined not in lexicon.openings and joined.lower() not in lexicon.openings:
            break
    return best


@cache
def default_lexicon() -> Lexicon:
    """The lists that come with the program."""
    return _build([(path, path.read_text("utf-8")) for path in sorted(_LISTS.glob("*.txt"))])


def load_lexicon(path: Path | str) -> Lexicon:
    """The lists that come with the program and a user's own on top.

    Raises:
        InputError: the file cannot be read, or a line is not understood.
    """
    path = Path(path)
    try:
        own = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            str(path), f"cannot be read ({error})", "a lexicon is a text file in UTF-8"
        ) from error
    lists = [(listed, listed.read_text("utf-8")) for listed in sorted(_LISTS.glob("*.txt"))]
    return _build([*lists, (path, own)])


def _build(texts: list[tuple[Path, str]]) -> Lexicon:
    listed: dict[str, list[str]] = {}
    for path, text in texts:
        for kind, row in rows(path, text):
            listed.setdefault(kind, []).extend(row)
    words = {kind: {word.lower() for word in listed.pop(kind)} for kind in WORD_KINDS if kind in listed}
    same = dict(_shortened(listed))
    ordinary = {kind: {_plain(name) for name in row if name[0] == "?"} for kind, row in listed.items()}
    names = {kind: list(map(_plain, row)) for kind, row in listed.items()}
    by_kind = {kind: frozenset(found) for kind, found in words.items()}
    heads: dict[str, str] = {}
    for kind, letter in _HEADS:
        heads |= {word: heads.get(word, "") + letter for word in by_kind.get(kind, ())}
    heads = {word + "s": kinds for word, kinds in heads.items()} | heads
    seen = msgspec.json.decode(_SEEN.read_bytes(), type=Counts)
    exact, folded, stems = _tables(names, ordinary)
    openings = _openings(name for row in names.values() for name in row)

    def kinds(name_key: str) -> Kinds:
        return exact.get(name_key) or folded.get(fold(name_key), ())

    def begins(word: str) -> Beginning | None:
        most, alone = openings.get(key(word), 0), kinds(key(word))
        most = max(most, openings.get(key(word).lower(), 1))
        return (most, alone) if most > 1 or alone else None

    def noun_for(low: str) -> str:
        nouns = heads.get(low, "")
        if not nouns and "-" in low:
            nouns = heads.get(low.rsplit("-", 1)[-1], "").replace("D", "")
        return nouns[0] if nouns and nouns != "T" else ""

    breaks = by_kind.get("function word", frozenset()) | by_kind.get("verb", frozenset())
    searches = remembered(kinds), remembered(begins), openings, remembered(noun_for)
    return Lexicon(*searches, breaks, by_kind, heads, same, stems, seen)


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


def _tables(names: dict[str, list[str]], ordinary: dict[str, set[str]]) -> tuple[Table, Table, Table]:
    """The kinds by key of names with a capital or a digit, by folded key of the others, and by stem of
    datasets and methods, ordinary words among them."""
    exact: Table = {}
    folded: Table = {}
    stems: Table = {}
    for plain, row in names.items():
        keys = dict(
            zip(row, _GLUE.sub("", "|".join(row)).split("|"), strict=True)
        )  # a call for each takes longer
        marked = {keys[name] for name in ordinary[plain]}
        small = {keys[name] for name in row if name.islower()}
        cased = set(keys.values()) - small
        lows, marks = set(map(_fold, small)), set(map(_fold, small & marked))
        for kind, own, low in ((plain, cased - marked, lows - marks), ("?" + plain, cased & marked, marks)):
            _list(exact, kind, own)
            _list(folded, kind, low)
            if plain in _NAMING:
                _list(stems, kind, map(stem_of, own | low))
    return exact, folded, stems


def _list(table: Table, kind: str, keys: Iterable[str]) -> None:
    """Add a kind to those of some keys."""
    found = dict.fromkeys(keys, (kind,))
    table.update(found | {k: (*table[k], kind) for k in table.keys() & found.keys() if kind not in table[k]})


def _openings(names: Iterable[str]) -> dict[str, int]:
    """The most words of a name by the key of what it begins with."""
    openings: dict[str, int] = {}
    for words in (_PIECES.findall(name) for name in names if not name.isalnum()):
        most, opening = len(words), ""
        for word in words[:-1]:
            opening += word
            if openings.get(opening, 0) < most:
                openings[opening] = most
    return openings
