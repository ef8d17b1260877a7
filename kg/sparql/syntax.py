"""What a query may hold, and where it is wrong.

A query reads, and reads nothing but the data it is given: updates and federation are refused
before anything is run, by the words outside strings, IRIs, names and comments (the terminals of
the SPARQL 1.1 grammar). Oxigraph's grammar is looser in two ways, and what is refused here covers
both: its keywords need no space behind them (`SERVICEex:x` asks an endpoint), and it may read the
`<` of what could be an IRI as a comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import UsageError

__all__ = ["check", "graphs", "prefixes", "words"]

_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | \#[^\n\r]*
      | "{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
      | [?$@]\w+
      | (?P<prefix>[\w.-]*):(?:[\w:.%-]|\\.)*
      | (?P<word>[A-Za-z_]\w*)""",
    re.VERBOSE | re.DOTALL,
)
_ABSOLUTE = re.compile(r"<[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FORMS = ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_POSITION = re.compile(r"error at (\d+):(\d+): (?:expected )?(?:one of )?(.*)", re.DOTALL)
_LISTED = re.compile(r"\[[^\]]*\]|'[^']*'")


def words(text: str) -> list[str]:
    """The keywords and function names of a query, in capitals, in order.

    >>> words('PREFIX a: <service:x> SELECT ?load { ?load a:drop "insert" } # service')
    ['PREFIX', 'SELECT']
    """
    return [token["word"].upper() for token in _TOKEN.finditer(text) if token["word"]]


def prefixes(text: str) -> dict[str, str]:
    """The prefixes that a query declares, for writing its answer.

    >>> prefixes("PREFIX kg: <https://w3id.org/papergraph#> ASK {}")
    {'kg': 'https://w3id.org/papergraph#'}
    """
    return {name["prefix"]: iri["iri"][1:-1] for name, iri in _following(text, "PREFIX", 2) if iri["iri"]}


def graphs(text: str) -> list[str]:
    """The graphs that a query names behind GRAPH.

    >>> graphs("PREFIX a: <x:> ASK { GRAPH a:b { ?s ?p ?o } GRAPH ?g { ?s ?p ?o } GRAPH <x:c> {} }")
    ['x:b', 'x:c']
    """
    declared = prefixes(text)
    named = (_expanded_name(name, declared) for (name,) in _following(text, "GRAPH", 1))
    return [iri for iri in named if iri]


def _expanded_name(token: re.Match[str], declared: Mapping[str, str]) -> str | None:
    """The IRI that a token is, in whole or by a prefix; None for a variable."""
    if token["prefix"] in declared:
        return declared[token["prefix"]] + token[0].partition(":")[2]
    return token["iri"][1:-1] if token["iri"] else None


def _following(text: str, keyword: str, count: int) -> Iterator[list[re.Match[str]]]:
    """The tokens, so many, behind each place of a keyword."""
    tokens = [token for token in _TOKEN.finditer(text) if not token[0].startswith("#")]
    for place, token in enumerate(tokens, 1):
        if (token["word"] or "").upper() == keyword and place + count <= len(tokens):
            yield tokens[place : place + count]


def check(where: str, text: str) -> type[Any]:
    """The class of Oxigraph's answer: `QuerySolutions`, `QueryBoolean` or `QueryTriples`.

    Raises `UsageError`, with line and column, where the text is no query that may be run.
    """
    import pyoxigraph as ox

    for seen in (text, _expanded(text)):
        _refuse(where, seen)
    try:
        return type(ox.Store().query(text))
    except SyntaxError as error:
        raise _translated(where, text, error) from error


def _refuse(where: str, text: str) -> None:
    tokens = list(_TOKEN.finditer(text))
    if any(_hides(token) for token in tokens):
        raise UsageError(
            where, "a < that begins an IRI or compares", "write a space behind a < that compares"
        )
    if any("service" in (token["prefix"] or token["word"] or "").lower() for token in tokens):
        raise UsageError(where, "SERVICE asks another endpoint", "a query reads only the data it is given")
    form = next((word for word in words(text) if word in _FORMS + _UPDATES), None)
    if form not in _FORMS:
        what = f"{form} is an update" if form else "not a query"
        raise UsageError(where, what, "SELECT, CONSTRUCT, ASK and DESCRIBE are allowed")


def _hides(token: re.Match[str]) -> bool:
    """Whether an IRI, read as a comparison, would open a string or a comment and so hide what follows."""
    iri = token["iri"] or ""
    return "'" in iri or ("#" in iri and not _ABSOLUTE.match(iri))


def _expanded(text: str) -> str:
    """The text as an engine sees it that expands code points before it parses."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code < 0x110000 else match[0]

    return _CODE_POINT.sub(character, text)


def _translated(where: str, text: str, error: SyntaxError) -> UsageError:
    """Oxigraph lists each character that could follow: quote the line, and keep its plain reasons."""
    match = _POSITION.match(str(error))
    if not match:
        return UsageError(where, "not a SPARQL query", str(error))
    line, column, expected = int(match[1]), int(match[2]), match[3]
    wrong = (text.split("\n")[line - 1 : line] or [""])[0].strip()
    what = f'not SPARQL in "{wrong[:80]}"' if wrong else "not SPARQL: the query ends too soon"
    reasons = [part.strip() for part in _LISTED.sub("", expected).split(",") if " " in part.strip()]
    return UsageError(f"{where}:{line}:{column}", what, "; ".join(reasons) or "a SPARQL 1.1 query is allowed")
