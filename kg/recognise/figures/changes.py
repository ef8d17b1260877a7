"""What a sentence says to be less or more by a number: "reduces training time by 61%", "it fell by 4%"."""

from __future__ import annotations

import re

from kg.recognise.figures.costs import TIME
from kg.recognise.figures.measure_words import GAIN_AFTER, RESULT, SMALL, Metrics
from kg.recognise.figures.measuring import JUDGED, JUDGED_WITHIN
from kg.recognise.figures.numbers import Figure
from kg.recognise.lexicon import Lexicon
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["GAIN_BEFORE", "changed", "sped_up", "stated_of"]

GAIN_BEFORE = re.compile(
    r"^(?:improve|gain|reduc|increas|outperform|surpass|exceed|boost|drop|decreas|speed|degrad|rais|accelerat"
    r"|beat|lower|cut)"
)
_CHANGE = re.compile(r"^(?:reduc|decreas|increas|lower|cut|compress|shrink|shrunk)")
_MOVES = re.compile(
    r"^(?:falls?|fell|drops?|dropped|declin(?:es?|ed)|rises?|rose|grows?|grew|climbs?|climbed)$"
)
_OF_GAIN = re.compile(r"^(?:reduction|increase|decrease|improvement|gain|drop|saving)s?$")
_RATES = dict.fromkeys(("succeeds", "succeed", "succeeded"), "success rate") | dict.fromkeys(
    ("fails", "fail", "failed"), "failure rate"
)
_SUCCESS_REACH = 5
_PAUSES = frozenset(",;:.()")
_KEEPS = re.compile(r"^(?:retain|keep|preserv|maintain|reduc|sav(?:e|ing)|cut|eliminat)")
_KEPT_REACH = 3
_BEING = ("is", "are", "was", "were", "be", "been")
_MEASURED = {"smaller": "size", "larger": "size", "longer": "length", "shorter": "length", "cheaper": "cost"}
_AMOUNT = word_set("fewer less more higher lower greater")
_PASSED = (SMALL | word_set("factor factors no")) - {"by", "to"}
_NOTHING = word_set("average total comparison general contrast addition order case cases")
_LEADING = word_set("the our its their in of")
_KINDS = word_set(
    "absolute relative average averaged overall mean comparative further additional performance significant "
    "substantial considerable"
)
_NO_NOUNS = _KINDS | word_set(
    "margin median mean total range ratio half majority factor factors gap difference "
    "highest lowest best worst"
)
_AMOUNTS = ("amounts", "amounted")
_STATED = _PASSED - {"of", "is", "was"}
_LINKING = word_set("of on for in with per between after during across at")
_ARTICLES = word_set("the a an our its their this these")
_ATTRIBUTES = 4  # prepositions between the head of a subject and its verb
_PER = ("per", "each")
_STATE = 4  # words of "state of the art"
_PHRASE = 6
_REACH = 14  # words between a verb of change and its number


def changed(tokens: Tokens, figure: Figure, first: Figure, metrics: Metrics, lexicon: Lexicon) -> str | None:
    """What a number is a change of, or a share judged; `first` is the first number of its row."""
    return (
        _judged(tokens, figure)
        or _kept(tokens, figure, lexicon)
        or _less_of(tokens, figure, lexicon)
        or _gained(tokens, figure, lexicon)
        or _moved(tokens, first, metrics, lexicon)
    )


