"""Web addresses in a text: code repositories, and all others."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["addresses"]

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”‘’|^`\\]{1,2000}|\bgithub\.com/[\w.-]{1,200}/[\w./-]{1,200}", re.IGNORECASE
)
_BEGINNINGS = ("http", "www.", "github.com")
_ESCAPED = re.compile(r"\\([_#%&~{}$])")
_CODE_HOSTS = (
    "github.com",
    "gitlab.com",
    "bitbucket.org",
    "codeberg.org",
    "sr.ht",
    "gitee.com",
    "sourceforge.net",
)
_SPEAKS_OF_CODE = re.compile(
    r"\b(?:code|codes|codebase|implementation|implementations|repository|source|software|toolkit|library|scripts?)\b",
    re.IGNORECASE,
)
_CODE_OF_OTHERS = ("huggingface.co", "github.io", "zenodo.org", "osf.io", "anonymous.4open.science")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_TRAILING = ".,;:!?'*_"


def addresses(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The code repositories and the other addresses, each in the order of the text and once.

    An address is a repository where its host keeps nothing else, or where the sentence before it
    speaks of code and the host is one that keeps code among other things.

    >>> addresses(r"Code: \\url{https://github.com/a/b}. See (https://example.org/x).")
    (('https://github.com/a/b',), ('https://example.org/x',))
    """
    code: dict[str, None] = {}
    links: dict[str, None] = {}
    low = text.lower()
    if not any(beginning in low for beginning in _BEGINNINGS):
        return (), ()
    plain = _ESCAPED.sub(r"\1", text)
    for match in _ADDRESS.finditer(plain):
        address = _trim(match[0])
        if not _host(address):
            continue
        context = plain[max(0, match.start() - 120) : match.start()]
        (code if _is_code(address, context) else links)[address] = None
    return tuple(code), tuple(links)


def _trim(address: str) -> str:
    """Without the sentence's marks and the brackets that were opened before it."""
    if not address.lower().startswith("http"):
        address = "https://" + address
    while address:
        last = address[-1]
        if last in _TRAILING or (last in _PAIRS and address.count(last) > address.count(_PAIRS[last])):
            address = address[:-1]
        else:
            break
    opened = address.find("}")
    return address if opened < 0 or "{" in address[:opened] else address[:opened]


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if "." in host.strip(".") else ""


def _is_code(address: str, context: str) -> bool:
    host = _host(address)
    if any(host == known or host.endswith("." + known) for known in _CODE_HOSTS):
        return True
    known = any(host == other or host.endswith("." + other) for other in _CODE_OF_OTHERS)
    sentence = context.rsplit(". ", 1)[-1]
    return known and bool(_SPEAKS_OF_CODE.search(sentence))
