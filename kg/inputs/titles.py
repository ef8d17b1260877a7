"""Titles: LaTeX markup reduced to its text, spaces made single."""

from __future__ import annotations

import re

from kg.inputs.source import Source
from kg.model import Problem

__all__ = ["FORMULA_RULE", "LONG", "plain_formulas", "plain_title", "title_problem"]

# Macros that say how their text looks; those that change what it says (\sqrt, \frac) stay.
_MARKUP = re.compile(
    r"\\(?:emph|text(?:bf|it|sc|tt|sf|rm|md|up|sl|normal|superscript|subscript)?|mbox|underline|url|"
    r"math(?:bf|cal|bb|rm|it|sf|tt|frak|scr)|boldsymbol|bm)\s*\{([^{}]*)\}"
)
FORMULA_RULE = "letters of a title stand without the style that a formula gives them"
LONG = 1000  # characters; what is longer is likely no title


def plain_title(text: str) -> str:
    r"""The title without markup, its words parted by single spaces.

    >>> plain_title(r"\emph{Fast  \textbf{and}} slow")
    'Fast and slow'
    """
    count = 1
    while count:
        text, count = _MARKUP.subn(r"\1", text)
    return " ".join(text.split())


def plain_formulas(text: str) -> list[tuple[str, str]]:
    r"""The formulas of a title that `plain_title` reads otherwise, each with what it makes of it.

    >>> plain_formulas(r"On $\mathbb{Z}_2$ and $\sqrt{n}$")
    [('$\\mathbb{Z}_2$', '$Z_2$')]
    """
    formulas = ((found, plain_title(found)) for found in re.findall(r"\$[^$]*\$", text) if "\\" in found)
    return [(found, plain) for found, plain in formulas if plain != " ".join(found.split())]


def title_problem(source: Source, line: int, title: str) -> Problem | None:
    """What to say of a title so long that it may be something else."""
    if len(title) <= LONG:
        return None
    return source.problem(
        line, f"a title of {len(title):,} characters, kept", f"up to {LONG:,} characters are usual"
    )
