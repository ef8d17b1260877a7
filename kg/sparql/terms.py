"""What a person gives for a parameter, as a SPARQL term: the only place where one is written.

Every function takes the text as given and returns the term as it stands in a query; it raises
`ValueError` with what is allowed. No text can end its own term: the escapes are those of the
SPARQL 1.1 grammar (rules 139 IRIREF, 156 STRING_LITERAL1, 160 ECHAR).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

__all__ = ["TYPES", "choice", "count", "integer", "iri", "name", "string", "term", "year"]

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_BACKSLASH_U = re.compile(r"\\\\([uU])")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\\x7f-\x9f\ud800-\udfff]+")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}", re.ASCII)
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)


def string(text: str) -> str:
    r"""A plain string literal.

    Some engines expand `\uXXXX` in the whole query before they parse it, whatever stands in front;
    so the u behind a backslash that was given is itself written as an escape, in the long form,
    because rdflib takes eight digits where it finds them.

    >>> print(string('a "quoted" word'))
    "a \"quoted\" word"
    """
    if control := _NOT_TEXT.search(text):
        raise ValueError(f"text without control characters (U+{ord(control[0]):04X})")
    return '"' + _BACKSLASH_U.sub(lambda match: f"\\\\\\U{ord(match[1]):08X}", text.translate(_ESCAPES)) + '"'


def name(text: str) -> str:
    """A name: a string in Unicode form C with single spaces, and not empty.

    >>> name("  Maja   Pantic ")
    '"Maja Pantic"'
    """
    joined = " ".join(unicodedata.normalize("NFC", text).split())
    if not joined:
        raise ValueError("a name that is not empty")
    return string(joined)


def iri(text: str) -> str:
    """An absolute IRI, with or without angle brackets.

    >>> iri("https://example.org/kg/dataset/lrs3")
    '<https://example.org/kg/dataset/lrs3>'
    """
    import pyoxigraph as ox

    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    try:
        if _IRI.fullmatch(bare):
            return f"<{ox.NamedNode(bare).value}>"
    except ValueError:
        pass  # what the pattern lets through and RFC 3987 does not
    raise ValueError("an absolute IRI such as https://example.org/kg/dataset/lrs3")


def integer(text: str) -> str:
    """A whole number of at most 18 digits."""
    if not _INTEGER.fullmatch(text):
        raise ValueError("a whole number such as 10")
    return str(int(text))


def count(text: str) -> str:
    """A whole number from 1 on."""
    number = integer(text)
    if int(number) < 1:
        raise ValueError("a whole number from 1 on")
    return number


def year(text: str) -> str:
    """A year of four digits, as a number."""
    if not _YEAR.fullmatch(text):
        raise ValueError("a year of four digits such as 2023")
    return str(int(text))


def choice(allowed: str, text: str) -> str:
    """One of the words of `allowed`, which stand between bars: `auto|lower|higher`."""
    words = allowed.split("|")
    if text not in words:
        raise ValueError("one of " + ", ".join(words))
    return string(text)


TYPES: dict[str, Callable[[str], str]] = {
    "string": string,
    "name": name,
    "iri": iri,
    "integer": integer,
    "count": count,
    "year": year,
}


def term(kind: str, text: str) -> str:
    """`text` as a term of the declared type: a key of `TYPES`, or words between bars.

    >>> term("year", "2023"), term("lower|higher", "lower")
    ('2023', '"lower"')
    """
    return choice(kind, text) if "|" in kind else TYPES[kind](text)
