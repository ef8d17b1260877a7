"""Make `kg/recognise/weights.json` from labelled papers.

usage: python benchmarks/train_recognition.py [-o FILE]

Needs scikit-learn (`pip install kg[train]`) and the texts in ../shared. Repeatable to the byte: the
papers come in one order, the solver starts at zero, coefficients are rounded to three digits.
"""

from __future__ import annotations

import argparse
import json
import math
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from labelled import (
    Labelled,
    anthology,
    anthology_figures,
    gold_anthology,
    gold_page,
    normal,
    other_page,
    scirex,
    scirex_documents,
    written,
)
from scipy.sparse import csr_matrix
from seen_names import Occurrences, counts, name_key, occurrences
from sklearn.linear_model import LogisticRegression

from kg.recognise import _names
from kg.recognise.evidence import evidence
from kg.recognise.lexicon import Lexicon, default_lexicon, find
from kg.recognise.names import Name
from kg.recognise.roles import by_kind, role_evidence
from kg.recognise.settle import settle
from kg.recognise.text import read
from kg.recognise.weigh import Coefficients, Weights, kind_of, pack

KINDS = ("none", "dataset", "method")
ROLES = ("introduced", "used", "compared", "mentioned")
STRENGTH = {"kind": 0.3, "role": 0.1, "paper": 0.05}  # inverse of the penalty, chosen by cross-validation
OPTIONAL = {"kind": 0.06, "role": 0.15}  # what a borderline label weighs

LEAST = {"kind": 3, "role": 6, "paper": 8}  # in how many examples a feature must stand
WRITTEN = 0.5  # what an abstract that was written for the purpose weighs
CALIBRATION_FOLDS = 2

PAPERS_EVERY = 5  # one whole paper in so many is learned from
# Added to the log odds of being a name in a whole paper: its many names are rarer in abstracts, and the
# annotation of SciREX leaves many out. Seen on labels/scirex-papers.jsonl.
PAPER_ODDS = 0.8

Example = tuple[set[str], str, float]


class Read(NamedTuple):
    """A labelled paper as recognition reads it: its candidates, their evidence, and what is to be learned."""

    paper: Labelled
    names: list[Name]
    told: list[set[str]]
    kinds: list[Example]
    roles: list[Example]


def read_labelled(paper: Labelled, lexicon: Lexicon) -> Read:
    """A paper's candidates with their kind, and its true names with their roles."""
    parts = [read("title", paper.title)] * bool(paper.title) + [read("abstract", paper.abstract)]
    kinds, roles, labels = [], [], []
    names = _names(parts, [find(tokens.words, lexicon) for tokens in parts], lexicon)
    title_name = next((n for n in names if "title-name" in n.rules and _truth(_forms(n), paper)[1]), None)
    all_told = list(evidence(names, lexicon))
    share = WRITTEN if _is_written(paper) else 1.0
    for name, features in zip(names, all_told, strict=True):
        kind, entry, clear = _truth(_forms(name), paper)
        kinds.append((features, kind, share * (1.0 if clear else OPTIONAL["kind"])))
        if entry:
            labels.append((name, kind, entry["roles"], share * (1.0 if clear else OPTIONAL["role"])))
    told = role_evidence([(name, kind) for name, kind, _, _ in labels], lexicon, title_name)
    for (_, kind, own, weight), features in zip(labels, told, strict=True):
        for role in own:
            roles.append((by_kind(features, kind), role, weight / len(own)))
    return Read(paper, names, all_told, kinds, roles)


def _is_written(paper: Labelled) -> bool:
    """Whether an abstract was written for the purpose."""
    return paper.id.startswith("w")


def _forms(name: Name) -> set[str]:
    return {normal(form) for form in name.forms}


def _truth(forms: set[str], paper: Labelled) -> tuple[str, dict[str, list[str]] | None, bool]:
    """The kind of a name, its label, and whether it is a clear one."""
    for suffix in ("", "_optional"):
        for kind in ("dataset", "method"):
            for entry in getattr(paper, f"{kind}s{suffix}"):
                if forms & {normal(n) for n in entry["names"]}:
                    return kind, entry, not suffix
    return "none", None, True


def paper_examples(lexicon_of: Callable[[str], Lexicon]) -> list[Example]:
    """Candidates of whole papers of SciREX, with the kind that its annotation gives them."""
    rows = []
    for paper, sentences, datasets, methods in islice(scirex_documents(), 0, None, PAPERS_EVERY):
        lexicon = lexicon_of(paper)
        kinds = {name_key(n): "method" for n in methods} | {name_key(n): "dataset" for n in datasets}
        parts = [read("abstract", " ".join(sentences))]
        names = _names(parts, [find(parts[0].words, lexicon)], lexicon)
        for name, features in zip(names, evidence(names, lexicon), strict=True):
            kind = next((kinds[k] for k in map(name_key, name.forms) if k in kinds), "none")
            rows.append((features, kind, 1.0))
    return rows


