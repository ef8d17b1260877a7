"""Sets of words, written as running text."""

__all__ = ["word_set"]


def word_set(text: str) -> frozenset[str]:
    """The words of a text.

    >>> sorted(word_set("b a b"))
    ['a', 'b']
    """
    return frozenset(text.split())
