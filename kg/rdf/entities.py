"""What papers refer to, as triples: persons, datasets, methods, fields, sources, author metrics."""

from __future__ import annotations

from collections.abc import Iterable

from kg import arxiv
from kg.errors import shown
from kg.model import Person, Place, Problem, Profile, Thing
from kg.rdf import terms
from kg.rdf.describe import field_path
from kg.rdf.terms import KG, TYPE, Said

__all__ = ["entity", "field", "field_code", "profile", "source"]

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_IS = {kind: f"{TYPE} <{KG}{kind}>" for kind in ("Person", "Dataset", "Method")}
_MEASURES = (
    ("h_index", "HIndex", "h-index", None),
    ("papers", "PaperCount", "papers", None),
    ("citations", "CitationCount", "citations", None),
    ("novelty", "Novelty", "novelty", "%"),
    ("ai_score", "AIScore", "ai-score", None),
)


def entity(what: Person | Thing, printed: Iterable[str], sources: Iterable[str], base: str) -> Said:
    """A person, dataset or method under the names printed in the given sources."""
    name, kind = terms.printable(what.name), "Person"
    orcid = what.orcid if isinstance(what, Person) else None
    if isinstance(what, Thing):
        kind = what.kind
    # In the order in which the predicates sort.
    said = [_IS[kind]]
    if tuple(printed) != (name,):
        others = {terms.printable(other) for other in printed} - {name}
        said += [f"<{KG}alternateName> {terms.string(other)}" for other in sorted(others)]
    said.append(f"<{KG}name> {terms.string(name)}")
    if orcid:
        said.append(f"<{KG}orcid> {terms.string(orcid)}")
    for source in sorted(sources):
        said.append(f"<{KG}source> <{base}source/{source}>")
    return f"<{base}{what.path}>", said


def field_code(printed: str) -> str:
    """The arXiv category that a printed code means, else the code itself."""
    return arxiv.category(printed) or printed


def field(code: str, base: str) -> Said:
    """A field of study; arXiv's label and listing where arXiv has such a category."""
    subject = f"<{base}{field_path(code)}>"
    lines = [f"{TYPE} <{_SKOS}Concept>", f"<{_SKOS}notation> {terms.string(code)}"]
    if label := arxiv.label(code):
        lines.append(f"<{_SKOS}prefLabel> {terms.string(label)}@en")
        lines.append(f"<{_RDFS}seeAlso> <https://arxiv.org/list/{code}/recent>")
    return subject, sorted(set(lines))


def source(place: Place, announced: tuple[int, int] | None, base: str) -> Said:
    """An input file as it was read; `announced` is how many papers it announces and how many it lists."""
    subject = f"<{base}source/{place.source}>"
    lines = [
        f"{TYPE} <{KG}Source>",
        f"<{KG}fileName> {terms.string(terms.printable(place.file))}",
        f"<{KG}sha256> {terms.string(place.sha256)}",
        f"<{KG}format> {terms.string(place.format)}",
    ]
    if place.captured:
        lines.append(f"<{KG}captured> {terms.date(place.captured)[1]}")
    if announced:
        lines.append(f"<{KG}announcedPapers> {terms.integer(announced[0])}")
        lines.append(f"<{KG}listedPapers> {terms.integer(announced[1])}")
    return subject, sorted(set(lines))


def profile(page: Profile, who: Person, base: str) -> tuple[Said, list[Said], list[Problem]]:
    """What an author page says of its owner: lines about the person, about the dated figures, problems."""
    subject, place = f"<{base}{who.path}>", page.source
    own: list[str] = []
    if page.field:
        own.append(f"<{KG}field> <{base}{field_path(field_code(page.field))}>")
    figures, problems = list[Said](), list[Problem]()
    for attribute, measure, slug, unit in _MEASURES if place else ():
        value = getattr(page, attribute)
        if value is None or place is None:
            continue
        lines = [
            f"{TYPE} <{KG}AuthorMetric>",
            f"<{KG}metricOf> {subject}",
            f"<{KG}measure> <{KG}{measure}>",
            f"<{KG}source> <{base}source/{place.source}>",
        ]
        if unit:
            lines.append(f"<{KG}unit> {terms.string(unit)}")
        if page.captured:
            lines.append(f"<{KG}observed> {terms.date(page.captured)[1]}")
        try:
            lines.append(f"<{KG}value> {terms.decimal(value)}")
        except ValueError as error:
            what = f"{attribute} {shown(str(value))} was left out"
            problems.append(Problem(place.file, place.line, what, str(error)))
        else:
            figures.append((f"<{base}{who.path}#{slug}-{place.source}>", sorted(lines)))
    return (subject, own), figures, problems
