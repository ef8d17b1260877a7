"""Mentions of a record in the title and abstract of the paper that it is a record of.

The place of a mention counts in what the graph states. Where that is the text of another record, the
sentence of the mention is looked for in it; of a title, which may differ in its signs, the name alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec.structs import replace

from kg.model import DatasetLink, Evaluation, Mention, MethodLink, Paper

__all__ = ["anchored", "lost"]

# By part, the text of the record and the one that was kept.
_Texts = Mapping[str, tuple[str, str]]
_Link = TypeVar("_Link", DatasetLink, MethodLink)


def anchored(record: Paper, title: str, abstract: str | None) -> Paper:
    """The record with its mentions where they stand in a title and abstract, without those that do not."""
    if (record.title, record.abstract) == (title, abstract):
        return record
    texts = {"title": (record.title, title), "abstract": (record.abstract or "", abstract or "")}
    return replace(
        record,
        datasets=_links(record.datasets, texts),
        methods=_links(record.methods, texts),
        evaluations=_figures(record.evaluations, texts),
    )


def lost(record: Paper, paper: Paper) -> int:
    """How many mentions of a record do not stand in the title and abstract of its paper."""
    return _count(record) - _count(anchored(record, paper.title, paper.abstract))


def _links(links: tuple[_Link, ...] | None, texts: _Texts) -> tuple[_Link, ...] | None:
    return links and tuple(replace(link, mentions=tuple(_placed(link.mentions, texts))) for link in links)


def _figures(figures: tuple[Evaluation, ...] | None, texts: _Texts) -> tuple[Evaluation, ...] | None:
    return figures and tuple(
        replace(figure, mention=next(_placed([figure.mention], texts), None)) if figure.mention else figure
        for figure in figures
    )


def _placed(mentions: Iterable[Mention], texts: _Texts) -> Iterator[Mention]:
    for mention in mentions:
        own, kept = texts[mention.part]
        if own == kept:
            yield mention
        elif (place := _find(kept, mention.quote)) >= 0:
            start, quote = place + _ahead(mention, own), kept[place : place + len(mention.quote)]
            yield replace(mention, start=start, end=start + mention.end - mention.start, quote=quote)
        elif mention.part == "title" and (name := _named(kept, own[mention.start : mention.end])):
            yield replace(mention, start=name.start(), end=name.end(), quote=kept)


def _ahead(mention: Mention, text: str) -> int:
    """How much of the sentence of a mention stands before it in its text."""
    return mention.start - text.rfind(mention.quote, 0, mention.start + len(mention.quote))


def _find(text: str, part: str) -> int:
    """Where a part stands in a text, be it in other capitals; -1 if it does not."""
    if (place := text.find(part)) >= 0:
        return place
    low = text.lower()  # which makes some letters two
    return low.find(part.lower()) if len(low) == len(text) else -1


def _named(title: str, name: str) -> re.Match[str] | None:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title, re.IGNORECASE)


def _count(record: Paper) -> int:
    links = (*(record.datasets or ()), *(record.methods or ()))
    figures = sum(figure.mention is not None for figure in record.evaluations or ())
    return figures + sum(len(link.mentions) for link in links)
