"""Of names that claim the same words the likelier wins, a longer one before one that is little surer.

Where a longer name is as good as certain, a shorter one that stands elsewhere too leaves its words to it:
"SQuAD" in "Adversarial SQuAD".
"""

from __future__ import annotations

from typing import Any

from kg.model import Mention
from kg.recognise.names import Name
from kg.recognise.propose import Candidate

__all__ = ["PLAUSIBLE", "Judged", "link", "settle"]

PLAUSIBLE = 0.1
"""A name less likely than this is no candidate worth keeping in the evidence."""

_LONGER = 1.4  # what each word more multiplies the odds by; chosen on papers that were kept out

_CERTAIN = 0.95  # from this confidence on a name keeps its words against a surer one in it; chosen there, too

# Places of one name that are told. No abstract names a thing so often; a text made of one name would
# otherwise become evidence of hundreds of times its size.
TOLD_AT_MOST = 100

Judged = tuple[float, str, Name]  # confidence, kind, name
Place = tuple[str, str, int]  # kind, part, token


def settle(judged: list[Judged]) -> list[Judged]:
    """The names that keep at least one mention of their own, in the order of the text."""
    taken: dict[str, set[int]] = {"title": set(), "abstract": set()}
    kept = []
    plausible = [i for i, (confidence, _, _) in enumerate(judged) if confidence >= PLAUSIBLE]
    over = _over(judged)
    for i in sorted(plausible, key=lambda i: (-_claim(judged[i]), i)):
        _, kind, name = judged[i]
        own = [m for m in name.mentions if not _is_within(m, kind, over)] or name.mentions
        free = [m for m in own if taken[m.tokens.part].isdisjoint(range(m.start, m.end))]
        if free:
            name.mentions = free
            kept.append(i)
            for m in free:
                taken[m.tokens.part].update(range(m.start, m.end))
    return [judged[i] for i in sorted(kept)]


def _over(judged: list[Judged]) -> dict[Place, Candidate]:
    """For a kind, a part and a token the longest mention over it of a name that is as good as certain."""
    over: dict[Place, Candidate] = {}
    for confidence, kind, name in judged:
        for mention in name.mentions if confidence >= _CERTAIN else ():
            for i in range(mention.start, mention.end):
                other = over.setdefault((kind, mention.tokens.part, i), mention)
                if _length(other) < _length(mention):
                    over[kind, mention.tokens.part, i] = mention
    return over


def _is_within(mention: Candidate, kind: str, over: dict[Place, Candidate]) -> bool:
    """Whether a mention is a part of one that is certain, not all of it."""
    long = over.get((kind, mention.tokens.part, mention.start))
    return long is not None and mention.end <= long.end and _length(mention) < _length(long)


def _length(mention: Candidate) -> int:
    return mention.end - mention.start


def _claim(judged: Judged) -> float:
    """The odds of a name, more of them for each word more: "deep pyramid CNN" wins over the surer "CNN"."""
    confidence, _, name = judged
    return confidence / max(1 - confidence, 1e-9) * _LONGER ** _length(name.mentions[0])


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
