"""The head line of a record: `[score]FIELDdate[Code]`, as in "63.1LGMar 11" and "CVSep 3, 2022Code"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from kg.inputs.dates import MONTHS, is_day, month_number

__all__ = ["HEAD_RULE", "Head", "parse_head", "sniff"]

HEAD_RULE = 'a record begins like "CVSep 3, 2022"'

_MONTH = "|".join(dict.fromkeys(name for full in MONTHS for name in (full, full[:3])))
_FORM = r"(?P<score>\d+(?:\.\d+)?)?(?P<field>{field})(?P<text>{date}) ?(?P<code>Code)?"
_DATE = rf"(?P<month>{_MONTH}) (?P<day>\d\d?)(?:, (?P<year>\d{{4}}))?"
_STRICT = re.compile(_FORM.format(field=r"[A-Za-z][A-Za-z.-]*?", date=_DATE))
# What has the shape of a head and a date, though none that the site prints: "Sept 3", "2022-09-03".
_OTHER = r"(?:[A-Z][a-z]+\.? ?\d|\d[\d./-]{3})[^:?!]{0,16}?"
_LOOSE = re.compile(_FORM.format(field=r"[A-Z]{2}|[a-z]+(?:-[a-z]+)+", date=_OTHER))
_BARE = re.compile(_FORM.format(field="", date=_DATE))
LONGEST = 60


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

    With `loose`, a head without a field is one as well, and so is one with a date written
    otherwise, which counts as none: to be asked only where a head can stand.
    """
    text = " ".join(line.split()) if len(line) <= LONGEST else ""
    found = _STRICT.fullmatch(text) or (_BARE.fullmatch(text) if loose else None)
    if found:
        month, day = month_number(found["month"]), int(found["day"])
        year = int(found["year"]) if found["year"] else None
        exists = is_day(f"{2000 if year is None else year:04}-{month:02}-{day:02}")
        return _head(found, (month, day, year) if exists else (None, None, None))
    found = _LOOSE.fullmatch(text) if loose else None
    return _head(found, (None, None, None)) if found else None


def _head(found: re.Match[str], date: tuple[int | None, int | None, int | None]) -> Head:
    score = Decimal(found["score"]) if found["score"] else None
    return Head(found[0], found["field"] or None, found["text"], *date, score, found["code"] is not None)


def sniff(head: bytes) -> bool:
    """Whether the first bytes of a file have the head line of a record among them."""
    lines = re.split(r"\r\n|[\r\n]", head.decode("utf-8-sig", "replace"))
    return any(parse_head(line) for line in lines)
