"""Who we are to a store: from the environment or a file, never from a command line or an address.

KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN; or the TOML file that KG_STORE_CREDENTIALS or
`--credentials` names, with `user` and `password`, or `token`.
"""

from __future__ import annotations

import ipaddress
import tomllib
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import msgspec
from msgspec import Struct

from kg.errors import InputError, UsageError

__all__ = ["Credentials", "address", "find"]

_ALLOWED = "user and password, or token"


class Credentials(Struct, frozen=True, forbid_unknown_fields=True):
    """A user with a password (Basic or Digest, as the server asks), or a token (Bearer)."""

    user: str | None = None
    password: str | None = None
    token: str | None = None

    def __bool__(self) -> bool:
        return bool(self.user or self.token)

    def __repr__(self) -> str:
        return "Credentials(…)"  # so that no trace or log shows them


def find(environment: Mapping[str, str], file: Path | None) -> Credentials:
    """The credentials in the file, else in the environment; empty where there are none.

    Raises:
        InputError: the file cannot be read.
        UsageError: what is given makes no credentials.
    """
    named = file or environment.get("KG_STORE_CREDENTIALS")
    if named:
        return _checked(_read(Path(named)), str(named))
    given = {
        name: environment.get(f"KG_STORE_{name.upper()}") or None for name in ("user", "password", "token")
    }
    return _checked(Credentials(**given), "KG_STORE_USER")


def _read(path: Path) -> Credentials:
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Credentials)
    except OSError as error:
        raise InputError(str(path), (error.strerror or str(error)).lower(), "a readable file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError):
        # The library's message may quote the line: it stays out of ours, and out of its cause.
        raise InputError(str(path), "not a file of credentials", f"TOML with {_ALLOWED}") from None


def _checked(found: Credentials, where: str) -> Credentials:
    texts = [text for text in (found.user, found.password, found.token) if text]
    if any(ord(character) < 32 for text in texts for character in text):
        raise UsageError(where, "a control character in the credentials", "one line of text each")
    if bool(found.user) != bool(found.password) or (found.user and found.token):
        raise UsageError(where, "the credentials are not whole, or are two", _ALLOWED)
    return found


def address(url: str, credentials: Credentials) -> SplitResult:
    """The parts of a store's address, if it may be used with these credentials.

    Raises:
        UsageError: no HTTP address; credentials stand in it; or they would travel unencrypted.
    """
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise UsageError("--url", "not an address of a store", "http://HOST:PORT/… or https://… is allowed")
    if parts.username is not None or parts.password is not None:
        what = "credentials in the address"
        raise UsageError("--url", what, "they belong in KG_STORE_USER and KG_STORE_PASSWORD, or a file")
    if credentials and parts.scheme == "http" and not _loopback(parts.hostname or ""):
        what = f"credentials over plain HTTP to {parts.hostname}"
        raise UsageError("--url", what, "https, or the loopback, is allowed")
    return parts


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
