"""What speaks for a name's role: where it stands, after which verb, beside which comparison.

The name's own words count for nothing here, save whether it is known: what a paper introduces is rarely
in a list. Features are short texts as in `evidence`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.recognise.lexicon import Lexicon, fold, key
from kg.recognise.names import Name
from kg.recognise.propose import Candidate
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["role_evidence"]

_READ_AT_MOST = 6
_STEM = {
    "I": "propos present introduc develop describ design creat releas construct build publish contribut "
    "dub nam call term novel new first",
    "O": "outperform surpass exceed beat compar than over unlike against baselin superior better competit "
    "versus vs rival state-of-the-art",
    "E": "evaluat experiment test benchmark validat demonstrat result performanc achiev obtain report",
    "U": "us employ appl adopt leverag util train fine-tun initial bas combin extend adapt build integrat "
    "incorporat via exploit inspir",
    "B": "recent previous exist prior traditional typical common popular widely although however while "
    "despite unfortunately many most often such",
    "R": "replac instead alternativ suffer fail limit lack cannot difficult",
}
_STEMS: dict[str, list[tuple[str, str]]] = {}  # by their first letter
for _letter, _stems in _STEM.items():
    for _stem in _stems.split():
        _STEMS.setdefault(_stem[0], []).append((_stem, _letter))
_LISTING = word_set(", and or ( ) the both /")
_BY_KIND = word_set("cue= near left sent prev")
_WRITING = (["paper"], ["work"], ["article"], ["study"])
_OURS = word_set("we our this here paper work")


class _Said(NamedTuple):
    """A mention and the tokens of its sentence around it, from first to before last, with the cue of each."""

    mention: Candidate
    first: int
    last: int
    cues: list[str]


def role_evidence(name: Name, kind: str, lexicon: Lexicon, title_name: Name | None) -> set[str]:
    """All features of a name's role; `title_name` is the name that the record's title begins with."""
    found = {f"kind={kind}", f"count={min(len(name.mentions), 4)}", *(f"rule={rule}" for rule in name.rules)}
    keys = [key(form) for form in name.forms[:4]]
    known = any(lexicon.kinds(k) for k in keys)
    seen = any(fold(k) in lexicon.seen for k in keys)
    found.add(f"known={kind}{known}{seen}")
    found.add("title-name=" + ("none" if title_name is None else "this" if title_name is name else "other"))
    found.add(f"first={name.mentions[0].tokens.part}{kind}")
    found.update(_of_standing(name, f"{kind}:known{known}", title_name is name))
    for mention in name.mentions[:_READ_AT_MOST]:
        if mention.tokens.part == "title":
            found.update(_of_title(mention))
        else:
            around = mention.tokens.around(mention.start, 60)
            cues = list(map(_cue, mention.tokens.lower[around.start : around.stop]))
            said = _Said(mention, around.start, around.stop, cues)
            found.update(_of_mention(said))
            found.update(_of_verbs(said))
            found.update(_of_speaker(said, kind, known, lexicon))
            found.update(_of_comparison(said, kind))
    found.update([f"{kind}:{feature}" for feature in found if feature[:4] in _BY_KIND])
    return found


def _of_standing(name: Name, known: str, is_title_name: bool) -> Iterator[str]:
    """How prominent a name is that is known, or is not."""
    in_title = any(m.tokens.part == "title" for m in name.mentions)
    yield f"{known}&title={in_title}"
    yield f"{known}&count={min(3, len(name.mentions))}&title-name={is_title_name}"
    yield f"{known}&long={bool(name.long)}"


def _of_title(mention: Candidate) -> Iterator[str]:
    low, start = mention.tokens.lower, mention.start
    yield "title-prev=" + (low[start - 1] if start else "^")
    yield "title-next=" + (low[mention.end] if mention.end < len(low) else "$")
    yield f"title-after-colon={':' in low[max(0, start - 40) : start]}"


def _of_mention(said: _Said) -> Iterator[str]:
    tokens, start, end, _ = said.mention
    low, here, first = tokens.lower, tokens.sentence[start], said.first
    before = low[max(first, start - 2) : start]
    yield f"prev={before[-1] if before else '^'}"
    yield f"prev2={' '.join(before)}"
    yield f"next={low[end] if end < said.last else '$'}"
    yield f"sentence={_place(here, tokens.sentence[-1])}"
    left = _governor(tokens, start, first)
    if left >= first:
        yield f"left={low[left]}"
        yield f"left2={' '.join(low[max(first, left - 1) : left + 1])}"
        nearest = "".join(said.cues[: left + 1 - first])[-1:]
        yield f"left={low[left]}|{nearest}"
        yield f"leftcue={said.cues[left - first]}"
    if not _OURS.isdisjoint(low[first:start]):
        yield "ours-before"


def _of_speaker(said: _Said, kind: str, known: bool, lexicon: Lexicon) -> Iterator[str]:
    """Whether the authors have begun to speak of their own work, and of what they make."""
    tokens, start, first = said.mention.tokens, said.mention.start, said.first
    here, own = tokens.sentence[start], _own(tokens)
    stage = "before" if here < own else "at" if here == own else "after"
    nearest = next((i for i in range(start - 1, first - 1, -1) if said.cues[i - first]), -1)
    cue = said.cues[nearest - first] if nearest >= 0 else ""
    yield f"{kind}:stage={stage}"
    yield f"stage={stage}"
    yield f"stage={stage}|{cue}"
    heads = {lexicon.head(word)[:1] for word in tokens.lower[nearest + 1 : start]} if cue else set()
    made = f"made={cue or '-'}{not _OURS.isdisjoint(tokens.lower[first:start])}{known}"
    yield made
    yield f"{kind}:{made}|{''.join(sorted(heads))}"


def _own(tokens: Tokens) -> int:
    """The sentence in which the authors first speak of themselves or their paper; none: beyond all."""
    low = tokens.lower
    places = [low.index(word) for word in ("we", "our") if word in low]
    before = low[: min(places)] if places else low
    if "this" in before:
        places += [i for i, word in enumerate(before) if word == "this" and low[i + 1 : i + 2] in _WRITING]
    return tokens.sentence[min(places)] if places else len(low)


def _of_comparison(said: _Said, kind: str) -> Iterator[str]:
    """What stands between a name and a word of comparison."""
    low, start, end, first = said.mention.tokens.lower, said.mention.start, said.mention.end, said.first
    if "O" not in said.cues:
        return
    places = [i for i, cue in enumerate(said.cues, first) if cue == "O"]
    before = [i for i in places if i < start]
    if before:
        between = "".join(said.cues[before[-1] + 1 - first : start - first])
        yield f"{kind}:afterO={between[:2]}|{min(3, (start - before[-1]) // 3)}"
        yield f"Oword={low[before[-1]]}"
    behind = next((i for i in places if i >= end), -1)
    if behind >= 0:
        yield f"{kind}:beforeO={low[behind]}|{min(3, (behind - end) // 2)}"


def _place(sentence: int, last: int) -> str:
    if sentence < 2:
        return ("first", "second")[sentence]
    return "last" if sentence == last else str(int(4 * sentence / last))


def _of_verbs(said: _Said) -> Iterator[str]:
    """The cues of the sentence: the nearest two before, the first behind, and all."""
    start, first = said.mention.start, said.first
    letters = said.cues[: start - first][::-1]
    before = "".join(letters)
    behind = "".join(said.cues[start + 1 - first : start + 10 - first])
    yield f"cue={before[:1] or '-'}"
    yield f"cues={before[:2]}"
    yield f"behind={behind[:1] or '-'}"
    near = next((i for i, letter in enumerate(letters[:4]) if letter), -1)
    if near >= 0:
        yield f"near={before[0]}"
        yield f"nearword={said.mention.tokens.lower[start - 1 - near]}"
    for letter in {*before, *behind}:
        yield f"sent={letter}"


def _governor(tokens: Tokens, start: int, first: int) -> int:
    """The token before the list of names that this one belongs to."""
    i = start - 1
    while i >= first and (tokens.shapes[i] in "SCD" or tokens.lower[i] in _LISTING):
        i -= 1
    return i


@lru_cache(maxsize=65536)
def _cue(word: str) -> str:
    """The letter of a cue's stem, or nothing."""
    for stem, letter in _STEMS.get(word[0], ()):
        if word.startswith(stem) and (len(stem) > 3 or len(word) - len(stem) < 4):
            return letter
    return ""
