"""Characters written as references of HTML or commands of LaTeX, as in "J&oacute;zef" and "Fran\\c{c}ois"."""

from __future__ import annotations

import re
from html import unescape
from unicodedata import normalize

from kg.inputs.source import without_unsafe

__all__ = ["MARKUP_RULE", "written_out"]

MARKUP_RULE = (
    "a page prints titles and names as they are read, without references of HTML or accents of LaTeX"
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MATH = re.compile(r"(\$[^$]*\$)")
# The combining character that each accent puts upon its letter.
_ACCENTS = dict(
    zip(
        "`'^~=u.\"rHvdckb",
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0327\u0328\u0331",
        strict=True,
    )
)
_LETTERS = {
    **{"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø"},
    **{"l": "ł", "L": "Ł", "i": "ı", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ"},
}
_ON = r"\\[ij](?![A-Za-z])|[A-Za-z]"
_ACCENT = re.compile(rf"\\([`'^~=.\"]|[urHvdckb](?=[\s{{]))\s*(?:\{{\s*({_ON})\s*\}}|({_ON}))")
_LETTER = re.compile(rf"\\({'|'.join(_LETTERS)})(?:\{{\}}|\s+|(?![A-Za-z]))")
_BRACED = re.compile(r"\{([^\W\d_])\}")


def written_out(text: str) -> str:
    r"""The text with the characters that its references and accents stand for; formulas stay.

    >>> written_out(r"J&oacute;zef, Fran\c{c}ois, {\'E}va, G\"odel, Ma{\ss}, AT&T; $\v x$")
    'Józef, François, Éva, Gödel, Maß, AT&T; $\\v x$'
    """
    if "&" in text:
        text = without_unsafe(_REFERENCE.sub(_referred, text))
    if "\\" not in text:
        return text
    return "".join(part if part.startswith("$") else _accented(part) for part in _MATH.split(text))


def _referred(found: re.Match[str]) -> str:
    """The characters of a reference; itself where HTML has none of that name, but for a part of it."""
    text = unescape(found[0])
    return found[0] if text.endswith(";") and text != ";" else text


def _accented(text: str) -> str:
    plain = _LETTER.sub(lambda found: _LETTERS[found[1]], _ACCENT.sub(_composed, text))
    return text if plain == text else _BRACED.sub(r"\1", plain)


def _composed(found: re.Match[str]) -> str:
    """The letter with its accent; itself where Unicode has no such letter."""
    letter = (found[2] or found[3]).removeprefix("\\")
    composed = normalize("NFC", letter + _ACCENTS[found[1]])
    return composed if len(composed) == 1 else found[0]
