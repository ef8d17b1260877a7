"""What speaks for and against a name: plain features, read off its form and the sentences around it.

Each feature is a short text such as `prev=on` or `head=dataset`; `weigh` knows what they are worth.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.recognise.lexicon import Lexicon, fold, key
from kg.recognise.names import Name
from kg.recognise.surroundings import surroundings

__all__ = ["evidence"]


_READ_AT_MOST = 4
_Features = tuple[str, ...]


def evidence(name: Name, lexicon: Lexicon) -> set[str]:
    """All features of a name."""
    found = set(_of_form(name, lexicon))
    for mention in name.mentions[:_READ_AT_MOST]:
        found.update(surroundings(mention, lexicon))
    return found


def _of_form(name: Name, lexicon: Lexicon) -> list[str]:
    first = name.mentions[0]
    tokens, start, end = first.tokens, first.start, first.end
    words = tokens.lower[start:end]
    pattern = tokens.shapes[start:end]
    parts = len({m.tokens.part for m in name.mentions})
    found = [
        "bias",
        f"shape={pattern[:4]}",
        f"n={min(end - start, 6)}",
        f"count={min(len(name.mentions), 4)}",
        f"parts={parts}{tokens.part[0]}",
        f"head:{lexicon.head(words[-1])}{end - start > 1}",
        *[f"w={word}" for word in words],
        *[f"rule={rule}" for rule in name.rules],
        *_of_first(words[0]),
        *_of_last(words[-1]),
    ]
    if pattern == "S":
        found.append("form=" + _mould(tokens.words[start]))
    keys = [key(form) for form in name.forms[:4]]
    found += _of_lists(keys, pattern[:2], lexicon)
    found += _of_corpora(keys, lexicon)
    if name.long:
        found += _of_long_form(name.long.lower(), lexicon)
    if end - start > 1:
        found += [f"inner:{kind}" for word in words[:-1] if (kind := lexicon.head(word))]
        found += _of_parts(tokens.words[start:end], lexicon)
    return found


@lru_cache(maxsize=16384)
def _of_first(word: str) -> _Features:
    return f"first={word}", f"begin={word[:4]}", f"pre={word[:3]}"


@lru_cache(maxsize=16384)
def _of_last(word: str) -> _Features:
    return f"last={word}", f"end={word[-4:]}", f"suf={word[-3:]}", f"suf={word[-5:]}"


def _of_lists(keys: list[str], pattern: str, lexicon: Lexicon) -> list[str]:
    """The kinds under which the forms of a name are listed."""
    kinds = {kind for k in keys for kind in lexicon.kinds(k)}
    if not kinds:
        return ["known=none", f"known=|{pattern}"]
    return [f"known={'+'.join(sorted(kinds))}|{pattern}", *[f"known={kind}" for kind in kinds]]


def _of_long_form(long: str, lexicon: Lexicon) -> list[str]:
    """The words of an acronym's long form, and the noun that says what it is."""
    spelled = long.split()
    last = spelled[-1].rsplit("-", 1)[-1]
    found = [f"long={last}", f"long:{lexicon.head(last)}", *[f"longw={word}" for word in spelled]]
    if " of " in long or " for " in long:
        found.append(f"longof:{lexicon.head(re.split(' (?:of|for) ', long)[0].split()[-1])}")
    return found


def _of_corpora(keys: list[str], lexicon: Lexicon) -> list[str]:
    """In how many annotated documents the name stood as a dataset, a method, a task."""
    found = [lexicon.seen[k] for k in map(fold, keys) if k in lexicon.seen]
    if not found:
        return ["seen=no"]
    counts = [max(column) for column in zip(*found, strict=True)]
    best = max(counts)
    if best < 2:
        return ["seen=no"]
    second = sorted(counts)[-2]
    features = [f"seen={'DMT'[counts.index(best)]}{'!' if second * 4 < best else ''}"]
    for letter, count in zip("DMT", counts, strict=True):
        if count > 1:
            often = "few" if count < 3 else "some" if count < 6 else "many" if count < 15 else "most"
            features.append(f"seen{letter}={often}")
    return features


def _of_parts(words: list[str], lexicon: Lexicon) -> list[str]:
    """Listed names that a longer name begins or ends with: "Wasserstein GAN", "MS MARCO 2.1"."""
    found = []
    keys = list(map(key, words))
    for cut in range(1, len(words)):
        found += [f"endsin={kind}" for kind in lexicon.kinds("".join(keys[cut:]))]
        found += [f"beginsin={kind}" for kind in lexicon.kinds("".join(keys[:-cut]))]
    return found


@lru_cache(maxsize=16384)
def _mould(word: str) -> str:
    """The build of a word: "A" for capitals, "a" for small letters, "9" for digits, marks as they are."""
    out: list[str] = []
    for c in word:
        sign = "A" if c.isupper() else "a" if c.isalpha() else "9" if c.isdigit() else "-"
        if not out or out[-1] != sign:
            out.append(sign)
    return "".join(out)[:6]
