"""Names known beforehand, as plain lists.

A list is a text file. A line in brackets, `[dataset]`, gives the kind of what follows; every other line
holds names, parted by `|`. `#` begins a comment, `?` before a name says that it is an
ordinary word, which only a cue in the sentence can make a name. Names with a capital or a digit are
matched with their case, the rest without; hyphens and spaces count alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from kg.errors import InputError

__all__ = ["KINDS", "Counts", "Lexicon", "Listed", "default_lexicon", "find", "fold", "key", "load_lexicon"]

_WORD_KINDS = ("dataset head", "method head", "task head", "function word", "adjective", "verb")
KINDS = ("dataset", "method", "metric", "task", "organisation", "language", "general", *_WORD_KINDS)
Counts = dict[str, tuple[int, int, int]]
_LISTS = Path(__file__).parent / "lists"
_SEEN = Path(__file__).parent / "seen.json"
_HEADS = (("dataset head", "D"), ("method head", "M"), ("task head", "T"))
_SPACE = re.compile(r"[\s/-]+")
_PIECES = re.compile(r"[^\W\d_]+|\d+")
_GLUE = re.compile(r"[\s\-‐‑–_~]+")


@dataclass(frozen=True)
class Lexicon:
    """`exact` and `folded` map a name's key to its kinds, where an ordinary word's kind begins with "?";
    `first` maps what names begin with to the most words of such a name, `every` holds all keys in lower case,
    with and without a plural s; `by_kind` holds the grammar's words,
    which are no names; `heads` says of a noun what it is the noun for: D a dataset, M a method, T a task;
    `same` gives the short name of a metric that has one by its folded key;
    `seen` in how many documents of annotated corpora a folded key named a dataset, a method and a task."""

    exact: dict[str, tuple[str, ...]]
    folded: dict[str, tuple[str, ...]]
    first: dict[str, int]
    every: frozenset[str]
    by_kind: dict[str, frozenset[str]]
    heads: dict[str, str]
    same: dict[str, str]
    seen: Counts

    def kinds(self, name_key: str) -> tuple[str, ...]:
        """The kinds under which a key is listed; none where it is not."""
        if name_key.lower() not in self.every:
            return ()
        return self.exact.get(name_key) or self.folded.get(_fold(name_key), ())

    def head(self, word: str) -> str:
        """The letters of `heads` for a word in either number."""
        return self.heads.get(word, "")

    def words(self, kind: str) -> frozenset[str]:
        """The words of a kind, in lower case."""
        return self.by_kind.get(kind, frozenset())


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """A name without hyphens and spaces, with its case.

    >>> key("Fashion-MNIST") == key("Fashion MNIST")
    True
    """
    return _GLUE.sub("", name)


@lru_cache(maxsize=65536)
def fold(name_key: str) -> str:
    """A key without case and plural s."""
    return _fold(name_key)


def _fold(name_key: str) -> str:
    low = name_key.lower()
    return low[:-1] if len(low) > 3 and low[-1] == "s" and low[-2] != "s" else low


@lru_cache(maxsize=65536)
def first_piece(name: str) -> str:
    """The letters or digits that a name begins with, folded: where the search for it starts."""
    match = _PIECES.search(name)
    return fold(match[0]) if match else name.lower()


class Listed(NamedTuple):
    """A listed name among tokens, and the kinds under which it is listed."""

    start: int
    end: int
    kinds: tuple[str, ...]


def find(words: list[str], lexicon: Lexicon) -> list[Listed]:
    """The listed names in a row of words, longest first, none inside another."""
    found: list[Listed] = []
    every, behind = lexicon.every, 0
    keys = list(map(key, words))
    reach = map(lexicon.first.get, map(first_piece, words))
    for i, longest in enumerate(reach):
        if not longest or i < behind:
            continue
        for end in range(min(i + longest, len(keys)), i, -1):
            k = "".join(keys[i:end])
            if k.lower() in every and (kinds := lexicon.kinds(k)):
                found.append(Listed(i, end, kinds))
                behind = end
                break
    return found


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
    exact: dict[str, tuple[str, ...]] = {}
    folded: dict[str, tuple[str, ...]] = {}
    first: dict[str, int] = {}
    words: dict[str, set[str]] = {}
    same: dict[str, str] = {}
    for path, text in texts:
        for kind, name in _entries(path, text):
            plain, _, short = name.removeprefix("?").strip().partition(" = ")
            if kind in _WORD_KINDS:
                words.setdefault(kind, set()).add(plain.lower())
                continue
            kind = "?" + kind if name.startswith("?") else kind
            table, k = (folded, fold(key(plain))) if plain.islower() else (exact, key(plain))
            if kind not in table.get(k, ()):
                table[k] = (*table.get(k, ()), kind)
            if short:
                same[fold(key(plain))] = short
            start = first_piece(plain)
            first[start] = max(first.get(start, 0), len(_SPACE.split(plain)))
    by_kind = {kind: frozenset(found) for kind, found in words.items()}
    heads: dict[str, str] = {}
    for kind, letter in _HEADS:
        heads |= {word: heads.get(word, "") + letter for word in by_kind.get(kind, ())}
    heads = {word + "s": kinds for word, kinds in heads.items()} | heads
    every = frozenset(map(str.lower, exact)) | folded.keys() | {k + "s" for k in folded}
    seen = msgspec.json.decode(_SEEN.read_bytes(), type=Counts)
    return Lexicon(exact, folded, first, every, by_kind, heads, same, seen)


def _entries(path: Path, text: str) -> list[tuple[str, str]]:
    """Every (kind, name) of a list, aliases included."""
    kind, entries = "", []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.split("#", 1)[0].strip() if line.startswith("#") or " #" in line else line.strip()
        if not line:
            continue
        if line.startswith("["):
            kind = line.strip("[]").strip()
            if kind not in KINDS:
                raise InputError(f"{path}:{number}", f"unknown kind {line}", "one of " + ", ".join(KINDS))
        elif not kind:
            raise InputError(
                f"{path}:{number}", "a name before any kind", "a line such as [dataset] comes first"
            )
        else:
            entries += [(kind, name.strip()) for name in line.split("|") if name.strip(" ?")]
    return entries
