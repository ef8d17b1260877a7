"""Mentions that a record gives itself: each stands where it says, or is taken out and told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from kg.model import Mention, Paper

__all__ = ["MENTION_RULE", "all_stand", "misplaced", "without_mentions"]

MENTION_RULE = "a mention counts code points of its title or abstract, and lies in its quote there"


def all_stand(mentions: Iterable[Mention], paper: Paper) -> bool:
    """Whether each mention has its text where it says, within its quote."""
    for mention in mentions:
        text = paper.title if mention.part == "title" else paper.abstract or ""
        begin = text.rfind(mention.quote, 0, mention.start + len(mention.quote))
        if begin < 0 or not mention.start < mention.end <= begin + len(mention.quote):
            return False
        if not text[mention.start : mention.end].strip():
            return False
    return True


def misplaced(paper: Paper) -> Iterator[tuple[str, object, str, str]]:
    """The record's lists without mentions that do not stand where they say, as changes of the record."""
    for field in ("datasets", "methods"):
        links = getattr(paper, field) or ()
        for place, link in enumerate(links):
            if not all_stand(link.mentions, paper):
                kept = tuple(mention for mention in link.mentions if all_stand((mention,), paper))
                mended = _with(links, place, mentions=kept)
                yield (
                    field,
                    mended,
                    f"a mention of {link.name!r} is not where it says, taken out",
                    MENTION_RULE,
                )
    figures = paper.evaluations or ()
    for place, figure in enumerate(figures):
        if figure.mention and not all_stand((figure.mention,), paper):
            mended = _with(figures, place, mention=None)
            what = f"the mention of {figure.metric} {figure.value} is not where it says, taken out"
            yield "evaluations", mended, what, MENTION_RULE


def without_mentions(paper: Paper) -> Paper:
    """The record without any mention, where its texts changed and nothing says where they stand now."""
    changed: dict[str, Any] = {}
    for field in ("datasets", "methods"):
        if links := getattr(paper, field):
            changed[field] = tuple(replace(link, mentions=()) for link in links)
    if paper.evaluations:
        changed["evaluations"] = tuple(replace(figure, mention=None) for figure in paper.evaluations)
    return replace(paper, **changed)


def _with(items: tuple[Any, ...], place: int, **values: object) -> tuple[Any, ...]:
    return (*items[:place], replace(items[place], **values), *items[place + 1 :])
