"""What a name is in its clause, told in classes of words: "improves … over X", "X suffers from", "such as X".

A verb or preposition counts by its class, so that what one verb teaches holds for its like.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from kg.recognise.cues import cue_of
from kg.recognise.lexicon import Lexicon
from kg.recognise.memory import remembered
from kg.recognise.propose import Candidate
from kg.recognise.surroundings import Feature
from kg.recognise.words import word_set

__all__ = ["PASSED", "governing", "path_of", "subject_of"]

PASSED = word_set(
    "a an the this that these those such each every all both any some no other another many most several "
    "few more less various different same own its their and or but nor as well also not only even just very "
    "much one"
)
"""Words that the way back from a name passes by."""

_REACH = 25  # tokens on the way back from a name
_PHRASE = 16  # tokens between a name and the word that governs it
_BRACKET = 9  # tokens of a bracket behind a name
_COMPARING = word_set(
    "match matches matching matched comparable par competitive rival rivals relative contrast different "
    "differ differs differing alternative alternatives improve improves improving improved improvement "
    "improvements gain gains better worse faster superior lags trails closer"
)
_NEW = word_set("new novel first design designs present building number presence developing developers")
_HAVE, _BE = word_set("has have had"), word_set("is are was were be been being")
_MODAL = word_set("can could may might will would should do does did cannot")
_WHOLE = word_set("which while where whereas based through between within without among called named")
_ADVERBS = word_set(
    "also often typically usually still not only recently further then thus hence always generally even now "
    "widely commonly mainly mostly already"
)
_INSTANCES = word_set("e.g i.e such as like including namely g e")
_DETERMINERS = word_set("our two three")
_HERE = word_set("novel new proposed first own")
_ELSEWHERE = word_set(
    "previous existing prior traditional conventional standard vanilla classic classical recent current "
    "typical popular common modern original plain ordinary established predominant dominant earlier usual "
    "simple strong"
)
_MARKS = {"(": "b", ",": ",", ":": ":", "–": "–", "—": "–"}
_HANGING = word_set("-based -like -style -inspired -level -type -specific -styled -enhanced -driven based")
_HUNG = [[word] for word in sorted(_HANGING)]
_ARTICLES = word_set("a an the")


def _class(word: str) -> str:
    """The class of a verb, preposition or word of comparison; a short or telling one stands for itself.

    Classes are the letters of `cues`, c for what compares besides, n for "new" and the like, V for other
    verbs and F for what is left.
    """
    if word in _COMPARING:
        return "c"
    cue = cue_of(word)
    if cue != " ":
        return "n" if word in _NEW else cue
    if word in _HAVE:
        return "have"
    if word in _BE:
        return "is"
    if word in _MODAL:
        return "may"
    if len(word) < 5 or word in _WHOLE:
        return word
    return "V" if word.endswith(("s", "ed", "ing")) else "F"


class_of = remembered(_class)
"""The class of a verb, preposition or word of comparison; a short or telling one stands for itself."""


@cache
def _telling(lexicon: Lexicon) -> Callable[[str], str]:
    """Of the words that end a phrase, or compare, the class; nothing for others and those passed by."""
    words = (lexicon.breaks | _COMPARING) - PASSED

    def told(word: str) -> str:
        return class_of(word) if word in words or (cue_of(word) == "O" and word not in PASSED) else ""

    return remembered(told)


@cache
def _steps(lexicon: Lexicon) -> Callable[[str], str]:
    """What a word says on the way from a name to what governs it: a mark, an instance ("s"), "old" or "new",
    nothing; the class of what governs behind "="."""
    telling = _telling(lexicon)

    def step(word: str) -> str:
        if word in _MARKS:
            return _MARKS[word]
        if word in _INSTANCES:
            return "s"
        if word in _HERE or word in _ELSEWHERE:
            return "new" if word in _HERE else "old"
        governs = telling(word) and (word[0].isalnum() or word[0] == "-") and word not in _DETERMINERS
        return "=" + telling(word) if governs else ""

    return remembered(step)


def path_of(mention: Candidate, first: int, lexicon: Lexicon) -> tuple[list[str], list[str]]:
    """The verbs and prepositions on the way back from a name, "over", "improves" in "improves … over X", and
    their classes, alike ones that follow each other once; three of each, "^" for none."""
    low, start, telling, breaks = mention.tokens.lower, mention.start, _telling(lexicon), lexicon.breaks
    path: list[str] = []
    classes: list[str] = []
    for word in reversed(low[max(first, start - _REACH) : start]):
        if not (told := telling(word)):
            continue
        if word in breaks and len(path) < 3:
            path.append(word)
        if word not in _ADVERBS and len(classes) < 3 and told not in classes[-1:]:
            classes.append(told)
        if len(path) == 3 == len(classes):
            break
    return path + ["^"] * (3 - len(path)), classes + ["^"] * (3 - len(classes))


def governing(mention: Candidate, first: int, lexicon: Lexicon) -> list[Feature]:
    """The word that governs a name, how the way there leads (brackets, commas, "such as"), and whether a word
    on it calls the name old or new."""
    start, steps = mention.start, _steps(lexicon)
    form, called, governor = "d", "", "=^"
    for step in filter(None, map(steps, reversed(mention.tokens.lower[max(first, start - _PHRASE) : start]))):
        if step[0] == "=":
            governor = step
            break
        if step in ("old", "new"):
            called = step
        elif step != "s" or "s" not in form:
            form = "b" if (form, step) == ("d", "b") else form + step
    behind = " with" if mention.tokens.lower[mention.end : mention.end + 1] in _HUNG else ""
    found = ["governor " + governor[1:] + " " + form[:3] + behind]
    return [*found, "called " + called + behind] if called else found


def subject_of(mention: Candidate, last: int, before: bool, lexicon: Lexicon) -> list[Feature]:
    """What a name does, by the verb behind its phrase; `before`: the authors have not spoken yet."""
    low = mention.tokens.lower
    i = _phrase_end(mention, last, lexicon)
    if i >= last or mention.tokens.shapes[i] != "L":
        return []
    word, verb = low[i], ""
    if word in _HAVE or word in _BE or word in _MODAL:
        j = i + 1
        while j < last and (low[j] in _ADVERBS or low[j] in _BE):
            j += 1
        verb = class_of(word) + (class_of(low[j]) if j < last and low[j] not in _ARTICLES else "a")
    elif word.endswith("s") and (word in lexicon.breaks or word not in lexicon.heads):
        verb = class_of(word) if class_of(word) in "IOEUBRnc" else "V"
    if not verb:
        return []
    return ["does " + verb, "does " + verb[:4] + (" before" if before else " after")]


def _phrase_end(mention: Candidate, last: int, lexicon: Lexicon) -> int:
    """Where the phrase of a name ends, with its nouns, a bracket and adverbs behind."""
    low, shapes, i = mention.tokens.lower, mention.tokens.shapes, mention.end
    i += low[i : i + 1] != [] and low[i] in _HANGING
    stop = min(i + 4, last)
    while i < stop and shapes[i] != "P" and low[i] not in lexicon.breaks and cue_of(low[i]) != "R":
        i += 1
    if low[i : i + 1] == ["("]:
        closed = low[i : min(i + _BRACKET, last)]
        i += (closed.index(")") if ")" in closed else len(closed)) + 1
    while i < last and low[i] in _ADVERBS:
        i += 1
    return i
