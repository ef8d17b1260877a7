"""What speaks for and against a name: plain features, read off its form and the sentences around it.

Each feature is a short text such as `prev=on` or `head=dataset`; `weigh` knows what they are worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from kg.recognise.lexicon import Lexicon, fold, key
from kg.recognise.memory import remembered
from kg.recognise.names import Name
from kg.recognise.surroundings import Told, surroundings

__all__ = ["evidence"]


_READ_AT_MOST = 4
_Features = tuple[str, ...]


def evidence(names: Iterable[Name], lexicon: Lexicon) -> Iterator[set[str]]:
    """All features of each of a record's names."""
    told: Told = {}
    for name in names:
        found = set(_of_form(name, lexicon))
        for mention in name.mentions[:_READ_AT_MOST]:
            found.update(surroundings(mention, lexicon, told))
        yield found


def _of_form(name: Name, lexicon: Lexicon) -> list[str]:
    tokens, start, end, _ = name.mentions[0]
    words, pattern, size = tokens.lower[start:end], tokens.shapes[start:end], end - start
    places = len(name.mentions)
    parts = len({mention.tokens.part for mention in name.mentions}) if places > 1 else 1
    found = [
        "bias",
        f"shape={pattern[:4]}",
        f"n={size if size < 6 else 6}",
        f"count={places if places < 4 else 4}",
        f"parts={parts}{tokens.part[0]}",
        f"head:{lexicon.heads.get(words[-1], '')}{size > 1}",
        *map("w={}".format, words),
        *map("rule={}".format, name.rules),
        *_of_first(words[0]),
        *_of_last(words[-1]),
    ]
    if pattern == "S":
        found.append(_of_build(tokens.words[start]))
    keys = list(map(key, name.forms[:4]))
    found += _of_lists(keys, pattern[:2], lexicon)
    found += _of_corpora(keys, lexicon)
    if name.long:
        found += _of_long_form(name.long.lower(), lexicon)
    if size > 1:
        found += [f"inner:{lexicon.heads[word]}" for word in words[:-1] if word in lexicon.heads]
        found += _of_parts(tokens.words[start:end], lexicon)
    return found


def _first(word: str) -> _Features:
    return f"first={word}", f"begin={word[:4]}", f"pre={word[:3]}"


def _last(word: str) -> _Features:
    return f"last={word}", f"end={word[-4:]}", f"suf={word[-3:]}", f"suf={word[-5:]}"


def _of_lists(keys: list[str], pattern: str, lexicon: Lexicon) -> list[str]:
    """The kinds under which the forms of a name are listed."""
    kinds = set(chain.from_iterable(map(lexicon.kinds, keys)))
    if not kinds:
        return ["known=none", f"known=|{pattern}"]
    return [f"known={'+'.join(sorted(kinds))}|{pattern}", *map("known={}".format, kinds)]


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
    found = list(filter(None, map(lexicon.seen.get, map(fold, keys))))
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
    found: list[str] = []
    keys = list(map(key, words))
    begin, end = "", ""
    for first, last in zip(keys[:-1], keys[:0:-1], strict=True):
        begin, end = begin + first, last + end
        found += map("beginsin={}".format, lexicon.kinds(begin))
        found += map("endsin={}".format, lexicon.kinds(end))
    return found


def _build(word: str) -> str:
    """The build of a word: "A" for capitals, "a" for small letters, "9" for digits, marks as they are."""
    out: list[str] = []
    for c in word:
        sign = "A" if c.isupper() else "a" if c.isalpha() else "9" if c.isdigit() else "-"
        if not out or out[-1] != sign:
            out.append(sign)
    return "form=" + "".join(out)[:6]


_of_first, _of_last, _of_build = map(remembered, (_first, _last, _build))