def sped_up(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> str | None:
    """The noun of "5x faster in processing time"."""
    if tokens.lower[figure.end + 1 : figure.end + 2] != ["in"]:
        return None
    told = _phrase(tokens, figure.end + 2, lexicon)
    return told if told and told.split()[-1] in TIME else None


def stated_of(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> str | None:
    """What "is" a number, or is "of" it: "the satisfaction of users is 67%", "a density gain of 17%"."""
    low, i = tokens.lower, figure.start - 1
    while i > 0 and low[i] in _STATED:
        i -= 1
    if low[i] in _BEING or low[i - 1] in _AMOUNTS:
        told = _subject(tokens, i - (low[i] == "to"), lexicon)
        return told if told and told.split()[-1] not in _NO_NOUNS else None
    end = i - bool(_OF_GAIN.match(low[i - 1]))
    start = _words_before(tokens, end, lexicon)
    articles = _ARTICLES if end == i else ("a", "an")
    empty = low[end - 1] in _NO_NOUNS or _OF_GAIN.match(low[end - 1])
    if low[i] != "of" or low[start - 1] not in articles or empty:
        return None
    while start < end and (low[start] in _KINDS or low[start] in lexicon.words("adjective")):
        start += 1
    return tokens.surface(start, end) if start < end else None


def _judged(tokens: Tokens, figure: Figure) -> str | None:
    """What "75% of the expressions" are said to be: correct, acceptable; or how often something succeeds."""
    for word in reversed(tokens.lower[max(figure.start - _SUCCESS_REACH, 0) : figure.start]):
        if word in _RATES:
            return _RATES[word]
        if word in _PAUSES:
            break
    limit = tokens.shapes.find("D", figure.end, figure.end + JUDGED_WITHIN)
    words = tokens.lower[figure.end : figure.end + JUDGED_WITHIN if limit < 0 else limit]
    return next((word for word in words if word in JUDGED), None) if words[:1] == ["of"] else None


def _kept(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> str | None:
    """The noun of "retaining 95% of the original utility", "reducing 40% of decoding time"."""
    low, end = tokens.lower, figure.end
    kept = any(map(_KEEPS.match, low[max(figure.start - _KEPT_REACH, 0) : figure.start]))
    if not kept or low[end : end + 1] != ["of"]:
        return None
    start = end + 1 + (low[end + 1 : end + 2] == ["the"])
    return _phrase(tokens, start + (low[start : start + 1] in (["original"], ["full"])), lexicon)


def _less_of(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> str | None:
    """The noun of "60% less training data", "40x fewer operations", "96% smaller", "revenue is 4% higher"."""
    low, end = tokens.lower, figure.end
    if end >= len(low):
        return None
    if low[end] in _AMOUNT:
        told = _phrase(tokens, end + 1 + (low[end + 1 : end + 2] == ["of"]), lexicon)
        being = figure.start - 1
        return told or (_subject(tokens, being, lexicon) if low[being] in _BEING and being > 0 else None)
    return _MEASURED.get(low[end])


def _gained(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> str | None:
    """The noun of "79% energy reduction", and of "5% reduction in training time"."""
    start = figure.end
    passed = lexicon.words("adjective")
    while start < len(tokens) and (tokens.lower[start] in _KINDS or tokens.lower[start] in passed):
        start += 1
    for i in range(start, min(start + 4, len(tokens))):
        if _OF_GAIN.match(tokens.lower[i]):
            if i > start:
                return tokens.surface(start, i)
            return (
                _phrase(tokens, i + 2, lexicon) if tokens.lower[i + 1 : i + 2] in (["in"], ["of"]) else None
            )
        if not _is_plain(tokens, i, lexicon):
            return None
    return None


def _moved(tokens: Tokens, figure: Figure, metrics: Metrics, lexicon: Lexicon) -> str | None:
    """The noun of "reduces training time by 61%", "training time is reduced by 61%" or "falls by 61%"."""
    low, i = tokens.lower, figure.start - 1
    while i > 0 and low[i] in _PASSED:
        i -= 1
    if low[max(i - 2, 0) : i + 1] == ["by", "up", "to"]:
        i -= 2
    if i < 2 or low[i] not in ("by", "to"):
        return None
    for verb in range(i - 1, max(i - _REACH, 0), -1):
        if tokens.sentence[verb] != tokens.sentence[i] or (low[verb] == "," and low[i] == "to"):
            return None
        if _MOVES.match(low[verb]) and low[verb + 1] not in _ARTICLES:
            return None if verb in metrics.ends else _subject(tokens, verb, lexicon)
        if _CHANGE.match(low[verb]) or _MOVES.match(low[verb]):
            if low[verb - 1] in _BEING:
                return _subject(tokens, verb - 1, lexicon)
            apart = low[i] == "by" and "D" in tokens.shapes[verb:i]  # "cuts cost by 8% and power by 5x"
            if apart or low[verb + 1] in _PER:
                return _head(tokens, verb + 1, i, lexicon)
            return _phrase(tokens, verb + 1 + (low[verb + 1] in _LEADING), lexicon)
    return None


def _head(tokens: Tokens, first: int, end: int, lexicon: Lexicon) -> str | None:
    """The nouns before a token: overhead in "reduces per step overhead by"; not behind another verb."""
    start = max(_words_before(tokens, end, lexicon), first)
    plain = not any(map(RESULT.match, tokens.lower[start:end]))
    return tokens.surface(start, end) if start < end and plain else None


def _subject(tokens: Tokens, verb: int, lexicon: Lexicon) -> str | None:
    """The head of what stands before "is", "can be" or a verb: validity in "the validity of answers is"."""
    end = verb - (tokens.lower[verb - 1] in ("can", "could", "has", "have"))
    start = _words_before(tokens, end, lexicon)
    nearest = tokens.surface(start, end) if start < end else None
    for _ in range(_ATTRIBUTES):
        start -= _STATE * (tokens.lower[start - _STATE : start] == ["state", "of", "the", "art"])
        link = start - 1 - (start > 0 and tokens.lower[start - 1] in _ARTICLES)
        if link < 0 or tokens.lower[link] not in _LINKING or tokens.lower[link - 1 : link] == ["number"]:
            return tokens.surface(start, end) if start < end else nearest
        end = link
        start = _words_before(tokens, end, lexicon)
        if start == end:
            return nearest
    return nearest


def _words_before(tokens: Tokens, end: int, lexicon: Lexicon) -> int:
    """The first of the plain words before a token, three at most."""
    start = end
    while start > max(end - 3, 0) and _is_plain(tokens, start - 1, lexicon):
        start -= 1
    return start


def _is_plain(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    return (tokens.shapes[i] in "LSC" or tokens.words[i][:-1].startswith("-")) and tokens.lower[
        i
    ] not in lexicon.words("function word")


def _phrase(tokens: Tokens, start: int, lexicon: Lexicon) -> str | None:
    """The plain words from a token on that no small word interrupts, six at most; of "number of operations"
    the last."""
    if tokens.lower[start : start + 2] in (["number", "of"], ["terms", "of"]):
        start += 2
    end = _plain_end(tokens, start, lexicon)
    if tokens.lower[end : end + 1] in (["'s"], ["’s"]):  # "of the model's parameters"
        start, end = end + 1, _plain_end(tokens, end + 1, lexicon)
    same = end > start and tokens.sentence[end - 1] == tokens.sentence[start]
    nothing = end - start == 1 and tokens.lower[start] in _NOTHING
    told = same and not nothing and not GAIN_AFTER.match(tokens.lower[start])
    return tokens.surface(start, end) if told else None


def _plain_end(tokens: Tokens, start: int, lexicon: Lexicon) -> int:
    """The token behind the plain words from a token on, six at most."""
    last = min(len(tokens), start + _PHRASE)
    return next((i for i in range(start, last) if not _is_plain(tokens, i, lexicon)), max(start, last))
