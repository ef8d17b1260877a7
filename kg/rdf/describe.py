"""A settled paper as triples: its own, and those of its helpers (authorships, evaluations)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from kg import identifiers
from kg.errors import shown
from kg.model import Link, Paper, Problem, Thing, Work
from kg.rdf import terms
from kg.rdf.evaluations import published, say_evaluations
from kg.rdf.said import Said, from_source, is_a, key
from kg.rdf.teller import Teller

__all__ = ["Description", "describe", "field_path"]

_VERBS = {"introduced": "introduces", "used": "uses", "compared": "compares", "mentioned": "mentions"}
_LINKED = {(role, kind): key(verb + kind) for role, verb in _VERBS.items() for kind in ("Dataset", "Method")}
_TITLE, _ABSTRACT, _DOI, _ARXIV_ID = key("title"), key("abstract"), key("doi"), key("arxivId")
_SCORE, _HAS_CODE, _FIELD, _SOURCE = key("score"), key("hasCode"), key("field"), key("source")
_AUTHOR, _AUTHORSHIP, _PERSON, _PRINTED = (
    key("author"),
    key("authorship"),
    key("person"),
    key("nameAsPrinted"),
)
_LISTED, _COMPLETE, _COUNT = key("listedAuthorCount"), key("authorListComplete"), key("authorCount")
_IS_AUTHORSHIP, _POSITION, _EVALUATION = is_a("Authorship"), key("position"), key("evaluation")
_BY_AUTHOR = (_AUTHOR, _AUTHORSHIP)
_WHETHER_COMPLETE = {given: f"{_COMPLETE} {terms.boolean(given)}" for given in (True, False)}
_UNPLACED = (_IS_AUTHORSHIP, _PRINTED, _PERSON)
_PLACED = (*_UNPLACED, _POSITION)
# How many terms that come again and again are kept, ready made: each saves a dozen steps.
_KEPT = 8192


class Description(Struct, frozen=True, gc=False):
    """What is said of one paper, and what that refers to.

    `subjects` are its helpers, authorships and evaluations, and last the paper. `things` are the datasets
    and methods referred to, each with the name printed here; `links` are those of the paper that it was
    sure enough to state.
    """

    subjects: list[Said]
    things: list[tuple[Thing, str]]
    links: Sequence[Link]
    problems: Sequence[Problem]


def describe(work: Work, base: str, min_confidence: float = 0.0) -> Description:
    """The paper as triples; links below `min_confidence` are left out."""
    teller, paper = Teller(work, base), work.paper
    _say_text(teller, paper)
    _say_signatures(teller, work)
    links = published(paper, min_confidence)
    _say_links(teller, work, links)
    if paper.evaluations:
        say_evaluations(teller, work, paper.evaluations, min_confidence)
    sources = {place.source for place in work.places} if len(work.places) > 1 else (work.places[0].source,)
    for source in sources:
        teller.keys.append(_SOURCE)
        teller.lines.append(from_source(base, source))
    teller.helpers.append(teller.said())
    problems = (*work.problems, *teller.problems)
    return Description(teller.helpers, teller.things, links, problems)


def _say_links(teller: Teller, work: Work, links: Sequence[Link]) -> None:
    base, things = teller.base, work.things
    keys: list[str] = []
    lines: list[str] = []
    for link in links:
        kind, name = link.kind, link.name
        thing, predicate = things[kind, name], _LINKED[link.role, kind]
        keys.append(predicate)
        lines.append(f"{predicate} <{base}{thing.path}>")
        teller.things.append((thing, name))
        if link.aliases:
            teller.things += [(thing, other) for other in link.aliases]
    if len({*keys}) < len(keys):  # two names may be one thing
        once = dict(zip(lines, keys, strict=True))
        keys, lines = [*once.values()], [*once]
    teller.keys += keys
    teller.lines += lines


def field_path(code: str) -> str:
    """A field's IRI below the base: `field/cs.CV`; a code that is no plain word gets a slug and a hash."""
    if code.isascii() and code.replace(".", "").replace("-", "").isalnum():
        return f"field/{code}"
    return "field/" + "-".join(filter(None, (identifiers.slug(code), identifiers.short_hash(code))))


