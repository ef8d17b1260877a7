"""What papers refer to, as triples: persons, datasets, methods, fields, sources, author metrics."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kg import arxiv
from kg.errors import shown
from kg.model import Person, Place, Problem, Profile, Thing
from kg.rdf import terms
from kg.rdf.describe import field_path
from kg.rdf.said import Said, from_source, is_a, key, say
from kg.rdf.terms import KG, TYPE

__all__ = ["entities", "field", "field_code", "profile", "source"]

# A person, dataset or method, the names printed, and the sources that print them.
Named = tuple[Person | Thing, Collection[str], Collection[str]]

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_IS = {kind: is_a(kind) for kind in ("Person", "Dataset", "Method")}
_NAME, _OTHER, _ORCID, _SOURCE = key("name"), key("alternateName"), key("orcid"), key("source")
_MEASURES = (
    ("h_index", "HIndex", "h-index", None),
    ("papers", "PaperCount", "papers", None),
    ("citations", "CitationCount", "citations", None),
    ("novelty", "Novelty", "novelty", "%"),
    ("ai_score", "AIScore", "ai-score", None),
)


def entities(kind: str, named: Sequence[Named], base: str) -> list[Said]:
    """Persons, datasets or methods, each under the names printed in the sources given with it."""
    type_, keys = _IS[kind], (_IS[kind], _NAME, _SOURCE)
    names = [terms.printable(what.name) for what, _, _ in named]
    lines = [f"{_NAME} {literal}" for literal in terms.strings(names)]
    return [
        # Most have one name in one source, and what is said of them is in order.
        (f"<{base}{what.path}>", keys, [type_, line, from_source(base, *sources)])
        if len(sources) == len(printed) == 1
        and name in printed
        and (isinstance(what, Thing) or not what.orcid)
        else _entity(type_, what, printed, sources, base)
        for (what, printed, sources), name, line in zip(named, names, lines, strict=True)
    ]


def _entity(
    type_: str, what: Person | Thing, printed: Iterable[str], sources: Iterable[str], base: str
) -> Said:
    name = terms.printable(what.name)
    others = {terms.printable(other) for other in printed} - {name}
    said = [(_NAME, terms.string(name)), *((_OTHER, terms.string(other)) for other in others)]
    said += [(_SOURCE, f"<{base}source/{source}>") for source in sources]
    if isinstance(what, Person) and what.orcid:
        said.append((_ORCID, terms.string(what.orcid)))
    return say(f"<{base}{what.path}>", type_, said)


def field_code(printed: str) -> str:
    """The arXiv category that a printed code means, else the code itself."""
    return arxiv.category(printed) or printed


def field(code: str, base: str) -> Said:
    """A field of study; arXiv's label and listing where arXiv has such a category."""
    said = [(f"<{_SKOS}notation>", terms.string(code))]
    if label := arxiv.label(code):
        said.append((f"<{_SKOS}prefLabel>", f"{terms.string(label)}@en"))
        said.append((f"<{_RDFS}seeAlso>", f"<https://arxiv.org/list/{code}/recent>"))
    return say(f"<{base}{field_path(code)}>", f"{TYPE} <{_SKOS}Concept>", said)


def source(place: Place, announced: tuple[int, int] | None, base: str) -> Said:
    """An input file as it was read; `announced` is how many papers it announces and how many it lists."""
    said = [
        (key("fileName"), terms.string(terms.printable(place.file))),
        (key("sha256"), terms.string(place.sha256)),
        (key("format"), terms.string(place.format)),
    ]
    if place.captured:
        said.append((key("captured"), terms.date(place.captured)[1]))
    if announced:
        said.append((key("announcedPapers"), terms.integer(announced[0])))
        said.append((key("listedPapers"), terms.integer(announced[1])))
    return say(f"<{base}source/{place.source}>", is_a("Source"), said)


def profile(page: Profile, who: Person, base: str) -> tuple[Said, list[Said], list[Problem]]:
    """What an author page says of its owner: of the person, of the dated figures, problems."""
    subject, place = f"<{base}{who.path}>", page.source
    field = f"<{base}{field_path(field_code(page.field))}>" if page.field else None
    own = say(subject, None, [(key("field"), field)] if field else ())
    figures, problems = list[Said](), list[Problem]()
    for attribute, measure, slug, unit in _MEASURES if place else ():
        value = getattr(page, attribute)
        if value is None or place is None:
            continue
        said = [
            (key("metricOf"), subject),
            (key("measure"), f"<{KG}{measure}>"),
            (_SOURCE, f"<{base}source/{place.source}>"),
        ]
        if unit:
            said.append((key("unit"), terms.string(unit)))
        if page.captured:
            said.append((key("observed"), terms.date(page.captured)[1]))
        try:
            said.append((key("value"), terms.decimal(value)))
        except ValueError as error:
            what = f"{attribute} {shown(str(value))} was left out"
            problems.append(Problem(place.file, place.line, what, str(error)))
        else:
            figures.append(say(f"<{base}{who.path}#{slug}-{place.source}>", is_a("AuthorMetric"), said))
    return own, figures, problems
