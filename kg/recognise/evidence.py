"""What speaks for and against a name: plain features, read off its form and the sentences around it.

Each feature is a short text such as `prev=on` or `head=dataset`; `weigh` knows what they are worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.recognise.lexicon import Lexicon, fold, key
from kg.recognise.names import Name
from kg.recognise.surroundings import surroundings

__all__ = ["evidence"]


_READ_AT_MOST = 4


def evidence(name: Name, lexicon: Lexicon) -> list[str]:
    """All features of a name."""
    found = set(_of_form(name, lexicon))
    for mention in name.mentions[:_READ_AT_MOST]:
        found.update(surroundings(mention, lexicon))
    return sorted(found)


def _of_form(name: Name, lexicon: Lexicon) -> Iterator[str]:
    first = name.mentions[0]
    tokens, start, end = first.tokens, first.start, first.end
    words = [tokens.lower[i] for i in range(start, end)]
    pattern = tokens.shapes[start:end]
    yield "bias"
    yield f"shape={pattern[:4]}"
    yield f"n={min(end - start, 6)}"
    yield f"last={words[-1]}"
    yield f"first={words[0]}"
    for word in words:
        yield f"w={word}"
    yield f"end={words[-1][-4:]}"
    yield f"begin={words[0][:4]}"
    if pattern == "S":
        yield "form=" + _mould(tokens.words[start])
    for rule in name.rules:
        yield f"rule={rule}"
    yield f"count={min(len(name.mentions), 4)}"
    parts = {m.tokens.part for m in name.mentions}
    yield f"parts={len(parts)}{'t' if first.tokens.part == 'title' else 'a'}"
    keys = [key(form) for form in name.forms[:4]]
    kinds = {kind for k in keys for kind in lexicon.kinds(k)}
    for kind in kinds or {"none"}:
        yield f"known={kind}"
    yield f"known={'+'.join(sorted(kinds))}|{pattern[:2]}"
    yield from _of_corpora(keys, lexicon)
    if name.long:
        yield from _of_long_form(name.long.lower(), lexicon)
    yield f"head:{lexicon.head(words[-1])}{end - start > 1}"
    inner = {lexicon.head(word) for word in words[:-1]}
    for kind in inner:
        if kind:
            yield f"inner:{kind}"
    if end - start > 1:
        yield from _of_parts(tokens.words[start:end], lexicon)
    yield f"suf={words[-1][-3:]}"
    yield f"suf={words[-1][-5:]}"
    yield f"pre={words[0][:3]}"


def _of_long_form(long: str, lexicon: Lexicon) -> Iterator[str]:
    """The words of an acronym's long form, and the noun that says what it is."""
    spelled = long.split()
    last = spelled[-1].rsplit("-", 1)[-1]
    yield f"long={last}"
    yield f"long:{lexicon.head(last)}"
    for word in spelled:
        yield f"longw={word}"
    if " of " in long or " for " in long:
        yield f"longof:{lexicon.head(re.split(' (?:of|for) ', long)[0].split()[-1])}"


def _of_corpora(keys: list[str], lexicon: Lexicon) -> Iterator[str]:
    """In how many annotated documents the name stood as a dataset, a method, a task."""
    found = [lexicon.seen[k] for k in map(fold, keys) if k in lexicon.seen]
    counts = [max(column) for column in zip(*found, strict=True)] if found else [0, 0, 0]
    best = max(counts)
    if best < 2:
        yield "seen=no"
        return
    for letter, count in zip("DMT", counts, strict=True):
        if count > 1:
            often = "few" if count < 3 else "some" if count < 6 else "many" if count < 15 else "most"
            yield f"seen{letter}={often}"
    second = sorted(counts)[-2]
    yield f"seen={'DMT'[counts.index(best)]}{'!' if second * 4 < best else ''}"


def _of_parts(words: list[str], lexicon: Lexicon) -> Iterator[str]:
    """Listed names that a longer name begins or ends with: "Wasserstein GAN", "MS MARCO 2.1"."""
    for cut in range(1, len(words)):
        for kind in lexicon.kinds(key("".join(words[cut:]))):
            yield f"endsin={kind}"
        for kind in lexicon.kinds(key("".join(words[:-cut]))):
            yield f"beginsin={kind}"


def _mould(word: str) -> str:
    """The build of a word: "A" for capitals, "a" for small letters, "9" for digits, marks as they are."""
    out: list[str] = []
    for c in word:
        sign = "A" if c.isupper() else "a" if c.isalpha() else "9" if c.isdigit() else "-"
        if not out or out[-1] != sign:
            out.append(sign)
    return "".join(out)[:6]
