"""The head line of a record: `[score]FIELDdate[Code]`, as in "63.1LGMar 11" and "CVSep 3, 2022Code"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from kg.inputs.dates import MONTHS, is_day, month_number

__all__ = ["HEAD_RULE", "Head", "parse_head", "sniff"]

HEAD_RULE = 'a record begins like "CVSep 3, 2022"'

_MONTH = "|".join(dict.fromkeys(name for full in MONTHS for name in (full, full[:3])))
_SCORE = r"(?P<score>\d+(?:\.\d+)?)?"
_STRICT = re.compile(
    rf"{_SCORE}(?P<field>[A-Za-z][A-Za-z.-]*?)(?P<text>(?P<month>{_MONTH}) (?P<day>\d\d?)(?:, (?P<year>\d{{4}}))?)"
    r"(?P<code>Code)?[ \t]*"
)
# What stands where a head should and has a digit in it, though no date that the site prints.
_LOOSE = re.compile(
    rf"{_SCORE}(?P<field>[A-Z]{{2}}|[a-z]+(?:-[a-z]+)*)?(?P<text>[A-Z0-9](?=.*\d)[^:?!]{{2,24}}?)(?P<code>Code)?[ \t]*"
)


class Head(NamedTuple):
    """What a head line says.  `month` and `day` are None where it gives no day of the calendar."""

    printed: str
    field: str | None
    date_text: str
    month: int | None
    day: int | None
    year: int | None
    score: Decimal | None
    has_code: bool

    @property
    def date(self) -> str | None:
        """The day in ISO 8601, or in EDTF where no year is printed."""
        if self.month is None or self.day is None:
            return None
        year = "XXXX" if self.year is None else f"{self.year:04}"
        return f"{year}-{self.month:02}-{self.day:02}"


def parse_head(line: str, loose: bool = False) -> Head | None:
    """The head that a line is, or None.

    With `loose`, a line that has the shape of a head with a date written otherwise is one as well,
    without a date: to be asked only where a head must stand.
    """
    if len(line) > 80:
        return None
    found = _STRICT.fullmatch(line)
    if not found:
        found = _LOOSE.fullmatch(line) if loose else None
        return found and _head(found, None, None, None)
    month, day = month_number(found["month"]), int(found["day"])
    year = int(found["year"]) if found["year"] else None
    if not is_day(f"{2000 if year is None else year:04}-{month:02}-{day:02}"):
        return _head(found, None, None, None)
    return _head(found, month, day, year)


def _head(found: re.Match[str], month: int | None, day: int | None, year: int | None) -> Head:
    score = Decimal(found["score"]) if found["score"] else None
    printed = found[0].rstrip()
    return Head(printed, found["field"], found["text"], month, day, year, score, found["code"] is not None)


def sniff(head: bytes) -> bool:
    """Whether the first bytes of a file have the head line of a record among them."""
    lines = re.split(r"\r\n|[\r\n]", head.decode("utf-8-sig", "replace"))
    return any(parse_head(line) for line in lines)
