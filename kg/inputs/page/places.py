"""Where a title may end and the first author's name begin, when nothing stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from kg.inputs.authors import is_named, without_cut
from kg.inputs.page.joint import Joint
from kg.inputs.page.names import AFTER_COMMA, LONGEST, MOST_WORDS, SUFFIX, is_full_name, without_titles

__all__ = ["MOST_WIDE", "PRINTED", "certain_names", "is_caseless", "joints", "names_between"]

PRINTED = 3  # the site prints no more authors than that
# What parts names: a comma, with "and" behind the last; "et al." and the like where a word follows.
_SEPARATOR = re.compile(
    rf",\s+(?:(?:and|&)\s+(?=[^,]*\Z))?(?!{AFTER_COMMA}|(?:{SUFFIX.pattern})\b)"
    r"|(?:,?\s+[Ee]t [Aa]l\.|,?\s*(?:\.{3,}+|…))\s+(?=[^\W\d_])"
)
_LAST_AND = re.compile(r"\s+(?:and|&)\s+(?=[^,&]*\Z)(?!.*\sand\s)")
_PARTICLE = re.compile(
    r"(?:v[ao]n|de[lnr]?|d[aiou]s?|della|l[aeo]|el|al|ten|te[nr]|bin|ibn)\s+(?:\w+\s+)?[^\W\d_a-z]|al-|el-|d['’]"
)
# What a title does not end within: a unit behind its number ("5 mK", "8 TeV"), if no name goes on there,
# the acronym of an organisation, one with a plural s in front of a particle ("LSTMsvan der Meer"), "3D" in
# front of a capital, initials that begin where a name may, an abbreviation of two letters or more ("U.S."),
# and what a hyphen or "d'" joins.
_WHOLE = (  # as text: few files need it, and `re` keeps what it compiled
    r"\d\s?(?:[kMGTPm]?eV|[mkµμn][KVW]|[kMGT](?:Hz|B|W))(?![a-zß-öø-ÿ])"
    r"|(?<=[a-zß-öø-ÿ])[A-Z]{2,}(?= (?:Collaboration|Consortium|Team|Group)\b)"
    rf"|[A-Z]{{2,}}s(?={_PARTICLE.pattern})"
    r"|\dD(?=[A-Z])|(?<=[^\sA-Z])(?:[^\W\d_a-z]\.){2,}|(?<!\S)(?:[A-Z]\.){2}"
    r"|(?<=[\w.])[-‐‑][^\W\d_]|(?<![a-zß-öø-ÿ])[dDlLO]['’][^\W\d_]"
)
MOST_WIDE = 4  # ideographs, syllables or kana of a name, which no space parts
_NOT_BEFORE = frozenset("([{“„@#&=<")
_SHARP = r"(?<![^\W_])[A-Z]#"  # in front of a name: "C#" and "F#", but no hashtag
_NOT_IN_NAME = frozenset('0123456789:;?![]{}$\\/<>=+&@#%*^_|"“”„')


class _Part(NamedTuple):
    """What stands between two commas of a line: where, and the name that it is or ends in."""

    start: int
    end: int
    name: str


def joints(line: str, is_cut: bool) -> Iterator[Joint]:
    """Every place of a line where the title may end; the last is its end, with no authors at all.

    A list that is cut has as many names as the site prints, and fewer only where those show no place; there
    no name begins with a small letter.
    """
    parts = _parts(line, is_cut)
    most = min(PRINTED, len(parts))
    counts = range(most if is_cut else 1, max(most, _named_behind(parts)) + 1)
    found = [joint for count in counts for joint in _at(line, parts, count, is_cut)]
    while is_cut and not found and most > 1:
        most -= 1
        found = [joint for joint in _at(line, parts, most, is_cut) if joint.name[0].isupper()]
    yield from found
    yield Joint(line, "", 0, is_cut)


def _at(line: str, parts: Sequence[_Part], count: int, is_cut: bool) -> Iterator[Joint]:
    """The places that leave a list of so many names."""
    first, *others = parts[len(parts) - count :]
    if is_cut or all(_may_be_name(part.name) for part in others):
        for at in _starts(line, first.start, first.end):
            name = line[at : first.end].strip()
            yield Joint(line[:at], without_titles(name) or name, min(count, PRINTED), is_cut)


def _parts(line: str, is_cut: bool) -> Sequence[_Part]:
    """The parts of a line between its commas, but for those that can be no name: "…", "-", "PhD"."""
    commas = [match.span() for match in _SEPARATOR.finditer(line)]
    if not is_cut and (found := _LAST_AND.search(line)):
        commas = sorted({*commas, found.span()})
    starts, ends = [0, *(end for _, end in commas)], [*(start for start, _ in commas), len(line)]
    first, *others = (_part(line, start, end) for start, end in zip(starts, ends, strict=True))
    return [first, *(part for part in others if is_named(part.name))]


def _part(line: str, start: int, end: int) -> _Part:
    text = line[start:end]
    rest = without_cut(text)
    return _Part(start, start + len(rest) if text.startswith(rest) else end, without_titles(rest))


def _named_behind(parts: Sequence[_Part]) -> int:
    """How long a list may be that has full names behind its commas: other pages may print more."""
    if len(parts) <= PRINTED:
        return 0
    return 1 + sum(1 for _ in takewhile(is_full_name, (part.name for part in reversed(parts[1:]))))


def names_between(text: str) -> list[str]:
    """What stands between the commas of a text, of which the first part may begin with a title.

    >>> names_between("FogAda Fold, Bo Pen, Jr. et al., -, and Cy Gate")
    ['FogAda Fold', 'Bo Pen, Jr.', 'Cy Gate']
    """
    return [part.name for part in _parts(text, False)]


def certain_names(line: str, is_cut: bool) -> set[str]:
    """The names behind the first one of a cut list, which commas part from everything else."""
    names = [part.name for part in _parts(line, is_cut)]
    return set(names[1 - PRINTED :]) if is_cut and len(names) >= PRINTED else set()


def _starts(line: str, start: int, end: int) -> Iterator[int]:
    """Where between two commas a name can begin: not after a space, and not too many words on."""
    wholes = [match.span() for match in re.compile(_WHOLE).finditer(line, start, end)]
    for at in range(end - 1, max(start, 1) - 1, -1):
        if line[at] in _NOT_IN_NAME or end - at > LONGEST or line[at:end].count(" ") >= MOST_WORDS:
            return
        before, name = line[at - 1], line[at:end]
        is_apart = at > start and not before.isspace()
        is_apart &= before not in _NOT_BEFORE or re.match(_SHARP, line[max(at - 2, 0) : at]) is not None
        is_within = line.endswith("Mc", 0, at) or any(first < at < last for first, last in wholes)
        is_within |= is_caseless(before + name[0]) and _begins_by_script(line, at)
        if is_apart and not is_within and name.count("(") == name.count(")") and _may_begin(line, at):
            yield at


def _begins_by_script(line: str, at: int) -> bool:
    """Whether the letters without case around this place are a name that begins where they do."""
    first = last = at
    while first and is_caseless(line[first - 1]):
        first -= 1
    while last < len(line) and is_caseless(line[last]):
        last += 1
    is_short = last - first <= MOST_WIDE or east_asian_width(line[at]) != "W"
    return is_short and first > 0 and not line[first - 1].isspace()


def _may_begin(line: str, at: int) -> bool:
    """Whether a name can begin with this character: a capital, a particle, a letter without case."""
    return bool(_PARTICLE.match(line, at)) if line[at].islower() else line[at].isalpha()


def _may_be_name(text: str) -> bool:
    return len(text) <= LONGEST and len(text.split()) <= MOST_WORDS and not _NOT_IN_NAME.intersection(text)


def is_caseless(text: str) -> bool:
    """Whether all of its characters are letters of scripts without capitals."""
    return not any(c.isupper() or c.islower() or not (c.isalpha() or combining(c)) for c in text)
