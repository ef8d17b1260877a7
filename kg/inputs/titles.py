"""Titles: LaTeX markup reduced to its text, spaces made single."""

from __future__ import annotations

import re

from kg.inputs.source import Source
from kg.model import Problem

__all__ = ["LONG", "plain_title", "title_problem"]

# Macros that say how their text looks; those that change what it says (\sqrt, \frac) stay.
_MARKUP = re.compile(
    r"\\(?:emph|text(?:bf|it|sc|tt|sf|rm|md|up|sl|normal|superscript|subscript)?|mbox|underline|url|"
    r"math(?:bf|cal|bb|rm|it|sf|tt|frak|scr)|boldsymbol|bm)\s*\{([^{}]*)\}"
)
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


def title_problem(source: Source, line: int, title: str) -> Problem | None:
    """What to say of a title so long that it may be something else."""
    if len(title) <= LONG:
        return None
    return source.problem(
        line, f"a title of {len(title):,} characters, kept", f"up to {LONG:,} characters are usual"
    )
