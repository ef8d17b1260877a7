"""`kg explain`: a paper's text with what recognition found in it, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from kg.cli.numbers import Number
from kg.cli.paths import InputPath

if TYPE_CHECKING:
    from kg.model import DatasetLink, Evaluation, Mention, MethodLink, Paper, Part, Recognition

__all__ = ["explain"]

_COLOURS = {"dataset": "green", "method": "cyan", "figure": "yellow"}
_NO_TEXT = {
    "title": "Only the title was read: the record has no abstract.",
    "not English": "Nothing was looked for: the text is not English.",
}


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--paper", metavar="TEXT", default="", help="Only papers whose title contains TEXT.")
@click.option(
    "--from", "format", metavar="FORMAT", help="The input's format: page, jsonl. Guessed if absent."
)
@click.option(
    "--lexicon",
    type=InputPath("a list of names", folder=False),
    metavar="FILE",
    help="Names of datasets and methods to know besides the built-in ones.",
)
@click.option("--min-confidence", type=Number(0, 1), metavar="X",
              help="What the graph asks for, by default 0.45.")  # fmt: skip
def explain(
    inputs: tuple[str, ...],
    paper: str,
    format: str | None,
    lexicon: Path | None,
    min_confidence: float | None,
) -> None:
    """Show what is recognised in a paper, where, and why.

    The title and abstract of each paper in INPUT, with datasets in green, methods in cyan and
    figures in yellow on a terminal; below, each finding with its role, confidence, place and rule.
    What is less likely than --min-confidence is listed apart: it stays out of the graph.
    """
    from kg.errors import InputError
    from kg.inputs import expand, read_all
    from kg.model import Paper, Problem
    from kg.recognise import DEFAULT_MIN_CONFIDENCE, load_lexicon, recognise

    known = load_lexicon(lexicon) if lexicon else None
    least = DEFAULT_MIN_CONFIDENCE if min_confidence is None else min_confidence
    shown = 0
    for record in read_all(expand(inputs), format=format):
        if isinstance(record, Problem):
            click.echo(f"kg: {record}", err=True)
        elif isinstance(record, Paper) and paper.casefold() in record.title.casefold():
            found = recognise(record.title, record.abstract, known)
            click.echo("\n".join(_page(record, found, least)) + "\n")
            shown += 1
    if not shown:
        raise InputError(
            ", ".join(inputs), f'no paper whose title contains "{paper}"', "a part of a title in the input"
        )


class _Finding(NamedTuple):
    kind: str
    name: str
    role: str
    confidence: float
    mentions: tuple[Mention, ...]


def _page(paper: Paper, found: Recognition, least: float) -> Iterator[str]:
    findings = list(_findings(found))
    sure = [finding for finding in findings if finding.confidence >= least]
    yield click.style(_marked(paper.title, "title", sure), bold=True)
    if paper.abstract:
        yield ""
        yield _marked(paper.abstract, "abstract", sure)
    yield ""
    if found.text_read in _NO_TEXT:
        yield _NO_TEXT[found.text_read]
    yield from map(_line, sure)
    if not sure and found.text_read != "not English":
        yield "Nothing was recognised."
    unsure = [finding for finding in findings if finding.confidence < least]
    if unsure:
        yield f"Less likely than {least:g}, so not in the graph:"
        yield from map(_line, unsure)
    yield from (f"code     {_safe(address)}" for address in found.code)
    yield from (f"link     {_safe(address)}" for address in found.links)


def _findings(found: Recognition) -> Iterator[_Finding]:
    from kg.model import DatasetLink

    links: Sequence[DatasetLink | MethodLink] = (*found.datasets, *found.methods)
    for link in links:
        kind = "dataset" if isinstance(link, DatasetLink) else "method"
        name = " = ".join((link.name, *link.aliases))
        yield _Finding(
            kind, name, link.role, 1.0 if link.confidence is None else link.confidence, link.mentions
        )
    for figure in found.evaluations:
        mentions = (figure.mention,) if figure.mention else ()
        yield _Finding("figure", _measured(figure), "", 1.0, mentions)


def _measured(figure: Evaluation) -> str:
    """A figure in words: "WER 0.9 % on LRS3 of Auto-AVSR"."""
    differs = {None: "", "unspecified": " (difference)"}
    difference = differs.get(figure.improvement, f" ({figure.improvement} difference)")
    dataset = f" on {figure.dataset}" if figure.dataset else ""
    method = f" of {figure.method}" if figure.method else ""
    unit = f" {figure.unit}" if figure.unit else ""
    return f"{figure.metric} {figure.value}{unit}{difference}{dataset}{method}"


def _line(finding: _Finding) -> str:
    head = click.style(f"{finding.kind:<8}", fg=_COLOURS[finding.kind])
    places = ", ".join(f"{m.part} {m.start}–{m.end} by {m.rule}" for m in finding.mentions)
    if finding.kind == "figure":
        return f"{head} {_safe(finding.name)}; {places}"
    return f"{head} {_safe(finding.name)}; {finding.role}; confidence {finding.confidence:.2f}; {places}"


def _marked(text: str, part: Part, findings: Sequence[_Finding]) -> str:
    """The text with its findings in colour. Where two overlap the first keeps the place."""
    spans = sorted((m.start, m.end, f.kind) for f in findings for m in f.mentions if m.part == part)
    out, at = [], 0
    for start, end, kind in spans:
        if start >= at:
            out += [_safe(text[at:start]), click.style(_safe(text[start:end]), fg=_COLOURS[kind], bold=True)]
            at = end
    return "".join([*out, _safe(text[at:])])


def _safe(text: str) -> str:
    """Without characters that would steer the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text)
