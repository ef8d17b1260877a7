"""A settled paper as triples: its own, and those of its helpers (authorships, evaluations)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from operator import eq

from msgspec import Struct

from kg import identifiers
from kg.errors import shown
from kg.model import Evaluation, Kind, Link, Paper, Person, Problem, Thing, Work
from kg.rdf import terms
from kg.rdf.teller import Teller
from kg.rdf.terms import KG, TYPE, Said

__all__ = ["Description", "describe", "evaluation_path", "field_path", "published"]

_VERBS = {"introduced": "introduces", "used": "uses", "compared": "compares", "mentioned": "mentions"}
_IS_AUTHORSHIP = f"{TYPE} <{KG}Authorship>"
# How many terms that come again and again are kept, ready made: each saves a dozen steps.
_KEPT = 8192


class Description(Struct, frozen=True):
    """What is said of one paper, and what that refers to.

    `own` has the paper as subject, `helpers` its authorships and evaluations. `persons` and `things`
    are the entities referred to, each with the name printed here; `fields` are codes. `links` are
    the datasets and methods that it was sure enough to state.
    """

    own: Said
    helpers: list[Said]
    persons: list[tuple[Person, str]]
    things: list[tuple[Thing, str]]
    links: list[Link]
    fields: tuple[str, ...]
    problems: list[Problem]


def describe(work: Work, base: str, min_confidence: float = 0.0) -> Description:
    """The paper as triples; links below `min_confidence` are left out."""
    teller = Teller(work, base)
    paper, own = work.paper, teller.own
    _say_text(teller, paper)
    _say_signatures(teller, work)
    links = published(paper, min_confidence)
    for link in links:
        thing = work.things[link.kind, link.name]
        own.append(f"<{KG}{_VERBS[link.role]}{link.kind}> <{base}{thing.path}>")
        teller.things.append((thing, link.name))
        if link.aliases:
            teller.things += [(thing, name) for name in link.aliases]
    if paper.evaluations:
        _say_evaluations(teller, work, paper.evaluations, min_confidence)
    for place in work.places:
        own.append(f"<{KG}source> <{base}source/{place.source}>")
    return Description(
        (teller.subject, _in_order(own)),
        teller.helpers,
        teller.persons,
        teller.things,
        links,
        paper.fields,
        [*work.problems, *teller.problems],
    )


def _in_order(said: list[str]) -> list[str]:
    """In order and once; the order is nearly there."""
    said.sort()
    return list(dict.fromkeys(said)) if any(map(eq, said, islice(said, 1, None))) else said


def published(paper: Paper, min_confidence: float) -> list[Link]:
    """The links that are sure enough; a link that a source gives has no confidence and is sure."""
    links = paper.named
    return [link for link in links if link.confidence is None or link.confidence >= min_confidence]


def field_path(code: str) -> str:
    """A field's IRI below the base: `field/cs.CV`; a code that is no plain word gets a slug and a hash."""
    if code.isascii() and code.replace(".", "").replace("-", "").isalnum():
        return f"field/{code}"
    return "field/" + "-".join(filter(None, (identifiers.slug(code), identifiers.short_hash(code))))


def evaluation_path(work: Work, evaluation: Evaluation) -> str:
    """A figure's IRI below the base: its content decides, so that equal figures are one."""
    parts = (
        evaluation.metric,
        evaluation.value,
        evaluation.unit,
        evaluation.dataset and work.things["Dataset", evaluation.dataset].path,
        evaluation.method and work.things["Method", evaluation.method].path,
        evaluation.improvement,
    )
    return f"{work.path}#evaluation-{identifiers.short_hash('|'.join(part or '' for part in parts), 6)}"


def _say_text(teller: Teller, paper: Paper) -> None:
    teller.say("title", paper.title, terms.string)
    if paper.abstract:
        teller.say("abstract", paper.abstract, terms.string)
    if paper.doi is not None:
        teller.say("doi", paper.doi, _doi)
    if paper.arxiv_id is not None:
        teller.say("arxivId", paper.arxiv_id, _arxiv_id)
    if paper.score is not None:
        teller.say("score", str(paper.score), terms.decimal)
    if paper.has_code is not None:
        teller.own.append(f"<{KG}hasCode> {terms.boolean(paper.has_code)}")
    for address in paper.code or ():
        _say_address(teller, "codeRepository", address)
    for address in paper.links or ():
        _say_address(teller, "link", address)
    for code in paper.fields:
        teller.own.append(_field(teller.base, code))
    _say_dates(teller, paper)


@lru_cache(_KEPT)
def _field(base: str, code: str) -> str:
    return f"<{KG}field> <{base}{field_path(code)}>"


