"""Where every fact comes from, as quads of the evidence graph: records, mentions, inferences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg import identifiers
from kg.model import Link, Mention, Paper, Person, Work
from kg.rdf import terms
from kg.rdf.describe import TYPE, evaluation_path
from kg.rdf.terms import KG

__all__ = ["evidence", "identity_evidence"]


def evidence(work: Work, base: str) -> Iterator[tuple[str, list[str]]]:
    """The records of a paper, what its text says where, and what was inferred about it.

    Yields, for each path that evidence is about, the quads that stand below it (`path#mention-…`).
    """
    graph = f"<{base}evidence>"
    own = [*_records(work, base), *_mentions(work, base), *_inferences(work, base)]
    yield work.path, [f"{triple} {graph}" for triple in own]
    for link in work.paper.named:
        if link.aliases:
            path = work.things[link.kind, link.name].path
            yield path, [f"{triple} {graph}" for triple in _names_together(work, link, path, base)]


def identity_evidence(who: Person, sources: Iterable[str], base: str) -> list[str]:
    """Why several printed names are one person."""
    triples = [
        triple for rule, seen in who.merged for triple in _inference(who.path, rule, seen, sources, base)
    ]
    return [f"{triple} <{base}evidence>" for triple in triples]


def _records(work: Work, base: str) -> Iterator[str]:
    for place in work.places:
        node = f"<{base}{work.path}#record-{place.source}-{place.line}>"
        yield f"{node} {TYPE} <{KG}Record>"
        yield f"{node} <{KG}describes> <{base}{work.path}>"
        yield f"{node} <{KG}source> <{base}source/{place.source}>"
        yield f"{node} <{KG}line> {terms.integer(place.line)}"
        if work.paper.text_read:
            yield f"{node} <{KG}textRead> {terms.string(work.paper.text_read)}"


def _mentions(work: Work, base: str) -> Iterator[str]:
    for link in work.paper.named:
        target = work.things[link.kind, link.name].path
        for mention in link.mentions:
            yield from _mention(work, mention, target, base, role=link.role)
    for evaluation in work.paper.evaluations or ():
        if evaluation.mention:
            yield from _mention(work, evaluation.mention, evaluation_path(work, evaluation), base)


def _mention(work: Work, mention: Mention, target: str, base: str, role: str | None = None) -> Iterator[str]:
    parts = (target, mention.part, str(mention.start), str(mention.end), mention.rule, role or "")
    node = f"<{base}{work.path}#mention-{identifiers.short_hash('|'.join(parts))}>"
    yield f"{node} {TYPE} <{KG}Mention>"
    yield f"{node} <{KG}mentionedIn> <{base}{work.path}>"
    yield f"{node} <{KG}refersTo> <{base}{target}>"
    yield f"{node} <{KG}exact> {_text(_exact(work.paper, mention))}"
    yield f"{node} <{KG}quote> {_text(mention.quote)}"
    yield f"{node} <{KG}part> {terms.string(mention.part)}"
    yield f"{node} <{KG}start> {terms.integer(mention.start)}"
    yield f"{node} <{KG}end> {terms.integer(mention.end)}"
    yield f"{node} <{KG}rule> {_text(mention.rule)}"
    yield f"{node} <{KG}confidence> {terms.decimal(round(mention.confidence, 3))}"
    if role:
        yield f"{node} <{KG}role> {terms.string(role)}"
    for source in sorted({place.source for place in work.places}):
        yield f"{node} <{KG}source> <{base}source/{source}>"


def _exact(paper: Paper, mention: Mention) -> str:
    text = paper.title if mention.part == "title" else paper.abstract or ""
    return text[mention.start : mention.end]


def _text(text: str) -> str:
    return terms.string(terms.printable(text))


def _names_together(work: Work, link: Link, target: str, base: str) -> Iterator[str]:
    if link.aliases:
        names = " and ".join(f'"{name}"' for name in sorted({link.name, *link.aliases}))
        sources = {place.source for place in work.places}
        yield from _inference(
            target, "names-given-together", f"{names} in {work.paper.title!r}", sources, base
        )


def _inferences(work: Work, base: str) -> Iterator[str]:
    sources = {place.source for place in work.places}
    for rule, basis in work.inferred:
        yield from _inference(work.path, rule, basis, sources, base)
    for signature in work.signatures:
        if signature.position is None:
            basis = f"listed on the page of {signature.name}, whose name is not among the authors printed"
            yield from _inference(work.path, "listed-on-own-page", basis, sources, base)


def _inference(about: str, rule: str, basis: str, sources: Iterable[str], base: str) -> Iterator[str]:
    node = f"<{base}{about}#inference-{identifiers.short_hash(f'{rule}|{basis}')}>"
    yield f"{node} {TYPE} <{KG}Inference>"
    yield f"{node} <{KG}about> <{base}{about}>"
    yield f"{node} <{KG}rule> {terms.string(rule)}"
    yield f"{node} <{KG}basis> {_text(basis)}"
    for source in sorted(set(sources)):
        yield f"{node} <{KG}source> <{base}source/{source}>"
