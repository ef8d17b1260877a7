"""Identifiers: normal forms of DOI, arXiv id, ORCID and date, and the keys of names.

A function that is given what cannot be an identifier raises `ValueError` with what is allowed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from urllib.parse import unquote

from kg.folding import compact, compact_all, fold, fold_all
from kg.slugs import LONG, SHORT, SLUG, is_plain, rehashed, short_hash, short_hashes, slug, slug_of_words

__all__ = [
    "LONG",
    "SHORT",
    "SLUG",
    "are_days",
    "arxiv_id",
    "compact",
    "compact_all",
    "distinct_slug",
    "doi",
    "dois",
    "family_names",
    "fold",
    "fold_all",
    "is_day",
    "is_plain",
    "name_key",
    "name_keys",
    "orcid",
    "precision",
    "rehashed",
    "short_hash",
    "short_hashes",
    "slug",
    "slug_of_words",
]

_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
_DOI_PREFIX = re.compile(r"doi:\s*|(?P<resolver>(?:https?://)?(?:(?:dx|www)\.)?doi\.org/(?:doi:)?)", re.I)
_BEHIND_PATH = re.compile(r"[?#].+")  # an old DOI may end with one of them
_RESOLVER = "https://doi.org/"
# DOIs on a line each as most are given: bare, or behind the resolver without what may stand for other signs.
_DOI_LINES = re.compile(rf"(?:(?:(?:{_RESOLVER}(?=[^%?#\n]*\n))?10\.[0-9]{{4,9}}/[!-~]++)?\n)*+")
# arXiv counts by archive up to March 2007, then with four digits, from 2015 on with five.
_MONTH = r"(?:0[1-9]|1[0-2])"
_BY_ARCHIVE = rf"[a-z-]+(?:\.[a-z-]+)?/(?:(?:9[1-9]|0[0-6]){_MONTH}|070[1-3])\d{{3}}"
_OF_FOUR = rf"(?:07(?:0[4-9]|1[0-2])|(?:0[89]|1[0-4]){_MONTH})\.\d{{4}}"
_OF_FIVE = rf"(?:1[5-9]|[2-9]\d){_MONTH}\.\d{{5}}"
_ARXIV = re.compile(rf"({_OF_FIVE}|{_OF_FOUR}|{_BY_ARCHIVE})(?:v\d+)?", re.I | re.ASCII)
_ARXIV_PREFIX = re.compile(r"^(?:https?://(?:(?:www|export)\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:\s*)", re.I)
_SUBJECT_CLASS = re.compile(r"\.[a-z-]+(?=/)")
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])", re.I | re.ASCII)
_DATE = re.compile(r"(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_DAYS = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}\n)*+")
_ACRONYM_PLURAL = re.compile(r"(?<=[A-Z0-9])s$")
_DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_PHRASE_PLURAL = re.compile(r"(?<=[A-Za-rt-z0-9])s$")
# Signs that tell one name from another: C and C++, A and A*.
_SIGNS = frozenset("+#*^†★")


def doi(text: str) -> str:
    """The DOI in lower case, without resolver or prefix; that of an address with its %-escapes resolved.

    >>> doi("doi:10.1109/ICASSP.2023.10096889"), doi("https://doi.org/10.1000/(A)1%3C2%3E?nosfx=y")
    ('10.1109/icassp.2023.10096889', '10.1000/(a)1<2>')
    """
    bare = text.strip()
    if not bare.startswith("10."):
        bare = _without_prefix(bare)
    if not _DOI.fullmatch(bare):
        raise ValueError("a DOI is like 10.1109/5.771073")
    return bare.lower()


def _without_prefix(text: str) -> str:
    """What follows the prefix or resolver of a DOI; empty where it is no text at all."""
    prefix = _DOI_PREFIX.match(text)
    rest = text[prefix.end() :] if prefix else text
    if not prefix or not prefix["resolver"]:
        return rest
    decoded = unquote(_BEHIND_PATH.sub("", rest), errors="replace")
    return decoded if decoded.isprintable() and "\ufffd" not in decoded else ""


def dois(texts: Sequence[str]) -> list[str]:
    """Each text's DOI in its normal form, empty where it is none: many are looked at as one text.

    >>> dois(["https://doi.org/10.1109/ICASSP.2023.10096889", "", "10.1109"])
    ['10.1109/icassp.2023.10096889', '', '']
    """
    joined = "\n".join([*texts, ""])
    lines = joined.lower().split("\n")[:-1]
    if len(lines) == len(texts) and _DOI_LINES.fullmatch(joined):
        return [line.removeprefix(_RESOLVER) for line in lines]
    return [_doi_or_nothing(text) for text in texts]


def _doi_or_nothing(text: str) -> str:
    try:
        return doi(text)
    except ValueError:
        return ""


def arxiv_id(text: str) -> str:
    """The arXiv id without prefix, version and subject class, which arXiv counts as no part of it.

    >>> arxiv_id("arXiv:2303.14307v2"), arxiv_id("https://arxiv.org/abs/math.GT/0309136")
    ('2303.14307', 'math/0309136')
    """
    match = _ARXIV.fullmatch(_ARXIV_PREFIX.sub("", text.strip()).removesuffix(".pdf"))
    if not match:
        raise ValueError("an arXiv id is like 2303.14307 or hep-th/9901001")
    return _SUBJECT_CLASS.sub("", match[1].lower()) if "/" in match[1] else match[1]


def orcid(text: str) -> str:
    """The ORCID iD in four groups, its check digit (ISO 7064 MOD 11-2) verified.

    >>> orcid("https://orcid.org/0000-0002-1825-0097")
    '0000-0002-1825-0097'
    """
    match = _ORCID.fullmatch(text.strip())
    if not match:
        raise ValueError("an ORCID iD is like 0000-0002-1825-0097")
    digits = "".join(match.groups()).upper()
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    if "0123456789X"[(12 - total % 11) % 11] != digits[15]:
        raise ValueError("an ORCID iD ends with its check digit, like 0000-0002-1825-0097")
    return "-".join(match.groups()).upper()


def is_day(text: str) -> bool:
    """Whether it is a day of the calendar, written YYYY-MM-DD.

    >>> [is_day(text) for text in ("2024-02-29", "2023-02-29", "20240229", "2024-W01-1")]
    [True, False, False, False]
    """
    return are_days((text,))


def are_days(texts: Sequence[str]) -> bool:
    """Whether all are."""
    if not _DAYS.fullmatch("\n".join([*texts, ""])):  # Python also reads other forms of ISO 8601
        return False
    try:
        return all(map(date.fromisoformat, texts))
    except ValueError:
        return False


def precision(text: str) -> str:
    """What a date states: `gYear`, `gYearMonth` or `date` (XSD's names); `edtf` where the year is unknown.

    >>> precision("2023"), precision("2023-03"), precision("2023-03-25"), precision("XXXX-03-25")
    ('gYear', 'gYearMonth', 'date', 'edtf')
    """
    match = _DATE.fullmatch(text)
    if not match or not _in_calendar(*match.groups()):
        raise ValueError("a date is like 2023, 2023-03, 2023-03-25 or XXXX-03-25, and in the calendar")
    if match[1] == "XXXX":
        return "edtf"
    return "date" if match[3] else "gYearMonth" if match[2] else "gYear"


def _in_calendar(year: str, month: str | None, day: str | None) -> bool:
    if (year == "XXXX" and month is None) or year == "0000":
        return False
    if month is None:
        return True
    if not 1 <= int(month) <= 12:
        return False
    # 2000 is a leap year: 29 February is possible in a year that is not known.
    return day is None or 1 <= int(day) <= monthrange(2000 if year == "XXXX" else int(year), int(month))[1]


def name_key(name: str) -> str:
    """What spelling variants of a dataset's or method's name have in common.

    Case, hyphens, spaces and a plural s do not count; signs that distinguish names do. A plural s
    follows a capital (GANs) or ends a phrase (Diffusion Models): DARTS is not a plural of DART.

    >>> name_key("LRS-3"), name_key("GANs"), name_key("Deep Nets"), name_key("C++"), name_key("v1.1")
    ('lrs3', 'gan', 'deepnet', 'c++', 'v1dot1')
    """
    return _with_signs(compact(_singular(name)), name)


def name_keys(names: Sequence[str]) -> list[str]:
    """The key of each of the names."""
    return list(map(_with_signs, compact_all(list(map(_singular, names))), names))


def _with_signs(key: str, name: str) -> str:
    if not key:
        return name.casefold().strip()
    return key if _SIGNS.isdisjoint(name) else key + "".join(sign for sign in name if sign in _SIGNS)


def _singular(name: str) -> str:
    """The name without a plural s, and with a decimal point in letters."""
    if name and name[-1] == "s":
        name = (_PHRASE_PLURAL if " " in name else _ACRONYM_PLURAL).sub("", name)
    return _DECIMAL_POINT.sub("dot", name) if "." in name else name


def family_names(names: Sequence[str]) -> list[str]:
    """The family name of each, folded: what stands before a comma, else the last word.

    >>> family_names(["Pantic, Maja", "Adriana Fernandez-Lopez"])
    ['pantic', 'fernandezlopez']
    """
    last = [name.partition(",")[0] if "," in name else name.rpartition(" ")[2] for name in names]
    return compact_all(last)


def distinct_slug(name: str, folded: str | None = None) -> str:
    """A slug that two names share only where they are spelling variants of each other.

    `folded` is what `fold` makes of the name, where that is known.

    Where the slug says less than the name (it was cut, or letters or signs of it are not ASCII),
    a hash of the name's key follows it.

    >>> distinct_slug("LRS3"), distinct_slug("C"), distinct_slug("C++")
    ('lrs3', 'c', 'c-cedb1bac')
    """
    words = fold(name) if folded is None else folded
    if is_plain(words) and _SIGNS.isdisjoint(name):
        return words.replace(" ", "-")
    return "-".join(filter(None, (slug_of_words(words), short_hash(name_key(name)))))
