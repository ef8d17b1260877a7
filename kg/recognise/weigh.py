"""The learned part: what each piece of evidence is worth, for the kind of a name and for its role.

Two logistic regressions over the features of `evidence` and `roles`, trained by
`benchmarks/train_recognition.py` on labelled papers;
`weights.json` holds their coefficients. A probability is calibrated by that training.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import exp
from pathlib import Path
from typing import Literal

import msgspec

__all__ = ["Weights", "kind_of", "role_of", "weights"]

_FILE = Path(__file__).parent / "weights.json"

Role = Literal["introduced", "used", "compared", "mentioned"]
Table = dict[str, tuple[float, ...]]


class Weights(msgspec.Struct, frozen=True):
    """For each feature one coefficient a class, in the order of the classes; the feature "" is in all.

    `kind` is for abstracts, `paper` for texts as long as whole papers, which name more in passing.
    """

    kinds: tuple[str, ...]
    kind: Table
    paper: Table
    roles: tuple[Role, ...]
    role: Table


@cache
def weights() -> Weights:
    """The coefficients that come with the program."""
    return msgspec.json.decode(_FILE.read_bytes(), type=Weights)


def kind_of(features: Iterable[str], model: Weights, whole_paper: bool = False) -> tuple[str, float]:
    """The likeliest kind that is a kind, "dataset" or "method", and its probability."""
    chances = _softmax(features, model.paper if whole_paper else model.kind)
    best = max(range(1, len(chances)), key=chances.__getitem__)
    return model.kinds[best], chances[best]


def role_of(features: Iterable[str], kind: str, model: Weights) -> Role:
    """The likeliest role of a name of that kind; no paper compares itself with a dataset."""
    chances = zip(_softmax(features, model.role), model.roles, strict=True)
    return max((chance, role) for chance, role in chances if (kind, role) != ("dataset", "compared"))[1]


def _softmax(features: Iterable[str], table: Table) -> list[float]:
    rows = [table[feature] for feature in features if feature in table]
    sums = [sum(column) for column in zip(table[""], *rows, strict=True)]
    top = max(sums)
    parts = [exp(value - top) for value in sums]
    total = sum(parts)
    return [part / total for part in parts]
