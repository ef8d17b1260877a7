"""What speaks for a name's role: where it stands, after which verb, beside which comparison.

The name's own words count for nothing here, save whether it is known: what a paper introduces is rarely
in a list. Features are short texts as in `evidence`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.recognise.cues import cue_of
from kg.recognise.lexicon import Lexicon, fold, key
from kg.recognise.names import Name
from kg.recognise.propose import Candidate
from kg.recognise.surroundings import Feature
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["by_kind", "role_evidence"]

_READ_AT_MOST = 6
_LISTING = word_set(", and or ( ) the both /")
_BY_KIND = word_set("cue near nearword left left2 leftcue sent sentence prev prev2")
_NEAR = 4
_PASSED = word_set(
    "a an the this that these those such each every all both any some no other another many most several "
    "few more less various different same own its their and or but nor as well also not only even just very "
    "much one"
)
_UP_TO = "01234"
_WRITING = (["paper"], ["work"], ["article"], ["study"])
_OURS = word_set("we our this here paper work")


class _Said(NamedTuple):
    """A mention and the tokens of its sentence around it, from first to before last, with the cue of each, a
    letter or a blank; `own` is the sentence in which the authors first speak of their own work."""

    mention: Candidate
    first: int
    last: int
    cues: str
    own: int


def role_evidence(
    names: Iterable[tuple[Name, str]], lexicon: Lexicon, title_name: Name | None
) -> Iterator[set[Feature]]:
    """All features of the roles of a record's names, each with its kind; `title_name` is the name that the
    title begins with."""
    own = -1
    for name, kind in names:
        keys = list(map(key, name.forms[:4]))
        known = "known" if any(map(lexicon.kinds, keys)) else "new"
        seen = "seen" if any(k in lexicon.seen for k in map(fold, keys)) else "unseen"
        leading = "none" if title_name is None else "this" if title_name is name else "other"
        found = set(_of_standing(name, kind, known, seen, leading))
        for mention in name.mentions[:_READ_AT_MOST]:
            tokens = mention.tokens
            if tokens.part == "title":
                found.update(_of_title(mention))
                continue
            if own < 0:
                own = _own(tokens)
            around = tokens.around(mention.start, 60)
            cues = "".join(map(cue_of, tokens.lower[around.start : around.stop]))
            said = _Said(mention, around.start, around.stop, cues, own)
            found.update(_of_mention(said))
            found.update(_of_path(said, kind, known, lexicon.breaks))
            found.update(_of_following(said, kind))
            found.update(_of_verbs(said))
            found.update(_of_speaker(said, kind, known, lexicon))
            found.update(_of_comparison(said, kind))
        yield found


def by_kind(features: set[Feature], kind: str) -> set[Feature]:
    """The features and, of those whose worth depends on the kind, a second one with it."""
    return features | {kind + " " + feature for feature in features if feature.split(" ")[0] in _BY_KIND}


def _of_standing(name: Name, kind: str, known: str, seen: str, leading: str) -> list[Feature]:
    """How prominent a name is that is known, or is not."""
    in_title = "title" if any(m.tokens.part == "title" for m in name.mentions) else "abstract"
    return [
        "kind " + kind,
        "count " + _UP_TO[min(len(name.mentions), 4)],
        "known " + kind + " " + known + " " + seen,
        "title-name " + leading,
        "first " + name.mentions[0].tokens.part + " " + kind,
        "standing " + kind + " " + known + " " + in_title,
        "standing "
        + kind
        + " "
        + known
        + " "
        + _UP_TO[min(len(name.mentions), 3)]
        + " "
        + str(leading == "this"),
        "standing " + kind + " " + known + " " + ("long" if name.long else "short"),
        *["rule " + rule for rule in name.rules],
    ]


def _of_title(mention: Candidate) -> list[Feature]:
    low, start = mention.tokens.lower, mention.start
    return [
        "title-prev " + (low[start - 1] if start else "^"),
        "title-next " + (low[mention.end] if mention.end < len(low) else "$"),
        "title-after-colon " + str(":" in low[max(0, start - 40) : start]),
    ]


def _of_mention(said: _Said) -> list[Feature]:
    tokens, start, end, _ = said.mention
    low, here, first = tokens.lower, tokens.sentence[start], said.first
    before = low[max(first, start - 2) : start]
    found: list[Feature] = [
        "prev " + (before[-1] if before else "^"),
        "prev2 " + " ".join(before),
        "next " + (low[end] if end < said.last else "$"),
        "sentence " + _place(here, tokens.sentence[-1]),
    ]
    left = _governor(tokens, start, first)
    if left >= first:
        found.append("left " + low[left])
        found.append("left2 " + " ".join(low[max(first, left - 1) : left + 1]))
        found.append("left " + low[left] + " " + said.cues[: left + 1 - first].rstrip()[-1:])
        found.append("leftcue " + said.cues[left - first].strip())
    if not _OURS.isdisjoint(low[first:start]):
        found.append("ours-before")
    return found


def _of_path(said: _Said, kind: str, known: str, breaks: frozenset[str]) -> list[Feature]:
    """The verbs and prepositions on the way back from a name: "over", "improves" in "improves … over X"."""
    low, path = said.mention.tokens.lower, []
    for i in range(said.mention.start - 1, max(said.first, said.mention.start - 25) - 1, -1):
        if low[i] in breaks and low[i] not in _PASSED:
            path.append(low[i])
            if len(path) == 3:
                break
    path += ["^"] * (3 - len(path))
    return [
        "path " + kind + " " + path[0],
        "path " + kind + " " + path[0] + " " + path[1],
        "path " + kind + " " + known + " " + path[0],
        "path2 " + kind + " " + path[1],
        "path3 " + " ".join(path),
    ]


def _of_following(said: _Said, kind: str) -> list[Feature]:
    """The words behind a name, and what an apposition begins with: "X, a new …"."""
    low, end = said.mention.tokens.lower, said.mention.end
    behind = low[end : min(end + 4, said.last)]
    found: list[Feature] = ["next2 " + kind + " " + " ".join(behind[:2])]
    if len(behind) > 2 and behind[0] in (",", "is", "(", "–", "—") and behind[1] in ("a", "an", "the", "our"):
        found.append("apposed " + kind + " " + behind[1] + " " + behind[2])
        found.append("apposed " + kind + " " + behind[2])
    return found


def _of_speaker(said: _Said, kind: str, known: str, lexicon: Lexicon) -> list[Feature]:
    """Whether the authors have begun to speak of their own work, and of what they make."""
    tokens, start, first = said.mention.tokens, said.mention.start, said.first
    here, own, heads = tokens.sentence[start], said.own, lexicon.heads
    stage = "before" if here < own else "at" if here == own else "after"
    cues = said.cues[: start - first].rstrip()
    behind = tokens.lower[first + len(cues) : start] if cues else ()
    nouns = "".join(sorted({heads[word][0] for word in behind if word in heads}))
    ours = "others" if _OURS.isdisjoint(tokens.lower[first:start]) else "ours"
    return [
        "stage " + kind + " " + stage,
        "stage " + stage,
        "stage " + stage + " " + cues[-1:],
        "made " + cues[-1:] + " " + ours + " " + known,
        "made " + kind + " " + cues[-1:] + " " + ours + " " + known + " " + nouns,
    ]


def _own(tokens: Tokens) -> int:
    """The sentence in which the authors first speak of themselves or their paper; none: beyond all."""
    low = tokens.lower
    places = [low.index(word) for word in ("we", "our") if word in low]
    before = low[: min(places)] if places else low
    if "this" in before:
        places += [i for i, word in enumerate(before) if word == "this" and low[i + 1 : i + 2] in _WRITING]
    return tokens.sentence[min(places)] if places else len(low)


def _of_comparison(said: _Said, kind: str) -> list[Feature]:
    """What stands between a name and a word of comparison."""
    low, start, end, first = said.mention.tokens.lower, said.mention.start, said.mention.end, said.first
    found: list[Feature] = []
    before = said.cues.rfind("O", 0, start - first)
    if before >= 0:
        between = said.cues[before + 1 : start - first].replace(" ", "")
        found.append(
            "afterO " + kind + " " + between[:2] + " " + _UP_TO[min(3, (start - first - before) // 3)]
        )
        found.append("Oword " + low[first + before])
    behind = said.cues.find("O", end - first)
    if behind >= 0:
        found.append(
            "beforeO " + kind + " " + low[first + behind] + " " + _UP_TO[min(3, (first + behind - end) // 2)]
        )
    return found


def _place(sentence: int, last: int) -> str:
    if sentence < 2:
        return ("first", "second")[sentence]
    return "last" if sentence == last else str(int(4 * sentence / last))


def _of_verbs(said: _Said) -> list[Feature]:
    """The cues of the sentence: the nearest two before, the first behind, and all."""
    at = said.mention.start - said.first
    before = said.cues[:at].replace(" ", "")[::-1]
    behind = said.cues[at + 1 : at + 10].replace(" ", "")
    found: list[Feature] = [
        "cue " + (before[:1] or "-"),
        "cues " + before[:2],
        "behind " + (behind[:1] or "-"),
    ]
    for letter in {*before, *behind}:
        found.append("sent " + letter)
    near = len(said.cues[:at].rstrip())
    if near and at - near < _NEAR:
        found.append("near " + before[0])
        found.append("nearword " + said.mention.tokens.lower[said.first + near - 1])
    return found


def _governor(tokens: Tokens, start: int, first: int) -> int:
    """The token before the list of names that this one belongs to."""
    i = start - 1
    while i >= first and (tokens.shapes[i] in "SCD" or tokens.lower[i] in _LISTING):
        i -= 1
    return i
