"""IRIs and literals in N-Triples syntax, checked where they are made.

Every function returns a term as it stands in a file, or raises `ValueError` with what is allowed.
Source: RDF 1.1 N-Triples, section 2 and its canonical form; RFC 3987 for IRIs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

import msgspec

from kg import identifiers
from kg.errors import UsageError
from kg.printable import LINES, is_printable

__all__ = [
    "KG",
    "TYPE",
    "address",
    "boolean",
    "check_base",
    "date",
    "days",
    "decimal",
    "integer",
    "iri",
    "printable",
    "string",
    "strings",
]

KG = "https://w3id.org/papergraph#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"

XSD = "http://www.w3.org/2001/XMLSchema#"

# RFC 3987's ucschar, up to the planes in use; private characters are none.
_UCS = "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd"
_IN_PART = rf"A-Za-z0-9\-._~:/?@!$&'()*+,;={_UCS}"
# What stands in no part of an IRI; brackets enclose a host, and one # begins the fragment.
_NOT_IN_PART = re.compile(rf"[^{_IN_PART}%]|%(?![0-9A-Fa-f]{{2}})")
_SET_APART = frozenset("[]#")
_HOST = r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^/?#@:\[\]]+)"
_IRI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]*:"
    rf"(?://(?:[^/?#@\[\]]*@)?{_HOST}(?::[0-9]*)?(?![^/?#])|(?!//)(?=[^?#]))[^#\[\]]*(?:#[^#\[\]]*)?"
)
# An address in its parts, each of them with characters that may have to be encoded.
_ADDRESS = re.compile(
    rf"(?P<scheme>(?:https?|ftp)://)(?P<user>[^/?#@]*@)?{_HOST}(?P<port>:[0-9]*)?(?![^/?#])"
    r"(?P<rest>[^#]*)(?P<fragment>#.*)?",
    re.I,
)
# What names can follow: an address of whole segments, or what holds no / and ends with a colon.
_SEGMENT = r"(?!\.{1,2}/)[^/?#]+"
_BASE = re.compile(rf"https?://[^/?#]+/(?:{_SEGMENT}/)*(?:{_SEGMENT}:)?|(?!(?i:https?):)[^/?#]+:")
_SPACE = re.compile(r"[^\S ]")
# Thousands do not begin with 0: what follows a comma then is a fraction.
_NUMBER = re.compile(
    r"[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+|(?=\.\d))(?:\.\d*)?(?:E[+-]?\d+)?", re.ASCII | re.I
)
_MINUS = "\u2212"
# Controls but tab and line ends, bidirectional embeddings and isolates, lone surrogates, noncharacters.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_JSON = msgspec.json.Encoder().encode
_LINE_ESCAPES = str.maketrans({"\n": "\\n", "\r": "\\r", "\t": "\\t"})


_INTEGER, _TRUE, _FALSE = f'"^^<{XSD}integer>', f'"true"^^<{XSD}boolean>', f'"false"^^<{XSD}boolean>'


def iri(text: str) -> str:
    """An absolute IRI.

    >>> iri("https://example.org/a")
    '<https://example.org/a>'
    """
    parts = None if set(_NOT_IN_PART.findall(text)) - _SET_APART else _IRI.fullmatch(text)
    if not parts or not _is_host(parts["host"] or ""):
        raise ValueError("an IRI is absolute, without spaces, brackets and broken %-escapes")
    return f"<{text}>"


def _is_host(name: str) -> bool:
    """Whether it is a name, or an address of IPv6 in brackets."""
    if not name.startswith("["):
        return True
    from ipaddress import IPv6Address

    try:
        return bool(IPv6Address(name[1:-1]).packed)
    except ValueError:
        return False


def check_base(text: str) -> str:
    """The base of the data's IRIs: absolute, and ending so that names can follow.

    A base with # is refused: helpers have a fragment of their own (`paper/x#author-1`). So is one against
    which some readers of Turtle and JSON-LD resolve names to other IRIs than it begins (RFC 3986, 5.2.4):
    with a query, with segments that are empty or dots, or with a / at its end in another scheme than HTTP's.

    Raises:
        UsageError: it cannot be a base.
    """
    try:
        iri(text)
        iri(f"{text}paper/x")
        fits = bool(_BASE.fullmatch(text))
    except ValueError:
        fits = False
    if not fits:
        allowed = "it is like https://example.org/kg/, without query, # and segments that are empty or dots"
        raise UsageError("--base", f"{text!r} cannot be a base", allowed)
    return text


def address(text: str) -> str:
    """A web address; characters that an IRI cannot hold are percent-encoded (RFC 3987, 3.1).

    >>> address("https://example.org/a b[1]%ZZ")
    '<https://example.org/a%20b%5B1%5D%25ZZ>'
    """
    bare = text.strip()
    found = None if _SPACE.search(bare) else _ADDRESS.fullmatch(bare)
    if not found or " " in found["host"]:
        raise ValueError("an address is like https://example.org/path")
    host, fragment = found["host"], found["fragment"]
    host = host if host[0] == "[" else _encoded(host)
    fragment = "#" + _encoded(fragment[1:]) if fragment else ""
    parts = (
        found["scheme"],
        _encoded(found["user"] or ""),
        host,
        found["port"] or "",
        _encoded(found["rest"]),
    )
    return iri("".join(parts) + fragment)


def _encoded(part: str) -> str:
    return _NOT_IN_PART.sub(_percent, part)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def printable(text: str) -> str:
    """The text without characters that no reader sees and some formats cannot hold."""
    return text if is_printable(text) else _UNPRINTABLE.sub("", text)


def string(text: str) -> str:
    """A plain literal of printable text.

    >>> print(string('A "quoted" name'))
    "A \\"quoted\\" name"
    """
    if text.isascii() and "\x7f" not in text:
        # JSON escapes what N-Triples do, in one quick pass, and other control characters.
        literal = _JSON(text).decode()
        if len(literal) == len(text) + 2 or is_printable(text, LINES):
            return literal
    if not is_printable(text):
        if _UNPRINTABLE.search(text):
            raise ValueError("text holds no control characters or lone surrogates")
        text = text.replace("\\", "\\\\").translate(_LINE_ESCAPES)
    elif "\\" in text:
        text = text.replace("\\", "\\\\")
    return f'"{text}"' if '"' not in text else '"' + text.replace('"', '\\"') + '"'


def strings(texts: Sequence[str]) -> list[str]:
    """Plain literals of several texts; the quicker way for short ones."""
    all_ = "".join(texts)
    if not is_printable(all_):
        return list(map(string, texts))
    if '"' not in all_ and "\\" not in all_:
        return [f'"{text}"' for text in texts]
    return [string(text) if '"' in text or "\\" in text else f'"{text}"' for text in texts]


def integer(number: int) -> str:
    """An xsd:integer."""
    return f'"{number}{_INTEGER}'


def boolean(value: bool) -> str:
    """An xsd:boolean."""
    return _TRUE if value else _FALSE


def decimal(value: str | Decimal | float) -> str:
    """An xsd:decimal in its shortest form; commas between thousands and a minus sign are understood.

    >>> decimal("1,024.50")
    '"1024.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    text = str(value).strip().replace(_MINUS, "-")
    try:
        number = Decimal(text.replace(",", "")) if _NUMBER.fullmatch(text) else None
    except InvalidOperation:  # the exponent is out of reach
        number = None
    if number is None or not -30 < number.adjusted() < 30:
        raise ValueError("a number is like 63.1")
    plain = format(number, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return f'"{"0" if plain == "-0" else plain}"^^<{XSD}decimal>'


def days(texts: Sequence[str]) -> list[str]:
    """An xsd:date for each of some days."""
    return [f'"{text}"^^<{XSD}date>' for text in texts]


def date(text: str) -> tuple[str, str]:
    """The property of a date (`date`, or `dateEdtf` where the year is not known) and its literal."""
    kind = identifiers.precision(text)
    return ("dateEdtf", f'"{text}"') if kind == "edtf" else ("date", f'"{text}"^^<{XSD}{kind}>')
