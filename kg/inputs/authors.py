"""Author lists, as far as all formats have them in common."""

from __future__ import annotations

import re

__all__ = ["ET_AL"]

# What says that a list is cut, in the place of a name.
ET_AL = re.compile(r"et\.?\s*al\.?|and others|\.\.\.|…", re.I)
