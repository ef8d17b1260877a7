"""Records come in: read, completed by what their text says, kept in the spool."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from kg import inputs, recognise
from kg.engines.options import Options
from kg.engines.spool import Spool
from kg.model import Paper, Problem, Profile

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
    lexicon = recognise.load_lexicon(options.lexicon) if options.lexicon else None
    for batch in inputs.batches(
        paths, format=options.from_format, owner=options.owner, captured=options.captured
    ):
        records = _without_problems(batch, note)
        if options.settle_source:
            records = list(map(options.settle_source, records))
        papers = [record for record in records if isinstance(record, Paper)]
        if len(papers) < len(records):
            profiles += [record for record in records if isinstance(record, Profile)]
        completed = _completed(papers, options, lexicon)
        spool.add(completed)
        yield completed


def _without_problems(batch: inputs.Batch, note: Callable[[Problem], None]) -> Sequence[Paper | Profile]:
    """The records of a batch; problems among them are noted."""
    records: list[Paper | Profile] = []
    for record in batch:
        if isinstance(record, Problem):
            note(record)
        else:
            records.append(record)
    return records


def _completed(
    papers: Sequence[Paper], options: Options, lexicon: recognise.Lexicon | None
) -> Sequence[Paper]:
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


def _recognised(paper: Paper, always: bool, lexicon: recognise.Lexicon | None) -> Paper:
    """The paper with what its text says, where its source does not say it, or `always`."""
    found = recognise.recognise(paper.title, paper.abstract, lexicon)
    fill = [name for name in _TEXT_SAYS if always or getattr(paper, name) is None]
    return replace(paper, text_read=found.text_read, **{name: getattr(found, name) for name in fill})
