"""What speaks for a joint: the evidence of one place where a title may end and a name begin.

A place is described by features, strings that a hash maps to weights of a log-linear model
(`joint.bin`, a signed byte each; `benchmarks/train_joint.py` makes it).  The hash needs no word
list, so a name never seen is judged by its letters and its shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

__all__ = ["BUCKETS", "Context", "Joint", "bucket", "features", "page_context", "weigh", "words_of"]

BUCKETS = 1 << 18

_WORD = re.compile(r"\w+")


class Context(NamedTuple):
    """What the rest of the page shows: names sure to be names, and the words of the abstracts.

    `given` and `family` are the first and last words of the names, `own` the words of the record's
    own abstract, `words` those of all.
    """

    names: Set[str] = frozenset()
    given: Set[str] = frozenset()
    family: Set[str] = frozenset()
    own: Set[str] = frozenset()
    words: Set[str] = frozenset()


class Joint(NamedTuple):
    """A place in a line where the title may end: the text on both sides, and how the list goes on.

    `name` is the first author's name if the title ends here, "" if there are no authors at all;
    `listed` the number of names that the list then has.
    """

    title: str
    name: str
    listed: int
    is_cut: bool


def words_of(text: str) -> frozenset[str]:
    """The words of a text, in lower case."""
    return frozenset(_WORD.findall(text.casefold()))


def page_context(names: set[str], words: frozenset[str]) -> Context:
    """What a page shows to every one of its records."""
    split = [name.split() for name in names]
    given, family = frozenset(name[0] for name in split), frozenset(name[-1] for name in split)
    return Context(frozenset(names), given, family, frozenset(), words)


@cache
def _weights() -> memoryview:
    return memoryview(Path(__file__).with_name("joint.bin").read_bytes()).cast("b")


def weigh(joint: Joint, context: Context) -> int:
    """How much speaks for the joint, on the scale of the model: 16 is one unit of log-odds."""
    weights = _weights()
    return sum(weights[bucket(feature)] for feature in features(joint, context))


def bucket(feature: str) -> int:
    """The number of a feature's weight."""
    return crc32(feature.encode("utf-8", "replace")) & (BUCKETS - 1)


def features(joint: Joint, context: Context) -> Iterator[str]:
    """Everything that is known of a joint, as strings."""
    yield f"k={joint.listed} {joint.is_cut}"
    if not joint.name:
        return
    words = joint.name.split()
    last = joint.title.rsplit(None, 1)[-1]
    yield from _title_features(joint.title, last)
    yield from _given_features(last, words[0])
    yield from _word_features("f", words[-1])
    yield f"n={len(words)}"
    yield f"shapes={' '.join(map(_shape, words))}"
    yield f"joint={_kind(last[-1])}{_kind(words[0][0])}{_kind(words[0][1:2])}"
    yield f"join={last[-2:]}|{words[0][:2]}"
    yield f"edge={''.join(map(_kind, last[-3:]))}|{''.join(map(_kind, joint.name[:3]))}"
    for word in words[1:-1]:
        yield f"m={_shape(word)}"
        yield f"m={word.casefold()}"
    yield from _page_features(joint, words, last, context)


def _title_features(title: str, last: str) -> Iterator[str]:
    yield f"t={_shape(last)}"
    folded = last.casefold()
    yield f"t={folded}$"
    for size in range(1, 5):
        yield f"t={last[-size:]}$"
    yield f"open={sum(map(title.count, '([{')) - sum(map(title.count, ')]}'))}"
    yield f"whole={len(last) == len(title)}"
    yield f"short={len(last) < 3}{len(last)}"


def _given_features(last: str, given: str) -> Iterator[str]:
    """The letters of the first name; each part of it, and of the word before, has its own where
    capitals stand within: "OverviewSeung" may end in a name, "SeungHyun" is one.
    """
    before, (first, *rest) = _parts(last), _parts(given)
    yield from _word_features("g", first)
    if rest:
        yield f"g={_shape(given)}"
        yield from _word_features("q", rest[-1])
    if len(before) > 1:
        yield from _word_features("e", before[-1])
        yield f"b={before[-2].casefold()}$"


def _parts(word: str) -> list[str]:
    """The word parted in front of the capitals behind its small letters: "Seung" and "Hyun"."""
    ends = range(1, len(word))
    cuts = [0, *(i for i in ends if word[i].isupper() and (word[i - 1].islower() or word[i - 1] in "'’"))]
    return [word[start:end] for start, end in zip(cuts, [*cuts[1:], None], strict=True)]


def _word_features(side: str, word: str) -> Iterator[str]:
    """The letters of a word: whole, in groups of two to four, with its beginning and its end."""
    yield f"{side}={_shape(word)}"
    yield f"{side}#{min(len(word), 12)}"
    marked = f"^{word.casefold()}$"
    yield f"{side}={marked}"
    for size in (2, 3, 4):
        for start in range(len(marked) - size + 1):
            yield f"{side}={marked[start : start + size]}"


def _page_features(joint: Joint, words: list[str], last: str, context: Context) -> Iterator[str]:
    if context.names:
        yield f"named={joint.name in context.names}"
        yield f"given={words[0] in context.given}"
        yield f"family={words[-1] in context.family}"
    if context.words:
        end = _WORD.findall(last)[-1:]
        fold = end[0].casefold() if end else ""
        first = _WORD.findall(words[0])[:1]
        over = (end[0] + first[0]).casefold() if end and first else ""
        yield f"said={fold in context.own}{fold in context.words}{_shape(fold)}"
        yield f"fused={over in context.words}"
        given, *rest = _parts(words[0])
        yield f"word={given.casefold() in context.words}"
        if rest:
            yield f"inner={rest[-1].casefold() in context.words}"
        if len(inner := _parts(last)) > 1:
            yield f"tail={inner[-1].casefold() in context.words}"


def _shape(word: str) -> str:
    """The kinds of its first two characters, then of all without repeats: "Aa-Aa" for Jean-Pierre."""
    kinds = [_kind(c) for c in word]
    return "".join(kind for i, kind in enumerate(kinds) if i < 1 or kinds[i - 1] != kind or i == 1)


def _kind(character: str) -> str:
    if not character:
        return "_"
    if character.isupper():
        return "A"
    if character.islower():
        return "a"
    if character.isdigit():
        return "0"
    return "x" if character.isalpha() else character
