"""Author lists, as far as all formats have them in common."""

from __future__ import annotations

import re

from kg.errors import UsageError

__all__ = ["ET_AL", "ET_AL_FORMS", "check_owner"]

ET_AL_FORMS = r"et(?:\.|\b)\s*al\.?|etal\."
# What stands in the place of a name and says that the list is cut.
ET_AL = re.compile(rf"{ET_AL_FORMS}|and others|\.\.\.|…", re.I)


def check_owner(name: str) -> None:
    """Raise `UsageError` for an owner of pages who goes by no name.

    >>> check_owner("Ada Fold")
    """
    is_line = name.splitlines() == [name]
    if not is_line or not any(map(str.isalpha, name)) or ET_AL.fullmatch(name.strip()):
        raise UsageError(
            "--owner", f"{name!r} is no name", "one line of text that holds a letter, not et al."
        )
