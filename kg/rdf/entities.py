"""What papers refer to, as triples: persons, datasets, methods, fields, sources, author metrics."""

from __future__ import annotations

from collections.abc import Iterable

from kg import arxiv
from kg.model import Person, Place, Profile, Thing
from kg.rdf import terms
from kg.rdf.describe import TYPE, field_path
from kg.rdf.terms import KG

__all__ = ["entity", "field", "field_code", "profile", "source"]

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_MEASURES = (
    ("h_index", "HIndex", "h-index", None),
    ("papers", "PaperCount", "papers", None),
    ("citations", "CitationCount", "citations", None),
    ("novelty", "Novelty", "novelty", "%"),
    ("ai_score", "AIScore", "ai-score", None),
)


def entity(what: Person | Thing, printed: Iterable[str], sources: Iterable[str], base: str) -> list[str]:
    """A person, dataset or method under the names printed in the given sources."""
    subject = f"<{base}{what.path}>"
    kind = what.kind if isinstance(what, Thing) else "Person"
    lines = [f"{subject} {TYPE} <{KG}{kind}>", *_named(subject, what.name, printed, sources, base)]
    if isinstance(what, Person) and what.orcid:
        lines.append(f"{subject} <{KG}orcid> {terms.string(what.orcid)}")
    return lines


def _named(subject: str, name: str, printed: Iterable[str], sources: Iterable[str], base: str) -> list[str]:
    others = sorted({*map(terms.printable, printed)} - {terms.printable(name)})
    return [
        f"{subject} <{KG}name> {terms.string(terms.printable(name))}",
        *(f"{subject} <{KG}alternateName> {terms.string(other)}" for other in others),
        *(f"{subject} <{KG}source> <{base}source/{source}>" for source in sorted(set(sources))),
    ]


def field_code(printed: str) -> str:
    """The arXiv category that a printed code means, else the code itself."""
    return arxiv.category(printed) or printed


def field(code: str, base: str) -> list[str]:
    """A field of study; arXiv's label and listing where arXiv has such a category."""
    subject = f"<{base}{field_path(code)}>"
    lines = [f"{subject} {TYPE} <{_SKOS}Concept>", f"{subject} <{_SKOS}notation> {terms.string(code)}"]
    if label := arxiv.label(code):
        lines.append(f"{subject} <{_SKOS}prefLabel> {terms.string(label)}@en")
        lines.append(f"{subject} <{_RDFS}seeAlso> <https://arxiv.org/list/{code}/recent>")
    return lines


def source(place: Place, announced: tuple[int, int] | None, base: str) -> list[str]:
    """An input file as it was read; `announced` is how many papers it announces and how many it lists."""
    subject = f"<{base}source/{place.source}>"
    lines = [
        f"{subject} {TYPE} <{KG}Source>",
        f"{subject} <{KG}fileName> {terms.string(terms.printable(place.file))}",
        f"{subject} <{KG}sha256> {terms.string(place.sha256)}",
        f"{subject} <{KG}format> {terms.string(place.format)}",
    ]
    if place.captured:
        lines.append(f"{subject} <{KG}captured> {terms.date(place.captured)[1]}")
    if announced:
        lines.append(f"{subject} <{KG}announcedPapers> {terms.integer(announced[0])}")
        lines.append(f"{subject} <{KG}listedPapers> {terms.integer(announced[1])}")
    return lines


def profile(page: Profile, who: Person, base: str) -> tuple[list[str], list[str]]:
    """What an author page says of its owner: lines about the person, and about the dated figures."""
    subject = f"<{base}{who.path}>"
    own = []
    if page.field:
        own.append(f"{subject} <{KG}field> <{base}{field_path(field_code(page.field))}>")
    if page.source is None:
        return own, []
    helpers = []
    for attribute, measure, slug, unit in _MEASURES:
        value = getattr(page, attribute)
        if value is not None:
            helper = f"<{base}{who.path}#{slug}-{page.source.source}>"
            helpers += [
                f"{helper} {TYPE} <{KG}AuthorMetric>",
                f"{helper} <{KG}metricOf> {subject}",
                f"{helper} <{KG}measure> <{KG}{measure}>",
                f"{helper} <{KG}value> {terms.decimal(value)}",
                f"{helper} <{KG}source> <{base}source/{page.source.source}>",
            ]
            if unit:
                helpers.append(f"{helper} <{KG}unit> {terms.string(unit)}")
            if page.captured:
                helpers.append(f"{helper} <{KG}observed> {terms.date(page.captured)[1]}")
    return own, helpers
