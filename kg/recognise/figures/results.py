"""Numbers that are results, told from sizes, years, shares and settings."""

from __future__ import annotations

import re

from kg.recognise.figures.conditions import is_condition
from kg.recognise.figures.measure_words import LENGTHS, Metrics
from kg.recognise.figures.measuring import measures
from kg.recognise.figures.numbers import Figure
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["SERIES", "results"]

SERIES = word_set(", and / or . vs versus & to ) ( ∼ ~ + - – respectively macro micro")
_UNIT_SHARED = word_set("and or to - – ∼ ~ /")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_NUMBERED = word_set(
    "task tasks subtask sub-task track phase level table remaining other section sections sec figure fig eq "
    "equation chapter appendix version"
)
_ABOUT = word_set("∼ ~ ≈ about around roughly approximately nearly almost")
_MOVED = ("up", "down")
_STEP = 8  # how many words may stand between the two numbers of "from … to …"
_PAUSES = word_set(", ; : by from")
_COMPARED = word_set("against versus vs compared opposed than whereas while instead")
_COMPARED_REACH = 10
_ENDS = word_set(", . ; : ) and or for on in with by when if when at")
_SIZES = word_set("billion million thousand k K M B days GPUs cents dollars euros EUR USD")


def results(tokens: Tokens, numbers: list[Figure], metrics: Metrics) -> list[Figure]:
    """Those of a text's numbers that are results; one in a series ("77.1% and 78.4%") makes the others so,
    and of "from 33.8% to 39.4%" only the second is the paper's."""
    numbers = [one for one in numbers if not (_counts(tokens, one) or is_condition(tokens, one))]
    kept = [measures(tokens, number, metrics) for number in numbers]
    steps = range(len(numbers) - 1)
    for i in (*steps, *reversed(steps)):
        one, two = numbers[i], numbers[i + 1]
        if _YEAR.match(one.value) or _YEAR.match(two.value):
            continue
        if one.unit is None and kept[i] and kept[i + 1] and _is_of_unit(tokens, one, two):
            numbers[i] = one._replace(unit=two.unit)
        if (
            (kept[i] != kept[i + 1])
            and set(tokens.lower[one.end : two.start]) <= SERIES
            and one.unit in (None, two.unit)
            and not _begins_anew(tokens, one, two)
        ):
            kept[i] = kept[i + 1] = True
            numbers[i] = one._replace(unit=two.unit)
    _keep_alike(tokens, numbers, kept)
    _keep_compared(tokens, numbers, kept)
    starts = _starts(tokens, numbers)
    return [one for i, one in enumerate(numbers) if kept[i] and i not in starts]


def _is_of_unit(tokens: Tokens, one: Figure, two: Figure) -> bool:
    """Whether a number has the unit of the next: "91 and 88%", "10~26 FPS"."""
    share = two.unit == "%" and one.value.startswith("0.")
    return not share and set(tokens.lower[one.end : two.start]) <= _UNIT_SHARED


def _counts(tokens: Tokens, figure: Figure) -> bool:
    """Whether a number says which or how many: "task 1", "1) …", "8.3 billion"."""
    before = tokens.lower[figure.start - 1] if figure.start else ""
    if before in _NUMBERED:
        return True
    if figure.unit or figure.end >= len(tokens):
        return False
    after = tokens.words[figure.end]
    return after in _SIZES or (after == ")" and before != "(" and figure.value.isdigit())


def _keep_alike(tokens: Tokens, numbers: list[Figure], kept: list[bool]) -> None:
    """Keep numbers that stand in a sentence with one that is kept and has as many decimals and the same unit,
    where the unit alone makes no result."""
    known = {
        (tokens.sentence[one.start], one.unit, _decimals(one))
        for one, keep in zip(numbers, kept, strict=True)
        if keep and _decimals(one) and (one.unit is None or one.unit in LENGTHS)
    }
    for i, one in enumerate(numbers if known else ()):
        alike = (tokens.sentence[one.start], one.unit, _decimals(one)) in known
        kept[i] = kept[i] or (alike and tokens.lower[one.start - 1 : one.start] not in (["±"], ["<"], [">"]))


def _decimals(figure: Figure) -> int:
    return len(figure.value.partition(".")[2])


def _begins_anew(tokens: Tokens, one: Figure, two: Figure) -> bool:
    """Whether the second number is of what comes next: "costs fall by 30% and 45% of users …"."""
    low = tokens.lower
    return low[two.end : two.end + 1] == ["of"] and low[one.start - 1 : one.start] == ["by"]


def _keep_compared(tokens: Tokens, numbers: list[Figure], kept: list[bool]) -> None:
    """Keep what a result in the same sentence is compared with: "91% of the cases, against 84% for A"."""
    known = {
        (tokens.sentence[one.start], one.unit)
        for one, keep in zip(numbers, kept, strict=True)
        if keep and one.unit
    }
    for i, one in enumerate(numbers if known else ()):
        if not kept[i] and (tokens.sentence[one.start], one.unit) in known:
            kept[i] = _is_compared(tokens, one)


def _is_compared(tokens: Tokens, figure: Figure) -> bool:
    """Whether a number follows a word of comparison, or in brackets a name and a colon."""
    low, start = tokens.lower, figure.start
    after = low[figure.end] if figure.end < len(low) else "."
    if low[start - 1] == ":" and after == ")":
        return True
    if after not in _ENDS:
        return False
    first = max(start - _COMPARED_REACH, tokens.around(start).start)
    return not _COMPARED.isdisjoint(low[first:start])


def _starts(tokens: Tokens, numbers: list[Figure]) -> set[int]:
    """The numbers from which others have come: "from 33.8% to 39.4%", "up from 3.9 and 4.1"."""
    found: set[int] = set()
    for i, one in enumerate(numbers):
        two = numbers[i + 1] if i + 1 < len(numbers) else None
        if _is_start(tokens, one, two) or (i - 1 in found and _joins(tokens, numbers[i - 1], one)):
            found.add(i)
    return found


def _joins(tokens: Tokens, one: Figure, two: Figure) -> bool:
    """Whether a number stands beside one that something is up or down from."""
    return tokens.lower[one.start - 2] in _MOVED and tokens.lower[one.end : two.start] in (["and"], ["or"])


def _is_start(tokens: Tokens, figure: Figure, following: Figure | None) -> bool:
    """Whether it is the first number of "from … to …", or what something is "up from"."""
    low, start = tokens.lower, figure.start
    start -= start > 1 and low[start - 1] in _ABOUT
    if low[start - 1 : start] == ["from"]:
        if low[max(start - 2, 0)] in _MOVED or low[figure.end : figure.end + 1] == ["to"]:
            return not _is_spread(low, start)
        return following is not None and not _is_spread(low, start) and _leads_to(tokens, figure, following)
    return (
        low[start - 1 : start] == ["("]
        and low[figure.end : figure.end + 1] == ["to"]
        and following is not None
        and following.start == figure.end + 1
        and "." in figure.value
    )


def _is_spread(low: list[str], start: int) -> bool:
    """Whether the numbers are the ends of a range: "ranging from 3 to 5"."""
    return start > 1 and low[start - 2].startswith(("rang", "vary", "vari"))


def _leads_to(tokens: Tokens, one: Figure, two: Figure) -> bool:
    """Whether "to" stands before the next number, in the same breath: "from 0.52 in A to 0.33 in B"."""
    between = tokens.lower[one.end : two.start]
    alike = one.unit == two.unit and tokens.sentence[one.start] == tokens.sentence[two.start]
    return alike and between[-1:] == ["to"] and len(between) < _STEP and _PAUSES.isdisjoint(between)
