"""The year of a date that is printed without one: that in which the page was saved."""

from __future__ import annotations

from collections.abc import Sequence

from kg.inputs.dates import is_day
from kg.inputs.page.head import Head

__all__ = ["contradiction", "infer_year"]

LEAP_CYCLE = 8  # years in which every day of the calendar comes up


def contradiction(heads: Sequence[Head], captured: str | None) -> int | None:
    """The index of a record that cannot stand on a page saved on that day; None where there is none.

    The site prints the year only where it is another than the current one, so a year printed is
    earlier than that of the capture.
    """
    if captured is None:
        return None
    year = int(captured[:4])
    return next((i for i, head in enumerate(heads) if head.year is not None and head.year >= year), None)


def infer_year(heads: Sequence[Head]) -> int | None:
    """The earliest year, later than all that are printed, that has every day printed without one."""
    printed = [head.year for head in heads if head.year is not None]
    days = {(head.month, head.day) for head in heads if head.date and head.year is None}
    if not printed or not days:
        return None
    later = range(max(printed) + 1, max(printed) + 1 + LEAP_CYCLE)
    return next((y for y in later if all(is_day(f"{y:04}-{m:02}-{d:02}") for m, d in days)), None)
