"""Names that are ordinary words, places, companies or devices: a list counts for them only with a cue.

A list that marks a name by `?` knows a thing of that name; the text may mean the word. It means the thing
where a noun for its kind stands beside it or its row (*the Texas dataset*, *datasets such as Texas*), where a
name that can be nothing else stands in the same row (*Adam and Lion*), where something is trained, tested or
compared on, with or over it (*evaluate on Texas*, *outperforms Rainbow*), or where it achieves something.
"""

from __future__ import annotations

from functools import cache

from kg.recognise.keys import key
from kg.recognise.lexicon import Lexicon
from kg.recognise.names import Name
from kg.recognise.propose import Candidate
from kg.recognise.surroundings import Feature
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["with_cues", "without_cue"]

_ORDINARY = frozenset(("known ?dataset", "known ?method"))
_CERTAIN = frozenset(("known dataset", "known method"))
# What lists and corpora know of a name, and what its own words were in labelled texts
_KNOWN = ("known ", "seen ", "rule list", "w ", "first ", "last ", "begin ", "end ", "pre ", "suf ", "class")
_OTHERS = ("metric", "task", "organisation", "language", "general")
_READ_AT_MOST = 4
_FARTHEST = 24
_JOINING = word_set(", and or & / ( ) the both")
_SUCH = word_set("as like including namely e.g : ( called named dubbed")
_NOUNS = word_set(
    "encoder encoders embeddings backbone baseline baselines loss network networks net framework "
    "library agent agents planner decoder challenge challenges archive domain domains"
)
_ON = word_set("on for over than against to with via by from")
_DOING = word_set(
    "train trained training pretrain pretrained pre-trained pre-training fine-tune fine-tuned fine- "
    "tuning finetune finetuned evaluate evaluated evaluates evaluating evaluation evaluations "
    "experiment experiments experimental based test tests tested testing results validate validated "
    "outperform outperforms outperforming surpass surpasses surpassing beats compare compared "
    "compares comparing comparison state-of-the-art accuracy performance improve improved improves "
    "improvement improvements implemented parsed tagged optimised optimized encoded initialised initialized "
    "benchmarked contrast extracted generated predicted estimated"
)
_USING = word_set(
    "use uses used using utilize utilise employ employs employing apply applies applying adopt adopts "
    "leverage leverages leveraging than outperform outperforms outperforming surpass surpasses "
    "surpassing beats extend extends extending modify unlike"
)
_ACHIEVING = word_set(
    "achieve achieves achieved achieving reach reaches reached obtain obtains obtained outperform "
    "outperforms outperformed surpass surpasses attain attains yields scores learns performs "
    "converges generalises generalizes"
)


def with_cues(name: Name, told: set[Feature], lexicon: Lexicon) -> set[Feature]:
    """What is told of a name. That it is listed as an ordinary word counts as much as any listing where a
    sentence says that it is more, and else nothing; what only the list proposed has then no evidence."""
    if _ORDINARY.isdisjoint(told):
        return told
    if any(_is_cued(mention, lexicon) for mention in name.mentions[:_READ_AT_MOST]):
        return {feature.replace("?", "") if feature[:6] == "known " else feature for feature in told}
    if not _CERTAIN.isdisjoint(told):
        return told
    return _unlisted(told) if name.rules != {"list"} else set()


def without_cue(confidence: float, told: set[Feature]) -> float:
    """The confidence in an ordinary word of which `with_cues` told this: uncued, a third of the odds."""
    return confidence if not _CERTAIN.isdisjoint(told) else confidence / (3 - 2 * confidence)


def _unlisted(told: set[Feature]) -> set[Feature]:
    """What is told of a name but for what lists, corpora and labels know of datasets and methods so called;
    that it is in no list, which speaks for a name, is not told either."""
    known = {feature for feature in told if feature.startswith(_KNOWN)}
    others = ["known " + kind for kind in _OTHERS if "known " + kind in known]
    return (told - known).union(("seen no",), others)


def _is_cued(mention: Candidate, lexicon: Lexicon) -> bool:
    tokens, start, end, _ = mention
    around = tokens.around(start, _FARTHEST)
    first, behind = _row(tokens, around, start, end)
    return (
        _has_noun(tokens, around, first, behind, lexicon)
        or any(_is_certain(tokens, i, lexicon) for i in range(first, behind) if not start <= i < end)
        or (_is_object(tokens, around, first) and not _is_compound(tokens, around, behind, lexicon))
        or _achieves(tokens, around, behind)
    )


def _row(tokens: Tokens, around: range, start: int, end: int) -> tuple[int, int]:
    """Where the row begins and ends that a name is part of: "Cora, Texas and Actor"."""
    shapes, first, behind = tokens.shapes, start, end
    while first > around.start and _is_of_row(tokens, first - 1):
        first -= 1
    while behind < around.stop and _is_of_row(tokens, behind):
        behind += 1
    while first < start and shapes[first] not in "SC":
        first += 1
    while behind > end and shapes[behind - 1] not in "SCD":
        behind -= 1
    return first, behind


def _is_of_row(tokens: Tokens, i: int) -> bool:
    low = tokens.lower[i]
    return low in _JOINING or (tokens.shapes[i] in "SCD" and low not in _ON and low not in _USING)


def _has_noun(tokens: Tokens, around: range, first: int, behind: int, lexicon: Lexicon) -> bool:
    """Whether a noun for datasets or methods stands right behind a row or before it."""
    low, nouns = tokens.lower, _nouns(lexicon)
    left = low[max(around.start, first - 4) : first]
    if left and left[-1] in _SUCH:
        return not nouns.isdisjoint(left)
    return not nouns.isdisjoint((*left[-1:], *low[behind : min(behind + 2, around.stop)]))


@cache
def _nouns(lexicon: Lexicon) -> frozenset[str]:
    return _NOUNS.union(*map(lexicon.words, ("dataset head", "dataset noun", "method noun")))


def _is_certain(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Whether a word is listed as a dataset or a method and as no ordinary word."""
    kinds = lexicon.kinds(key(tokens.words[i])) if tokens.shapes[i] in "SC" else ()
    return "dataset" in kinds or "method" in kinds


def _is_object(tokens: Tokens, around: range, first: int) -> bool:
    """Whether something is done with what stands behind a place: "evaluate on …", "we use …"."""
    low = tokens.lower
    i = first - 1 - (low[first - 1 : first] == ["the"])
    if i < around.start:
        return False
    reach = around if low[i] == "on" else range(around.start, i)
    return low[i] in _USING or (low[i] in _ON and not _DOING.isdisjoint(low[reach.start : reach.stop]))


def _achieves(tokens: Tokens, around: range, behind: int) -> bool:
    """Whether what stands before a place achieves something: "Rainbow reaches …", "Rainbow (42.1%)"."""
    behind_it = tokens.lower[behind : min(behind + 2, around.stop)]
    is_figure = behind_it[:1] == ["("] and tokens.shapes[behind + 1 : behind + 2] == "D"
    return not _ACHIEVING.isdisjoint(behind_it[:1]) or (is_figure and "." in behind_it[-1])


def _is_compound(tokens: Tokens, around: range, behind: int, lexicon: Lexicon) -> bool:
    """Whether a noun follows, of which the name only tells: "LED lights"."""
    if behind >= around.stop or tokens.shapes[behind] != "L":
        return False
    return tokens.lower[behind] not in lexicon.breaks and tokens.lower[behind] != "data"
