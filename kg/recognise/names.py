"""Candidates for one thing become one name: the same letters, a noun for the kind, an acronym's long form."""

from __future__ import annotations

import msgspec

from kg.recognise.acronyms import Pair
from kg.recognise.keys import fold, key
from kg.recognise.propose import Candidate
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["Name", "gather"]

_TYPE_NOUNS = word_set(
    "dataset datasets corpus corpora benchmark benchmarks database model models method methods "
    "algorithm framework system approach toolkit architecture architectures"
)


class Name(msgspec.Struct, gc=False):
    """One thing as a record names it: its forms, best first, where they stand and by which rules.

    `long` is its long form where it is an acronym, `places` the part and first token of each mention.
    """

    forms: list[str]
    mentions: list[Candidate] = []
    rules: set[str] = set()
    long: str = ""
    places: set[tuple[str, int]] = set()


def gather(candidates: list[Candidate], pairs: list[tuple[Tokens, Pair]]) -> list[Name]:
    """The names of a record in order of their first mention."""
    names: dict[str, Name] = {}
    found: dict[tuple[str, int, int], Name] = {}
    for candidate in candidates:
        tokens, start, end, rule = candidate
        place = (tokens.part, start, end)
        name = found.get(place)  # the same stretch by another rule
        if name is None:
            surface = tokens.surface(start, end)
            k = canonical(tokens, start, end, surface)
            name = names.get(k)
            if name is None:
                name = names[k] = Name([surface])
            found[place] = name
            _mention(name, candidate, surface)
        name.rules.add(rule)
    for tokens, (acronym, long) in pairs:
        short, other = (found.get((tokens.part, *span)) for span in (acronym, long))
        if short and other and short is not other:
            _merge(short, other, tokens.surface(*long))
            found = {place: short if name is other else name for place, name in found.items()}
    unique = {id(name): name for name in found.values()}
    return sorted(unique.values(), key=_first_place)


def canonical(tokens: Tokens, start: int, end: int, surface: str) -> str:
    """What all forms of one name share: the key without case, plural and the noun for its kind behind it."""
    if end - start > 1 and tokens.lower[end - 1] in _TYPE_NOUNS:
        printed_small = tokens.words[end - 1][0].islower() and tokens.shapes[end - 2] in "SCD"
        if printed_small or "S" in tokens.shapes[start : end - 1]:
            surface = tokens.surface(start, end - 1)
    return fold(key(surface))


def _mention(name: Name, candidate: Candidate, surface: str) -> None:
    """Add a mention, once for each place; the shortest form leads, as others carry the noun for the kind."""
    if len(surface) < len(name.forms[0]):
        name.forms[0] = surface
    place = (candidate.tokens.part, candidate.start)
    if place not in name.places:
        name.places.add(place)
        name.mentions.append(candidate)


def _merge(short: Name, other: Name, long: str) -> None:
    short.forms += [form for form in other.forms if form not in short.forms]
    for mention in other.mentions:
        _mention(short, mention, short.forms[0])
    short.rules |= other.rules
    short.long = long


def _first_place(name: Name) -> tuple[bool, int, int]:
    if len(name.mentions) == 1:
        return _place(name.mentions[0])
    return min(map(_place, name.mentions))


def _place(candidate: Candidate) -> tuple[bool, int, int]:
    return candidate.tokens.part == "abstract", candidate.start, candidate.end
