"""Author lists, as far as all formats have them in common."""

from __future__ import annotations

import re

__all__ = ["ET_AL", "ET_AL_FORMS"]

ET_AL_FORMS = r"et(?:\.|\b)\s*al\.?|etal\."
# What stands in the place of a name and says that the list is cut.
ET_AL = re.compile(rf"{ET_AL_FORMS}|and others|\.\.\.|…", re.I)
