"""Author lists, as far as all formats have them in common."""

from __future__ import annotations

import re

from kg.errors import UsageError

__all__ = [
    "COUNT_FORM", "CUT_HINTS", "ET_AL_FORMS", "MORE_FORMS", "NAME_RULE",
    "check_owner", "is_named", "without_cut",
]  # fmt: skip

# What stands in the place of a name and says that the list is cut; the second may also count the others.
ET_AL_FORMS = r"et(?:\.|\b)\s*al(?:\.|i[ai]\b)?|etal\."
COUNT_FORM = r"\d{1,4} (?:more|others?)(?: authors?)?"
MORE_FORMS = rf"(?:\band|&) others|\.{{3,}}+|…|(?:\band |[+&] ?){COUNT_FORM}"
# As text: few inputs need it, and `re` keeps what it compiled. It begins where white space and commas do.
_BEFORE = r"(?<![\s,])[\s,]"
_CUT = (
    rf"(?i)(?:(?:^|{_BEFORE}++)(?:{ET_AL_FORMS})|{_BEFORE}*+(?:{MORE_FORMS})"
    rf"|(?:^\s*|(?<![\s,])\s*+,[\s,]*+){COUNT_FORM})+[\s,]*$"
)
_LONGEST_CUT = 200  # characters at the end of a name that are searched for it
_CUT_ENDS = ("al", "al.", "alia", "alii", "other", "others", "more", "author", "authors", "...", "…")
# One of these stands in a name that says so, in small letters and with a line end behind it.
CUT_HINTS = (
    b"t al", b"t. al", b"t.al", b"etal.", b"other", b"more\n", b"more,\n", b"author", b"...", "…".encode()
)  # fmt: skip
NAME_RULE = "a name holds a letter, and is not et al."


def without_cut(name: str) -> str:
    """A name without what says that the list is cut behind it: empty where that is all.

    >>> without_cut("Ada Fold et al.,"), without_cut("+5 more"), without_cut("Bo More")
    ('Ada Fold', '', 'Bo More')
    """
    if not name.rstrip(" ,").lower().endswith(_CUT_ENDS):
        return name.strip()
    found = re.compile(_CUT).search(name, max(len(name) - _LONGEST_CUT, 0))
    return (name[: found.start()] if found else name).strip()


def is_named(text: str) -> bool:
    """Whether a person can go by this text.

    >>> is_named("Ada Fold"), is_named("X Æ A-12"), is_named("123"), is_named("and 12 others")
    (True, True, False, False)
    """
    return any(map(str.isalpha, without_cut(text)))


def check_owner(name: str) -> None:
    """Raise `UsageError` for an owner of pages who goes by no name.

    >>> check_owner("Ada Fold")
    """
    if name.splitlines() != [name] or not is_named(name):
        raise UsageError(
            "--owner", f"{name!r} is no name", "one line of text that holds a letter, not et al."
        )
