"""Examples for the learning of recognition: the candidates of labelled papers, and what they are.

Every paper is read with a lexicon whose counts leave it out.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

import msgspec
from labelled import (
    Labelled,
    anthology,
    anthology_fields,
    anthology_figures,
    anthology_unsure,
    gold_anthology,
    gold_page,
    normal,
    other_page,
    scirex,
    scirex_background,
    scirex_documents,
    scirex_sections,
    written,
)
from seen_names import Occurrences, counts, name_key

from kg.recognise import _names
from kg.recognise.evidence import evidence
from kg.recognise.lexicon import Lexicon, default_lexicon, find
from kg.recognise.names import Name
from kg.recognise.ordinary import with_cues
from kg.recognise.roles import by_kind, role_evidence
from kg.recognise.text import read

__all__ = [
    "CHOSEN",
    "Example",
    "Read",
    "fold_of",
    "forms_of",
    "labelled_sets",
    "paper_examples",
    "read_all",
    "truth_of",
    "unseen_lexicon",
]

OPTIONAL = {"kind": 0.02, "role": 0.3}  # what a borderline label weighs
# What a candidate weighs that is no name and stands within one, or around one; what overlaps is settled later
NESTED = 0.3
# What the examples of a set weigh. Who writes an abstract for the purpose gives away the roles; what is said
# of others' work is no abstract.
SHARE = {
    "Anthology, other fields": {"kind": 0.5, "role": 1.0},
    "written": {"kind": 0.5, "role": 0.25},
    "SciREX, background": {"kind": 0.25, "role": 0.25},
}
# Sets to learn from, not to judge by
CHOSEN = ("Anthology, unsure", "SciREX, sections", "SciREX, background", "written")
PAPERS_EVERY = 5  # one whole paper in so many is learned from

Example = tuple[set[str], str, float]
Place = tuple[str, int, int]


class Truth(NamedTuple):
    """The kind of a name, its label, and whether that is a clear one."""

    kind: str
    entry: dict[str, list[str]] | None
    clear: bool

    @property
    def sure(self) -> bool:
        """Whether it is clearly a name."""
        return self.entry is not None and self.clear


class Read(NamedTuple):
    """A labelled paper as recognition reads it: its candidates, their evidence, and what is to be learned;
    `usual` says that it was neither written nor chosen for learning."""

    paper: Labelled
    usual: bool
    names: list[Name]
    told: list[set[str]]
    kinds: list[Example]
    roles: list[Example]


def read_all(lexicon_of: Callable[[str], Lexicon]) -> list[Read]:
    """All labelled papers. What the benchmark says of them comes from weights trained without them."""
    return [
        read_labelled(paper, lexicon_of(paper.id), name)
        for name, papers in labelled_sets().items()
        for paper in papers
    ]


def read_labelled(paper: Labelled, lexicon: Lexicon, collection: str) -> Read:
    """A paper's candidates with their kind, and its true names with their roles; `collection` is its set."""
    parts = [read("title", paper.title)] * bool(paper.title) + [read("abstract", paper.abstract)]
    names = _names(parts, [find(tokens.words, lexicon) for tokens in parts], lexicon)
    truths = [truth_of(forms_of(name), paper) for name in names]
    told = [with_cues(name, own, lexicon) for name, own in zip(names, evidence(names, lexicon), strict=True)]
    share = SHARE.get(collection, {"kind": 1.0, "role": 1.0})
    kinds = _kinds(names, told, truths, share["kind"])
    roles = _roles(names, truths, lexicon, share["role"])
    return Read(paper, collection not in CHOSEN, names, told, kinds, roles)


def _kinds(names: list[Name], told: list[set[str]], truths: list[Truth], share: float) -> list[Example]:
    """What is to be learned of the kind of every candidate."""
    true = [place for name, truth in zip(names, truths, strict=True) if truth.sure for place in _places(name)]
    rows = []
    for name, features, truth in zip(names, told, truths, strict=True):
        weight = OPTIONAL["kind"] if not truth.clear else 1.0
        if truth.kind == "none" and _is_nested(_places(name), true):
            weight = NESTED
        rows.append((features, truth.kind, share * weight))
    return rows


def _places(name: Name) -> list[Place]:
    return [(mention.tokens.part, mention.start, mention.end) for mention in name.mentions]


