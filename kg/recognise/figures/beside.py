"""The method that stands right beside a figure: "BERT 79.5%", "79.5% for BERT", "A and B reach 79 and 80".

What is found is a name, "" where something stands there that is no one method, None where nothing does.
"""

from __future__ import annotations

from kg.recognise.figures.attribution import LISTING, Named, Spot
from kg.recognise.figures.measure_words import GAIN_AFTER
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["COMPARING", "GOES_ON", "HEADS", "ROW_REACH", "VERSUS", "beside", "by_means_of", "led_to"]

COMPARING = word_set(
    "against versus vs than whereas unlike compared comparison opposed comparable similar par previous prior"
)
VERSUS = word_set("vs versus against")
ROW_REACH = 40  # words of a row among which a word of comparison counts
HEADS = word_set(
    "model models method methods approach approaches system systems algorithm algorithms framework network "
    "networks architecture architectures technique techniques policy policies parser tagger classifier "
    "classifiers variant variants solution pipeline agent planner controller detector estimator learner "
    "ensemble baseline baselines"
)
GOES_ON = HEADS | word_set(
    "on in for with and or while which when is are was at to over than compared by but from as"
)
"""What follows a name that is all of its phrase, or but for a noun for methods."""

_OPENING = word_set("( : = ~ ∼")
_SHORT = word_set("in at with to")
_CLAUSES = word_set(", ; : ( while whereas but and")
_SURE_LEADS = word_set("for of by")
_LEADS = _SURE_LEADS | word_set("with using")
_OTHER_PHRASES = word_set("that those on in over and or to as from , ; : . ) while") | COMPARING
_MEANS = word_set("using fine-tuning tuning training employing applying")
_DONE = word_set("achieved obtained reached produced attained given")
_HELD_AGAINST = COMPARING | {"to"}
_ARTICLES = word_set("the a an our standard plain vanilla original single simple proposed")
_REACH = 5  # tokens between a number and the preposition behind it


def beside(spot: Spot) -> str | None:
    """The method right beside a figure."""
    for rule in (_bracketed, _behind, _ahead, _listed):
        found = rule(spot)
        if found is not None:
            return found
    return None


def led_to(spot: Spot) -> str | None:
    """The method to which any preposition behind a figure leads, "with" and "using" too."""
    return _led_to(spot, _LEADS)


def by_means_of(spot: Spot) -> str | None:
    """The only method of a sentence where what leads to the figure is done with it: "using BERT we reach"."""
    low, name = spot.tokens.lower, spot.here[0]
    if name.end > spot.start or any(other.name != name.name for other in spot.here):
        return None
    i = name.start - 1
    while i > spot.sentence.start and low[i] in _ARTICLES:
        i -= 1
    led = low[i] in _MEANS and _HELD_AGAINST.isdisjoint(low[max(i - _REACH, spot.sentence.start) : i])
    if not (led or (low[i] == "by" and low[i - 1] in _DONE)):
        return None
    between = low[name.end : spot.start]
    return name.name if between.count("(") == between.count(")") else None


def _bracketed(spot: Spot) -> str | None:
    """In brackets behind the number: "0.61 (BERT)", "4.2 ± 0.1 (BERT)"."""
    low, end = spot.tokens.lower, spot.end
    if len(spot.row) > 1 or low[end : end + 1] != ["("]:
        return None
    return next((n.name for n in spot.here if n.start == end + 1 and low[n.end : n.end + 1] == [")"]), None)


def _behind(spot: Spot) -> str | None:
    return _led_to(spot, _SURE_LEADS)


def _led_to(spot: Spot, leads: frozenset[str]) -> str | None:
    tokens, low, stop = spot.tokens, spot.tokens.lower, spot.sentence.stop
    last = min(spot.end + _REACH, stop)
    i = next((i for i in range(spot.end, last) if low[i] in leads), last)
    if i == last or "D" in tokens.shapes[spot.end : i] or not _OTHER_PHRASES.isdisjoint(low[spot.end : i]):
        return None
    if low[i] == "of" and i == spot.end and low[spot.start - 1] not in COMPARING:
        return None  # "97% of BERT" is a share
    i += 1
    while i < stop and low[i] in _ARTICLES:
        i += 1
    names = next((names for names in _lists(tokens, spot.here) if names[0].start == i), [])
    end = names[-1].end if names else stop
    whole = end >= stop or tokens.shapes[end] != "L" or low[end] in GOES_ON  # not "BERT embeddings"
    return _in_place(spot, names) if names and whole else None


def _in_place(spot: Spot, names: list[Named]) -> str:
    """Of listed methods the one in the place that the figure has in its row."""
    if len(names) == len(spot.row):
        return names[spot.place].name
    return names[0].name if len(names) == 1 else ""


def _ahead(spot: Spot) -> str | None:
    """Right before the number: "BERT 79.5%", "BERT (79.5%)"; after another number ", BERT in 22%", too."""
    tokens, low, i = spot.tokens, spot.tokens.lower, spot.start
    if not VERSUS.isdisjoint(low[max(i, spot.end - ROW_REACH) : spot.end]) or any(
        map(GAIN_AFTER.match, low[spot.end : spot.end + 1])
    ):
        return None  # "trains BERT 3 times faster"
    while i and low[i - 1] in _OPENING:
        i -= 1
    again = "D" in tokens.shapes[spot.sentence.start : i]
    short = again and low[i - 1] in _SHORT
    for name in spot.here:
        if name.end == i or (short and name.end == i - 1 and low[name.start - 1] in _CLAUSES):
            return name.name
    return "" if again and _is_other_name(spot, i - short) else None


def _is_other_name(spot: Spot, end: int) -> bool:
    """Whether what looks like a name stands alone before a token: "A gets 79.5%, Voyager 80.2%"."""
    tokens = spot.tokens
    looks = end - 2 > spot.sentence.start and tokens.shapes[end - 1] in "SC" and end not in spot.metric_ends
    return looks and tokens.lower[end - 2] in _CLAUSES


def _listed(spot: Spot) -> str | None:
    """Of methods listed before a row as long, the one in the same place."""
    names = [name for name in spot.here if name.end <= spot.start]
    last = next(reversed(_lists(spot.tokens, names)), [])
    return last[spot.place].name if len(last) == len(spot.row) > 1 else None


def _lists(tokens: Tokens, here: list[Named]) -> list[list[Named]]:
    """The names of a sentence, those together that are listed together."""
    lists: list[list[Named]] = []
    for name in here:
        if lists and set(tokens.lower[lists[-1][-1].end : name.start]) <= LISTING:
            lists[-1].append(name)
        else:
            lists.append([name])
    return lists
