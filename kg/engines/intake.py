"""Records come in: read, completed by what their text says, kept in the spool."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from kg import identifiers, inputs
from kg.engines.options import Options
from kg.engines.spool import Spool
from kg.model import Evaluation, Link, Paper, Problem, Profile

if TYPE_CHECKING:
    from kg.recognise import Lexicon

__all__ = ["intake"]

_TEXT_SAYS = ("datasets", "methods", "evaluations", "code", "links")


def intake(
    paths: Sequence[Path],
    options: Options,
    spool: Spool,
    profiles: list[Profile],
    note: Callable[[Problem], None],
) -> Iterator[Sequence[Paper]]:
    """The papers that can be read, by batches, and kept in the spool; profiles are listed, problems noted."""
    lexicon = _lexicon(options)
    for batch in inputs.batches(
        paths, format=options.from_format, owner=options.owner, captured=options.captured
    ):
        papers = _papers(batch, profiles, options, note)
        completed = _completed(papers, options, lexicon)
        spool.add(completed)
        yield completed


def _lexicon(options: Options) -> Lexicon | None:
    if options.lexicon is None:
        return None
    from kg.recognise import load_lexicon

    return load_lexicon(options.lexicon)


def _papers(
    batch: inputs.Batch, profiles: list[Profile], options: Options, note: Callable[[Problem], None]
) -> list[Paper]:
    """The papers of a batch; profiles are listed, problems noted."""
    papers: list[Paper] = []
    for record in batch:
        if isinstance(record, Problem):
            note(record)
            continue
        settled = options.settle_source(record) if options.settle_source else record
        if isinstance(settled, Paper):
            papers.append(settled)
        else:
            profiles.append(settled)
    return papers


def _completed(papers: Sequence[Paper], options: Options, lexicon: Lexicon | None) -> Sequence[Paper]:
    """The papers with what their texts say, where they are to be read."""
    if options.recognition == "never":
        return papers
    always = options.recognition == "always"
    return [
        _recognised(paper, always, lexicon)
        if always or paper.datasets is None or paper.methods is None
        else paper
        for paper in papers
    ]


def _recognised(paper: Paper, always: bool, lexicon: Lexicon | None) -> Paper:
    """The paper with what its text says, where its source does not say it, or `always`, beside that."""
    from kg.recognise import recognise

    found = recognise(paper.title, paper.abstract, lexicon)
    values: dict[str, Any] = {name: getattr(found, name) for name in _TEXT_SAYS}
    names = {identifiers.name_key(link.name) for link in paper.named if not link.mentions}
    for name in _TEXT_SAYS:
        given = getattr(paper, name)
        if given is not None:
            values[name] = _joined(given, values[name], names) if always else given
    return replace(paper, text_read=found.text_read, **values)


def _joined(given: Sequence[Any], found: Sequence[Any], names: Set[str]) -> tuple[Any, ...]:
    """What a source states, then what its text says of other `names`; what a text said before gives way."""
    stated = [one for one in given if not _is_of_text(one)]
    new = [one for one in found if not (isinstance(one, Link) and identifiers.name_key(one.name) in names)]
    return tuple(dict.fromkeys([*stated, *new]))


def _is_of_text(one: Any) -> bool:
    if isinstance(one, Evaluation):
        return one.mention is not None
    return isinstance(one, Link) and bool(one.mentions)
