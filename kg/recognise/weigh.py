"""The learned part: what each piece of evidence is worth, for the kind of a name and for its role.

Two logistic regressions over the features of `evidence` and `roles`, trained by
`benchmarks/train_recognition.py` on labelled papers;
`weights.json` holds their coefficients. A probability is calibrated by that training.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import repeat
from math import exp
from pathlib import Path
from typing import Literal

import msgspec

__all__ = ["Coefficients", "Weights", "kind_of", "pack", "role_of", "weights"]

_FILE = Path(__file__).parent / "weights.json"
_ROOM = 1 << 20  # for the sum of one class, in thousandths: more than any evidence adds up to

Role = Literal["introduced", "used", "compared", "mentioned"]
Table = dict[str, tuple[float, ...]]
Packed = dict[str, int]


class Coefficients(msgspec.Struct, frozen=True):
    """The file: for each feature one coefficient a class, in the order of classes; the feature "" is in all.

    `kind` is for abstracts, `paper` for texts as long as whole papers, which name more in passing.
    """

    kinds: tuple[str, ...]
    kind: Table
    paper: Table
    roles: tuple[Role, ...]
    role: Table


class Weights(msgspec.Struct, frozen=True):
    """The coefficients made ready: what a feature adds to each class over the first, all in one integer.

    Integers add up to the same in any order, and one sum does for all classes.
    """

    kinds: tuple[str, ...]
    kind: Packed
    paper: Packed
    roles: tuple[Role, ...]
    role: Packed


@cache
def weights() -> Weights:
    """The weights that come with the program."""
    return pack(msgspec.json.decode(_FILE.read_bytes(), type=Coefficients))


def pack(file: Coefficients) -> Weights:
    """Coefficients made ready for use."""
    tables = ({f: _packed(row) for f, row in table.items()} for table in (file.kind, file.paper, file.role))
    kind, paper, role = tables
    return Weights(file.kinds, kind, paper, file.roles, role)


def kind_of(features: Iterable[str], model: Weights, whole_paper: bool = False) -> tuple[str, float]:
    """The likeliest kind that is a kind, "dataset" or "method", and its probability."""
    table = model.paper if whole_paper else model.kind
    total = table[""] + sum(map(table.get, features, repeat(0)))
    low = (total + _ROOM // 2) % _ROOM - _ROOM // 2
    high = (total - low) // _ROOM
    one, two = exp(low / 1000), exp(high / 1000)
    whole = 1 + one + two
    return (model.kinds[1], one / whole) if one >= two else (model.kinds[2], two / whole)


def role_of(features: Iterable[str], kind: str, model: Weights) -> Role:
    """The likeliest role of a name of that kind; no paper compares itself with a dataset."""
    chances = zip(_chances(features, model.role, len(model.roles)), model.roles, strict=True)
    return max((chance, role) for chance, role in chances if (kind, role) != ("dataset", "compared"))[1]


def _packed(row: tuple[float, ...]) -> int:
    total = 0
    for value in reversed(row[1:]):
        total = total * _ROOM + round(1000 * (value - row[0]))
    return total


def _chances(features: Iterable[str], table: Packed, classes: int) -> list[float]:
    """The probability of each class, by softmax."""
    total = table[""] + sum(map(table.get, features, repeat(0)))
    sums = [0]
    for _ in range(classes - 1):
        low = (total + _ROOM // 2) % _ROOM - _ROOM // 2
        sums.append(low)
        total = (total - low) // _ROOM
    top = max(sums)
    parts = [exp((value - top) / 1000) for value in sums]
    whole = sum(parts)
    return [part / whole for part in parts]
