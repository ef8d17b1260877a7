"""Web addresses in a text: code repositories, and all others."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

__all__ = ["addresses"]

# Hosts that keep repositories and nothing else, and how many names the path of a repository has.
_CODE_HOSTS = {
    "github.com": 2,
    "gitlab.com": 2,
    "bitbucket.org": 2,
    "codeberg.org": 2,
    "gitee.com": 2,
    "sourceforge.net": 2,
    "sr.ht": 2,
}
_BARE = r"(?i:github\.com|gitlab\.com|bitbucket\.org)"  # also without https://
_ADDRESS = re.compile(
    rf"(?:https?://|www\.)(?:(?![,;]https?://)[^\s<>\"“”‘’|^`\\]){{1,2000}}|(?<![\w@.-]){_BARE}/[\w.-]{{1,200}}/[\w./-]{{1,200}}",
    re.IGNORECASE,
)
_BEGINNINGS = ("http", "www.", "github.com", "gitlab.com", "bitbucket.org")
_ESCAPED = re.compile(r"\\([_#%&~{}$/])")
_INDEX = re.compile(r"(?<=\w)_\{(\w+)\}")  # "sheep_{v2}" of LaTeX
# What a space has parted and can only be one: a scheme and its host, a host of code and its ending, and the
# names of a repository where the first ones are no repository and the last one ends the sentence.
_ENDS = r"(?=[.,;:!?)\]}]*(?:\s+[A-Z(]|\s*\Z))"
_MARKED = r"(?=[\w.]*(?:[A-Z\d_-]))[\w.-]*\w"
_PARTED = (
    (re.compile(r"\b(https?)(?: ?: ?//\s|\s:\s?//)(?=[\w-]+(?:\.[\w-]+)+)", re.I), r"\1://"),
    (re.compile(r"\b(https?://(?:www\.)?(?:github|gitlab))(?:\.\s|\s\.)(?=com/)", re.I), r"\1."),
    (
        re.compile(rf"\b({_BARE}/)\s(?=[\w-]+/[\w.-]*\w{_ENDS}|[\w.]*[A-Z\d_-][\w.-]*/\w|\w+/{_MARKED})"),
        r"\1",
    ),
    (re.compile(rf"\b({_BARE}/[\w-]+/)(?:\s(?={_MARKED}{_ENDS})|\n(?=[\w.-]*\w{_ENDS}))"), r"\1"),
)
# A sentence that begins without a space behind a full stop, in the last name of a path.
_NEXT_SENTENCE = re.compile(r"(?<=\w)\.(?!(?:Net|Core|Api)\b)(?:A|I|[A-Z][a-z]+)\Z")
_REPOSITORY_NAMES = re.compile(r"(https?://[^/]+/[\w.-]+/[\w.-]+)(?![\w.?#/-]).*", re.I)
_SPEAKS_OF_CODE = re.compile(
    r"\b(?:code|codes|codebase|implementation|implementations|repository|source|software|toolkit|library|scripts?)\b",
    re.IGNORECASE,
)
# What a clause says of the repository behind it: that the authors give it, or that they took it. The last of
# these decides; where there is none, weaker words do, and else it is the authors'.
_GIVEN_OR_TAKEN = re.compile(
    r"""(?P<taken> \bnot\ our(?:\ \w+:?)? | \btheir\ (?:code|implementation|repository)
      | \bwe\ (?:\w+ly\ |also\ |then\ |here\ )?(?:use[ds]?|employ(?:ed)?|buil[dt]\ (?:up)?on|extend(?:ed)?
        |adapt(?:ed)?|fork(?:ed)?|modif(?:y|ied)|follow(?:ed)?|start(?:ed)?\ from|compared?
        |rel(?:y|ied)\ on)\b
    ) | (?P<given> \bour\b | \breleas\w+ | \bopen[-\ ]?sourc\w+ | \bpublish\w* | \bshared?\b
      | \bprovid\w+ | \bmade\b | \bhost(?:ed)?\b | \b(?:is|are|be)\ (?:\w+ly\ |also\ |now\ )?available
      | \brefer\ to | \bcan\ be\ (?:found|accessed|obtained|downloaded)
      | \bcode\w*(?:\ (?:is|are|was|will|can|and|at|for)\b|\ ?[:(,])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_GIVEN_PERHAPS = re.compile(r"\bavailable\b|\baccessible\b|\bfound\b|\bsee\b|\bat:?\s*$", re.IGNORECASE)
_TAKEN_PERHAPS = re.compile(
    r"""\b(?: using|used?|based\ on|buil[dt]\ (?:up)?on|on\ top\ of|from|baselines?|official|compared
      | (?:implementation|fork)\ of )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_REACH = 200  # characters before an address
_CLAUSE = re.compile(r"[.;!?]\s")
_WORD = re.compile(r"(?!(?:and|or)\b)\b[^\W\d_]{2,}")
_CODE_OF_OTHERS = ("huggingface.co", "github.io", "zenodo.org", "osf.io", "anonymous.4open.science")
_OPENS = {")": "(", "]": "[", "}": "{"}
_TRAILING = ".,;:!?'*_"


def addresses(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The code repositories and the other addresses, each in the order of the text and once.

    An address is a repository where its host keeps nothing else and its path names one, unless the clause
    before it says that it is of others; and where that clause speaks of code and the host is one that keeps
    code among other things.

    >>> addresses(r"Code: \\url{https://github.com/a/b}. See (https://example.org/x).")
    (('https://github.com/a/b',), ('https://example.org/x',))
    >>> addresses("We build on https://github.com/a/b.")
    ((), ('https://github.com/a/b',))
    >>> addresses("Not on https://github.com/ but at HTTPS://GitHub.com/a/B.We thank all.")
    (('https://github.com/a/B',), ('https://github.com/',))
    """
    code: dict[str, None] = {}
    links: dict[str, None] = {}
    low = text.lower()
    if not any(beginning in low for beginning in _BEGINNINGS):
        return (), ()
    plain = _joined(_INDEX.sub(r"_\1", _ESCAPED.sub(r"\1", text)))
    clause, behind = "", 0
    for match in _ADDRESS.finditer(plain):
        address = _address(match[0], plain[match.end() : match.end() + 2])
        if not _host(address):
            continue
        before = plain[max(behind, match.start() - _REACH) : match.start()]
        clause, behind = (before if _WORD.search(before) else clause), match.end()
        (code if _is_code(address, _CLAUSE.split(clause)[-1]) else links)[address] = None
    return tuple(code), tuple(links)


def _joined(text: str) -> str:
    """The text with those addresses whole that white space parts, where that is certain."""
    for parted, whole in _PARTED:
        text = parted.sub(whole, text)
    return text


def _address(found: str, behind: str) -> str:
    """The address that some text without spaces begins with; scheme and host are in small letters.

    `behind` is what follows: a space and a small letter show a sentence that goes on.
    """
    address = found if found[:4].lower() == "http" else f"https://{found}"
    address = _trim(_before_closing(_before_other_script(address)))
    if behind[:1].isspace() and behind[1:].islower():
        address = _NEXT_SENTENCE.sub("", address)
    scheme, mark, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    address = f"{scheme.lower()}{mark}{host.lower()}{slash}{path}"
    return _REPOSITORY_NAMES.sub(r"\1", address) if _names_of_code(_host(address)) == 2 else address


def _trim(address: str) -> str:
    """Without the marks of the sentence at its end."""
    return address.rstrip(_TRAILING)


def _before_closing(address: str) -> str:
    """Up to the first bracket that closes what was opened before the address."""
    opened = dict.fromkeys(_OPENS.values(), 0)
    for at, character in enumerate(address):
        if character in opened:
            opened[character] += 1
        elif mark := _OPENS.get(character):
            opened[mark] -= 1
            if opened[mark] < 0:
                return address[:at]
    return address


def _before_other_script(address: str) -> str:
    """Up to the first mark that ASCII does not have, or ideograph or kana right behind a letter of ASCII."""
    if address.isascii():
        return address
    for at, character in enumerate(address):
        kind = unicodedata.category(character)
        is_mark = kind[0] in "PSZ" and not character.isascii()
        if is_mark or (kind == "Lo" and address[at - 1].isascii() and address[at - 1].isalnum()):
            return address[:at]
    return address


def _host(address: str) -> str:
    """The host without "www."; "" where there is none, or none that can be."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    host = host.removeprefix("www.")
    _, dot, last = host.strip(".").rpartition(".")
    is_host = dot and (last.isalpha() or host.replace(".", "").isdigit() or last.startswith("xn--"))
    return host if is_host else ""


def _names_of_code(host: str) -> int | None:
    """How many names the path of a repository has on a host of code, None on all others."""
    if host in _CODE_HOSTS:
        return _CODE_HOSTS[host]
    _, _, parent = host.partition(".")
    if parent not in _CODE_HOSTS:
        return None
    return 0 if parent == "sourceforge.net" else 1


def _is_code(address: str, clause: str) -> bool:
    host = _host(address)
    names = list(filter(None, urlsplit(address).path.split("/")))
    least = _names_of_code(host)
    if least is not None:
        return len(names) >= least and not _is_of_others(clause)
    known = any(host == other or host.endswith("." + other) for other in _CODE_OF_OTHERS)
    is_place = bool(names) or host.endswith(".github.io")
    return known and is_place and bool(_SPEAKS_OF_CODE.search(clause))


def _is_of_others(clause: str) -> bool:
    """Whether a clause says that what stands at the address behind it was taken by the authors, not made."""
    said = [match.lastgroup for match in _GIVEN_OR_TAKEN.finditer(clause)]
    if said:
        return said[-1] == "taken"
    return bool(_TAKEN_PERHAPS.search(clause)) and not _GIVEN_PERHAPS.search(clause)
