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
from typing import NamedTuple

__all__ = ["begins_category", "categories", "category", "is_subject", "label"]


class _Tables(NamedTuple):
    meant: dict[str, str]  # a code → the category that it means
    possible: dict[str, list[str]]  # a code → all the categories that it could mean
    labels: dict[str, str]


@cache
def _tables() -> _Tables:
    tables = _Tables({}, {}, {})
    for row in Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, text, short, alias = row.split("\t")
        tables.labels[name] = text
        full = [name, *alias.split()]
        tables.meant.update(dict.fromkeys([*full, *short.split()], name))
        for code in {*full, *(code.rpartition(".")[2] for code in full)}:
            tables.possible.setdefault(code, []).append(name)
    return tables


def category(code: str) -> str | None:
    """The arXiv category that a printed code means, or None where it is unknown or could be several.

    >>> category("CV"), category("eess.AS"), category("math.IT"), category("DS")
    ('cs.CV', 'eess.AS', 'cs.IT', None)
    """
    return _tables().meant.get(code)


def categories(code: str) -> tuple[str, ...]:
    """All the arXiv categories that a printed code could mean.

    >>> categories("DS"), categories("SD"), categories("XQ")
    (('cs.DS', 'math.DS'), ('cs.SD',), ())
    """
    return tuple(_tables().possible.get(code, ()))


def begins_category(text: str) -> bool:
    """Whether the name of an archive or category begins so.

    >>> begins_category("q-bi"), begins_category("cs."), begins_category("end-to")
    (True, True, False)
    """
    return any(name.startswith(text) for name in _tables().labels)


def is_subject(text: str) -> bool:
    """Whether a text is made of words that arXiv names its categories with, as "Computer Vision" is.

    >>> is_subject("Computer Vision"), is_subject("Physics"), is_subject("Ada Fold")
    (True, True, False)
    """
    words = {word for name in _tables().labels.values() for word in name.casefold().replace(",", "").split()}
    return bool(text) and words.issuperset(text.casefold().replace(",", "").split())


def label(category: str) -> str | None:
    """The English name that arXiv gives a category, or None where there is no such category.

    >>> label("cs.CL")
    'Computation and Language'
    """
    return _tables().labels.get(category)
