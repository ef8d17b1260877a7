"""The answer to a server's Digest challenge. Source: RFC 7616, sections 3.3 and 3.4."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from urllib.request import parse_http_list, parse_keqv_list

from msgspec import Struct

__all__ = ["Challenge", "answer", "parse"]

_HASHES: dict[str, Callable[[bytes], str]] = {
    "MD5": lambda data: hashlib.md5(data, usedforsecurity=False).hexdigest(),
    "SHA-256": lambda data: hashlib.sha256(data).hexdigest(),
}


class Challenge(Struct):
    """What the server asked; `count` says how often its nonce was used."""

    realm: str
    nonce: str
    qop: str
    opaque: str | None = None
    algorithm: str = "MD5"
    count: int = 0


def parse(header: str) -> Challenge | None:
    """The challenge in a `WWW-Authenticate` header; None where it is no Digest that we know."""
    scheme, _, rest = header.strip().partition(" ")
    if scheme.lower() != "digest":
        return None
    fields = {name.lower(): value for name, value in parse_keqv_list(parse_http_list(rest)).items()}
    algorithm = fields.get("algorithm", "MD5").upper()
    offered = {each.strip() for each in fields.get("qop", "").split(",")}
    if algorithm not in _HASHES or "nonce" not in fields or not offered & {"auth", ""}:
        return None
    qop = "auth" if "auth" in offered else ""
    return Challenge(fields.get("realm", ""), fields["nonce"], qop, fields.get("opaque"), algorithm)


def answer(asked: Challenge, user: str, password: str, method: str, target: str) -> str:
    """The `Authorization` header for one request; `target` is the path with its query.

    >>> asked = Challenge("r", "n", "")
    >>> answer(asked, "u", "p", "GET", "/").rpartition('response=')[2]
    '"f23121ca97143c6b358da620220c83b4"'
    """
    asked.count += 1
    digest = _HASHES[asked.algorithm]

    def hashed(*parts: str) -> str:
        return digest(":".join(parts).encode())

    secret, request = hashed(user, asked.realm, password), hashed(method, target)
    nonce = secrets.token_hex(8)
    counted = (f"{asked.count:08x}", nonce, asked.qop) if asked.qop else ()
    fields = {"username": user, "realm": asked.realm, "nonce": asked.nonce, "uri": target}
    if asked.opaque is not None:
        fields["opaque"] = asked.opaque
    quoted = [f'{name}="{_escaped(value)}"' for name, value in fields.items()]
    bare = [f"algorithm={asked.algorithm}"]
    if asked.qop:
        bare += [f"qop={asked.qop}", f"nc={asked.count:08x}", f'cnonce="{nonce}"']
    response = hashed(secret, asked.nonce, *counted, request)
    return "Digest " + ", ".join([*quoted, *bare, f'response="{response}"'])


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
