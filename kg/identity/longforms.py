"""Whether the long forms that a short name is given together with say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["ambiguous"]

Words = Sequence[str]


def ambiguous(name: Words, others: Iterable[Words]) -> bool:
    """Whether a short name stands for long names that are not variants, even by way of a third."""
    own = len("".join(name))
    longer = [words for words in others if len("".join(words)) > own + 2]
    same, apart = longer[:1], longer[1:]
    for words in same:  # grows while it is read
        near = [other for other in apart if _variants(words, other)]
        same += near
        apart = [other for other in apart if other not in near]
    return bool(apart)


def _variants(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two long forms, in words, say the same: most words in common, or initials for some of them.

    >>> _variants("bidirectional long short term memory".split(), "bidirectional lstm".split())
    True
    >>> _variants("contextual speech extraction".split(), "common sense explanations".split())
    False
    """
    short, long = sorted((one, other), key=len)
    if long[: len(short)] == short or 2 * len({*short} & {*long}) >= len({*short} | {*long}):
        return True
    rest = [word for word in long if word not in short]
    return "".join(word[0] for word in rest) in {word for word in short if word not in long}
