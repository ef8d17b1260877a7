"""Settled papers as triples: their own, and those of their helpers (authorships, evaluations).

One property of all papers after the other, so that the code of a step is in the processor's caches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from kg import identifiers
from kg.errors import shown
from kg.model import Link, Naming, Problem, Work
from kg.rdf import terms
from kg.rdf.evaluations import published, say_evaluations
from kg.rdf.said import Said, from_source, key
from kg.rdf.signatures import say_lists, say_signatures
from kg.rdf.teller import Teller

__all__ = ["Description", "describe", "field_path"]

_VERBS = {"introduced": "introduces", "used": "uses", "compared": "compares", "mentioned": "mentions"}
_LINKED = {role: {kind: key(verb + kind) for kind in ("Dataset", "Method")} for role, verb in _VERBS.items()}
_TITLE, _ABSTRACT, _DOI, _ARXIV_ID = key("title"), key("abstract"), key("doi"), key("arxivId")
_SCORE, _HAS_CODE, _FIELD, _SOURCE = key("score"), key("hasCode"), key("field"), key("source")
_DATE = key("date")
_CODE, _LINK, _DATE_TEXT, _INFERRED = key("codeRepository"), key("link"), key("dateText"), key("inferredDate")
# How many terms that come again and again are kept, ready made: each saves a dozen steps.
_KEPT = 8192


class Description(Struct, frozen=True, gc=False):
    """What is said of one paper, and what that refers to.

    `subjects` are its helpers, authorships and evaluations, and last the paper. `links` are those of the
    paper that it was sure enough to state, each with what it means; `things` are those under another name
    than a link's.
    """

    subjects: list[Said]
    links: Sequence[tuple[Link, Naming]]
    things: Sequence[Naming]
    problems: Sequence[Problem]


def describe(works: Sequence[Work], base: str, min_confidence: float = 0.0) -> list[Description]:
    """The papers as triples; links below `min_confidence` are left out."""
    tellers = [Teller(work, base) for work in works]
    stated = [published(work, min_confidence) for work in works]
    _say_texts(tellers)
    _say_fields(tellers, base)
    _say_dates(tellers)
    say_lists(tellers)
    _say_sources(tellers, base)
    say_signatures(tellers, base)
    _say_links(tellers, stated, base)
    for teller in tellers:
        if teller.paper.evaluations:
            say_evaluations(teller, teller.paper.evaluations, min_confidence)
    for teller in tellers:
        teller.helpers.append(teller.said())
    return [
        Description(teller.helpers, links, teller.things, (*teller.work.problems, *teller.problems))
        for teller, links in zip(tellers, stated, strict=True)
    ]


def _say_texts(tellers: Sequence[Teller]) -> None:
    _say_all(tellers, _TITLE, [teller.paper.title for teller in tellers], terms.strings)
    with_abstract = [teller for teller in tellers if teller.paper.abstract]
    abstracts = [teller.paper.abstract or "" for teller in with_abstract]
    _say_all(with_abstract, _ABSTRACT, abstracts, lambda texts: list(map(terms.string, texts)))
    with_doi = [teller for teller in tellers if teller.paper.doi is not None]
    _say_dois(with_doi, [teller.paper.doi or "" for teller in with_doi])
    for teller in tellers:
        paper = teller.paper
        if paper.arxiv_id is not None:
            teller.say(_ARXIV_ID, paper.arxiv_id, _arxiv_id)
        if paper.score is not None:
            teller.say(_SCORE, str(paper.score), terms.decimal)
        if paper.has_code is not None:
            teller.add(_HAS_CODE, terms.boolean(paper.has_code))
        if paper.code:
            teller.add_all(_CODE, _addresses(teller, _CODE, paper.code))
        if paper.links:
            teller.add_all(_LINK, _addresses(teller, _LINK, paper.links))


def _say_all(
    tellers: Sequence[Teller],
    predicate: str,
    texts: Sequence[str],
    literals: Callable[[Sequence[str]], Sequence[str]],
) -> None:
    """A text of each paper; most often all can be written as they are."""
    try:
        lines = [f"{predicate} {literal}" for literal in literals(texts)]
    except ValueError:
        for teller, text in zip(tellers, texts, strict=True):
            teller.say(predicate, text, terms.string)
        return
    for teller, line in zip(tellers, lines, strict=True):
        teller.keys.append(predicate)
        teller.lines.append(line)


def _say_dois(tellers: Sequence[Teller], texts: Sequence[str]) -> None:
    dois = identifiers.dois(texts)
    try:
        literals = terms.strings(dois)
    except ValueError:
        literals = dois = [""] * len(texts)
    for teller, text, doi, literal in zip(tellers, texts, dois, literals, strict=True):
        if doi:
            teller.keys.append(_DOI)
            teller.lines.append(f"{_DOI} {literal}")
        else:
            teller.say(_DOI, text, _doi)  # tells what is left out


def _addresses(teller: Teller, predicate: str, given: Iterable[str]) -> Iterator[str]:
    for address in given:
        said = teller.literal(predicate, address, terms.address)
        if said is None:
            continue
        yield said
        if said[1:-1] != terms.printable(address).strip():
            term = predicate.rpartition("#")[2].rstrip(">")
            teller.problem(
                f"{term} {shown(address)} was percent-encoded",
                "an IRI holds no spaces and brackets, one # at most",
            )


def _doi(text: str) -> str:
    return terms.string(identifiers.doi(text))


def _arxiv_id(text: str) -> str:
    return terms.string(identifiers.arxiv_id(text))


def _say_fields(tellers: Sequence[Teller], base: str) -> None:
    for teller in tellers:
        for code in dict.fromkeys(teller.paper.fields):
            teller.keys.append(_FIELD)
            teller.lines.append(_field(base, code))


@lru_cache(_KEPT)
def _field(base: str, code: str) -> str:
    return f"{_FIELD} <{base}{field_path(code)}>"


def field_path(code: str) -> str:
    """A field's IRI below the base: `field/cs.CV`; a code that is no plain word gets a slug and a hash."""
    if code.isascii() and code.replace(".", "").replace("-", "").isalnum():
        return f"field/{code}"
    return "field/" + "-".join(filter(None, (identifiers.slug(code), identifiers.short_hash(code))))