def _say_address(teller: Teller, term: str, address: str) -> None:
    said = teller.literal(term, address, terms.address)
    if said is None:
        return
    teller.own.append(f"<{KG}{term}> {said}")
    if said[1:-1] != terms.printable(address).strip():
        teller.problem(
            f"{term} {shown(address)} was percent-encoded",
            "an IRI holds no spaces and brackets, one # at most",
        )


def _doi(text: str) -> str:
    return terms.string(identifiers.doi(text))


def _arxiv_id(text: str) -> str:
    return terms.string(identifiers.arxiv_id(text))


def _say_dates(teller: Teller, paper: Paper) -> None:
    if paper.date_text:
        teller.say("dateText", paper.date_text, terms.string)
    if paper.inferred_date:
        teller.say("inferredDate", paper.inferred_date, lambda text: terms.date(text)[1])
    if paper.date is not None:
        try:
            teller.own.append(_date(paper.date))
        except ValueError as error:
            teller.problem(f"date {paper.date!r} was left out", str(error))


@lru_cache(_KEPT)
def _date(text: str) -> str:
    term, literal = terms.date(text)
    return f"<{KG}{term}> {literal}"


def _say_signatures(teller: Teller, work: Work) -> None:
    paper, own, begin = work.paper, teller.own, teller.subject[:-1]
    for signature in work.signatures:
        position, who = signature.position, signature.person
        try:
            author, person, printed = _who(teller.base, who.path, signature.name)
        except ValueError:
            teller.literal("author", signature.name, terms.string)  # tells what is left out
            author, person, printed = _who(teller.base, who.path, terms.printable(signature.name))
        helper = f"{begin}#author-{position or 'of-page-' + who.path.partition('/')[2]}>"
        own += (author, f"<{KG}authorship> {helper}")
        # In the order in which the predicates sort.
        said = [_IS_AUTHORSHIP, printed, person]
        if position:
            said.append(_count("position", position))
        teller.helpers.append((helper, said))
        teller.persons.append((who, signature.name))
    if paper.authors:
        own.append(_count("listedAuthorCount", len(paper.authors)))
    if paper.authors_complete is not None:
        own.append(f"<{KG}authorListComplete> {terms.boolean(paper.authors_complete)}")
    if paper.author_count is not None:
        own.append(_count("authorCount", paper.author_count))


@lru_cache(_KEPT)
def _who(base: str, path: str, printed: str) -> tuple[str, str, str]:
    """What is said of a paper and of an authorship for a person under a printed name."""
    person = f"<{base}{path}>"
    return f"<{KG}author> {person}", f"<{KG}person> {person}", f"<{KG}nameAsPrinted> {terms.string(printed)}"


@lru_cache(_KEPT)
def _count(term: str, number: int) -> str:
    return f"<{KG}{term}> {terms.integer(number)}"


def _say_evaluations(
    teller: Teller, work: Work, evaluations: Iterable[Evaluation], min_confidence: float
) -> None:
    once = {evaluation_path(work, evaluation): evaluation for evaluation in evaluations}
    for path, evaluation in once.items():
        _say_evaluation(teller, work, path, evaluation, min_confidence)


def _say_evaluation(
    teller: Teller, work: Work, path: str, evaluation: Evaluation, min_confidence: float
) -> None:
    helper = f"<{teller.base}{path}>"
    teller.own.append(f"<{KG}evaluation> {helper}")
    said = {"metric": evaluation.metric, "valueText": evaluation.value}
    said |= {term: getattr(evaluation, term) for term in ("unit", "improvement") if getattr(evaluation, term)}
    lines = [f"{TYPE} <{KG}Evaluation>"]
    for term, text in said.items():
        if literal := teller.literal(term, text, terms.string):
            lines.append(f"<{KG}{term}> {literal}")
    with suppress(ValueError):  # Not every figure is a number; its text stands in valueText.
        lines.append(f"<{KG}value> {terms.decimal(evaluation.value.removesuffix('%'))}")
    lines += _about(teller, work, evaluation, min_confidence)
    teller.helpers.append((helper, sorted(lines)))


def _about(teller: Teller, work: Work, evaluation: Evaluation, min_confidence: float) -> Iterator[str]:
    """What the figure was reached on, and by what."""
    named: tuple[tuple[str, Kind, str | None], ...] = (
        ("onDataset", "Dataset", evaluation.dataset),
        ("ofMethod", "Method", evaluation.method),
    )
    for term, kind, name in named:
        if name and not _unsure(work.paper, kind, name, min_confidence):
            thing = work.things[kind, name]
            teller.things.append((thing, name))
            yield f"<{KG}{term}> <{teller.base}{thing.path}>"


def _unsure(paper: Paper, kind: Kind, name: str, min_confidence: float) -> bool:
    """Whether the paper names the thing only in links that are left out."""
    named = [link for link in paper.named if link.kind == kind and name in (link.name, *link.aliases)]
    return bool(named) and not any(link in named for link in published(paper, min_confidence))
