"""Make `kg/recognise/weights.json` from labelled papers.

usage: python benchmarks/train_recognition.py [-o FILE]

Needs scikit-learn (`pip install kg[train]`) and the texts in ../shared. Repeatable to the byte: the
papers come in one order, the solver starts at zero, coefficients are rounded to thousandths.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
from scipy.sparse import csr_matrix
from seen_names import occurrences
from sklearn.linear_model import LogisticRegression
from training_examples import (
    Example,
    Read,
    fold_of,
    forms_of,
    paper_examples,
    read_all,
    truth_of,
    unseen_lexicon,
)

from kg.recognise.settle import settle
from kg.recognise.weigh import Coefficients, Weights, kind_of, pack

KINDS = ("none", "dataset", "method")
ROLES = ("introduced", "used", "compared", "mentioned")
STRENGTH = {"kind": 0.3, "role": 0.1, "paper": 0.05}  # inverse of the penalty, chosen by cross-validation
LEAST = {"kind": 3, "role": 6, "paper": 8}  # in how many examples a feature must stand
# How free the coefficients of a family of features are, where not as free as others: the penalty of one is
# divided by the square. A family goes by the first word of its features; "+" is for those that stand for one
# kind only. Chosen by the likelihood of papers that were kept out, one family after the other.
FREEDOM = {
    "kind": {"head": 2.9, "titled-shape": 2.9, "beginsin": 1.8, "count": 1.7, "form": 1.7, "longhead": 1.7}
    | {"prev": 1.7, "such": 1.7, "tnext": 1.7, "end": 1.6, "endsin": 1.6, "follow": 1.6, "w": 1.6}
    | {"cue": 0.6, "last": 0.6, "left": 0.6, "long": 0.6, "next": 0.6, "right": 0.55}
    | {"stem": 2.0, "stemseen": 2.0, "known": 1.7, "governed": 0.5, "ending": 0.5},
    "role": {"Oword": 6.0, "count": 4.0, "rule": 4.0, "title-prev": 4.0, "+sent": 3.0}
    | dict.fromkeys(("apposed", "next", "ours-before", "title-after-colon"), 2.0)
    | dict.fromkeys(("+sentence", "afterO", "behind", "path2"), 1.5)
    | dict.fromkeys(("governor", "called", "classes2", "classes3", "does", "stages"), 1.75)
    | dict.fromkeys(("cue", "known", "path3", "+near", "+nearword", "+prev2"), 0.5)
    | dict.fromkeys(("near", "standing", "+cue"), 0.25),
}
CALIBRATION_FOLDS = 2

# Added to the log odds of being a name in a whole paper, in thousandths: its many names are rarer in
# abstracts, and the annotation of SciREX leaves many out. Seen on labels/scirex-papers.jsonl.
PAPER_ODDS = 800


def fit(rows: Sequence[Example], classes: tuple[str, ...], what: str) -> dict[str, list[int]]:
    """One coefficient a class and feature, in thousandths; features of few examples are left out."""
    least = LEAST[what]
    counts = Counter(feature for features, _, _ in rows for feature in features)
    known = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
    cells = [(r, known[f]) for r, (features, _, _) in enumerate(rows) for f in sorted(features) if f in known]
    at, columns = zip(*cells, strict=True)
    scale = np.array([_freedom(f, what) for f in known])
    matrix = csr_matrix((scale[list(columns)], (at, columns)), shape=(len(rows), len(known)))
    solver = LogisticRegression(C=STRENGTH[what], max_iter=500)
    solver.fit(matrix, [classes.index(c) for _, c, _ in rows], sample_weight=[w for _, _, w in rows])
    table = {"": _thousandths(solver.intercept_)}
    for feature, i in known.items():
        row = _thousandths(solver.coef_[:, i] * scale[i])
        if max(map(abs, row)) >= 20:
            table[feature] = row
    return table


def _freedom(feature: str, what: str) -> float:
    """How free the coefficient of a feature is."""
    first, _, rest = feature.partition(" ")
    family = "+" + rest.split(" ")[0] if what == "role" and first in KINDS else first
    return FREEDOM.get(what, {}).get(family, 1.0)


def _thousandths(values: Iterable[float]) -> list[int]:
    return [round(1000 * float(v)) for v in values]


def train(papers: Sequence[Read], whole: Sequence[Example] = ()) -> dict[str, object]:
    """The content of `weights.json`; `whole` are examples of whole papers."""
    paper = fit(whole, KINDS, "paper") if whole else {"": [0] * 3}
    paper[""][0] -= 2 * PAPER_ODDS
    return {
        "kinds": KINDS,
        "kind": _kind_table(papers),
        "paper": paper,
        "roles": ROLES,
        "role": fit([e for p in papers for e in p.roles], ROLES, "role"),
        "calibration": _calibration(papers),
    }


def _kind_table(papers: Sequence[Read]) -> dict[str, list[int]]:
    return fit([e for p in papers for e in p.kinds], KINDS, "kind")


def _calibration(papers: Sequence[Read]) -> dict[str, list[float]]:
    """For each kind the slope and shift of the log odds of names in papers that were kept out (Platt).

    Abstracts that were written for the purpose name things more plainly than others, those that were chosen
    because a model was unsure less so; both are left out here.
    """
    seen: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in KINDS[1:]}
    for k in range(CALIBRATION_FOLDS):
        learned = {"kind": _kind_table([p for p in papers if fold_of(p.paper, CALIBRATION_FOLDS) != k])}
        unused = {"kinds": KINDS, "paper": {"": [0] * 3}, "roles": ROLES, "role": {"": [0] * 4}}
        model = weights_of(learned | unused)
        for paper in (p for p in papers if fold_of(p.paper, CALIBRATION_FOLDS) == k and p.usual):
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
        truth = truth_of(forms_of(name), paper.paper)
        if truth.clear or truth.kind != kind:
            yield kind, math.log(max(sure, 1e-6) / max(1 - sure, 1e-6)), truth.kind == kind


def _line(rows: Sequence[tuple[float, bool]]) -> list[float]:
    solver = LogisticRegression(C=100, max_iter=500).fit(
        [[odds] for odds, _ in rows], [right for _, right in rows]
    )
    return [round(float(v), 3) for v in (solver.coef_[0, 0], solver.intercept_[0])]


def weights_of(content: dict[str, object]) -> Weights:
    """The content as the program reads it."""
    return pack(msgspec.convert(content, Coefficients))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "-o", "--output", type=Path, default=Path(__file__).parents[1] / "kg/recognise/weights.json"
    )
    output = parser.parse_args().output
    lexicon_of = unseen_lexicon(occurrences())
    content = train(read_all(lexicon_of), paper_examples(lexicon_of))
    output.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{output}: {output.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
