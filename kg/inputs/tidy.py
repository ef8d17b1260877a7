"""Values of a record that cannot stand as they are given: mended or taken out, and told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from msgspec import structs

from kg import identifiers
from kg.errors import shown
from kg.inputs.abstracts import ABSTRACT_RULE, is_missing
from kg.inputs.authors import NAME_RULE, is_named, without_cut
from kg.inputs.dates import DAY_RULE, is_day
from kg.inputs.mentions import misplaced
from kg.inputs.source import printable
from kg.model import Evaluation, Paper, Place, Profile

__all__ = [
    "FIGURE_RULE", "Told", "counts", "is_figure", "names_thing", "tidy", "tidy_place", "tidy_profile",
]  # fmt: skip

_NAMED = ("authors", "datasets", "methods")
_COMPLETE = "`authors_complete` says whether a list is cut"
_NAME = "a name is one line"
DIGITS = 9  # before or behind the point, beyond which a number is no figure of a page
FIGURE_RULE = f"a number is like 63.1, of up to {DIGITS} digits before the point and behind it"
THING_RULE = "a name holds a letter or a digit"
Change = tuple[str, object, str, str]
Told = list[tuple[str, str]]


def tidy(paper: Paper) -> tuple[Paper, Told]:
    """The record as it can stand, and for each change what was wrong and what is allowed."""
    told = []
    while change := next(_changes(paper), None):
        field, value, what, allowed = change
        paper = structs.replace(paper, **{field: value})
        told.append((what, allowed))
    return paper, told


def _changes(paper: Paper) -> Iterator[Change]:
    """The changes that the record needs, each by itself."""
    if (title := _spaced(paper.title)) and title != paper.title:
        yield "title", title, "white space in `title` made single", "a title is one line"
    yield from _lines(paper, "owner")
    if paper.abstract is not None and is_missing(paper.abstract):
        given = f"{shown(paper.abstract)} and none" if paper.abstract.strip() else "blank"
        yield "abstract", None, f"`abstract` is {given}, taken out", ABSTRACT_RULE
    yield from _cut_list(paper)
    yield from _nameless(paper)
    yield from _nothing_named(paper)
    yield from _orcids(paper)
    for field in _NAMED:
        items = getattr(paper, field) or ()
        yield from _names(field, items)
        for place, item in enumerate(items if field != "authors" else ()):
            yield from _inside(field, items, place, _texts(item, "aliases"))
    yield from _texts(paper, "fields")
    yield from _figures(paper.evaluations or ())
    yield from misplaced(paper)
    yield from counts(paper)
    yield from _beyond(paper, "score")


def _cut_list(paper: Paper) -> Iterator[Change]:
    """What says that a list is cut is no author, nor a part of one's name."""
    kept = [(author, without_cut(author.name)) for author in paper.authors]
    cut = [(author.name, rest) for author, rest in kept if rest != author.name.strip()]
    if cut:
        name, rest = cut[0]
        if paper.authors_complete is not False:
            yield "authors_complete", False, f"{name!r} says that the list is cut", _COMPLETE
        fate = f"read as {rest!r}" if rest else "is no author, taken out"
        authors = tuple(structs.replace(author, name=rest) for author, rest in kept if rest)
        yield "authors", authors, f"{name!r} {fate}", _COMPLETE


def _nameless(paper: Paper) -> Iterator[Change]:
    """A name without a letter is nobody's."""
    if paper.owner and paper.owner.strip():
        rest = without_cut(paper.owner)
        if not is_named(rest):
            yield "owner", None, f"`owner` {paper.owner!r} is no name, taken out", NAME_RULE
        elif rest != paper.owner.strip():
            yield "owner", rest, f"`owner` {paper.owner!r} read as {rest!r}", NAME_RULE
    none = [author.name for author in paper.authors if author.name.strip() and not is_named(author.name)]
    if none:
        authors = tuple(author for author in paper.authors if author.name not in none)
        yield "authors", authors, f"{', '.join(map(repr, none))} in `authors` taken out", NAME_RULE


def _nothing_named(paper: Paper) -> Iterator[Change]:
    """A dataset or method has a name with a letter or a digit; of an alias without one the gate tells."""
    for field in ("datasets", "methods"):
        items = getattr(paper, field) or ()
        if none := [item.name for item in items if item.name.strip() and not names_thing(item.name)]:
            kept = tuple(item for item in items if item.name not in none)
            yield field, kept, f"{', '.join(map(repr, none))} in `{field}` taken out", THING_RULE
    for place, figure in enumerate(figures := paper.evaluations or ()):
        given = {field: getattr(figure, field) for field in ("dataset", "method")}
        changes = [
            (field, None, f"`{field}` {name!r} taken out", THING_RULE)
            for field, name in given.items()
            if name and name.strip() and not names_thing(name)
        ]
        yield from _inside("evaluations", figures, place, changes)


def names_thing(text: str) -> bool:
    """Whether a dataset or method can go by this text.

    >>> names_thing("LRS3"), names_thing("++")
    (True, False)
    """
    return any(map(str.isalnum, text))


