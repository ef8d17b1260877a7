"""Where a title ends and the first author's name begins, when nothing stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["split_titles"]

_JOINT = re.compile(r"(?<=[a-z0-9?!)])(?=[A-Z])")


def split_titles(
    lines: Sequence[str], is_cut: Sequence[bool], abstracts: Sequence[str | None], owner: str | None
) -> list[tuple[str, str]]:
    out = []
    for line in lines:
        joints = [m.start() for m in _JOINT.finditer(line.split(", ")[0] if ", " in line else line)]
        cut = joints[-1] if joints else len(line)
        out.append((line[:cut], line[cut:]))
    return out
