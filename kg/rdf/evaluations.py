"""The figures that a paper reports, as triples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kg import identifiers
from kg.errors import shown
from kg.model import Evaluation, Kind, Link, Naming, Work
from kg.rdf import terms
from kg.rdf.said import is_a, key, say
from kg.rdf.teller import Teller

__all__ = ["evaluation_paths", "published", "say_evaluations"]

_DIGITS = 6  # of the hash of a figure, unless figures of one paper would share it


def published(work: Work, min_confidence: float) -> Sequence[tuple[Link, Naming]]:
    """The links that are sure enough, and what they mean; one that a source gives, without confidence, is."""
    for link, _ in work.links:
        if link.confidence is not None and link.confidence < min_confidence:
            return [pair for pair in work.links if _is_sure(pair[0], min_confidence)]
    return work.links


def _is_sure(link: Link, min_confidence: float) -> bool:
    return link.confidence is None or link.confidence >= min_confidence


def evaluation_paths(work: Work) -> list[str]:
    """The IRI of each figure below the base: its content decides, so that only equal figures are one."""
    contents = [_content(work, evaluation) for evaluation in work.paper.evaluations or ()]
    marks = [identifiers.short_hash("|".join(content), _DIGITS) for content in contents]
    if len({*marks}) < len({*contents}):
        alike = Counter(mark for _, mark in {*zip(contents, marks, strict=True)})
        marks = [
            identifiers.short_hash("\0".join(content), identifiers.LONG) if alike[mark] > 1 else mark
            for content, mark in zip(contents, marks, strict=True)
        ]
    return [f"{work.path}#evaluation-{mark}" for mark in marks]


def _content(work: Work, evaluation: Evaluation) -> tuple[str, ...]:
    parts = (
        evaluation.metric,
        evaluation.value,
        evaluation.unit,
        evaluation.dataset and work.evaluated["Dataset", evaluation.dataset].path,
        evaluation.method and work.evaluated["Method", evaluation.method].path,
        evaluation.improvement,
    )
    return tuple(part or "" for part in parts)


def say_evaluations(teller: Teller, evaluations: Sequence[Evaluation], min_confidence: float) -> None:
    """What is said of the figures, each once, and of the paper for them."""
    work = teller.work
    once = dict(zip(evaluation_paths(work), evaluations, strict=True))
    for path, evaluation in once.items():
        helper = f"<{teller.base}{path}>"
        teller.add(key("evaluation"), helper)
        said = list(_evaluated(teller, work, evaluation, min_confidence))
        teller.helpers.append(say(helper, is_a("Evaluation"), said))


def _evaluated(
    teller: Teller, work: Work, evaluation: Evaluation, min_confidence: float
) -> Iterator[tuple[str, str]]:
    said = {"metric": evaluation.metric, "valueText": evaluation.value}
    said |= {term: value for term in ("unit", "improvement") if (value := getattr(evaluation, term))}
    for term, text in said.items():
        if literal := teller.literal(key(term), text, terms.string):
            yield key(term), literal
    try:
        yield key("value"), terms.decimal(evaluation.value.removesuffix("%"))
    except ValueError as error:  # not every figure is a number
        teller.problem(
            f"value {shown(evaluation.value)} of {shown(evaluation.metric)} is stated as text only",
            str(error),
        )
    yield from _about(teller, work, evaluation, min_confidence)


def _about(
    teller: Teller, work: Work, evaluation: Evaluation, min_confidence: float
) -> Iterator[tuple[str, str]]:
    """What the figure was reached on, and by what."""
    named: tuple[tuple[str, Kind, str | None], ...] = (
        ("onDataset", "Dataset", evaluation.dataset),
        ("ofMethod", "Method", evaluation.method),
    )
    for term, kind, name in named:
        if name and not _unsure(work, kind, name, min_confidence):
            thing = work.evaluated[kind, name]
            teller.things.append(Naming(thing, name))
            yield key(term), f"<{teller.base}{thing.path}>"


def _unsure(work: Work, kind: Kind, name: str, min_confidence: float) -> bool:
    """Whether the paper names the thing only in links that are left out."""
    named = [link for link, _ in work.links if link.kind == kind and name in (link.name, *link.aliases)]
    return bool(named) and not any(link in named for link, _ in published(work, min_confidence))
