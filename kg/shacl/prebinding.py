"""SHACL's pre-binding of variables in SPARQL (SHACL 5.3.1, appendix A), done in the query's text.

A pre-bound variable is replaced by its value wherever a term may stand, and is bound at the
beginning of every group, so that it is in scope where only a variable may stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from kg.errors import UsageError
from kg.shacl.terms import is_blank

__all__ = ["FUNCTION", "PROJECTED", "SHAPES_GRAPH", "Query", "bind", "check_query"]

FUNCTION = "urn:x-kg:prebound:"  # answers with a blank node, which SPARQL cannot write
PROJECTED = "prebound_"  # goes before the name of a variable that cannot be selected as it is
SHAPES_GRAPH = "<urn:x-kg:shapes-graph>"

_TOKEN = re.compile(
    r'(?P<skip>#[^\n]*|"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>)'
    r"|[?$](?P<variable>\w+)|(?P<name>[A-Za-z_][\w.\-]*:?[\w.\-]*|:[\w.\-]+)|(?P<mark>[{}().;,])",
    re.DOTALL,
)
_SUBQUERY = re.compile(r"(?:\s|#[^\n]*\n)*SELECT\b", re.IGNORECASE)
_AGGREGATE = re.compile(r"\b(?:COUNT|SUM|AVG|MIN|MAX|SAMPLE|GROUP_CONCAT)\s*\(", re.IGNORECASE)
_GROUPS = re.compile(r"\bGROUP\s+BY\b", re.IGNORECASE)
_FORBIDDEN = ("MINUS", "VALUES", "SERVICE")


class Query(NamedTuple):
    """A query's text, the prefixes declared for it, and what $PATH stands for, '' for nothing."""

    text: str
    prefixes: Mapping[str, str]
    path: str


def check_query(query: Query, variables: set[str], shape: str) -> str | None:
    """Refuse what SHACL forbids in a query (appendix A) and what is no SPARQL. Raises UsageError.

    Returns the function that only another engine may know, or None.
    """
    last, selecting, depth, listed = "", False, 0, set[str]()
    for token in _TOKEN.finditer(query.text):
        word = (token["name"] or "").upper()
        if word in _FORBIDDEN:
            raise UsageError(
                shape, f"{word} in a SPARQL constraint", "SHACL does not allow MINUS, VALUES, SERVICE there"
            )
        if last == "AS" and token["variable"] in variables | {"shapesGraph", "currentShape"}:
            raise UsageError(
                shape,
                f"AS ?{token['variable']} in a SPARQL constraint",
                "a pre-bound variable stays as it is",
            )
        if word == "SELECT":
            selecting, listed = True, set()
        elif selecting and token["variable"]:
            listed.add(token["variable"])
        elif token["mark"] == "{" or word == "WHERE":
            if selecting and depth and not variables <= listed:
                missing = ", ".join(f"?{one}" for one in sorted(variables - listed))
                raise UsageError(
                    shape, f"a nested SELECT without {missing}", "it selects every pre-bound variable"
                )
            selecting = False
        depth += {"{": 1, "}": -1}.get(token["mark"] or "", 0)
        last = word if token["name"] else ("" if not token["skip"] else last)
    return _check_syntax(query, variables, shape)


def _check_syntax(query: Query, variables: set[str], shape: str) -> str | None:
    from pyoxigraph import Store

    if not query.path and re.search(r"[?$]PATH\b", query.text):
        raise UsageError(
            shape, "$PATH in a SPARQL constraint of a node shape", "only a property shape has a path"
        )
    trial = bind(query, dict.fromkeys(variables, "<urn:x-kg:trial>"), "<urn:x-kg:trial>")
    try:
        Store().query(trial)
    except RuntimeError as error:
        unknown = re.search(r"custom function (<[^>]*>) is not supported", str(error))
        if unknown is None:
            raise UsageError(shape, f"its SPARQL query: {error}", "a SPARQL 1.1 query is needed") from None
        return unknown[1]
    except (SyntaxError, ValueError) as error:
        raise UsageError(
            shape, f"its SPARQL query: {str(error).splitlines()[0]}", "a SPARQL 1.1 query is needed"
        ) from None
    return None


def bind(query: Query, bindings: Mapping[str, str], shape: str) -> str:
    """The query with its pre-bound variables given their values."""
    known = {**bindings, "currentShape": shape, "shapesGraph": SHAPES_GRAPH}
    used = {name: value for name, value in known.items() if re.search(rf"[?$]{name}\b", query.text)}
    start = " " + "".join(_binding(name, value) for name, value in used.items())
    prefixes = "".join(f"PREFIX {prefix}: <{name}>\n" for prefix, name in _with_usual(query).items())
    return prefixes + _substituted(query, used, start)


def _with_usual(query: Query) -> dict[str, str]:
    usual = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
             "owl": "http://www.w3.org/2002/07/owl#"}  # fmt: skip
    return usual | dict(query.prefixes)


def _binding(name: str, value: str) -> str:
    if is_blank(value):
        return f"BIND(<{FUNCTION}{name}>() AS ?{name}) "
    return f"VALUES ?{name} {{ {value} }} "


def _substituted(query: Query, used: Mapping[str, str], start: str) -> str:
    """Walks the tokens; what follows SELECT, GROUP BY, AS or stands in BOUND() stays a variable.

    Where one aggregate is made of all solutions, what is selected besides is any of its equal values.
    """
    out, position, projecting, before = [], 0, False, ["", ""]
    whole, brackets = _AGGREGATE.search(query.text) and not _GROUPS.search(query.text), 0
    for token in _TOKEN.finditer(query.text):
        out.append(query.text[position : token.start()])
        position, written = token.end(), token[0]
        word, name = (token["name"] or "").upper(), token["variable"]
        brackets += {"(": 1, ")": -1}.get(token["mark"] or "", 0)
        if token["mark"] == "{":
            whole, projecting = False, False
            written = "{" if _SUBQUERY.match(query.text, position) else "{" + start
        elif word in ("SELECT", "BY"):
            projecting = True
        elif word == "WHERE":
            projecting = False
        elif whole and projecting and name in used and not brackets:
            written = f"(SAMPLE(?{name}) AS ?{PROJECTED}{name})"
        elif name == "PATH" and query.path:
            written = query.path
        elif name in used and not projecting and not is_blank(used[name]) and not _stays(before):
            written = used[name]
        if not token["skip"]:
            before = [before[1], word or token[0]]
        out.append(written)
    return "".join([*out, query.text[position:]])


def _stays(before: list[str]) -> bool:
    return before[1] == "AS" or before == ["BOUND", "("]