def _is_nested(places: list[Place], true: list[Place]) -> bool:
    """Whether all mentions of a candidate stand within names, or all around them."""
    within = (any(p == q and a <= i and j <= b for q, a, b in true) for p, i, j in places)
    around = (any(p == q and i <= a and b <= j for q, a, b in true) for p, i, j in places)
    return all(within) or all(around)


def _roles(names: list[Name], truths: list[Truth], lexicon: Lexicon, share: float) -> list[Example]:
    """What is to be learned of the roles of the true names."""
    labels = _apart([(name, truth) for name, truth in zip(names, truths, strict=True) if truth.entry])
    title_name = next((name for name, _ in labels if "title-name" in name.rules), None)
    told = role_evidence([(name, truth.kind) for name, truth in labels], lexicon, title_name)
    rows = []
    for (_, truth), features in zip(labels, told, strict=True):
        own = truth.entry["roles"] if truth.entry else []
        weight = share * (1.0 if truth.clear else OPTIONAL["role"])
        rows += [(by_kind(features, truth.kind), role, weight / len(own)) for role in own]
    return rows


def _apart(labels: list[tuple[Name, Truth]]) -> list[tuple[Name, Truth]]:
    """True names without the mentions within a longer one, which settling takes from them."""
    taken = [place for name, _ in labels for place in _places(name)]
    found = []
    for name, truth in labels:
        free = [
            mention
            for mention, (part, i, j) in zip(name.mentions, _places(name), strict=True)
            if not any(part == q and a <= i and j <= b and j - i < b - a for q, a, b in taken)
        ]
        if free:
            found.append((msgspec.structs.replace(name, mentions=free), truth))
    return found


def forms_of(name: Name) -> set[str]:
    return {normal(form) for form in name.forms}


def truth_of(forms: set[str], paper: Labelled) -> Truth:
    """What the labels say of a name."""
    for suffix in ("", "_optional"):
        for kind in ("dataset", "method"):
            for entry in getattr(paper, f"{kind}s{suffix}"):
                if forms & {normal(n) for n in entry["names"]}:
                    return Truth(kind, entry, not suffix)
    return Truth("none", None, True)


def paper_examples(lexicon_of: Callable[[str], Lexicon]) -> list[Example]:
    """Candidates of whole papers of SciREX, with the kind that its annotation gives them."""
    rows = []
    for paper, sentences, datasets, methods in islice(scirex_documents(), 0, None, PAPERS_EVERY):
        lexicon = lexicon_of(paper)
        kinds = {name_key(n): "method" for n in methods} | {name_key(n): "dataset" for n in datasets}
        parts = [read("abstract", " ".join(sentences))]
        names = _names(parts, [find(parts[0].words, lexicon)], lexicon)
        for name, told in zip(names, evidence(names, lexicon), strict=True):
            kind = next((kinds[k] for k in map(name_key, name.forms) if k in kinds), "none")
            rows.append((with_cues(name, told, lexicon), kind, 1.0))
    return rows


def labelled_sets() -> dict[str, list[Labelled]]:
    """All labelled papers, by where they come from."""
    return {
        "page": gold_page(),
        "other page": other_page(),
        "Anthology-100": gold_anthology(),
        "Anthology": anthology(),
        "Anthology, with figures": anthology_figures(),
        "Anthology, other fields": anthology_fields(),
        "Anthology, unsure": anthology_unsure(),
        "SciREX": scirex(),
        "SciREX, sections": scirex_sections(),
        "SciREX, background": scirex_background(),
        "written": written(),
    }


def unseen_lexicon(found: Occurrences) -> Callable[[str], Lexicon]:
    """For a paper the lexicon whose counts leave that paper out."""
    lexicon = default_lexicon()
    names: dict[str, list[str]] = {}
    for name, columns in found.items():
        for document in sorted(set().union(*columns)):
            names.setdefault(document, []).append(name)

    def without(paper: str) -> Lexicon:
        own = {name: found[name] for name in names.get(paper, ())}
        others = {k: row for k, row in lexicon.seen.items() if k not in own}
        return replace(lexicon, seen=others | counts(own, paper)) if own else lexicon

    return without


def fold_of(paper: Labelled, folds: int) -> int:
    """The fold of a paper; the same paper of another collection, known by its title, is in the same one."""
    return zlib.crc32((normal(paper.title) or paper.id).encode()) % folds
