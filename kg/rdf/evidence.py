"""Where every fact comes from, as quads of the evidence graph: records, mentions, inferences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg import identifiers
from kg.model import Link, Mention, Paper, Person, Work
from kg.rdf import terms
from kg.rdf.describe import evaluation_path
from kg.rdf.terms import KG, TYPE, Said

__all__ = ["evidence", "identity_evidence"]


def evidence(work: Work, published: Sequence[Link], base: str) -> Iterator[tuple[str, list[Said]]]:
    """The records of a paper, what its text says where, and what was inferred about it.

    All links are told, whether sure enough for the graph or not; what is inferred about a thing, only
    of those that are `published`. Yields, for each path that evidence is about, what stands below it
    (`path#mention-…`).
    """
    yield work.path, [*_records(work, base), *_mentions(work, base), *_inferences(work, base)]
    for link in published:
        if link.aliases:
            path = work.things[link.kind, link.name].path
            yield path, [_names_together(work, link, path, base)]


def identity_evidence(who: Person, sources: Iterable[str], base: str) -> list[Said]:
    """Why several printed names are one person."""
    return [_inference(who.path, rule, seen, sources, base) for rule, seen in who.merged]


def _records(work: Work, base: str) -> Iterator[Said]:
    for place in work.places:
        said = [
            f"{TYPE} <{KG}Record>",
            f"<{KG}describes> <{base}{work.path}>",
            f"<{KG}line> {terms.integer(place.line)}",
            f"<{KG}source> <{base}source/{place.source}>",
        ]
        if work.paper.text_read:
            said.append(f"<{KG}textRead> {terms.string(work.paper.text_read)}")
        yield f"<{base}{work.path}#record-{place.source}-{place.line}>", said


def _mentions(work: Work, base: str) -> Iterator[Said]:
    for link in work.paper.named:
        target = work.things[link.kind, link.name].path
        for mention in link.mentions:
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
    return f"<{base}{work.path}#mention-{identifiers.short_hash('|'.join(parts))}>", said


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
    sources = {place.source for place in work.places}
    for rule, basis in work.inferred:
        yield _inference(work.path, rule, basis, sources, base)
    for signature in work.signatures:
        if signature.position is None:
            basis = f"listed on the page of {signature.name}, whose name is not among the authors printed"
            yield _inference(work.path, "listed-on-own-page", basis, sources, base)


def _inference(about: str, rule: str, basis: str, sources: Iterable[str], base: str) -> Said:
    return f"<{base}{about}#inference-{identifiers.short_hash(f'{rule}|{basis}')}>", [
        f"{TYPE} <{KG}Inference>",
        f"<{KG}about> <{base}{about}>",
        f"<{KG}rule> {terms.string(rule)}",
        f"<{KG}basis> {_text(basis)}",
        *_sources(sources, base),
    ]


def _sources(sources: Iterable[str], base: str) -> list[str]:
    return [f"<{KG}source> <{base}source/{source}>" for source in sorted(set(sources))]
