"""Where every fact comes from, as quads of the evidence graph: records, mentions, inferences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from kg import identifiers
from kg.model import Link, Mention, Paper, Person, Place, Work
from kg.rdf import terms
from kg.rdf.describe import evaluation_path
from kg.rdf.terms import KG, TYPE, Said

_IS_RECORD = f"{TYPE} <{KG}Record>"

__all__ = ["evidence", "identity_evidence", "naming_evidence"]


def evidence(work: Work, base: str) -> list[Said]:
    """The records of a paper, what its text says where, and what was inferred about it.

    All links are told, whether sure enough for the graph or not. The subjects stand below the paper
    (`path#mention-…`).
    """
    said = {}
    for place in work.places:
        subject, record = _record(work, place, base)
        said[subject] = record
    for subject, told in chain(_mentions(work, base), _inferences(work, base)):
        # A text may say the same in the same place twice, by two of a thing's names.
        said[subject] = sorted({*said[subject], *told}) if subject in said else told
    return list(said.items())


def naming_evidence(work: Work, published: Iterable[Link], base: str) -> Iterator[tuple[str, list[Said]]]:
    """Why several names are one thing, for the links that are published, each below its thing's path."""
    for link in published:
        if link.aliases:
            path = work.things[link.kind, link.name].path
            yield path, [_names_together(work, link, path, base)]


def identity_evidence(who: Person, sources: Iterable[str], base: str) -> list[Said]:
    """Why several printed names are one person."""
    return [_inference(who.path, rule, seen, sources, base) for rule, seen in who.merged]


def _record(work: Work, place: Place, base: str) -> Said:
    source, paper = place.source, f"{base}{work.path}"
    said = [
        _IS_RECORD,
        f"<{KG}describes> <{paper}>",
        f"<{KG}line> {terms.integer(place.line)}",
        f"<{KG}source> <{base}source/{source}>",
    ]
    if work.paper.text_read:
        said.append(f"<{KG}textRead> {terms.string(work.paper.text_read)}")
    return f"<{paper}#record-{source}-{place.line}>", said


def _mentions(work: Work, base: str) -> Iterator[Said]:
    for links in (work.paper.datasets, work.paper.methods):
        for link in links or ():
            for mention in link.mentions:
                target = work.things[link.kind, link.name].path
                yield _mention(work, mention, target, base, role=link.role)
    for evaluation in work.paper.evaluations or ():
        if evaluation.mention:
            yield _mention(work, evaluation.mention, evaluation_path(work, evaluation), base)


def _mention(work: Work, mention: Mention, target: str, base: str, role: str | None = None) -> Said:
    parts = (target, mention.part, str(mention.start), str(mention.end), mention.rule, role or "")
    said = [
        f"{TYPE} <{KG}Mention>",
        f"<{KG}mentionedIn> <{base}{work.path}>",
        f"<{KG}refersTo> <{base}{target}>",
        f"<{KG}exact> {_text(_exact(work.paper, mention))}",
        f"<{KG}quote> {_text(mention.quote)}",
        f"<{KG}part> {terms.string(mention.part)}",
        f"<{KG}start> {terms.integer(mention.start)}",
        f"<{KG}end> {terms.integer(mention.end)}",
        f"<{KG}rule> {_text(mention.rule)}",
        f"<{KG}confidence> {terms.decimal(round(mention.confidence, 3))}",
        *_sources({place.source for place in work.places}, base),
    ]
    if role:
        said.append(f"<{KG}role> {terms.string(role)}")
    return f"<{base}{work.path}#mention-{identifiers.short_hash('|'.join(parts))}>", sorted(said)


def _exact(paper: Paper, mention: Mention) -> str:
    text = paper.title if mention.part == "title" else paper.abstract or ""
    return text[mention.start : mention.end]


def _text(text: str) -> str:
    return terms.string(terms.printable(text))


def _names_together(work: Work, link: Link, target: str, base: str) -> Said:
    names = " and ".join(f'"{name}"' for name in sorted({link.name, *link.aliases}))
    basis = f"{names} are given to one thing in {work.paper.title!r}"
    return _inference(target, "names-given-together", basis, {place.source for place in work.places}, base)


def _inferences(work: Work, base: str) -> Iterator[Said]:
    rules = list(work.inferred)
    for who in work.signatures:
        if who.position is None:
            basis = f"listed on the page of {who.name}, whose name is not among the authors printed"
            rules.append(("listed-on-own-page", basis))
    for rule, basis in rules:
        yield _inference(work.path, rule, basis, {place.source for place in work.places}, base)


def _inference(about: str, rule: str, basis: str, sources: Iterable[str], base: str) -> Said:
    return f"<{base}{about}#inference-{identifiers.short_hash(f'{rule}|{basis}')}>", [
        f"{TYPE} <{KG}Inference>",
        f"<{KG}about> <{base}{about}>",
        f"<{KG}basis> {_text(basis)}",
        f"<{KG}rule> {terms.string(rule)}",
        *_sources(sources, base),
    ]


def _sources(sources: Iterable[str], base: str) -> list[str]:
    return [f"<{KG}source> <{base}source/{source}>" for source in sorted(set(sources))]
