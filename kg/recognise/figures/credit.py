"""Which method a figure is of.

A method owns a figure where the words say so: it stands right beside the number, it does what leads to it, or
it is the paper's own and none competes. What something is only compared with owns no figure of another, and
in doubt nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.model import MethodLink
from kg.recognise.figures.attribution import Named, Spot, named_in, within
from kg.recognise.figures.beside import beside, by_means_of, led_to
from kg.recognise.figures.measure_words import Metrics
from kg.recognise.figures.numbers import Figure
from kg.recognise.figures.rows import Row
from kg.recognise.figures.subjects import is_compared, is_outdone, speaks_of_own, subject
from kg.recognise.text import Tokens

__all__ = ["Credit", "credit_of", "method_of"]

_GIVEN = re.compile(r"[A-Z][A-Za-z]*[A-Z0-9]|[a-z][A-Z]")


class Credit(NamedTuple):
    """The methods of a text: their mentions, those that the paper introduces, the only one of these if it has
    a given name, whether the title begins with it ("X: …"); and the tokens behind which a metric ends."""

    named: list[Named]
    own: frozenset[str]
    sole: str | None
    titled: bool
    metric_ends: frozenset[int]


def credit_of(tokens: Tokens, methods: Sequence[MethodLink], metrics: Metrics) -> Credit:
    """The methods that the figures of a text may be of."""
    named = named_in(tokens, methods)
    own = [link for link in methods if link.role == "introduced" and not _opens_title(link, " at ")]
    sole = own[0] if len(own) == 1 else None
    titled = sole is not None and _opens_title(sole, ":") and any(name.name == sole.name for name in named)
    given = sole.name if sole and (titled or _is_given(sole)) else None
    return Credit(named, frozenset(link.name for link in own), given, titled, metrics.ends)


def _is_given(link: MethodLink) -> bool:
    """Whether a method has a name of its own, not only common words: "GLAD", "DocBERT"."""
    return any(_GIVEN.search(form) for form in (link.name, *link.aliases))


def _opens_title(link: MethodLink, behind: str) -> bool:
    """Whether the title begins with a name and goes on so: "X: …"; a team's with "X at VENUE"."""
    return any(
        mention.part == "title" and not mention.start and mention.quote.startswith(behind, mention.end)
        for mention in link.mentions
    )


def method_of(tokens: Tokens, figure: Figure, of_row: Row, credit: Credit) -> str | None:
    """The method that a figure is of, where the text says so."""
    sentence = tokens.around(figure.start)
    here = within(credit.named, sentence)
    if not (here or credit.sole):
        return None
    spot = Spot(tokens, of_row[1], of_row[0], sentence, here, credit.metric_ends)
    found = beside(spot) if here else None
    if found is not None:
        return found or None
    if is_compared(spot):
        return None
    return subject(spot) or _own(spot, credit)


def _own(spot: Spot, credit: Credit) -> str | None:
    """The paper's own method where no other competes with it; else the one that "using" leads to."""
    names = {name.name for name in spot.here}
    own = names & credit.own
    if own:
        return next(iter(own)) if len(own) == 1 else None
    speaks = speaks_of_own(spot)
    if credit.sole and (not names or is_outdone(spot)):
        return credit.sole if credit.titled or speaks else None
    return None if speaks or not names else led_to(spot) or by_means_of(spot)
