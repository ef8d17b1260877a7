"""What speaks for a name's role: where it stands, after which verb, beside which comparison.

The name's own words count for nothing here, save whether it is known: what a paper introduces is rarely
in a list. Features are short texts as in `evidence`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.recognise.clauses import governing, path_of, subject_of
from kg.recognise.cues import cue_of
from kg.recognise.keys import fold, key
from kg.recognise.lexicon import Lexicon
from kg.recognise.names import Name
from kg.recognise.propose import Candidate
from kg.recognise.surroundings import Feature
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["by_kind", "role_evidence"]

_READ_AT_MOST = 6
_BY_KIND = word_set("cue near nearword sent sentence prev prev2")
_NEAR = 4
_UP_TO = "01234"
_WRITING = (["paper"], ["work"], ["article"], ["study"])
_OURS = word_set("we our this here paper work")


class _Said(NamedTuple):
    """A mention and the tokens of its sentence around it, from first to before last, with the cue of each, a
    letter or a blank."""

    mention: Candidate
    first: int
    last: int
    cues: str


def role_evidence(
    names: Iterable[tuple[Name, str]], lexicon: Lexicon, title_name: Name | None
) -> Iterator[set[Feature]]:
    """All features of the roles of a record's names, each with its kind; `title_name` is the name that the
    title begins with."""
    own, read = -1, dict[tuple[int, int], str]()
    for name, kind in names:
        keys = list(map(key, name.forms[:4]))
        known = "known" if any(map(lexicon.kinds, keys)) else "new"
        seen = "seen" if any(k in lexicon.seen for k in map(fold, keys)) else "unseen"
        leading = "none" if title_name is None else "this" if title_name is name else "other"
        found = set(_of_standing(name, kind, known, seen, leading))
        stages = set()
        for mention in name.mentions[:_READ_AT_MOST]:
            tokens = mention.tokens
            if tokens.part == "title":
                stages.add("title")
                found.update(_of_title(mention))
                continue
            if own < 0:
                own = _own(tokens)
            stages.add(stage := _stage(tokens.sentence[mention.start], own, tokens.sentence[-1]))
            around = tokens.around(mention.start, 60)
            at = around.start, around.stop
            if at not in read:
                read[at] = "".join(map(cue_of, tokens.lower[at[0] : at[1]]))
            said = _Said(mention, *at, read[at])
            found.update(_of_mention(said))
            found.update(_of_path(said, kind, known, lexicon))
            found.update(_of_following(said, kind))
            found.update(_of_verbs(said))
            found.update(_of_speaker(said, kind, stage))
            found.update(_of_comparison(said, kind))
            found.update(subject_of(mention, around.stop, stage == "before", lexicon))
        told = kind + " " + " ".join(sorted(stages))
        found.update(("stages " + told, "stages " + known + " " + told))
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
    if not _OURS.isdisjoint(low[first:start]):
        found.append("ours-before")
    return found


def _of_path(said: _Said, kind: str, known: str, lexicon: Lexicon) -> list[Feature]:
    """The verbs and prepositions on the way back from a name, as words and as classes."""
    path, classes = path_of(said.mention, said.first, lexicon)
    return [
        "path " + kind + " " + path[0],
        "path " + kind + " " + path[0] + " " + path[1],
        "path " + kind + " " + known + " " + path[0],
        "path2 " + kind + " " + path[1],
        "path3 " + " ".join(path),
        "classes2 " + classes[0] + " " + classes[1],
        "classes3 " + " ".join(classes),
        *governing(said.mention, said.first, lexicon),
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


def _of_speaker(said: _Said, kind: str, stage: str) -> list[Feature]:
    """Whether the authors have begun to speak of their own work."""
    stage = "after" if stage == "end" else stage
    cues = said.cues[: said.mention.start - said.first].rstrip()
    return ["stage " + kind + " " + stage, "stage " + stage, "stage " + stage + " " + cues[-1:]]


def _stage(here: int, own: int, last: int) -> str:
    """Where a sentence stands: before the authors speak of their own work, there, behind, at the end."""
    if here <= own:
        return "at" if here == own else "before"
    return "after" if here < last else "end"


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