def _orcids(paper: Paper) -> Iterator[Change]:
    for place, author in enumerate(paper.authors):
        if author.orcid is None:
            continue
        try:
            identifiers.orcid(author.orcid)
        except ValueError as error:
            bare = structs.replace(author, orcid=None)
            authors = (*paper.authors[:place], bare, *paper.authors[place + 1 :])
            yield "authors", authors, f"`orcid` {author.orcid!r} of {author.name} taken out", str(error)


def counts(paper: Paper) -> Iterator[Change]:
    """Where list, count and what is said of the list contradict each other, the weaker claim goes.

    What is listed is there, so a count below it is wrong; that a list is whole is less than a count.
    """
    listed, count, whole = len(paper.authors), paper.author_count, paper.authors_complete
    if count is not None and count < listed:
        what = f"`author_count` is {count}, taken out: {listed} authors are listed"
        yield "author_count", None, what, "it counts all authors"
    elif count is not None and count == listed and whole is False:
        what = f"`author_count` is {count}, taken out: so many are listed, and the list is cut"
        yield "author_count", None, what, "it counts all authors"
    elif whole and (listed == 0 or (count or 0) > listed):
        rest = f"{listed} listed" + (f" of {count}" if count else "")
        yield "authors_complete", None, f"`authors_complete` is true, taken out: {rest}", _COMPLETE


def _figures(figures: tuple[Evaluation, ...]) -> Iterator[Change]:
    for place, figure in enumerate(figures):
        if not figure.metric.strip() or not figure.value.strip():
            rest = tuple(other for other in figures if other != figure)
            yield "evaluations", rest, "a figure without metric or value taken out", "a figure has both"
            return
        changes = _lines(figure, "metric", "value", "unit", "dataset", "method")
        yield from _inside("evaluations", figures, place, changes)


def _names(field: str, items: Iterable[Any]) -> Iterator[Change]:
    """Names without white space around and inside them made single, and without those that are blank."""
    held = tuple(items)
    for place, item in enumerate(held):
        name = _spaced(item.name)
        if name == item.name:
            continue
        before, after = held[:place], held[place + 1 :]
        if not name:
            yield field, before + after, f"a blank name in `{field}` taken out", "a name is a text"
        else:
            mended = structs.replace(item, name=name)
            what = f"white space in {item.name!r} in `{field}` made single"
            yield field, (*before, mended, *after), what, _NAME


def _inside(field: str, items: tuple[Any, ...], place: int, changes: Iterable[Change]) -> Iterator[Change]:
    """Changes of one item of a list as changes of the list."""
    for name, value, what, allowed in changes:
        mended = structs.replace(items[place], **{name: value})
        yield field, (*items[:place], mended, *items[place + 1 :]), what, allowed


def _texts(holder: Any, field: str) -> Iterator[Change]:
    """A list of texts, each made one line; a blank one is taken out."""
    texts = getattr(holder, field)
    lines = tuple(filter(None, map(_spaced, texts)))
    if lines != texts:
        odd = ", ".join(repr(text) for text in texts if _spaced(text) != text)
        yield field, lines, f"white space in {odd} in `{field}` made single or taken out", _NAME


def _lines(holder: Any, *fields: str) -> Iterator[Change]:
    """Texts made one line; a blank one is taken out."""
    for field in fields:
        text = getattr(holder, field)
        line = None if text is None else _spaced(text) or None
        if line != text:
            done = (
                f"white space in {text!r} in `{field}` made single"
                if line
                else f"`{field}` is blank, taken out"
            )
            yield field, line, done, _NAME


def tidy_profile(profile: Profile) -> tuple[Profile, Told]:
    """The profile as it can stand, as `tidy` does it for papers."""
    changes = [*_lines(profile, "name", "field"), *_beyond(profile, "novelty", "ai_score")]
    mended = {field: value for field, value, *_ in changes}
    return structs.replace(profile, **mended), [(what, allowed) for _, _, what, allowed in changes]


def _beyond(holder: Any, *fields: str) -> Iterator[Change]:
    """Numbers that are no figure of a page are taken out."""
    for field in fields:
        value = getattr(holder, field)
        if value is not None and not is_figure(value):
            yield field, None, f"`{field}` is {value}, taken out", FIGURE_RULE


def is_figure(value: Decimal) -> bool:
    """Whether a number may be a figure that a page prints.

    >>> [is_figure(Decimal(number)) for number in ("63.10", "0", "NaN", "1e29", "0.0000000001")]
    [True, True, False, False, False]
    """
    return value.is_finite() and -DIGITS <= value.adjusted() < DIGITS


def tidy_place(place: Place) -> tuple[Place, Told]:
    """The place that a record names as its own, as it can stand, and what was changed."""
    told = []
    for field in ("file", "format"):
        text = getattr(place, field)
        if (shown := printable(text)) != text:
            place = structs.replace(place, **{field: shown})
            told.append((f"`source.{field}` {text!r} made printable", "a name is one line of text"))
    if place.captured is not None and not is_day(place.captured):
        told.append((f"`source.captured` is {place.captured!r}, no day", DAY_RULE))
        place = structs.replace(place, captured=None)
    return place, told


def _spaced(text: str) -> str:
    return " ".join(text.split())
