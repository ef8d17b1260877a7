"""What the words around a mention say of its kind: neighbours, lists, appositions, verbs, the title."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.recognise.governed import build, conjoined, governor
from kg.recognise.lexicon import Lexicon
from kg.recognise.memory import remembered
from kg.recognise.propose import Candidate
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["Feature", "Told", "surroundings"]


_CUES = {
    "I": "propose proposes proposed present presents presented introduce introduces introduced develop "
    "develops developed design create release call describe describes build contribute",
    "O": "outperform outperforms outperforming surpass surpasses surpassing exceeds beats beat compared "
    "than over baselines improves",
    "E": "evaluate evaluated experiments experiment evaluation evaluations test tested results benchmarked "
    "performance validate validated demonstrate accuracy score scores",
    "U": "use uses using used employ employs employing apply applies applied adopt leverage leverages "
    "leveraging via with utilize train trained fine-tune fine-tuned initialized based",
    "K": "collect collected annotate annotated release released construct constructed compiled available "
    "annotations examples sentences images hours",
}
_CUE = {word: letter for letter, words in reversed(_CUES.items()) for word in words.split()}
_TITLE_DATASETS = word_set(
    "dataset corpus benchmark treebank datasets database lexicon collection resource challenge"
)
_LIST_LEFT = word_set(", and or & / ( ) - both the as well i.e namely")
_LIST_RIGHT = word_set(", and or & / ( ) - the")
_SUCH = word_set("as like including g e.g : , namely called named on")
_APPOSED = word_set("a an the our which one")
_APPOSITION_ENDS = word_set("that which for to , . of with based designed consisting in")
_PAUSES = word_set(", – — -")
_APPOSING = _PAUSES | {"is", "("}
_NAMELIKE = frozenset("SCD")
_FARTHEST = 24
_FIGURES = re.compile(r"\d[\d.,]*")


Feature = str
Side = tuple[tuple[Feature, ...], str, str, str]
"""What stands on one side of a place: features, the next word and its looks ("^" or "$" for none), and on the
left what governs the place, behind a letter for the part."""
Told = dict[tuple[str, int, int], Side]
"""What was told of places already: names overlap, and share where they begin or end."""


def surroundings(mention: Candidate, lexicon: Lexicon, told: Told) -> list[Feature]:
    """All features of a mention; `told` keeps what was read off a record's places."""
    tokens, start, end, _ = mention
    title, here = tokens.part == "title", tokens.sentence[start]
    at = (tokens.part, start, -1)
    before = told.get(at)
    if before is None:
        before = told[at] = _before(tokens, start, title, lexicon)
    at = (tokens.part, end, here)
    behind = told.get(at)
    if behind is None:
        behind = told[at] = _behind(tokens, end, here, title, lexicon)
    pattern = tokens.shapes[start:end]
    found = [
        *before[0],
        *behind[0],
        "around " + before[1] + " " + behind[1],
        "beside " + before[2] + " " + behind[2],
        "besides " + before[2] + " " + pattern[:3],
        "besidee " + pattern[-3:] + " " + behind[2],
        *conjoined(build(pattern) + before[3] + lexicon.heads.get(tokens.lower[end - 1], "-")[0]),
    ]
    return found + _of_title(tokens, start, end, lexicon) if title else found


def _before(tokens: Tokens, start: int, title: bool, lexicon: Lexicon) -> Side:
    """What stands before a name, as far as its sentence goes."""
    low, first = tokens.lower, bisect_left(tokens.sentence, tokens.sentence[start], 0, start)
    before = _plain(low[start - 1]) if start > first else "^"
    before2 = low[start - 2] if start - 1 > first else "^"
    found: list[Feature] = [("tprev " if title else "prev ") + before, "prev2 " + before2 + " " + before]
    if start in tokens.emphasised:
        found.append("emphasised")
    if not title:
        found += _of_list_before(tokens, start, first, lexicon)
        found += _of_cue(low, start, first)
    governed = ("T" if title else "a") + governor(tokens, start, first, lexicon)
    return tuple(found), before, _looks(tokens, start - 1) if start > first else "$", governed


def _behind(tokens: Tokens, end: int, here: int, title: bool, lexicon: Lexicon) -> Side:
    """What stands behind a name in its sentence, and the noun that says what it is."""
    low, sentence, n = tokens.lower, tokens.sentence, len(tokens.lower)
    inside = end < n and sentence[end] == here
    after = _plain(low[end]) if inside else "$"
    after2 = low[end + 1] if end + 1 < n and sentence[end + 1] == here else "$"
    found: list[Feature] = [("tnext " if title else "next ") + after, "next2 " + after + " " + after2]
    if not title:
        found += _of_following(tokens, end, lexicon)
        found += _of_list_behind(tokens, end, lexicon)
        if after in _APPOSING:
            found += _of_apposition(tokens, end, lexicon)
    return tuple(found), after, _looks(tokens, end) if inside else "$", ""


