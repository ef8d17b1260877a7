"""Where a text names what it measures: listed metrics, scores and rates, acronyms behind decimals."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from kg.recognise.figures.measure_words import RESULT, Metrics
from kg.recognise.figures.numbers import Figure
from kg.recognise.lexicon import Listed
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["metrics_in"]

_DECIMAL_NAME = re.compile("DP?S")
_WORD = re.compile(r"[^\W\d_]{2,}")
_AS_NOUN = {"accurate": "accuracy", "precise": "precision"}
_CALLED = word_set("score scores rate rates")
_NO_RATES = word_set(
    "the a an this that at learning sampling bit data frame dropout masking growth high low of same"
)
_VAGUE = word_set("score scores performance quality efficiency")
_SUFFIXES = ("-score", "-scores")
_JOINS: tuple[list[str], ...] = ([], ["’s"], ["'s"])
_LONGEST = 8  # words of metrics that count as one
_NO_UNIT = 3  # letters of an acronym that is no unit: "2.3 MP"
_LIMITS = word_set("@ = > ≥")
_LISTING = word_set(", and or &")
_BRACKETS = {"[": "]", "(": ")", "{": "}"}
_STEPS = word_set(": – -")
_BRACKETED = 4  # tokens of a metric in brackets
_RANK_AT_MOST = 10  # tokens of "@[0.5:0.05:0.95]"

Places = dict[int, tuple[int, str]]
"""The first token of a metric → the token behind it, and the metric as printed."""


def metrics_in(tokens: Tokens, numbers: Sequence[Figure], listed: Sequence[Listed]) -> Metrics:
    """The listed metrics, what is called a score or a rate ("FEVER score", "acceptance rate"), the names
    right behind a decimal ("0.42 AUC-PR"), and what is said by an adjective ("81% accurate")."""
    at = {
        start: (end, tokens.surface(start, end))
        for start, end, kinds in listed
        if "metric" in kinds and tokens.lower[start] != "sota"
    }
    if not _CALLED.isdisjoint(tokens.lower):
        at |= _called(tokens, at)
    if "@" in tokens.text:
        at |= _at_rank(tokens, at)
    if "-score" in tokens.text:
        ends = [i for i, word in enumerate(tokens.lower) if word.endswith(_SUFFIXES) and i not in at]
        at |= {i: (i + 1, tokens.words[i].rpartition("-")[0]) for i in ends}
    at |= _behind_decimals(tokens, listed)
    if "=" in tokens.text:
        at |= {i - 1: (i, tokens.words[i - 1]) for i in range(1, len(tokens)) if _is_equated(tokens, i)}
    for end in [one.end for one in numbers if one.unit == "%" and one.end < len(tokens)]:
        if tokens.lower[end] in _AS_NOUN:
            at[end] = end + 1, _AS_NOUN[tokens.lower[end]]
    if "false" in tokens.lower or not _LIMITS.isdisjoint(tokens.text):
        at = {start: place for start, place in at.items() if not _is_limit(tokens, start, place[0])}
    at = _with_acronyms(tokens, _together(tokens, at))
    at |= _between(tokens, at)
    at |= _in_brackets(tokens, numbers, at)
    return Metrics(at, frozenset(end for end, _ in at.values()))


def _is_limit(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a metric only says what was set: "at IoU@0.75", "at a false positive rate of 1%"."""
    if tokens.lower[start] == "false":
        return "at" in tokens.lower[max(start - 2, 0) : start]
    signs = tokens.lower[end - 2 : end + 1]
    return tokens.lower[start - 1 : start] == ["at"] and not _LIMITS.isdisjoint(signs)


def _behind_decimals(tokens: Tokens, listed: Sequence[Listed]) -> Places:
    """Acronyms right behind a decimal: "0.42 AUC-PR", "84.5% ELAS"; of two letters only with a verb of result
    before."""
    found: Places = {}
    for i in [match.end() - 1 for match in _DECIMAL_NAME.finditer(tokens.shapes)]:
        number = i - 1 - (tokens.words[i - 1] == "%")
        acronym = "." in tokens.words[number] and tokens.words[i].replace("-", "").isupper()
        if not acronym or _is_listed(i, listed):
            continue
        unit_like = len(tokens.words[i]) < _NO_UNIT
        if not unit_like or any(RESULT.match(tokens.lower[k]) for k in tokens.around(i) if k < i):
            found[i] = i + 1, tokens.words[i]
    return found


def _is_equated(tokens: Tokens, i: int) -> bool:
    """Whether an acronym stands before a sign and a number behind it: "APCER=3.8%"."""
    if tokens.words[i] != "=" or not tokens.words[i - 1].isupper() or len(tokens.words[i - 1]) < _NO_UNIT:
        return False
    return tokens.shapes[i + 1 : i + 2] == "D"


