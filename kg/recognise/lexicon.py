"""Names known beforehand (`tables`), found among words.

Names with a capital or a digit are matched with their case, the rest without; hyphens and spaces count alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from kg.errors import InputError
from kg.recognise.keys import fold, key
from kg.recognise.memory import remembered
from kg.recognise.tables import Kinds, Tables, kinds_of, shipped, stored, tables

__all__ = ["Counts", "Lexicon", "Listed", "default_lexicon", "find", "load_lexicon"]

Beginning = tuple[int, Kinds]
Counts = dict[str, tuple[int, int, int]]
_SEEN = Path(__file__).parent / "seen.json"
_HEADS = (("dataset head", "D"), ("method head", "M"), ("task head", "T"))


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What is known beforehand, and how it is found.

    `kinds` gives the kinds under which a name's key is listed, where an ordinary word's kind begins with "?";
    `begins` tells of a word the most words of a listed name that it begins and the kinds of the word alone,
    or nothing; `openings` the same of the keys of several words; `noun_for` tells of a word, D or M, what
    kind of name it ends; `breaks` are the words that no name goes across; `by_kind` holds the grammar's
    words; `heads` says of a noun what it is the noun for: D a dataset, M a method, T a task; `same` gives the
    short name of a metric that has one by its folded key; `family` gives the kinds of listed datasets and
    methods by their stem (see `stems`); `seen` in how many documents of annotated corpora a folded key named
    a dataset, a method and a task.
    """

    kinds: Callable[[str], Kinds]
    begins: Callable[[str], Beginning | None]
    openings: dict[str, int]
    noun_for: Callable[[str], str]
    breaks: frozenset[str]
    by_kind: dict[str, frozenset[str]]
    heads: dict[str, str]
    same: dict[str, str]
    family: Callable[[str], Kinds]
    seen: Counts

    def head(self, word: str) -> str:
        """The letters of `heads` for a word in either number."""
        return self.heads.get(word, "")

    def words(self, kind: str) -> frozenset[str]:
        """The words of a kind, in lower case."""
        return self.by_kind.get(kind, frozenset())


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
    return _ready(stored())


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
    return _ready(tables([*shipped(), (path, own)]))


def _ready(known: Tables) -> Lexicon:
    by_kind = {kind: frozenset(words) for kind, words in known.words.items()}
    heads: dict[str, str] = {}
    for kind, letter in _HEADS:
        heads |= {word: heads.get(word, "") + letter for word in by_kind.get(kind, ())}
    heads = {word + "s": kinds for word, kinds in heads.items()} | heads
    seen = msgspec.json.decode(_SEEN.read_bytes(), type=Counts)
    openings = known.openings

    def kinds(name_key: str) -> Kinds:
        return kinds_of(known.exact.get(name_key) or known.folded.get(fold(name_key), ""))

    def begins(word: str) -> Beginning | None:
        most, alone = openings.get(key(word), 0), kinds(key(word))
        most = max(most, openings.get(key(word).lower(), 1))
        return (most, alone) if most > 1 or alone else None

    def family(root: str) -> Kinds:
        return kinds_of(known.stems.get(root, ""))

    def noun_for(low: str) -> str:
        nouns = heads.get(low, "")
        if not nouns and "-" in low:
            nouns = heads.get(low.rsplit("-", 1)[-1], "").replace("D", "")
        return nouns[0] if nouns and nouns != "T" else ""

    breaks = by_kind.get("function word", frozenset()) | by_kind.get("verb", frozenset())
    searches = remembered(kinds), remembered(begins), openings, remembered(noun_for)
    return Lexicon(*searches, breaks, by_kind, heads, known.same, family, seen)
