"""RDF terms as N-Triples tokens: `<iri>`, `_:label`, `"text"`, `"text"@tag`, `"text"^^<datatype>`.

A token is a plain string, so that a value read from a line needs no object, and two terms are equal
where their canonical tokens are. Canonical is what `literal` writes: the fewest escapes, the
language tag in lower case, no `^^xsd:string` (RDF 1.1 Concepts, 3.3; N-Triples, 4).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

__all__ = [
    "RDF",
    "RDFS",
    "SH",
    "XSD",
    "Literal",
    "canonical",
    "iri",
    "is_blank",
    "is_iri",
    "is_literal",
    "literal",
    "read_literal",
    "short",
    "text",
    "visible",
]  # fmt: skip

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SH = "http://www.w3.org/ns/shacl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
KG = "https://w3id.org/papergraph#"
KGSH = "https://w3id.org/papergraph/shapes#"

STRING = XSD + "string"
LANG_STRING = RDF + "langString"
PREFIXES = {
    "rdf": RDF, "rdfs": RDFS, "sh": SH, "xsd": XSD, "kgsh": KGSH, "kg": KG,
    "skos": "http://www.w3.org/2004/02/skos/core#", "owl": "http://www.w3.org/2002/07/owl#",
}  # fmt: skip

_ESCAPE = re.compile(r'["\\\n\r]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_UNESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_JOINERS = "\u200c\u200d"  # some scripts and signs are written with them
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


class Literal(NamedTuple):
    """A literal in parts: its lexical form, its datatype's IRI and its language tag, or ''."""

    lexical: str
    datatype: str
    language: str


def iri(name: str) -> str:
    """The token of an IRI.

    >>> iri("http://example.org/a")
    '<http://example.org/a>'
    """
    return f"<{name}>"


def literal(lexical: str, datatype: str = STRING, language: str = "") -> str:
    r"""The canonical token of a literal.

    >>> literal('a "b"', language="EN")
    '"a \\"b\\""@en'
    """
    quoted = '"' + _ESCAPE.sub(lambda hit: _ESCAPES[hit[0]], lexical) + '"'
    if language:
        return f"{quoted}@{language.lower()}"
    return quoted if datatype == STRING else f"{quoted}^^<{datatype}>"


def _unescaped(hit: re.Match[str]) -> str:
    code = hit[1] or hit[2]
    return chr(int(code, 16)) if code else _PLAIN[hit[3]]


@lru_cache(maxsize=4096)
def read_literal(token: str) -> Literal:
    """The parts of a literal token that is well formed."""
    end = token.rindex('"')
    lexical, tail = token[1:end], token[end + 1 :]
    if "\\" in lexical:
        lexical = _UNESCAPE.sub(_unescaped, lexical)
    if tail.startswith("@"):
        return Literal(lexical, LANG_STRING, tail[1:])
    return Literal(lexical, tail[3:-1] if tail else STRING, "")


def canonical(token: str) -> str:
    r"""The one token of a term that may be written in several ways.

    >>> canonical('"caf\\u00e9"^^<http://www.w3.org/2001/XMLSchema#string>')
    '"café"'
    """
    if token[0] != '"' or (token[-1] == '"' and "\\" not in token):
        return token
    return literal(*read_literal(token))


def is_iri(token: str) -> bool:
    """Whether the token is an IRI."""
    return token.startswith("<")


def is_blank(token: str) -> bool:
    """Whether the token is a blank node."""
    return token.startswith("_")


def is_literal(token: str) -> bool:
    """Whether the token is a literal."""
    return token.startswith('"')


def text(token: str) -> str:
    """What SPARQL's `str` gives: the IRI, the lexical form or the blank node's label."""
    if token[0] == "<" or (token[-1] == '"' and "\\" not in token):
        return token[1:-1]
    return read_literal(token).lexical if token[0] == '"' else token[2:]


def short(token: str) -> str:
    """A term for people: a prefixed name where the namespace is a usual one.

    >>> short("<http://www.w3.org/ns/shacl#Warning>")
    'sh:Warning'
    """
    if not token.startswith("<"):
        return token
    name = token[1:-1]
    for prefix, namespace in PREFIXES.items():
        if name.startswith(namespace) and len(name) > len(namespace):
            return f"{prefix}:{name[len(namespace) :]}"
    return token


def visible(said: str) -> str:
    r"""A text to show: what steers a terminal or turns the direction of writing is written as its code.

    >>> visible("a\x1b[2Jb")
    'a\\u001B[2Jb'
    """
    return said if said.isprintable() else "".join(map(_visible, said))


def _visible(char: str) -> str:
    if char.isprintable() or char in _JOINERS or unicodedata.category(char) == "Zs":
        return char
    code = ord(char)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
