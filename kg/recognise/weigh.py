"""The learned part: what each piece of evidence is worth, for the kind of a name and for its role.

Two logistic regressions over the features of `evidence` and `roles`, trained by
`benchmarks/train_recognition.py` on labelled papers;
`weights.json` holds their coefficients. What is left of a name once others have lost to it is right
more often than the regression says; a step of its own, fitted on papers kept out, corrects that.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import repeat
from math import exp, log
from pathlib import Path
from typing import Literal

import msgspec

__all__ = ["Coefficients", "Weights", "calibrated", "kind_of", "pack", "role_of", "weights"]

_FILE = Path(__file__).parent / "weights.json"
_SCALE = 1000  # coefficients are in thousandths
_ROOM = 1 << 20  # for the sum of one class: more than any evidence adds up to

Role = Literal["introduced", "used", "compared", "mentioned"]
Table = dict[str, tuple[int, ...]]
Packed = dict[str, int]


class Coefficients(msgspec.Struct, frozen=True):
    """The file: for each feature one coefficient a class, in thousandths and in the order of classes; the
    feature "" is in all.

    `kind` is for abstracts; texts as long as whole papers, which name more in passing, are judged by the mean
    of `kind` and `paper`. `calibration` has a slope and a shift for the log odds of each kind.
    """

    kinds: tuple[str, ...]
    kind: Table
    paper: Table
    roles: tuple[Role, ...]
    role: Table
    calibration: dict[str, tuple[float, float]] = {}


class Weights(msgspec.Struct, frozen=True):
    """The coefficients made ready: what a feature adds to each class over the first, all in one integer;
    those of roles for each kind.

    Integers add up to the same in any order, and one sum does for all classes.
    """

    kinds: tuple[str, ...]
    kind: Packed
    paper: Packed
    roles: tuple[Role, ...]
    role: dict[str, Packed]
    calibration: dict[str, tuple[float, float]]


@cache
def weights() -> Weights:
    """The weights that come with the program."""
    return pack(msgspec.json.decode(_FILE.read_bytes(), type=Coefficients))


def pack(file: Coefficients) -> Weights:
    """Coefficients made ready for use."""
    tables = ({f: _packed(row) for f, row in table.items()} for table in (file.kind, file.paper, file.role))
    kind, paper, role = tables
    roles = {k: _of_kind(role, k) for k in file.kinds[1:]}
    return Weights(file.kinds, kind, paper, file.roles, roles, file.calibration)


def _of_kind(role: Packed, kind: str) -> Packed:
    """With what a feature is worth for this kind besides, under the name of the feature alone."""
    size = len(kind) + 1
    own = {feature[size:]: value for feature, value in role.items() if feature[:size] == kind + " "}
    return role | {feature: value + role.get(feature, 0) for feature, value in own.items()}


def kind_of(features: Iterable[str], model: Weights, whole_paper: bool = False) -> tuple[str, float]:
    """The likeliest kind that is a kind, "dataset" or "method", and its probability."""
    total, scale = _total(features, model.kind), _SCALE
    if whole_paper:  # the mean of both judgements
        total, scale = total + _total(features, model.paper), 2 * _SCALE
    low = _lowest(total)
    one, two = exp(low / scale), exp((total - low) // _ROOM / scale)
    whole = 1 + one + two
    return (model.kinds[1], one / whole) if one >= two else (model.kinds[2], two / whole)


def calibrated(confidence: float, kind: str, model: Weights) -> float:
    """How often a name of that kind with that probability was right where it was left after settling."""
    slope, shift = model.calibration.get(kind, (1.0, 0.0))
    sure = min(max(confidence, 1e-6), 1 - 1e-6)
    return 1 / (1 + exp(-slope * log(sure / (1 - sure)) - shift))


def role_of(features: Iterable[str], kind: str, model: Weights) -> Role:
    """The likeliest role of a name of that kind; no paper compares itself with a dataset."""
    chances = zip(_chances(features, model.role[kind], len(model.roles)), model.roles, strict=True)
    return max((chance, role) for chance, role in chances if (kind, role) != ("dataset", "compared"))[1]


def _packed(row: tuple[int, ...]) -> int:
    first, total = row[0], 0
    for value in row[:0:-1]:
        total = total * _ROOM + value - first
    return total


def _total(features: Iterable[str], table: Packed) -> int:
    return table[""] + sum(map(table.get, features, repeat(0)))


def _lowest(total: int) -> int:
    """The sum of the class that was packed first."""
    return (total + _ROOM // 2) % _ROOM - _ROOM // 2


def _chances(features: Iterable[str], table: Packed, classes: int) -> list[float]:
    """The probability of each class, by softmax."""
    total, sums = _total(features, table), [0]
    for _ in range(classes - 1):
        sums.append(_lowest(total))
        total = (total - sums[-1]) // _ROOM
    top = max(sums)
    parts = [exp((value - top) / _SCALE) for value in sums]
    whole = sum(parts)
    return [part / whole for part in parts]
