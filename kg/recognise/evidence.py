"""What speaks for and against a name: plain features, read off its form and the sentences around it.

Each feature is a short text such as "prev on"; `weigh` knows what they are worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.recognise.company import company
from kg.recognise.keys import fold, key
from kg.recognise.lexicon import Lexicon
from kg.recognise.memory import remembered
from kg.recognise.names import Name
from kg.recognise.stems import stem
from kg.recognise.surroundings import Feature, Told, surroundings
from kg.recognise.text import Tokens
from kg.recognise.word_classes import spelling, word_classes

__all__ = ["evidence"]

_READ_AT_MOST = 4
_SHORT = 5  # letters of an acronym that stands for other things elsewhere
_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_UP_TO = "0123456"


def evidence(names: Sequence[Name], lexicon: Lexicon) -> Iterator[set[Feature]]:
    """All features of each of a record's names."""
    told: Told = {}
    for name, others in zip(names, company(names), strict=True):
        found = {*_of_form(name, lexicon), *others}
        for mention in name.mentions[:_READ_AT_MOST]:
            found.update(surroundings(mention, lexicon, told))
        yield found


def _of_form(name: Name, lexicon: Lexicon) -> list[Feature]:
    tokens, start, end, _ = name.mentions[0]
    words, pattern, size, heads = (
        tokens.lower[start:end],
        tokens.shapes[start:end],
        end - start,
        lexicon.heads,
    )
    places = len(name.mentions)
    parts = len({mention.tokens.part for mention in name.mentions}) if places > 1 else 1
    found: list[Feature] = [
        "bias",
        "shape " + pattern[:4],
        "n " + _UP_TO[size if size < 6 else 6],
        "count " + _UP_TO[places if places < 4 else 4],
        "parts " + _UP_TO[parts] + " " + tokens.part,
        "head " + heads.get(words[-1], "") + " " + ("many" if size > 1 else "one"),
        *_of_first(words[0]),
        *_of_last(words[-1]),
    ]
    for word in words:
        found += _of_word(word)
    for rule in name.rules:
        found.append("rule " + rule)
    if size == 1:
        found += _of_only(words[0])
    if pattern == "S":
        found.append(_of_build(tokens.words[start]))
    if pattern[-1] == "S":
        found += _of_pieces(tokens.words[end - 1])
    found += _of_lists(name, pattern[:2], lexicon)
    if name.long:
        found += _of_long_form(name.long.lower(), lexicon)
    return found + _of_parts(tokens, start, end, lexicon) if size > 1 else found


def _first(word: str) -> tuple[Feature, ...]:
    return "first " + word, "begin " + word[:4], "pre " + word[:3], *_alike("class^ ", word)


def _last(word: str) -> tuple[Feature, ...]:
    ends = ("end " + word[-4:], "suf " + word[-3:], "suf " + word[-5:])
    return "last " + word, *ends, *_alike("class$ ", word)


def _word(word: str) -> tuple[Feature, ...]:
    return "w " + word, *_alike("class ", word)


def _only(word: str) -> tuple[Feature, ...]:
    return _alike("class1 ", word)


def _alike(family: str, word: str) -> tuple[Feature, ...]:
    """The class of words among whose neighbours a word stands, if it has one."""
    number = word_classes().get(spelling(word))
    return (family + number,) if number else ()


def _of_lists(name: Name, pattern: str, lexicon: Lexicon) -> list[Feature]:
    """The kinds under which the forms of a name are listed, and what it was in annotated documents."""
    forms = name.forms
    k = key(forms[0])
    kinds, seen = lexicon.kinds(k), lexicon.seen.get(fold(k))
    if len(forms) > 1:
        keys = list(map(key, forms[:4]))
        kinds = tuple(sorted({kind for k in keys for kind in lexicon.kinds(k)}))
        rows = [lexicon.seen[k] for k in map(fold, keys) if k in lexicon.seen]
        seen = (
            (max(row[0] for row in rows), max(row[1] for row in rows), max(row[2] for row in rows))
            if rows
            else None
        )
    found = _of_corpora(seen) if seen else ["seen no"]
    if not kinds or (name.long and _is_another(forms[0], kinds, name.long, lexicon)):
        found += ["known none", "known  " + pattern]
        return found + _of_family(k, pattern, lexicon) if pattern[0] in "SC" else found
    found.append("known " + "+".join(sorted(kinds)) + " " + pattern)
    for kind in kinds:
        found.append("known " + kind)
    return found