def fit(
    rows: Sequence[Example], classes: tuple[str, ...], strength: float, least: int
) -> dict[str, list[float]]:
    """One coefficient a class and feature; features of fewer than `least` examples are left out."""
    counts = Counter(feature for features, _, _ in rows for feature in features)
    known = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
    cells = [(r, known[f]) for r, (features, _, _) in enumerate(rows) for f in sorted(features) if f in known]
    at, columns = zip(*cells, strict=True)
    matrix = csr_matrix((np.ones(len(cells)), (at, columns)), shape=(len(rows), len(known)))
    solver = LogisticRegression(C=strength, max_iter=500)
    solver.fit(matrix, [classes.index(c) for _, c, _ in rows], sample_weight=[w for _, _, w in rows])
    table = {"": _round(solver.intercept_)}
    for feature, i in known.items():
        row = _round(solver.coef_[:, i])
        if max(map(abs, row)) >= 0.02:
            table[feature] = row
    return table


def _round(values: Iterable[float]) -> list[float]:
    return [round(float(v), 3) + 0.0 for v in values]


def train(papers: Sequence[Read], whole: Sequence[Example] = ()) -> dict[str, object]:
    """The content of `weights.json`; `whole` are examples of whole papers."""
    paper = fit(whole, KINDS, STRENGTH["paper"], LEAST["paper"]) if whole else {"": [0.0] * 3}
    paper[""][0] = round(paper[""][0] - 2 * PAPER_ODDS, 3)
    return {
        "kinds": KINDS,
        "kind": _kind_table(papers),
        "paper": paper,
        "roles": ROLES,
        "role": fit([e for p in papers for e in p.roles], ROLES, STRENGTH["role"], LEAST["role"]),
        "calibration": _calibration(papers),
    }


def _kind_table(papers: Sequence[Read]) -> dict[str, list[float]]:
    return fit([e for p in papers for e in p.kinds], KINDS, STRENGTH["kind"], LEAST["kind"])


def _calibration(papers: Sequence[Read]) -> dict[str, list[float]]:
    """For each kind the slope and shift of the log odds of names in papers that were kept out (Platt).

    Abstracts that were written for the purpose name things more plainly than others, and are left out here.
    """
    seen: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in KINDS[1:]}
    for k in range(CALIBRATION_FOLDS):
        learned = {"kind": _kind_table([p for p in papers if fold_of(p.paper, CALIBRATION_FOLDS) != k])}
        unused = {"kinds": KINDS, "paper": {"": [0] * 3}, "roles": ROLES, "role": {"": [0] * 4}}
        model = weights_of(learned | unused)
        for paper in (
            p for p in papers if fold_of(p.paper, CALIBRATION_FOLDS) == k and not _is_written(p.paper)
        ):
            for kind, odds, right in _settled(paper, model):
                seen[kind].append((odds, right))
    return {kind: _line(rows) for kind, rows in seen.items()}


def _settled(paper: Read, model: Weights) -> Iterator[tuple[str, float, bool]]:
    """The names left after settling: kind, log odds, whether they are right; none that are optional."""
    judged = []
    for name, features in zip(paper.names, paper.told, strict=True):
        kind, sure = kind_of(features, model)
        judged.append((sure, kind, msgspec.structs.replace(name, mentions=list(name.mentions))))
    for sure, kind, name in settle(judged):
        true, _, clear = _truth(_forms(name), paper.paper)
        if clear or true != kind:
            yield kind, math.log(max(sure, 1e-6) / max(1 - sure, 1e-6)), true == kind


def _line(rows: Sequence[tuple[float, bool]]) -> list[float]:
    solver = LogisticRegression(C=100, max_iter=500).fit(
        [[odds] for odds, _ in rows], [right for _, right in rows]
    )
    return _round([solver.coef_[0, 0], solver.intercept_[0]])


def fold_of(paper: Labelled, folds: int) -> int:
    """The fold of a paper; the same paper of another collection, known by its title, is in the same one."""
    return zlib.crc32((normal(paper.title) or paper.id).encode()) % folds


def weights_of(content: dict[str, object]) -> Weights:
    """The content as the program reads it."""
    return pack(msgspec.convert(content, Coefficients))


def learnt_from() -> list[Labelled]:
    """All labelled papers. What the benchmark says of them comes from weights trained without them."""
    return [paper for papers in labelled_sets().values() for paper in papers]


def labelled_sets() -> dict[str, list[Labelled]]:
    """All labelled papers, by where they come from."""
    return {
        "page": gold_page(),
        "other page": other_page(),
        "Anthology-100": gold_anthology(),
        "Anthology": anthology(),
        "Anthology, with figures": anthology_figures(),
        "SciREX": scirex(),
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "-o", "--output", type=Path, default=Path(__file__).parents[1] / "kg/recognise/weights.json"
    )
    output = parser.parse_args().output
    lexicon_of = unseen_lexicon(occurrences())
    papers = [read_labelled(paper, lexicon_of(paper.id)) for paper in learnt_from()]
    content = train(papers, paper_examples(lexicon_of))
    output.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{output}: {output.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
