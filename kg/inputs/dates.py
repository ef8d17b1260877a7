"""Dates: as a page prints them, and as records carry them (ISO 8601, EDTF without a year)."""

from __future__ import annotations

import re

from kg.identifiers import is_day

__all__ = ["DATE_RULE", "DAY_RULE", "MONTHS", "is_date", "is_day", "month_number"]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = {name: n for n, full in enumerate(MONTHS, 1) for name in (full, full[:3])}
_FORM = re.compile(r"([0-9]{4}|XXXX)(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
LEAP = "2000"
DATE_RULE = "a date is like 2023, 2023-03, 2023-03-25 or XXXX-03-25"
DAY_RULE = "a day is like 2026-03-20"


def month_number(name: str) -> int | None:
    """The number of a month, from its English name in full or its first three letters.

    >>> month_number("Sep"), month_number("September"), month_number("Sept")
    (9, 9, None)
    """
    return _NUMBERS.get(name)


def is_date(text: str) -> bool:
    """Whether a record may carry it: a year, month or day of the calendar, or a day of no year.

    >>> [is_date(d) for d in ("2023", "2023-03", "2023-03-25", "XXXX-02-29", "XXXX", "2023-13")]
    [True, True, True, True, False, False]
    """
    form = _FORM.fullmatch(text)
    if not form:
        return False
    year, month, day = form.groups()
    if year == "XXXX" and not day:
        return False
    return is_day(f"{LEAP if year == 'XXXX' else year}-{month or '01'}-{day or '01'}")