def _is_another(short: str, kinds: Sequence[str], long: str, lexicon: Lexicon) -> bool:
    """Whether a text spells a listed acronym, no ordinary word, out in a way of its own."""
    return len(short) <= _SHORT and not any(kind[0] == "?" for kind in kinds) and not lexicon.kinds(key(long))


def _of_family(name_key: str, pattern: str, lexicon: Lexicon) -> list[Feature]:
    """What is known of a name in no list, but for its version, size and case."""
    root = stem(name_key)
    same = root == fold(name_key)  # but for case
    kinds, counts = lexicon.family(root), lexicon.seen.get(root)
    told = "+".join(sorted({kind.lstrip("?") for kind in kinds if not (same and kind[0] == "?")}))
    found: list[Feature] = ["stem " + told, "stem " + told + " " + pattern] if told else []
    if counts and max(counts) > 1 and not same:
        found.append("stemseen " + "DMT"[counts.index(max(counts))])
    return found


def _of_long_form(long: str, lexicon: Lexicon) -> list[Feature]:
    """The words of an acronym's long form, and the noun that says what it is."""
    spelled = long.split()
    last = spelled[-1].rsplit("-", 1)[-1]
    found = ["long " + last, "longhead " + lexicon.head(last), *["longw " + word for word in spelled]]
    if " of " in long or " for " in long:
        found.append("longof " + lexicon.head(re.split(" (?:of|for) ", long)[0].split()[-1]))
    return found


def _of_corpora(counts: tuple[int, int, int]) -> list[Feature]:
    """In how many annotated documents the name stood as a dataset, a method, a task."""
    best = max(counts)
    if best < 2:
        return ["seen no"]
    second = sorted(counts)[-2]
    features: list[Feature] = ["seen " + "DMT"[counts.index(best)] + ("!" if second * 4 < best else "")]
    for letter, count in zip("DMT", counts, strict=True):
        if count > 1:
            often = "few" if count < 3 else "some" if count < 6 else "many" if count < 15 else "most"
            features.append("seen " + letter + " " + often)
    return features


def _of_parts(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> list[Feature]:
    """Listed names that a longer name begins or ends with: "Wasserstein GAN", "MS MARCO 2.1"; nouns in it."""
    found: list[Feature] = []
    words, low, heads, kinds = tokens.words, tokens.lower, lexicon.heads, lexicon.kinds
    begins = ends = ""
    for i in range(start, end - 1):
        if low[i] in heads:
            found.append("inner " + heads[low[i]])
        begins += key(words[i])
        for kind in kinds(begins):
            found.append("beginsin " + kind)
        ends = key(words[start + end - 1 - i]) + ends
        for kind in kinds(ends):
            found.append("endsin " + kind)
    return found


def _build(word: str) -> Feature:
    """The build of a word: "A" for capitals, "a" for small letters, "9" for digits, marks as they are."""
    out: list[str] = []
    for c in word:
        sign = "A" if c.isupper() else "a" if c.isalpha() else "9" if c.isdigit() else "-"
        if not out or out[-1] != sign:
            out.append(sign)
    return "form " + "".join(out)[:6]


def _pieces(word: str) -> tuple[Feature, ...]:
    """The first and the last piece that a word is joined from: "Uni" and "Bench" of "UniG2U-Bench"."""
    pieces = _PIECE.findall(word)
    return ("piece^ " + pieces[0].lower(), "piece$ " + pieces[-1].lower()) if len(pieces) > 1 else ()


_of_first, _of_last = remembered(_first), remembered(_last)
_of_word, _of_only = remembered(_word), remembered(_only)
_of_build, _of_pieces = remembered(_build), remembered(_pieces)
