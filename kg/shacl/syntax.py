"""Whether a token is a term of N-Triples: quickly where it surely is, else as pyoxigraph says."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.shacl.terms import canonical

__all__ = ["END", "is_canonical", "is_subject", "is_term", "plain_text", "problem", "unescaped"]

END = " .\n"  # of a line

# An IRI of the usual kind; anything else is asked about.
_SURE_IRI = re.compile(
    r"<https?://[A-Za-z0-9.-]+/[A-Za-z0-9._~!$&'()*+,;=:@/?-]*(?:#[A-Za-z0-9._~!$&'()*+,;=:@/?-]*)?>"
).fullmatch


def plain_text(token: str) -> str | None:
    """What a token says where it surely is a canonical literal without datatype and language, else None."""
    return unescaped(token[1:-1]) if len(token) > 1 and token[0] == token[-1] == '"' else None


def unescaped(body: str) -> str | None:
    """What stands between quotation marks as text, where its escapes are the canonical ones, else None."""
    parts = body.split('\\"')
    bare = "".join(parts)
    if "\\" not in bare:  # there are escapes of quotation marks at most
        return None if '"' in bare else '"'.join(parts)
    if "\0" in body or "\1" in body:
        return None  # they stand in for what was escaped
    said = body.replace("\\\\", "\0").replace('\\"', "\1")
    if "\\" in said:
        said = said.replace("\\n", "\n").replace("\\r", "\r")
    if "\\" in said or '"' in said:
        return None
    return said.replace("\0", "\\").replace("\1", '"')


_SURE_TYPED = re.compile(
    r'"[A-Za-z0-9.:+-]*"\^\^<http://www\.w3\.org/2001/XMLSchema#(?!string>)[A-Za-z]+>'
).fullmatch


def is_canonical(token: str) -> bool:
    """Whether a token is a well-formed term as `kg.shacl.terms` writes it."""
    if token[:1] == "<":
        surely = _SURE_IRI(token) is not None
    elif token[-1:] == '"':
        surely = plain_text(token) is not None
    else:
        surely = _SURE_TYPED(token) is not None
    if surely:
        return True
    return problem(token) is None and canonical(token) == token


def is_term(token: str) -> bool:
    """Whether a token is an RDF term that can be an object."""
    return _SURE_IRI(token) is not None or plain_text(token) is not None or problem(token) is None


def is_subject(token: str) -> bool:
    """Whether a token is an IRI or a blank node."""
    return _SURE_IRI(token) is not None or (token[:1] in "<_" and problem(token) is None)


@lru_cache(maxsize=4096)
def problem(token: str) -> str | None:
    """What is wrong with a token as an object, or None; only whole, single terms are right."""
    import pyoxigraph

    if "\n" in token or "\r" in token:
        return "a line break inside a term"
    line = f"<urn:x:s> <urn:x:p> {token} ."
    try:
        quads = list(pyoxigraph.parse(line, pyoxigraph.RdfFormat.N_TRIPLES))
    except SyntaxError as error:
        return str(error.args[0]).split(": ", 1)[-1]
    if any(isinstance(quad.object, pyoxigraph.Triple) for quad in quads):
        return "a quoted triple; RDF-star is not read"
    return None if len(quads) == 1 and not token.endswith((" ", "\t")) else "not a single term"
