"""Which dataset a figure was measured on: what its sentence says, else what the text leaves no doubt about.

In the sentence numbers and names in rows of one length belong together in order; else the dataset behind
counts before the next number, else the last one ahead. Without a dataset in the sentence, it is the one
that the paper introduces, the shared task that it took part in, what the sentence before was tested on, or
the paper's only dataset (see `scene`). Costs (time, speed, memory) were measured on a dataset only where
their own clause says so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from kg.recognise.figures.attribution import Named, within
from kg.recognise.figures.beside import HEADS
from kg.recognise.figures.name_lists import CLAUSE, lists_of
from kg.recognise.figures.numbers import Figure
from kg.recognise.figures.scene import LEADS, ON, SETS, Scene, cues, has_partner, lead
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["dataset_of"]

_START = attrgetter("start")
_COSTS = ("x", "ms", "s", "FPS", "Hz")
_COST = re.compile(
    r"(?:flops|memory|parameters?|times?|latency|speed|cost|overhead|size|energy|power|consumption)$",
    re.IGNORECASE,
)
_COMPARED = word_set("relative compared comparable similar")
_ASIDE_REACH = 8
_BRACKET_REACH = 20
_STOPS = word_set(". ; : ,")
_TURNS = word_set("while whereas")
_NOUN_WITHIN = 4  # words behind "new", "two" among which what is new is told
_SIGNS = word_set("+ - − ± ∼ ~ ≈")
_ALL = word_set("both average averaged")
_ALL_REACH = 8
_SAME = word_set("top the this that these those both all average our each a an its test it")
_NUMBERS = word_set("two three four five six seven several various many")
_UNNAMED = _NUMBERS | word_set("a an our new newly another other")
_THE = (["the"], ["these"], ["those"], ["both"], ["all"])


def dataset_of(scene: Scene, i: int, metric: str | None) -> str | None:
    """The dataset that figure i, a value of a metric, was measured on; None where the text gives none."""
    tokens, figure = scene.tokens, scene.figures[i]
    sentence = tokens.around(figure.start)
    here = _meant(tokens, within(scene.named, sentence), figure)
    cost = metric and _COST.search(metric) and not _follows(tokens, figure)
    if figure.unit in _COSTS or cost:
        return _of_cost(tokens, figure, here)
    return _of_sentence(scene, i, sentence, here) if here else _from_elsewhere(scene, i, sentence)


def _of_sentence(scene: Scene, i: int, sentence: range, here: list[Named]) -> str | None:
    """Of the datasets of a sentence the one that a figure belongs to; none where it belongs to several."""
    tokens, (place, row) = scene.tokens, scene.rows[i]
    first, last = (bisect_left(scene.figures, end, key=_START) for end in (sentence.start, sentence.stop))
    numbers, names = scene.figures[first:last], list(dict.fromkeys(name.name for name in here))
    if len(numbers) == len(names) and "respectively" in tokens.lower[sentence.start : sentence.stop]:
        return names[i - first]
    chosen = _nearest(tokens, numbers, i - first, here)
    listed = next((names for names in lists_of(tokens, here) if chosen in names), [])
    several = len(names) > 1 and _is_of_all(tokens, scene.figures[i], chosen)
    if len(row) == 1 and (several or has_partner(tokens, chosen, scene.named)):
        return None
    if len(listed) == len(row):
        return listed[place].name
    return chosen.name if len(listed) < 2 else None


def _meant(tokens: Tokens, here: list[Named], figure: Figure | None = None) -> list[Named]:
    """The names of a sentence but for asides, and for those in brackets or trained on if others are there;
    for a figure in brackets those that stand there with it."""
    here = [name for name in here if not _is_aside(tokens, name)]
    if len(here) < 2:
        return here
    if figure and (beside := _in_its_brackets(tokens, here, figure)):
        return beside
    here = [name for name in here if not _is_bracketed(tokens, name.start)] or here
    return [name for name in here if not _is_trained_on(tokens, name.start)] or here


def _is_trained_on(tokens: Tokens, start: int) -> bool:
    """Whether a name is what something was trained on: "trained on A and B"."""
    for i in range(start - 1, max(start - 1 - _ASIDE_REACH, 0), -1):
        if tokens.lower[i] in LEADS or tokens.lower[i] in ".;:(":
            return tokens.lower[i] in ("on", "with") and tokens.lower[i - 1] in ("trained", "training")
    return False


def _is_aside(tokens: Tokens, name: Named) -> bool:
    """Whether something was only compared with a dataset or pre-trained on it."""
    for i in range(name.start - 1, max(name.start - 1 - _ASIDE_REACH, 0), -1):
        word, before = tokens.lower[i], tokens.lower[i - 1]
        if word == "than" or (word == "against" and SETS.isdisjoint(tokens.lower[name.end : name.end + 1])):
            return True
        if word in LEADS:
            pretrained = "".join(tokens.lower[max(i - 2, 0) : i]).endswith(("pretrained", "pre-trained"))
            return (word == "to" and before in _COMPARED) or (word == "on" and pretrained)
        if word in ".;:,(":
            break
    return False


def _in_its_brackets(tokens: Tokens, here: list[Named], figure: Figure) -> list[Named]:
    """The names within the brackets around a figure."""
    low, first, last = tokens.lower, figure.start, figure.end
    while first > max(figure.start - _BRACKET_REACH, 0) and low[first - 1] not in "()":
        first -= 1
    while last < min(figure.end + _BRACKET_REACH, len(low)) and low[last] not in "()":
        last += 1
    if low[first - 1] != "(" or low[last : last + 1] != [")"]:
        return []
    return [name for name in here if first <= name.start < last]


def _is_bracketed(tokens: Tokens, start: int) -> bool:
    """Whether a bracket is open before a token."""
    for i in range(start - 1, max(start - 1 - _BRACKET_REACH, -1), -1):
        if tokens.lower[i] in "()":
            return tokens.lower[i] == "("
    return False


def _of_cost(tokens: Tokens, figure: Figure, here: list[Named]) -> str | None:
    """The only dataset of the sentence where it stands in the clause of the cost, or begins its sentence."""
    if len({name.name for name in here}) != 1 or lead(tokens, here[0].start) == "into":
        return None
    if here[0].start < figure.start:
        return here[0].name if _TURNS.isdisjoint(tokens.lower[here[0].end : figure.start]) else None
    return here[0].name if _STOPS.isdisjoint(tokens.lower[figure.end : here[0].start]) else None


def _nearest(tokens: Tokens, numbers: Sequence[Figure], i: int, here: list[Named]) -> Named:
    """The dataset behind a figure, before the next number that is not told in one breath; else that ahead."""
    figure = numbers[i]
    limit = next((two.start for one, two in pairwise(numbers[i:]) if _apart(tokens, one, two)), len(tokens))
    behind = [name for name in here if figure.end <= name.start < limit]
    ahead = [name for name in here if name.start < figure.start]
    if not behind:
        return ahead[-1] if ahead else here[0]
    if not ahead:
        return behind[0]
    if _opens(tokens, figure) and not (i and numbers[i - 1].end + 1 == figure.start):
        return ahead[-1]
    if _each_ahead(numbers, here) and not _follows(tokens, figure):
        return ahead[-1]
    led = lead(tokens, ahead[-1].start) == "on" and lead(tokens, behind[0].start) != "on"
    return ahead[-1] if led else behind[0]


def _opens(tokens: Tokens, figure: Figure) -> bool:
    """Whether a figure stands first in brackets: "CIFAR-10 (4.62% error)", "CIFAR-10 (+2.1%)"."""
    i = figure.start - 1
    return tokens.words[i - (tokens.words[i] in _SIGNS)] == "("


def _follows(tokens: Tokens, figure: Figure) -> bool:
    return tokens.lower[figure.end : figure.end + 1] in (["on"], ["in"], ["for"])


def _apart(tokens: Tokens, one: Figure, two: Figure) -> bool:
    """Whether more than a metric stands between two numbers."""
    return two.start > one.start and not CLAUSE.isdisjoint(tokens.lower[one.end : two.start])


def _each_ahead(numbers: Sequence[Figure], here: list[Named]) -> bool:
    """Whether numbers stand behind each name before the next: "on A we get 1 (up by 2), on B 3"."""
    names = here[:1] + [two for one, two in pairwise(here) if one.name != two.name]
    spans = pairwise((*(name.start for name in names), numbers[-1].end))
    return numbers[0].start > names[0].start and all(
        any(first < number.start < last for number in numbers) for first, last in spans
    )


def _is_of_all(tokens: Tokens, figure: Figure, chosen: Named) -> bool:
    """Whether a figure is one for several datasets ahead: "on both A and B by 0.5 on average"."""
    near = tokens.lower[max(figure.start - _ALL_REACH, 0) : figure.end + 4]
    return chosen.start < figure.start and not _ALL.isdisjoint(near)


def _from_elsewhere(scene: Scene, i: int, sentence: range) -> str | None:
    """What the text leaves no doubt about, for a sentence that names no dataset."""
    if scene.sure or _is_of_other(scene.tokens, scene.figures[i], sentence):
        return scene.sure
    only = scene.only if scene.since < sentence.start else None
    return scene.task or _from_before(scene, i, sentence) or only


def _from_before(scene: Scene, i: int, sentence: range) -> str | None:
    """What the sentence before was tested on: the same place of a row as long, or its only dataset."""
    if not sentence.start:
        return None
    tokens, (place, row) = scene.tokens, scene.rows[i]
    before = _meant(tokens, within(scene.named, tokens.around(sentence.start - 1)))
    names = list(dict.fromkeys(name.name for name in before))
    if len(names) == len(row) > 1:
        return names[place]
    if len(names) != 1 or has_partner(tokens, before[0], scene.named):
        return None
    tested = lead(tokens, before[0].start) in ON and "tested" in cues(tokens, before[0])
    return names[0] if tested else None


def _is_of_other(tokens: Tokens, figure: Figure, sentence: range) -> bool:
    """Whether the sentence says on what else it was measured: "1.0 F1 on news", "on a new test set"."""
    low = tokens.lower[figure.end : figure.end + 3]
    if "on" in low[:2] and low[0] != "by" and _SAME.isdisjoint(low[low.index("on") + 1 :][:1]):
        return True
    words = tokens.lower[sentence.start : sentence.stop]
    if any(word == "on" and _counts(tokens, sentence.start + k + 1) for k, word in enumerate(words)):
        return True
    unnamed = [k for k, word in enumerate(words) if word in _UNNAMED and words[k - 1 : k] not in _THE]
    return any(not SETS.isdisjoint(words[k : k + _NOUN_WITHIN]) for k in unnamed)


def _counts(tokens: Tokens, i: int) -> bool:
    """Whether a number and a plain word stand at a token: "7 kinds of noise", "six tasks"."""
    number = tokens.shapes[i : i + 1] == "D" or not _NUMBERS.isdisjoint(tokens.lower[i : i + 1])
    return number and tokens.shapes[i + 1 : i + 2] == "L" and tokens.lower[i + 1] not in HEADS
