"""Of names that claim the same words the likelier wins, a longer one before one that is little surer."""

from __future__ import annotations

from typing import Any

from kg.model import Mention
from kg.recognise.names import Name
from kg.recognise.propose import Candidate

__all__ = ["PLAUSIBLE", "Judged", "link", "settle"]

PLAUSIBLE = 0.1
"""A name less likely than this is no candidate worth keeping in the evidence."""

_LONGER = 1.4  # what each word more multiplies the odds by; chosen on papers that were kept out

# Places of one name that are told. No abstract names a thing so often; a text made of one name would
# otherwise become evidence of hundreds of times its size.
TOLD_AT_MOST = 100

Judged = tuple[float, str, Name]  # confidence, kind, name


def settle(judged: list[Judged]) -> list[Judged]:
    """The names that keep at least one mention of their own, in the order of the text."""
    taken: dict[str, set[int]] = {"title": set(), "abstract": set()}
    kept = []
    plausible = [i for i, (confidence, _, _) in enumerate(judged) if confidence >= PLAUSIBLE]
    for i in sorted(plausible, key=lambda i: (-_claim(judged[i]), i)):
        name = judged[i][2]
        free = [m for m in name.mentions if taken[m.tokens.part].isdisjoint(range(m.start, m.end))]
        if free:
            name.mentions = free
            kept.append(i)
            for m in free:
                taken[m.tokens.part].update(range(m.start, m.end))
    return [judged[i] for i in sorted(kept)]


def _claim(judged: Judged) -> float:
    """The odds of a name, more of them for each word more: "deep pyramid CNN" wins over the surer "CNN"."""
    confidence, _, name = judged
    first = name.mentions[0]
    return confidence / max(1 - confidence, 1e-9) * _LONGER ** (first.end - first.start)


def link(name: Name, confidence: float) -> dict[str, Any]:
    """The fields that a dataset's and a method's link share."""
    return {
        "name": name.forms[0],
        "aliases": tuple(name.forms[1:]),
        "confidence": round(confidence, 3),
        "mentions": tuple(_mention(m, confidence) for m in name.mentions[:TOLD_AT_MOST]),
    }


def _mention(candidate: Candidate, confidence: float) -> Mention:
    tokens = candidate.tokens
    start, end = tokens.span(candidate.start, candidate.end)
    return Mention(
        tokens.part, start, end, tokens.quote(candidate.start), candidate.rule, round(confidence, 3)
    )
