"""What a text says of its datasets as a whole, so far as figures are concerned.

Without a dataset in its sentence, a figure was measured on the dataset that the paper introduces, in the
shared task that it took part in unless other data is used beside it, or on its only dataset; not on what
something was only made of or trained on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.model import DatasetLink
from kg.recognise.figures.attribution import Named, named_in, within
from kg.recognise.figures.measure_words import Metrics
from kg.recognise.figures.numbers import Figure
from kg.recognise.figures.rows import Row
from kg.recognise.memory import remembered
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["LEADS", "ON", "SETS", "Scene", "cues", "has_partner", "lead", "scene_of"]

ON = word_set("on over against across for in at to")
LEADS = ON | word_set("from of using with by via into")
SETS = word_set("dataset datasets corpus corpora benchmark benchmarks set sets")
_DATA = SETS | {"data"}
_LEAD_REACH = 8
_CUE_REACH = 14
_LONGEST = 12  # tokens of a name
_PLACES_SEEN = 4  # mentions of a dataset that are looked at
_BEHIND = 4
_CUE = re.compile(
    r"-?(?:(?P<tested>evaluat|experiment|test|benchmark|result|performan|outperform|achiev|obtain|validat|assess"
    r"|surpass|state-of|accura)"
    r"|(?P<source>pre-?train|train|fine-?tun|learn|embedding|extract|collect|crawl|scrap|mine$|mining|deriv|buil"
    r"|construct|annotat|creat|compil|gather|generat|resource|knowledge|sourc|leverag)"
    r"|(?P<entered>submi|particip|shared|challeng|compet|task|track|rank|team|system|solution|approach$|address|tackl|contribut|part$)"
    r"|(?P<used>used?$|uses$|using$|employ|utili[sz]))"
)
_SCORES = ("score", "scores", "rate", "rates")
_BEING = word_set("is are was were")
_SIZE = re.compile(r"-?\d+(?:\.\d+)?[BM]")  # of a model: "LLaMA-3 8B"
_WORD = re.compile(r"[^\W\d_]+")
_TASKS = word_set("task tasks challenge track workshop competition campaign subtask")
_ENTERED = re.compile(
    r"(?:\bat|\b(?:systems?|submissions?|participation)\b.*\b(?:for|to|at|in))(?: the)? ?$", re.IGNORECASE
)
_TASK_NUMBER = re.compile(r"[\s-](?:shared[\s-])?task\b")


class Scene(NamedTuple):
    """A text with its figures and datasets, and what holds for all figures.

    `rows` are those that the figures stand in. `sure` is the dataset that a figure was measured on unless its
    sentence names another, `task` the shared task that the paper took part in, `only` its only dataset, from
    token `since` on.
    """

    tokens: Tokens
    figures: Sequence[Figure]
    rows: list[Row]
    named: list[Named]
    sure: str | None
    task: str | None
    only: str | None
    since: int


class _Profile(NamedTuple):
    """What a text says of a dataset: its first token, whether the title has it, whether it is a shared task,
    what is spoken of before its mentions and the prepositions that lead to them."""

    name: str
    introduced: bool
    first: int
    titled: bool
    is_task: bool
    cues: frozenset[str]
    leads: frozenset[str]


def scene_of(
    tokens: Tokens,
    figures: Sequence[Figure],
    rows: list[Row],
    datasets: Sequence[DatasetLink],
    metrics: Metrics,
) -> Scene:
    """What is the same for all figures of a text. A name where a metric begins is the metric's, but for
    what has a score ("GLUE score")."""
    measures = {start for start, (_, printed) in metrics.at.items() if not printed.endswith(_SCORES)}
    named = [
        name
        for name in named_in(tokens, datasets)
        if name.start not in measures and not _SIZE.fullmatch("".join(tokens.words[name.end : name.end + 1]))
    ]
    places: dict[str, list[Named]] = {}
    for name in named:
        places.setdefault(name.name, []).append(name)
    used = [
        _profile(tokens, link, places.get(link.name, ())) for link in datasets if link.role != "mentioned"
    ]
    introduced = [one for one in used if one.introduced]
    tasks = [one for one in used if one.is_task and (one.titled or "entered" in one.cues)]
    doubt = _has_rival(tokens, named, {one.name for one in used}, tasks)
    asked = [] if doubt else tasks
    sure = introduced if len(introduced) == 1 else [one for one in asked if one.titled]
    only = used[0] if len(used) == 1 and not _is_source(used[0]) else None
    if only and any(has_partner(tokens, name, named) for name in places.get(only.name, ())[:_PLACES_SEEN]):
        only = None
    return Scene(
        tokens,
        figures,
        rows,
        _in_full(named, tasks),
        sure[0].name if sure else None,
        asked[0].name if asked else None,
        only.name if only else None,
        only.first if only and not only.titled else 0,
    )


def _profile(tokens: Tokens, link: DatasetLink, places: Sequence[Named]) -> _Profile:
    seen = places[:_PLACES_SEEN]
    words = {word for form in (link.name, *link.aliases) for word in _WORD.findall(form.lower())}
    words.update(*(tokens.lower[name.end : name.end + _BEHIND] for name in seen))
    titles = [mention.quote for mention in link.mentions if mention.part != tokens.part]
    return _Profile(
        link.name,
        link.role == "introduced",
        first=places[0].start if places else 0,
        titled=bool(titles),
        is_task=not _TASKS.isdisjoint(words) or any(_is_entered(link, title) for title in titles[:1]),
        cues=frozenset[str]().union(*(cues(tokens, name) for name in seen)),
        leads=frozenset(lead(tokens, name.start) for name in seen),
    )


def _is_entered(link: DatasetLink, title: str) -> bool:
    """Whether a title is that of a system for a shared task: "TEAM at NAME: …", "A system for NAME"."""
    forms = (form for form in (link.name, *link.aliases) if form in title)
    return any(_ENTERED.search(title.partition(form)[0]) for form in forms)


def _is_source(dataset: _Profile) -> bool:
    """Whether nothing speaks of tests on a dataset, or something was only made of it or trained on it."""
    if not dataset.leads:
        return True
    if "tested" in dataset.cues and not ON.isdisjoint(dataset.leads):
        return False
    return "source" in dataset.cues or dataset.cues.isdisjoint(("tested", "entered", "used"))


def has_partner(tokens: Tokens, name: Named, named: list[Named]) -> bool:
    """Whether a name that is not known is listed with one: "on Foo3 and THINGS"."""
    low, shapes, end, first = tokens.lower, tokens.shapes, name.end, name.start - 1
    while end < len(low) and low[end] in SETS:
        end += 1
    first -= low[first] == "the"
    behind = [end + 1] if low[end : end + 1] == ["and"] and shapes[end + 1 : end + 2] == "S" else []
    ahead = [first - 1] if first > 0 and low[first] == "and" and shapes[first - 1] == "S" else []
    return any(not _is_in(i, named) for i in ahead + behind)


def _is_in(i: int, named: list[Named]) -> bool:
    """Whether a token is in one of the last names that begin before it."""
    return any(one.end > i for one in within(named, range(i - _LONGEST, i + 1)))


def _has_rival(tokens: Tokens, named: list[Named], used: set[str], tasks: Sequence[_Profile]) -> bool:
    """Whether a data set with the looks of a name is used beside a shared task ("the MultiNLI corpus"): which
    of the two a figure was measured on is open."""
    own = {_venue(task.name) for task in tasks}
    return any(
        name.name in used
        and tokens.shapes[name.start] == "S"
        and not _DATA.isdisjoint(tokens.lower[name.end : name.end + 1])
        and _venue(name.name) not in own
        for name in (named if tasks else ())
    )


def _in_full(named: list[Named], tasks: Sequence[_Profile]) -> list[Named]:
    """The mentions of a venue are those of its shared task that the paper took part in."""
    full = {_venue(task.name): task.name for task in tasks}
    if not full:
        return named
    return [name._replace(name=full.get(_venue(name.name + " task"), name.name)) for name in named]


def _venue(name: str) -> str:
    return _TASK_NUMBER.split(name.lower())[0].replace("-", " ")


def cues(tokens: Tokens, name: Named) -> set[str]:
    """What the words before a name in its sentence speak of: tested, source, entered, used ("X is used")."""
    start = max(tokens.around(name.start).start, name.start - _CUE_REACH)
    behind = tokens.lower[name.end : name.end + _BEHIND]
    told = {"used"} if any(one in _BEING and _cue(two) == "used" for one, two in pairwise(behind)) else set()
    return told | {cue for cue in map(_cue, tokens.lower[start : name.start]) if cue}


@remembered
def _cue(word: str) -> str:
    match = _CUE.match(word)
    return (match.lastgroup or "") if match else ""


def lead(tokens: Tokens, start: int) -> str:
    """The preposition that leads to a name: "on the challenging X"; nothing where there is none."""
    for i in range(start - 1, max(start - 1 - _LEAD_REACH, -1), -1):
        if tokens.lower[i] in LEADS:
            return tokens.lower[i]
        if tokens.lower[i] in ".;:":
            break
    return ""
