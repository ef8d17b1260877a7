"""What a site prints behind its last record ("Load more", "© 2026"): it is no part of that abstract."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import category

from kg.inputs.page.entries import ENDS, Entry, Line, is_apart, titled
from kg.inputs.page.head import LONGEST

__all__ = ["without_footer"]

_GIVES = r":|\w\.\w+/\S"
LEAST = 2  # records beside the last that show how abstracts are printed


def without_footer(
    entries: Sequence[Entry], glued: bool, is_open: bool
) -> tuple[Sequence[Entry], Line | None, bool]:
    """The records without what is printed behind the last, its first line, and whether it is left out.

    It begins with a short line that ends no sentence, behind a whole text or a blank line, and no line of it
    goes on in lower case; no other abstract of the page has such lines. `is_open` says that the page's last
    line has no end, so that it may be half a sentence.
    """
    *others, last = entries
    first = _abstract(last, glued)
    start = _footer(last, first + _may_lack(others, glued))
    if start is None or any(_footer(entry, _abstract(entry, glued) + 1) for entry in others):
        return entries, None, False
    is_half = is_open and start == len(last.body) - 1
    if len(others) < LEAST:
        return entries, None if is_half else last.body[start], False
    kept = last if is_half else last._replace(body=last.body[:start])
    return [*others, kept], last.body[start], not is_half


def _abstract(entry: Entry, glued: bool) -> int:
    """Which line of a body the abstract begins with."""
    return 1 if glued else len(entry.body) - len(titled(entry.body)) + 2


def _may_lack(others: Sequence[Entry], glued: bool) -> int:
    """0 where what stands in the abstract's place may be no abstract, since all others are longer; else 1."""
    starts = [entry.body[at].text for entry in others if (at := _abstract(entry, glued)) < len(entry.body)]
    return not (len(starts) >= LEAST and min(map(len, starts)) > LONGEST)


def _footer(entry: Entry, begin: int) -> int | None:
    """Which line of a body, from the line `begin` on, is the first that may be no part of the abstract."""
    body = entry.body
    start = next((at for at in range(begin, len(body)) if _is_foreign(body, at)), len(body))
    return start if body[start:] and not any(line.text[0].islower() for line in body[start:]) else None


def _is_foreign(body: Sequence[Line], at: int) -> bool:
    """Whether a line is short, is open at its end, gives nothing (an address, keywords), and begins anew."""
    text, before = body[at].text, body[at - 1].text
    is_short = len(text) <= LONGEST and not _is_closed(text) and not re.search(_GIVES, text)
    return is_short and (is_apart(body, at) or before.endswith(ENDS) or _is_closed(before))


def _is_closed(text: str) -> bool:
    """Whether a line ends with a mark, in whatever script, but for those of buttons ("More…", "Next »")."""
    return category(text[-1]).startswith("P") and not text.endswith(("…", "...", "»", "›"))
