"""Titles and abstracts: the datasets and methods they name, in what role, with what figures.

A record is read by itself: the same text gives the same result in any company. The steps, each in a
module of its own: `text` reads tokens, `propose` finds candidates, `names` gathers those that are one
thing, `evidence` says what speaks for each, `weigh` gives kind, confidence and role, `settle` lets the
better of two overlapping names win; `figures` and `addresses` stand beside.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from kg.model import DEFAULT_MIN_CONFIDENCE, DatasetLink, MethodLink, Recognition
from kg.recognise.acronyms import pairs
from kg.recognise.addresses import addresses
from kg.recognise.alike import first_of_row
from kg.recognise.evidence import evidence
from kg.recognise.figures import figures
from kg.recognise.figures.ranks import ranks
from kg.recognise.language import is_english
from kg.recognise.lexicon import Lexicon, Listed, default_lexicon, find, load_lexicon
from kg.recognise.names import Name, gather
from kg.recognise.ordinary import with_cues, without_cue
from kg.recognise.propose import propose
from kg.recognise.roles import role_evidence
from kg.recognise.said.denied import undenied
from kg.recognise.said.naming import SURE, Said, said_of, statements
from kg.recognise.said.neither import DOUBTFUL, DOUBTFUL_ALONE, is_neither
from kg.recognise.said.nouns import Told
from kg.recognise.said.ours import state_ours
from kg.recognise.settle import PLAUSIBLE, Judged, link, settle
from kg.recognise.text import Tokens, read
from kg.recognise.weigh import Role, Weights, calibrated, kind_of, role_of, weights

__all__ = [
    "DEFAULT_MIN_CONFIDENCE",
    "Lexicon",
    "default_lexicon",
    "load_lexicon",
    "measured",
    "recognise",
]

"""Below it a link belongs in the evidence, not in the graph. The best F1 is had where a calibrated
probability is half that F1 (Lipton, Elkan and Naryanaswamy, ECML 2014): for datasets 0.4 to 0.45, for methods
0.45 to 0.5 on labelled papers that were kept out."""


_LONGEST_ABSTRACT = 1500  # tokens; what is longer is read as a whole paper


def recognise(
    title: str, abstract: str | None, lexicon: Lexicon | None = None, model: Weights | None = None
) -> Recognition:
    """What a title and an abstract say. Links come with their confidence; the caller says how much is enough.

    Args:
        title: as printed; offsets in the result count its code points.
        abstract: as printed, or None.
        lexicon: known names, by default those that come with the program.
        model: what evidence is worth, by default as it comes with the program.
    """
    code, links = addresses(abstract or "")
    parts = [read("title", title)] + ([read("abstract", abstract)] if abstract else [])
    if not is_english(parts):
        return Recognition(text_read="not English", code=code, links=links)
    lexicon = lexicon or default_lexicon()
    listed = [find(tokens.words, lexicon) for tokens in parts]
    names = _names(parts, listed, lexicon)
    whole_paper = sum(map(len, parts)) > _LONGEST_ABSTRACT
    datasets, methods = _links(names, lexicon, model or weights(), whole_paper, statements(parts, lexicon))
    likely_datasets = [link for link in datasets if (link.confidence or 0) >= DEFAULT_MIN_CONFIDENCE]
    likely_methods = [link for link in methods if (link.confidence or 0) >= DEFAULT_MIN_CONFIDENCE]
    return Recognition(
        text_read="title and abstract" if abstract else "title",
        datasets=datasets,
        methods=methods,
        evaluations=tuple(
            figure
            for tokens, known in zip(parts, listed, strict=True)
            for figure in (*figures(tokens, likely_datasets, likely_methods, known, lexicon), *ranks(tokens))
        ),
        code=code,
        links=links,
    )


def measured() -> list[dict[str, str | int | float]]:
    """How right recognition is on papers unseen in training: a set, its size, its measures (0 to 1).

    Made by `benchmarks/recognition.py`; meant to travel with the data.
    """
    rows = (Path(__file__).parent / "quality.json").read_bytes()
    return msgspec.json.decode(rows, type=list[dict[str, str | int | float]])


def _names(parts: list[Tokens], listed: list[list[Listed]], lexicon: Lexicon) -> list[Name]:
    found = [pairs(tokens) for tokens in parts]
    candidates = [
        candidate
        for tokens, own, known in zip(parts, found, listed, strict=True)
        for candidate in propose(tokens, lexicon, own, known)
    ]
    return gather(
        candidates, [(tokens, pair) for tokens, own in zip(parts, found, strict=True) for pair in own]
    )


def _links(
    names: list[Name], lexicon: Lexicon, model: Weights, whole_paper: bool, said: Said | None
) -> tuple[tuple[DatasetLink, ...], tuple[MethodLink, ...]]:
    judged, organisations = [], said is not None and said.organisations
    outright: dict[int, Told | None] = {}  # the role that a sentence says
    alone = bool(names) and names[-1].mentions[0].tokens.part == "title"  # no name is the abstract's
    doubtful = DOUBTFUL_ALONE if alone else DOUBTFUL
    for name, told in zip(names, evidence(names, lexicon), strict=True):
        ordinary = "known ?dataset" in told or "known ?method" in told
        if ordinary:
            told = with_cues(name, told, lexicon)
        kind, confidence = kind_of(told, model, whole_paper)
        if ordinary:
            confidence = without_cue(confidence, told)
        if said and (stated := said_of(name, said, lexicon)):
            kind, confidence = stated.kind, max(confidence, SURE)
            outright[id(name)] = stated.role
        elif confidence < PLAUSIBLE or (
            (organisations or name.long or not doubtful.isdisjoint(told))
            and is_neither(name, told, alone, lexicon)
        ):
            continue
        judged.append((confidence, kind, name))
    settled = [(calibrated(sure, kind, model), kind, name) for sure, kind, name in settle(judged)]
    datasets: list[DatasetLink] = []
    methods: list[MethodLink] = []
    for (confidence, kind, name), likely in zip(settled, _roles(settled, lexicon, model), strict=True):
        # what is said to be used may be compared, but is not the authors' own
        told_role = "introduced" if state_ours(name, lexicon) else outright.get(id(name))
        role = told_role if told_role and "introduced" in (told_role, likely) else likely
        values = link(name, confidence)
        if kind == "method":
            methods.append(MethodLink(role=role, **values))
        elif role != "compared":
            datasets.append(DatasetLink(role=role, **values))
    return tuple(datasets), tuple(methods)


def _roles(settled: list[Judged], lexicon: Lexicon, model: Weights) -> list[Role]:
    """The likeliest role of every name, one for a row; what the text says not to be used is mentioned."""
    names: list[Name | None] = [name for _, _, name in settled]
    for number, left in undenied([name for _, _, name in settled], lexicon).items():
        names[number] = left
    telling = [(name, kind) for name, (_, kind, _) in zip(names, settled, strict=True) if name]
    leading = (
        name
        for name, (sure, _, _) in zip(names, settled, strict=True)
        if name and "title-name" in name.rules and sure > 0.5
    )
    found = role_evidence(telling, lexicon, next(leading, None))
    kinds = [kind for _, kind, _ in settled]
    told = [next(found) if name else [] for name in names]
    firsts = first_of_row(names, kinds)
    for i, first in firsts.items():
        told[first] = [*told[first], "", *told[i]]  # "" is the feature that all have
    return [
        role_of(told[firsts.get(i, i)], kinds[i], model) if name else "mentioned"
        for i, name in enumerate(names)
    ]
