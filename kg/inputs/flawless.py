"""Whether there is nothing to say of papers: asked of many at once, as nearly all can stand as they are.

Each question is one step for all of them, and what is asked of texts is asked of one text that joins them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import identifiers
from kg.inputs.abstracts import LONGEST, is_missing
from kg.inputs.authors import CUT_HINTS, is_named, without_cut
from kg.inputs.dates import is_date
from kg.inputs.mentions import all_stand
from kg.inputs.tidy import counts, is_figure, names_thing
from kg.inputs.titles import LONG
from kg.model import Evaluation, Link, Paper, Place
from kg.printable import is_printable

__all__ = ["are_flawless", "flawless"]

_BEGINNING = re.compile("\n([^A-Z\n])")  # of a line, where it is none of these, as it mostly is
_UNUSUAL = re.compile(r"\n([\W_][^\n]*)")  # a line that begins with neither a letter nor a digit
_PARTS = 8


def flawless(papers: Sequence[Paper]) -> list[Paper | None]:
    """The papers that can stand as they are, None for others: where one cannot, parts are asked apart."""
    if are_flawless(papers):
        return [*papers]
    if len(papers) < 2:
        return [None] * len(papers)
    size = -(-len(papers) // _PARTS)  # rounded up
    parts = [papers[at : at + size] for at in range(0, len(papers), size)]
    return [paper for part in parts for paper in flawless(part)]


def are_flawless(papers: Sequence[Paper]) -> bool:
    """Whether each paper can stand as it is, with nothing to tell of it."""
    authors = [author for paper in papers for author in paper.authors]
    names = [author.name for author in authors]
    names += [paper.owner for paper in papers if paper.owner is not None]
    links: list[Link] = [link for paper in papers if paper.datasets for link in paper.datasets]
    links += [link for paper in papers if paper.methods for link in paper.methods]
    figures = [figure for paper in papers if paper.evaluations for figure in paper.evaluations]
    mentioned = [link for link in links if link.mentions]
    things = [link.name for link in links]
    things += [name for one in figures for name in (one.dataset, one.method) if name is not None]
    aliases = [alias for link in links if link.aliases for alias in link.aliases]
    return (
        _are_lines(names + _texts(papers) + things + aliases + _texts_of_figures(figures))
        and max([len(paper.title) for paper in papers], default=0) <= LONG
        and _are_persons(names)
        and _are_named(things)
        and all(map(_is_orcid, {author.orcid for author in authors if author.orcid is not None}))
        and _are_counted([paper for paper in papers if paper.author_count is not None or not paper.authors])
        and all(map(is_figure, [paper.score for paper in papers if paper.score is not None]))
        and _are_abstracts([paper.abstract for paper in papers if paper.abstract is not None])
        and _are_dates([paper.date for paper in papers if paper.date is not None])
        and identifiers.are_days([paper.inferred_date for paper in papers if paper.inferred_date is not None])
        and _are_places([paper.source for paper in papers if paper.source])
        and (not (figures or mentioned) or all(map(_stand, papers)))
    )


def _texts(papers: Sequence[Paper]) -> list[str]:
    return [paper.title for paper in papers] + [field for paper in papers for field in paper.fields]


def _texts_of_figures(figures: Sequence[Evaluation]) -> list[str]:
    given = [(figure.metric, figure.value, figure.unit) for figure in figures]
    return [text for texts in given for text in texts if text is not None]


def _are_lines(texts: Sequence[str]) -> bool:
    """Whether each is one line without spaces around it; white space that is no space is not printable."""
    text = f" {' '.join(texts)} "
    return is_printable(text) and "  " not in text


def _are_persons(names: Sequence[str]) -> bool:
    """Whether each is a name, with a letter in it, and none says that a list is cut.

    Bytes are searched, since no text has its capitals made small as fast.
    """
    text = "\n" + "\n".join(names) + "\n"
    small = text.encode().lower()
    is_odd = any(hint in small for hint in CUT_HINTS) or not all(map(str.isalpha, _BEGINNING.findall(text)))
    return not is_odd or all(map(_is_person, names))


def _are_named(names: Sequence[str]) -> bool:
    """Whether each is a name of a dataset or method: nearly all begin with a letter."""
    return all(map(names_thing, _UNUSUAL.findall("\n" + "\n".join(names))))


def _is_person(name: str) -> bool:
    return is_named(name) and without_cut(name) == name


def _is_orcid(text: str) -> bool:
    try:
        return bool(identifiers.orcid(text))
    except ValueError:
        return False


def _are_counted(papers: Sequence[Paper]) -> bool:
    return all(next(counts(paper), None) is None for paper in papers)


def _are_abstracts(texts: Sequence[str]) -> bool:
    return min(map(len, texts), default=LONGEST + 1) > LONGEST or not any(map(is_missing, texts))


def _are_dates(texts: Sequence[str]) -> bool:
    return identifiers.are_days(texts) or all(map(is_date, texts))


def _are_places(places: Sequence[Place]) -> bool:
    """Whether what records say of their source is one line, and a day."""
    texts = {place.file for place in places} | {place.format for place in places}
    days = {place.captured for place in places if place.captured is not None}
    return all(map(str.isprintable, texts)) and identifiers.are_days([*days])


def _stand(paper: Paper) -> bool:
    """Whether each mention has its text where it says."""
    mentions = [mention for link in paper.named for mention in link.mentions]
    mentions += [figure.mention for figure in paper.evaluations or () if figure.mention]
    return all_stand(mentions, paper)
