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
) -> Iterator[Paper | Profile]:
    """Every record that can be read; papers are also kept in the spool, profiles listed, problems noted."""
    lexicon = recognise.load_lexicon(options.lexicon) if options.lexicon else None
    records = inputs.read_all(
        paths, format=options.from_format, owner=options.owner, captured=options.captured
    )
    for record in records:
        if options.settle_source and not isinstance(record, Problem):
            record = options.settle_source(record)
        if isinstance(record, Paper):
            if _to_be_read(record, options):
                record = _recognised(record, options, lexicon)
            spool.add(record)
        elif isinstance(record, Profile):
            profiles.append(record)
        else:
            note(record)
            continue
        yield record


def _to_be_read(paper: Paper, options: Options) -> bool:
    """Whether recognition has to read the paper's text."""
    if options.recognition == "missing":
        return paper.datasets is None or paper.methods is None
    return options.recognition == "always"


def _recognised(paper: Paper, options: Options, lexicon: recognise.Lexicon | None) -> Paper:
    """The paper with what its text says, where its source does not say it."""
    found = recognise.recognise(paper.title, paper.abstract, lexicon)
    fill = [name for name in _TEXT_SAYS if options.recognition == "always" or getattr(paper, name) is None]
    return replace(paper, text_read=found.text_read, **{name: getattr(found, name) for name in fill})