def _together(tokens: Tokens, at: Places) -> Places:
    """The same metrics, those that stand side by side as one: "Pearson's correlation", "MUC F1"."""
    found: Places = {}
    last = -1
    for start, (end, printed) in sorted(at.items()):
        gap = tokens.lower[found[last][0] : start] if last in found else [","]
        if gap in _JOINS and end - last <= _LONGEST:
            whole = found[last][1] if printed.lower() in _VAGUE else tokens.surface(last, end)
            found[last] = end, whole
        else:
            last = start
            found[start] = end, printed
    return found


def _is_listed(i: int, listed: Sequence[Listed]) -> bool:
    """Whether a token is in one of the listed names, which are in order."""
    last = bisect_right(listed, i, key=itemgetter(0)) - 1
    return last >= 0 and i < listed[last][1]


def _with_acronyms(tokens: Tokens, at: Places) -> Places:
    """The same metrics, those with a bracketed acronym behind together with it: "mean error (ME)"."""
    found: Places = {}
    inside = -1
    for start, (end, printed) in at.items():
        if start == inside:
            continue
        enclosed = tokens.lower[end : end + 1] == ["("] and tokens.lower[end + 2 : end + 3] == [")"]
        if enclosed and tokens.shapes[end + 1] in "SC":
            inside, short = end + 1, tokens.words[end + 1]
            known = inside in at and short.isupper()
            found[start] = end + 3, short if known or short == _initials(printed) else printed
        else:
            found[start] = end, printed
    return found


def _initials(name: str) -> str:
    return "".join(word[0] for word in _WORD.findall(name)).upper()


def _between(tokens: Tokens, at: Places) -> Places:
    """The names listed between two metrics: NIST in "BLEU, NIST and TER scores"."""
    low, found = tokens.lower, {}
    for end, _ in at.values():
        i = end + 1
        if i + 1 < len(low) and low[end] == "," and tokens.shapes[i] == "S" and i not in at:
            behind = i + 1 + (low[i + 1 : i + 3] == [",", "and"])
            if low[behind] in _LISTING and behind + 1 in at:
                found[i] = i + 1, tokens.words[i]
    return found


def _in_brackets(tokens: Tokens, numbers: Sequence[Figure], at: Places) -> Places:
    """What stands in brackets behind numbers, if it is a metric behind one: "0.86 (cos), 0.71 (recall)"."""
    opened = [one.end + 1 for one in numbers if tokens.lower[one.end : one.end + 1] == ["("]]
    if len(opened) < 2 or at.keys().isdisjoint(opened):
        return {}
    ends = {i: tokens.lower.index(")", i) for i in opened if ")" in tokens.lower[i : i + _BRACKETED]}
    return {i: (end, tokens.surface(i, end)) for i, end in ends.items() if "D" not in tokens.shapes[i:end]}


def _at_rank(tokens: Tokens, at: Places) -> Places:
    """The metrics of the first so many, or from a threshold on: "recall@5", "R@10", "mAP@[0.5:0.95]"."""
    starts, found = {end: start for start, (end, _) in at.items()}, {}
    for i in [i for i, word in enumerate(tokens.words) if word == "@"]:
        start, end = starts.get(i, i - 1), _rank_end(tokens, i)
        known = i in starts or (
            i > 0 and tokens.words[i - 1].isalpha() and tokens.shapes[i + 1 : i + 2] == "D"
        )
        if known and end and (i in starts or tokens.ends[i - 1] == tokens.starts[i]):
            found[start] = end, tokens.surface(start, end)
    return found


def _rank_end(tokens: Tokens, i: int) -> int:
    """The token behind the rank that follows a token; 0 where none does."""
    words, last = tokens.words, min(i + _RANK_AT_MOST, len(tokens))
    if i + 1 >= len(words):
        return 0
    if words[i + 1] in _BRACKETS:
        closing = _BRACKETS[words[i + 1]]
        return next((k + 1 for k in range(i + 2, last) if words[k] == closing), 0)
    end = i + 2
    while end + 1 < last and words[end] in _STEPS and tokens.shapes[end + 1] == "D":
        end += 2
    return end


def _called(tokens: Tokens, at: Places) -> Places:
    """The metrics that are a word and "score" or "rate", and the listed ones with that word behind them."""
    low, shapes, found = tokens.lower, tokens.shapes, {}
    starts = {end: start for start, (end, _) in at.items()}
    for i in [i for i, word in enumerate(low) if word in _CALLED and i]:
        rate = "rate" in low[i] and shapes[i - 1] in "LC" and low[i - 1] not in _NO_RATES
        if i in starts:
            found[starts[i]] = i + 1, at[starts[i]][1]
        elif (rate and i + 1 not in starts) or ("score" in low[i] and shapes[i - 1] == "S"):
            found[i - 1] = i + 1, tokens.surface(i - 1, i + 1)
    return found