def _without_figures(low: str) -> str:
    """A word; where it begins with a digit all numbers in it are alike: "#b" for "8b" and "70b"."""
    return _FIGURES.sub("#", low) if low[0].isdigit() else low


_plain = remembered(_without_figures)


def _looks(tokens: Tokens, i: int) -> str:
    """The looks of a neighbour, a mark as it is; "^" for the first word of a sentence with a capital."""
    shape = tokens.shapes[i]
    if shape == "C" and (i == 0 or tokens.sentence[i - 1] != tokens.sentence[i]):
        return "^"
    return shape if shape != "P" else tokens.words[i][0]


def _of_title(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> list[Feature]:
    low = tokens.lower
    found: list[Feature] = ["title-whole"] if start == 0 and end == len(low) else []
    if end < len(low) and low[end] == ":" and start == 0:
        rest = low[end + 1 : end + 40]
        heads = sorted({lexicon.head(word) for word in rest})
        found.append("titled " + str(not _TITLE_DATASETS.isdisjoint(rest)))
        found.append("titled " + "".join(heads))
        found.append("titled-shape " + tokens.shapes[start:end][:3])
    elif ":" in low[max(0, start - 40) : start]:
        found.append("title-rest")
    return found


def _of_following(tokens: Tokens, end: int, lexicon: Lexicon) -> list[Feature]:
    """The noun for a kind within three words behind."""
    heads, shapes = lexicon.heads, tokens.shapes
    for i, low in enumerate(tokens.lower[end : end + 3], end):
        if shapes[i] == "P" and low != "-":
            break
        if low in heads:
            return ["follow " + heads[low], "follow " + "012"[i - end] + " " + low]
    return []


def _of_list_before(tokens: Tokens, start: int, first: int, lexicon: Lexicon) -> list[Feature]:
    """What stands before the list that a name is part of."""
    low, shapes, heads = tokens.lower, tokens.shapes, lexicon.heads
    for i in range(start - 1, max(first, start - _FARTHEST) - 1, -1):
        if shapes[i] not in _NAMELIKE and low[i] not in _LIST_LEFT:
            break
    else:
        return []
    found = ["left " + low[i], *_of_row(tokens, i + 1, start, lexicon)]
    if i:
        found.append("left2 " + low[i - 1] + " " + low[i])
        if low[i - 1] in heads and low[i] in _SUCH:
            found.append("such " + heads[low[i - 1]])
    if low[i] in heads:
        found += ["of " + heads[low[i]], "of " + low[i]]
    return found


def _of_list_behind(tokens: Tokens, end: int, lexicon: Lexicon) -> list[Feature]:
    """What stands behind the list that a name is part of."""
    low, shapes, sentence = tokens.lower, tokens.shapes, tokens.sentence
    here = sentence[end - 1]
    for i in range(end, min(len(low), end + _FARTHEST)):
        if sentence[i] != here:
            break
        if shapes[i] not in _NAMELIKE and low[i] not in _LIST_RIGHT:
            kind = lexicon.head(low[i]) or lexicon.head(low[i + 1] if i + 1 < len(low) else "")
            found = ["right " + low[i], *_of_row(tokens, end, i, lexicon)]
            return [*found, "righthead " + kind] if kind else found
    return []


def _of_row(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> list[Feature]:
    """The kinds under which single words of the list that a name is part of are listed."""
    if end - start < 2:  # a name and what joins it
        return []
    shapes, words, begins = tokens.shapes, tokens.words, lexicon.begins
    known = [begins(words[i]) for i in range(start, end) if shapes[i] in "SC"]
    return sorted({"row " + kind for one in known if one for kind in one[1]})


def _of_apposition(tokens: Tokens, end: int, lexicon: Lexicon) -> list[Feature]:
    """`X, a … framework`, `X is a … corpus`: the noun that says what X is."""
    low, n, i = tokens.lower, len(tokens.lower), end
    if i + 2 < n and low[i] == "(":
        while i < n and low[i] != ")" and i - end < 10:
            i += 1
        i += 1
    if i + 2 >= n or not (low[i] == "is" or (low[i] in _PAUSES and low[i + 1] in _APPOSED)):
        return []
    for j in range(i + 2, min(i + 14, n)):
        if low[j] in _APPOSITION_ENDS:
            return ["is " + lexicon.head(low[j - 1]), "is " + low[j - 1]]
    return []


def _of_cue(low: list[str], start: int, first: int) -> list[Feature]:
    """The nearest cue before the name in its sentence, at most twenty words off."""
    for i in range(start - 1, max(first, start - 20) - 1, -1):
        if low[i] in _CUE:
            return ["cue " + _CUE[low[i]] + ("near" if start - i < 5 else ""), "cue " + low[i]]
    return ["cue none"]
