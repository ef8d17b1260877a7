"""The head line of a record: `[score]FIELDdate[Code]`, as in "63.1LGMar 11" and "CVSep 3, 2022Code"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from kg import arxiv
from kg.errors import shown
from kg.inputs.dates import MONTHS, is_day, month_number

__all__ = [
    "HEAD_RULE",
    "Head",
    "begins_head",
    "is_dated",
    "parse_head",
    "parts_with_head",
    "sniff",
    "undated_head",
    "unknown_head",
]

HEAD_RULE = 'a record begins like "CVSep 3, 2022"'

_MONTH = "|".join(dict.fromkeys(name for full in MONTHS for name in (full, full[:3])))
_FORM = r"(?P<score>\d+(?:\.\d+)?)?(?P<field>{field})(?P<text>{date}) ?(?P<code>Code)?"
_DATE = rf"(?P<month>{_MONTH}) (?P<day>\d\d?)(?:, (?P<year>\d{{4}}))?"
_PLAIN_DATE = rf"(?:{_MONTH}) \d\d?(?:, \d{{4}})?"
_STRICT = re.compile(_FORM.format(field=r"[A-Za-z][A-Za-z.-]*?", date=_DATE))
_BARE = re.compile(_FORM.format(field="", date=_DATE))
# What has the shape of a head and a date, though none that the site prints: a month in other letters
# ("CVSept 3", "3 SEP 2022"), a word or numbers with a year ("CVFév 3, 2022", "CV03/09/2022"), and
# where a code of two letters is certain, any word and number ("CVMar 3rd").
_DAY, _YEAR = r"\d\d?(?:st|nd|rd|th)?\.?", r",? ?\d{4}"
_NAMED = rf"(?i:{_MONTH}|Sept)\.?"
_MONTHLY = rf"{_NAMED} ?{_DAY}(?:{_YEAR})?|{_DAY} ?{_NAMED}(?:{_YEAR})?|{_NAMED},? \d{{4}}"
_WORD = r"[^\W\d_]{3,10}\.?"
_NUMERIC = r"\d{4}[./-]\d\d?[./-]\d\d?|\d\d?[./-]\d\d?[./-]\d{2,4}"
_DATED = rf"{_WORD} ?{_DAY}{_YEAR}|{_DAY} ?{_WORD}{_YEAR}|{_NUMERIC}"
_OTHER = r"(?:[A-Z][a-z]+\.? ?\d|\d[\d./-]{3})[^:?!]{0,16}?"
_CODE = r"[a-z]+(?:-[a-z]+)*\.[A-Za-z-]{2,}?|[a-z]+(?:-[a-z]+)+"
_LOOSE_FORM = (
    r"(?:(?P<score>\d+(?:\.\d+)?)%?(?=[^\W\d]))?(?P<field>{field}) ?(?P<text>{date}) ?(?P<code>Code)?"
)
# As text: few files need them, and `re` keeps what it compiled.
_LOOSE = (
    _LOOSE_FORM.format(field=rf"[A-Z]{{2,4}}?|{_CODE}|", date=_MONTHLY),
    _LOOSE_FORM.format(field=rf"[A-Z]{{2}}|{_CODE}|", date=_DATED),
    _FORM.format(field=r"[A-Z]{2}|[a-z]+(?:-[a-z]+)+", date=_OTHER),
)
# A head that lacks its date, or has one word in its place ("CL", "63.1CLCode", "CLYesterday").
_UNDATED = _LOOSE_FORM.format(field=rf"[A-Z]{{2}}|{_CODE}", date=r"(?:(?!Code)[A-Z][a-z]+)?")
# A head that is not understood throughout: what stands before the date that the site prints, and what a
# field is in it; or a field alone, in front of what is no date.
_DATED_END = rf"(?P<before>.*?)(?P<text>{_DATE})[\s.•·|]*(?P<code>Code)?[\s.•·|]*"
_SHORT_CODE = r"[A-Z]{2,4}|[a-z]+(?:-[a-z]+)*\.[A-Za-z-]{2,}|[a-z]+-[a-z]+"
_BEFORE = rf"(?P<score>[\W\d_]*)(?P<field>(?:{_SHORT_CODE})(?:[\W_]+(?:{_SHORT_CODE}))*)?(?P<between>[\W_]*)"
_FIELD_FIRST = r"(?P<score>\d+(?:\.\d+)?)?(?P<field>[A-Z]{2})(?=[A-Z][a-z]|\d)(?P<text>.*?)(?P<code>Code)?"
# A head without a line end before it, behind the mark that ends an abstract, or behind it.
_WHOLE = rf"(?:\d+(?:\.\d+)?)?(?:[A-Z]{{2}}|{_SHORT_CODE}){_PLAIN_DATE}(?:Code)?"
_JOINED = rf"({_WHOLE})([^\W\d_]\S*\s.{{8,}})|(.{{16,}}\w[.!?…)\]\"”])({_WHOLE})"  # as text, as those above
_HAS_DATE = rf"(?<![\d,.])(?:19|20)\d\d(?!\d)|\d ?{_NAMED}\b|(?:\b|(?<=[A-Z])){_NAMED} ?\d"
# What a head may still lack where a page ends within it.
_SHORT = tuple(full[:3] for full in MONTHS)
_RESTS = sorted({f"1CV{name} 3, 2022"[at:] for name in (*MONTHS, *_SHORT) for at in range(20)})
LONGEST = 60


class Head(NamedTuple):
    """What a head line says.  `month` and `day` are None where it gives no day of the calendar.

    `flaw` says what is wrong with it beyond its field and its date, as the beginning of a message.
    """

    printed: str
    field: str | None
    date_text: str
    month: int | None
    day: int | None
    year: int | None
    score: Decimal | None
    has_code: bool
    flaw: str = ""

    @property
    def date(self) -> str | None:
        """The day in ISO 8601, or in EDTF where no year is printed."""
        if self.month is None or self.day is None:
            return None
        year = "XXXX" if self.year is None else f"{self.year:04}"
        return f"{year}-{self.month:02}-{self.day:02}"


def parse_head(line: str, loose: bool = False) -> Head | None:
    """The head that a line is, or None.

    With `loose`, a head without a field is one as well, and so is one that is spaced otherwise or has
    a date written otherwise, which counts as none: to be asked only where a head can stand.

    >>> parse_head("cs.CVSept 3, 2022", loose=True).date_text, parse_head("CV Sep 3, 2022", loose=True).date
    ('Sept 3, 2022', '2022-09-03')
    """
    text = " ".join(line.split()) if len(line) <= LONGEST else ""
    found = _STRICT.fullmatch(text) or (_BARE.fullmatch(text) if loose else None)
    if found is None and loose:
        found = next((match for form in _LOOSE if (match := re.fullmatch(form, text))), None)
    return _head(found) if found else None


def is_dated(line: str) -> bool:
    """Whether a line is short, no sentence, and holds a year or a day of a month."""
    text = " ".join(line.split()) if len(line) <= LONGEST else "."
    return not text.endswith((".", ":", "?", "!")) and re.search(_HAS_DATE, text) is not None


def begins_head(line: str) -> bool:
    """Whether a line that a page ends within may be the beginning of a head.

    >>> [begins_head(text) for text in ("63.", "CVSe", "cs.CVSep 3, 20", "However", "We")]
    [True, True, True, False, False]
    """
    text = " ".join(line.split())
    whole = (
        [found for rest in _RESTS if (found := _STRICT.fullmatch(text + rest))]
        if len(line) <= LONGEST
        else []
    )
    begun = re.match(r"[\d.]*([A-Za-z.-]*)", text)
    fields = {found["field"] if found.end("field") <= len(text) else begun[1] for found in whole if begun}
    return any(re.fullmatch(r"[A-Z]{0,2}", field) or arxiv.begins_category(field) for field in fields)


def undated_head(line: str) -> Head | None:
    """The head without a date that a line is: a field that arXiv has, and no more than a word behind it.

    To be asked only where a head can stand, since such a line may be anything.

    >>> [head and head.field for head in map(undated_head, ("63.1CL", "cs.CVCode", "CLYesterday", "QQ"))]
    ['CL', 'cs.CV', 'CL', None]
    """
    text = " ".join(line.split()) if len(line) <= LONGEST else ""
    found = re.fullmatch(_UNDATED, text)
    return _head(found) if found and arxiv.categories(found["field"]) else None


def parts_with_head(line: str) -> tuple[str, ...]:
    """A head and the text of the line before or the next, where no line end parts them; else the line.

    >>> parts_with_head("We mend old fences.CVSep 3, 2022"), parts_with_head("CVSep 3, 2022Fog and Sheep")
    (('We mend old fences.', 'CVSep 3, 2022'), ('CVSep 3, 2022', 'Fog and Sheep'))
    """
    found = re.fullmatch(_JOINED, line)
    parts = tuple(filter(None, found.groups())) if found else ()
    return parts if any(map(_is_known, parts)) else (line,)


def _is_known(text: str) -> bool:
    """Whether a text is a head with a field that arXiv has."""
    head = parse_head(text)
    return head is not None and bool(arxiv.categories(head.field or ""))


def unknown_head(line: str) -> Head:
    """The head that a line is by its place alone: what of it is understood, the rest set aside.

    >>> head = unknown_head("63,1CVMay 1, 2023")
    >>> head.score, head.field, head.date, head.flaw
    (None, 'CV', '2023-05-01', "'63,1' not understood in")
    """
    text = " ".join(line.split())
    dated = re.fullmatch(_DATED_END, text)
    before = re.fullmatch(_BEFORE, dated["before"]) if dated else None
    if dated and before:
        return _partly(text, dated, before)
    found = re.fullmatch(_FIELD_FIRST, text)
    if found and arxiv.categories(found["field"]):
        return _head(found)
    return Head(text, None, text, None, None, None, None, text.endswith("Code"))


def _partly(text: str, dated: re.Match[str], before: re.Match[str]) -> Head:
    """The head with a date, of which only one score and one field that arXiv has are taken."""
    score, field = before["score"].strip(), before["field"]
    number = re.fullmatch(r"(\d+(?:\.\d+)?)%?", score)
    known = field if field and arxiv.categories(field) else None
    flaw = f"{shown(score)} not understood in" if score and not number else ""
    value = Decimal(number[1]) if number else None
    return Head(text, known, dated["text"], *_date(dated["text"]), value, dated["code"] is not None, flaw)


def _head(found: re.Match[str]) -> Head:
    score = Decimal(found["score"]) if found["score"] else None
    date = _date(found["text"])
    return Head(found[0], found["field"] or None, found["text"], *date, score, found["code"] is not None)


def _date(text: str) -> tuple[int | None, int | None, int | None]:
    """Month, day and year of a date as the site prints it; None where it is another or no day."""
    if found := _BARE.fullmatch(text):
        month, day = month_number(found["month"]), int(found["day"])
        year = int(found["year"]) if found["year"] else None
        if is_day(f"{2000 if year is None else year:04}-{month:02}-{day:02}"):
            return month, day, year
    return None, None, None


def sniff(head: bytes) -> bool:
    """Whether the first bytes of a file have the head line of a record among them."""
    lines = re.split(r"\r\n|[\r\n]", head.decode("utf-8-sig", "replace"))
    return any(parse_head(line) for line in lines)
