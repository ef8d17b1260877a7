"""The method that does what leads to a figure, told from those that it is only compared with."""

from __future__ import annotations

import re

from kg.recognise.figures.attribution import Named, Spot
from kg.recognise.figures.beside import COMPARING, GOES_ON, HEADS, ROW_REACH, VERSUS
from kg.recognise.memory import remembered
from kg.recognise.words import word_set

__all__ = ["is_compared", "is_outdone", "speaks_of_own", "subject"]

_LIMITS = word_set("more less fewer by of greater higher lower")
_COMPARED_REACH = 14
_OUTDONE_REACH = 6
_STOPS = word_set(". ; : (")
_OPENS = word_set(", ; : ( – — that while whereas but how where because since when if although though")
_YIELDING = word_set("while whereas although though since because when if")
_TURNS = word_set("while whereas but although though")
_OURS = word_set("we our us it this these they i ours proposed")
_APART = word_set("; : / and or")
_SAYS = word_set("show shows find finds demonstrate demonstrates indicate indicates suggest observe report")
_MODIFIERS = word_set(
    "the a an our this these both also resulting proposed novel new final best full single simple large "
    "larger small smaller strong same improved deep standard original plain vanilla trained fine-tuned "
    "pre-trained pretrained adapted combined joint ensemble state-of-the-art"
)
_IT = ("it", "they")
_OWN = word_set("our proposed this these its")
_OWN_ADJECTIVES = word_set("proposed new novel full final simple overall")
_OWN_REACH = 40  # tokens before a figure among which "our model" counts
_OWN_GAP = 4  # tokens between "our model" and its verb
_GAP = 7  # tokens between a subject and its verb
_OUTDOING = re.compile(r"outperform|outdo|surpass|exceed|beat")
_ABSENT = re.compile(r"replac|remov|without|dropping|ablat|exclud|omit")
_VERB = re.compile(
    r"(?:achiev|obtain|reach|attain|improv|outperform|outdo|reduc|increas|gain|surpass|exceed|boost|yield|perform"
    r"|decreas|drop|lower|rais|rise|speed|accelerat|scor|push|deliver|fall|fell|compress|retain|keep|requir|collect"
    r"|detect|find|recover|solv|answer|succe|fail|sav|shorten|halv|provid|show|produc|enabl|allow|demonstrat|identif"
    r"|predict|classif|establish|generat|localis|localiz|degrad|report|result)(?:\w*(?:s|es|ed)|e?)$"
    r"|(?:beats?|cuts?|gives?|gave|gets?|got|wins?|won|has|have|had|is|are|was|were|takes?|took|needs?|runs?|ran|kept"
    r"|can|could|stays?|brings?|brought|sets?|makes?|made|leads?|led|lose|loses|lost|ends?|trains|outdid|does|rose|will|may"
    r"|would)$"
)


def subject(spot: Spot) -> str | None:
    """The last method before a figure that a clause begins with and a verb follows, unless another begins."""
    low = spot.tokens.lower
    for name in reversed([name for name in spot.here if name.end <= spot.start]):
        verb = _verb_of(spot, name)
        if verb and _begins_clause(spot, name):
            turned = any(_is_turn(low, i) for i in range(verb, spot.start))
            return None if turned else name.name
    return None


def speaks_of_own(spot: Spot) -> bool:
    """Whether what leads to a figure is "it", "our model" or "the proposed approach"."""
    low = spot.tokens.lower
    for i in range(spot.start - 1, max(spot.start - _OWN_REACH, spot.sentence.start) - 1, -1):
        if low[i] == ";":
            return False
        if low[i] in _IT and _verb_within(low, i + 1, spot.start):
            return True
        if low[i] in _OWN and (end := _own_phrase(low, i)) and _verb_within(low, end, spot.start):
            return True
    return False


