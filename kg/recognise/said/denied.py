"""Mentions that tell of no use: what the text denies, replaces, only plans, or looks back on.

A denial reaches as far as its phrase. From a name the way leads left over its phrase, and the names that are
listed with it, to the word that governs them (`places`); only there may a denial stand (`scope`). "But" and
"only" end it. A plan reaches from "plan to" or "future work" on, and what is left out is told behind the
name (`plans`). The words are in `lists/denials.txt`. A name's sentence is read only where it has a word of
denial, and at most sixty words to each side.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache

from msgspec.structs import replace

from kg.recognise.cues import cue_of
from kg.recognise.lexicon import Lexicon
from kg.recognise.names import Name
from kg.recognise.propose import Candidate
from kg.recognise.said.places import governor, place_of
from kg.recognise.said.plans import is_history, is_left_out, is_planned
from kg.recognise.said.scope import denied_by
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["undenied"]

_SIGNS = word_set("without no neither nor instead rather place future plan plans leave leaving left")
_KINDS = ("negation", "excluding word", "replacing word", "avoiding word")
_OTHER = word_set("-specific -like -style -styled -level -type -free -aware -compatible -related")
_HAVE = (["has"], ["have"])


def undenied(names: list[Name], lexicon: Lexicon) -> dict[int, Name | None]:
    """Of the names of which something is denied, by their number, each with the mentions that may tell of a
    use, or nothing where there is none.

    A mention that tells of no use goes by the rule that says so in the name as given.
    """
    told: dict[tuple[str, int], bool] = {}
    found: dict[int, Name | None] = {}
    for number, name in enumerate(names):
        if denied := _denied(name, lexicon, told):
            found[number] = _left(name, denied)
    return found


def _left(name: Name, denied: dict[int, str]) -> Name | None:
    """A name without what is denied of it. Where the authors say that they do not use it, what says nothing
    of a use counts no more; history only matters where there is nothing else."""
    left = [mention for number, mention in enumerate(name.mentions) if number not in denied]
    if left and set(denied.values()) == {"history"}:
        return name
    if any(_is_by_authors(name.mentions[number]) for number in denied):
        left = [mention for mention in left if mention.tokens.part == "title" or _tells_of_use(mention)]
    return replace(name, mentions=left) if left else None


def _denied(name: Name, lexicon: Lexicon, told: dict[tuple[str, int], bool]) -> dict[int, str]:
    """The mentions that tell of no use, by their number, with the rule; `told` keeps which sentences of a
    part have a word of denial."""
    found: dict[int, str] = {}
    for number, mention in enumerate(name.mentions):
        tokens, start, end, _ = mention
        at = tokens.part, tokens.sentence[start]
        if at not in told:
            told[at] = _is_sign(tokens, at[1], lexicon)
        if (told[at] or tokens.lower[end : end + 1] in _HAVE) and (rule := _rule(mention, lexicon)):
            found[number] = rule
    if found:
        found |= _bracketed(name.mentions, found)
        for number, rule in found.items():
            name.mentions[number] = name.mentions[number]._replace(rule=rule)
    return found


def _is_sign(tokens: Tokens, sentence: int, lexicon: Lexicon) -> bool:
    """Whether a word of denial stands in a sentence."""
    first = bisect_left(tokens.sentence, sentence)
    return not _signs(lexicon).isdisjoint(
        tokens.lower[first : bisect_right(tokens.sentence, sentence, first)]
    )


def _bracketed(mentions: list[Candidate], found: dict[int, str]) -> dict[int, str]:
    """The short forms in brackets behind a long form that is denied: "without any Long Form (LF)"."""
    ends = {(mentions[number].tokens.part, mentions[number].end): rule for number, rule in found.items()}
    return {
        number: ends[tokens.part, start - 1]
        for number, (tokens, start, _, _) in enumerate(mentions)
        if (tokens.part, start - 1) in ends and tokens.words[start - 1] == "("
    }


def _rule(mention: Candidate, lexicon: Lexicon) -> str:
    at = place_of(mention, lexicon)
    if not _OTHER.isdisjoint(at.low[at.end : at.end + 1]):
        return ""  # "no X-specific training" denies the training
    governed = governor(at)
    if governed >= 0 and (rule := denied_by(at, governed)):
        return rule
    if is_planned(at, governed):
        return "planned"
    if is_left_out(at):
        return "not-used"
    return "history" if is_history(at) else ""


@cache
def _signs(lexicon: Lexicon) -> frozenset[str]:
    """The words without which nothing is denied."""
    return _SIGNS.union(*map(lexicon.words, _KINDS))


def _is_by_authors(mention: Candidate) -> bool:
    return mention.rule == "not-used" and "we" in _sentence_before(mention)


def _tells_of_use(mention: Candidate) -> bool:
    """Whether a sentence speaks of the authors' work, or of making, using, or testing, before a name."""
    return any(word in ("we", "our") or cue_of(word) in "IEU" for word in _sentence_before(mention))


def _sentence_before(mention: Candidate) -> list[str]:
    tokens = mention.tokens
    return tokens.lower[tokens.around(mention.start, 60).start : mention.start]
