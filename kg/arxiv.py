"""The categories of arXiv: which one a printed code means, and what it is called.

The table `arxiv.tsv` has a row a category: its name, its label, the short codes that mean it and
no other, and the names that arXiv keeps as its aliases. A short code shared by several archives
(DS is data structures in cs, dynamical systems in math) means none of them for sure and stands
with no category. One exception is stated in the table: CV is read as cs.CV, since the pages
that print it are about computing.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["category", "label"]


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Any code to its category, and any category to its label."""
    codes: dict[str, str] = {}
    labels: dict[str, str] = {}
    for row in Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, text, short, alias = row.split("\t")
        labels[name] = text
        codes |= dict.fromkeys([name, *short.split(), *alias.split()], name)
    return codes, labels


def category(code: str) -> str | None:
    """The arXiv category that a printed code means, or None where it is unknown or could be several.

    >>> category("CV"), category("eess.AS"), category("math.IT"), category("DS")
    ('cs.CV', 'eess.AS', 'cs.IT', None)
    """
    return _tables()[0].get(code)


def label(category: str) -> str | None:
    """The English name that arXiv gives a category, or None where there is no such category.

    >>> label("cs.CL")
    'Computation and Language'
    """
    return _tables()[1].get(category)