def _own_phrase(low: list[str], i: int) -> int:
    """The token behind "our new model"; 0 where other words stand between or no method is spoken of."""
    i += 1
    while low[i] in _OWN_ADJECTIVES:
        i += 1
    return i + 1 if low[i] in HEADS else 0


def _verb_within(low: list[str], first: int, last: int) -> bool:
    return any(_is_verb(low[i]) for i in range(first, min(first + _OWN_GAP, last)))


def is_compared(spot: Spot) -> bool:
    """Whether a figure is what a result is held against: "against 79.5%", "compared to an F1 of 0.81"."""
    low, start = spot.tokens.lower, spot.start
    own = spot.row[spot.place].start
    if spot.place and not VERSUS.isdisjoint(low[max(start, own - ROW_REACH) : own]):
        return True
    bracketed = low[start - 1] == "("
    told = bracketed or low[start - 1] == "of"  # "the baseline score of 52.7%"
    for i in range(start - 1, max(start - _COMPARED_REACH, spot.sentence.start) - 1, -1):
        word = low[i]
        if word in COMPARING or (bracketed and _OUTDOING.match(word)) or (told and word == "baseline"):
            return not (word == "than" and low[i - 1] in _LIMITS and i + 2 >= start)  # "more than 3 points"
        if (word in _STOPS and i + 1 < start) or word == "by":
            return False
        if _is_verb(word) and low[i + 1] != "of" and not spot.tokens.words[i].isupper():
            return False  # but "score of" and IS, the inception score, are nouns
        if word == "," and i + 1 < start and low[i + 1 : start] not in (["and"], ["or"]):
            return False
    return False


def is_outdone(spot: Spot) -> bool:
    """Whether all methods of a sentence are only outdone there by what its authors speak of."""
    low, first = spot.tokens.lower, spot.sentence.start
    ours = not _OURS.isdisjoint(low[first : spot.start]) or spot.here[0].start >= spot.end
    before = (low[max(name.start - _OUTDONE_REACH, first) : name.start] for name in spot.here)
    return ours and all(
        any(word in COMPARING or word == "over" or _OUTDOING.match(word) for word in words)
        for words in before
    )


@remembered
def _is_verb(word: str) -> bool:
    return bool(_VERB.match(word))


def _verb_of(spot: Spot, name: Named) -> int:
    """The verb of which a method is the subject; 0 where another word may be."""
    low = spot.tokens.lower
    if _is_all(spot, name):
        for i in range(name.end, min(name.end + _GAP, spot.start)):
            if _is_verb(low[i]):
                return i
            if low[i] in _OURS or low[i] in _APART or spot.tokens.shapes[i] == "D":
                return 0
    return 0


def _is_all(spot: Spot, name: Named) -> bool:
    """Whether a name is all of its phrase: not "BERT-level", "BERT embeddings", the last of "(ABC, BERT)"."""
    low, end = spot.tokens.lower, name.end
    word = low[end]
    if word == ")":
        return low[name.start - 1] == "("
    if word in ("-based", "based"):
        return low[end + 1] in HEADS
    if spot.tokens.shapes[end] == "P":
        return word[0] != "-"
    return word in GOES_ON or word.endswith(("ly", "ed")) or _is_verb(word)


def _begins_clause(spot: Spot, name: Named) -> bool:
    """Whether a clause begins with a method, or with an article and the like before it."""
    low, first, i = spot.tokens.lower, spot.sentence.start, name.start - 1
    while i >= first and low[i] in _MODIFIERS:
        i -= 1
    if i < first or low[i] in _SAYS or (low[i] == "and" and low[i - 1] == ","):
        return True
    if low[i] in _OPENS:
        return low[i] not in _YIELDING or "," not in low[name.end : spot.start]
    return i == first and low[i].endswith("ing") and not _ABSENT.match(low[i])


def _is_turn(low: list[str], i: int) -> bool:
    """Whether another subject may begin here: "while the best …", but not "while reducing …"."""
    return low[i] in ";:" or (low[i] in _TURNS and not low[i + 1].endswith("ing"))
