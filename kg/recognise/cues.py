"""Words that tell of a role.

I: what is introduced; O: what is outdone; E: experiments; U: use; B: what was before; R: what is replaced.
"""

from __future__ import annotations

from kg.recognise.memory import remembered

__all__ = ["cue_of"]

_STEM = {
    "I": "propos present introduc develop describ design creat releas construct build publish contribut "
    "dub nam call term novel new first",
    "O": "outperform surpass exceed beat compar than over unlike against baselin superior better competit "
    "versus vs rival state-of-the-art",
    "E": "evaluat experiment test benchmark validat demonstrat result performanc achiev obtain report",
    "U": "us employ appl adopt leverag util train fine-tun initial bas combin extend adapt build integrat "
    "incorporat via exploit inspir reus modif",
    "B": "recent previous exist prior traditional typical common popular widely although however while "
    "despite unfortunately many most often such",
    "R": "replac instead alternativ suffer fail limit lack cannot difficult",
}
_STEMS: dict[str, list[tuple[str, str]]] = {}  # by their first letter
for _letter, _stems in _STEM.items():
    for _stem in _stems.split():
        _STEMS.setdefault(_stem[0], []).append((_stem, _letter))


def _cue(word: str) -> str:
    """The letter of a cue's stem, or a blank."""
    for stem, letter in _STEMS.get(word[0], ()):
        if word.startswith(stem) and (len(stem) > 3 or len(word) - len(stem) < 4):
            return letter
    return " "


cue_of = remembered(_cue)
"""The letter of a cue's stem, or a blank."""
