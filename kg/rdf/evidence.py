"""Where every fact comes from, as quads of the evidence graph: records, mentions, inferences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg import identifiers
from kg.model import Link, Mention, Naming, Paper, Person, Work
from kg.rdf import terms
from kg.rdf.evaluations import evaluation_paths
from kg.rdf.said import Said, from_source, is_a, key, say, unite

_IS_RECORD, _DESCRIBES, _LINE, _SOURCE = is_a("Record"), key("describes"), key("line"), key("source")
_RECORD, _TEXT_READ = (_IS_RECORD, _DESCRIBES, _LINE, _SOURCE), key("textRead")
_READ_RECORD = (*_RECORD, _TEXT_READ)

__all__ = ["evidence", "identity_evidence", "naming_evidence"]


def evidence(works: Sequence[Work], base: str) -> list[Said]:
    """The records of papers, what their texts say where, and what was inferred about them.

    All links are told, whether sure enough for the graph or not. The subjects stand below the paper
    (`path#mention-…`).
    """
    found = _records(works, base)
    for work in works:
        if work.inferred or work.unplaced:
            found += [_inference(work.path, *rule, work.sources, base) for rule in _rules(work)]
    return found + _mentions(works, base)


def _rules(work: Work) -> Iterator[tuple[str, str]]:
    """Each rule by which something was inferred, and on what basis."""
    yield from work.inferred
    for who in work.signatures[len(work.signatures) - work.unplaced :]:
        basis = f"listed on the page of {who.name}, whose name is not among the authors printed"
        yield "listed-on-own-page", basis


def naming_evidence(
    published: Iterable[tuple[Work, Iterable[tuple[Link, Naming]]]], base: str
) -> Iterator[Said]:
    """Why several names are one thing, for the links of published works, each below its thing's path."""
    for work, links in published:
        for link, naming in links:
            if link.aliases:
                yield _names_together(work, link, naming.thing.path, base)


def identity_evidence(who: Person, sources: Iterable[str], base: str) -> list[Said]:
    """Why several printed names are one person."""
    return [_inference(who.path, rule, seen, sources, base) for rule, seen in who.merged]


def _records(works: Sequence[Work], base: str) -> list[Said]:
    """Where each record of papers stands, in the order in which the predicates sort."""
    found: list[Said] = []
    for work in works:
        paper = f"{base}{work.path}"
        read = [f"{_TEXT_READ} {terms.string(work.paper.text_read)}"] if work.paper.text_read else []
        keys = _READ_RECORD if read else _RECORD
        for place in work.places:
            source, line = place.source, place.line
            said = [
                _IS_RECORD,
                f"{_DESCRIBES} <{paper}>",
                f"{_LINE} {terms.integer(line)}",
                from_source(base, source),
            ]
            found.append((f"<{paper}#record-{source}-{line}>", keys, said + read))
    return found


def _mentions(works: Iterable[Work], base: str) -> list[Said]:
    found = []
    for work in works:
        for link, naming in work.links:
            if link.mentions:
                path = naming.thing.path
                found += [_mention(work, mention, path, base, link.role) for mention in link.mentions]
        figures = work.paper.evaluations
        for figure, path in zip(figures, evaluation_paths(work), strict=True) if figures else ():
            if figure.mention:
                found.append(_mention(work, figure.mention, path, base))
    once: dict[str, Said] = {}
    for said in found:
        # A text may say the same in the same place twice, by two of a thing's names.
        known = once.get(said[0])
        once[said[0]] = unite(known, said) if known else said
    return [*once.values()]


def _mention(work: Work, mention: Mention, target: str, base: str, role: str | None = None) -> Said:
    parts = (target, mention.part, str(mention.start), str(mention.end), mention.rule, role or "")
    said = [
        (key("mentionedIn"), f"<{base}{work.path}>"),
        (key("refersTo"), f"<{base}{target}>"),
        (key("exact"), _text(_exact(work.paper, mention))),
        (key("quote"), _text(mention.quote)),
        (key("part"), terms.string(mention.part)),
        (key("start"), terms.integer(mention.start)),
        (key("end"), terms.integer(mention.end)),
        (key("rule"), _text(mention.rule)),
        (key("confidence"), terms.decimal(round(mention.confidence, 3))),
        *((_SOURCE, f"<{base}source/{source}>") for source in work.sources),
    ]
    if role:
        said.append((key("role"), terms.string(role)))
    subject = f"<{base}{work.path}#mention-{identifiers.short_hash('|'.join(parts))}>"
    return say(subject, is_a("Mention"), said)


def _exact(paper: Paper, mention: Mention) -> str:
    text = paper.title if mention.part == "title" else paper.abstract or ""
    return text[mention.start : mention.end]


def _text(text: str) -> str:
    return terms.string(terms.printable(text))


def _names_together(work: Work, link: Link, target: str, base: str) -> Said:
    names = " and ".join(f'"{name}"' for name in sorted({link.name, *link.aliases}))
    basis = f"{names} are given to one thing in {work.paper.title!r}"
    return _inference(target, "names-given-together", basis, work.sources, base)


def _inference(about: str, rule: str, basis: str, sources: Iterable[str], base: str) -> Said:
    said = [
        (key("about"), f"<{base}{about}>"),
        (key("basis"), _text(basis)),
        (key("rule"), terms.string(rule)),
        *((_SOURCE, f"<{base}source/{source}>") for source in sources),
    ]
    subject = f"<{base}{about}#inference-{identifiers.short_hash(f'{rule}|{basis}')}>"
    return say(subject, is_a("Inference"), said)