def _say_text(teller: Teller, paper: Paper) -> None:
    teller.say(_TITLE, paper.title, terms.string)
    if paper.abstract:
        teller.say(_ABSTRACT, paper.abstract, terms.string)
    if paper.doi is not None:
        teller.say(_DOI, paper.doi, _doi)
    if paper.arxiv_id is not None:
        teller.say(_ARXIV_ID, paper.arxiv_id, _arxiv_id)
    if paper.score is not None:
        teller.say(_SCORE, str(paper.score), terms.decimal)
    if paper.has_code is not None:
        teller.add(_HAS_CODE, terms.boolean(paper.has_code))
    if paper.code:
        teller.add_all(key("codeRepository"), _addresses(teller, "codeRepository", paper.code))
    if paper.links:
        teller.add_all(key("link"), _addresses(teller, "link", paper.links))
    for code in {*paper.fields} if len(paper.fields) > 1 else paper.fields:
        teller.keys.append(_FIELD)
        teller.lines.append(_field(teller.base, code))
    _say_dates(teller, paper)


@lru_cache(_KEPT)
def _field(base: str, code: str) -> str:
    return f"{_FIELD} <{base}{field_path(code)}>"


def _addresses(teller: Teller, term: str, given: Iterable[str]) -> Iterator[str]:
    for address in given:
        said = teller.literal(key(term), address, terms.address)
        if said is None:
            continue
        yield said
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
        teller.say(key("dateText"), paper.date_text, terms.string)
    if paper.inferred_date:
        teller.say(key("inferredDate"), paper.inferred_date, lambda text: terms.date(text)[1])
    if paper.date is not None:
        try:
            predicate, line = _date(paper.date)
        except ValueError as error:
            teller.problem(f"date {paper.date!r} was left out", str(error))
        else:
            teller.keys.append(predicate)
            teller.lines.append(line)


@lru_cache(_KEPT)
def _date(text: str) -> tuple[str, str]:
    term, literal = terms.date(text)
    return key(term), f"{key(term)} {literal}"


def _say_signatures(teller: Teller, work: Work) -> None:
    paper, begin, base = work.paper, teller.subject[:-1], teller.base
    keys, lines, helpers = teller.keys, teller.lines, teller.helpers
    for signature in work.signatures:
        name, position, path = signature.name, signature.position, signature.person.path
        try:
            author, said = _who(base, path, name)
        except ValueError:
            teller.literal(_AUTHOR, name, terms.string)  # tells what is left out
            author, said = _who(base, path, terms.printable(name))
        keys += _BY_AUTHOR
        if position:
            mark, place = _at(position)
            helper = begin + mark
            helpers.append((helper, _PLACED, (*said, place)))
        else:
            helper = f"{begin}#author-of-page-{path.partition('/')[2]}>"
            helpers.append((helper, _UNPLACED, said))
        lines += (author, f"{_AUTHORSHIP} {helper}")
    if paper.authors:
        keys.append(_LISTED)
        lines.append(_listed(len(paper.authors)))
    if paper.authors_complete is not None:
        keys.append(_COMPLETE)
        lines.append(_WHETHER_COMPLETE[paper.authors_complete])
    if paper.author_count is not None:
        teller.add(_COUNT, terms.integer(paper.author_count))


@lru_cache(_KEPT)
def _who(base: str, path: str, printed: str) -> tuple[str, tuple[str, str, str]]:
    """What is said for a person under a printed name: of a paper, and of an authorship, in order."""
    person = f"<{base}{path}>"
    return f"{_AUTHOR} {person}", (
        _IS_AUTHORSHIP,
        f"{_PRINTED} {terms.string(printed)}",
        f"{_PERSON} {person}",
    )


@lru_cache(_KEPT)
def _listed(number: int) -> str:
    return f"{_LISTED} {terms.integer(number)}"


@lru_cache(_KEPT)
def _at(position: int) -> tuple[str, str]:
    """How the IRI of an authorship at a position ends, and what is said of the position."""
    return f"#author-{position}>", f"{_POSITION} {terms.integer(position)}"