def _say_dates(tellers: Sequence[Teller]) -> None:
    for teller in tellers:
        if teller.paper.date_text:
            teller.say(_DATE_TEXT, teller.paper.date_text, terms.string)
        if teller.paper.inferred_date:
            teller.say(_INFERRED, teller.paper.inferred_date, _day)
    dated = [teller for teller in tellers if teller.paper.date is not None]
    texts = [teller.paper.date or "" for teller in dated]
    if identifiers.are_days(texts):
        for teller, literal in zip(dated, terms.days(texts), strict=True):
            teller.keys.append(_DATE)
            teller.lines.append(f"{_DATE} {literal}")
    else:
        for teller, text in zip(dated, texts, strict=True):
            _say_date(teller, text)


def _say_date(teller: Teller, text: str) -> None:
    try:
        term, literal = terms.date(text)
    except ValueError as error:
        teller.problem(f"date {text!r} was left out", str(error))
    else:
        teller.add(key(term), literal)


def _day(text: str) -> str:
    return terms.date(text)[1]


def _say_links(tellers: Sequence[Teller], stated: Sequence[Sequence[tuple[Link, Naming]]], base: str) -> None:
    for teller, links in zip(tellers, stated, strict=True):
        keys: list[str] = []
        lines: list[str] = []
        for link, naming in links:
            thing = naming.thing
            predicate = _LINKED[link.role][thing.kind]
            keys.append(predicate)
            lines.append(f"{predicate} <{base}{thing.path}>")
            if link.aliases:
                teller.things += [Naming(thing, other) for other in link.aliases]
        if len({*keys}) < len(keys):  # two names may be one thing
            once = dict(zip(lines, keys, strict=True))
            keys, lines = [*once.values()], [*once]
        teller.keys += keys
        teller.lines += lines


def _say_sources(tellers: Sequence[Teller], base: str) -> None:
    for teller in tellers:
        for source in teller.work.sources:
            teller.keys.append(_SOURCE)
            teller.lines.append(from_source(base, source))
