"""Where a title ends and the first author's name begins, when nothing stands between them.

The joint lies in front of the first author's name, and the commas behind that name part names.  Of
the places where a name could begin, the one with the most evidence is taken: its letters and
shape, the names that are certain on the same page (those behind a comma), and the words of the
abstracts, in which titles end and names do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import takewhile
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from kg.errors import shown
from kg.inputs.markup import written_out
from kg.inputs.page.joint import Context, Joint, page_context, weigh, words_of
from kg.inputs.page.names import cut_list, is_full_name, names_in

__all__ = [
    "JOINT_RULE",
    "Split",
    "certain_names",
    "ends_in_names",
    "joints",
    "split_titles",
    "sure_names",
]  # fmt: skip

JOINT_RULE = "a title ends where the name of the first author begins, and nothing stands between them"

PRINTED = 3  # the site prints no more authors than that
MOST_WORDS, LONGEST = 6, 70  # words and characters of a name
SURE = 48  # by so much must the best place lead for its name to count as certain elsewhere
CLOSE = 32  # where it leads by less, it is told that another may be right
_COMMA = re.compile(r",\s+(?!(?:Jr|Sr|II|III|IV)\b)")
_PARTICLE = re.compile(
    r"(?:v[ao]n|de[lnr]?|d[aiou]s?|della|l[aeo]|el|al|ten|te[nr]|bin|ibn)\s+(?:\w+\s+)?[^\W\d_a-z]|al-|el-|d['’]"
)
# What a title does not end within: a unit behind its number ("5 mK", "8 TeV"), if no name goes on there,
# the acronym of an organisation, one with a plural s in front of a particle ("LSTMsvan der Meer"), "3D" in
# front of a capital, and initials that begin where a name may.
_WHOLE = (  # as text: few files need it, and `re` keeps what it compiled
    r"\d\s?(?:[kMGTPm]?eV|[mkµμn][KVW]|[kMGT](?:Hz|B|W))(?![a-zß-öø-ÿ])"
    r"|(?<=[a-zß-öø-ÿ])[A-Z]{2,}(?= (?:Collaboration|Consortium|Team|Group)\b)"
    rf"|[A-Z]{{2,}}s(?={_PARTICLE.pattern})"
    r"|\dD(?=[A-Z])|(?<=[^\sA-Z])(?:[^\W\d_a-z]\.){2,}"
)
MOST_WIDE = 4  # ideographs, syllables or kana of a name, which no space parts
_NOT_BEFORE = frozenset("([{“„@#&=<")
_NOT_IN_NAME = frozenset('0123456789:;?![]{}$\\/<>=+&@#%*^_|"“”„')


class Split(NamedTuple):
    """Title and author list of a line, "" where there is none, and why they may be others, if they may.

    The title is "" where nothing shows where it ends.
    """

    title: str
    names: str
    doubt: str | None = None


class _Choice(NamedTuple):
    """The best place of a line, the next, and by how much the best leads it."""

    best: Joint
    other: Joint
    lead: int


def split_titles(
    lines: Sequence[str], is_cut: Sequence[bool], abstracts: Sequence[str | None], owner: str | None
) -> list[Split]:
    """The title and the author list of each line of a page.

    `is_cut` says which lists ended in "et al.", which the lines no longer have.
    """
    choices = [list(joints(line, cut)) for line, cut in zip(lines, is_cut, strict=True)]
    own = [words_of(abstract or "") for abstract in abstracts]
    words = frozenset().union(*own)
    certain = {owner} if owner else set()
    for line, cut in zip(lines, is_cut, strict=True):
        certain |= certain_names(line, cut)
    first = _choose(choices, own, page_context(certain, words))
    certain |= {best.name for best, _, lead in first if lead >= SURE and best.name and not _is_unmarked(best)}
    chosen = [_named(choice) for choice in _choose(choices, own, page_context(certain, words))]
    certain.update(name for line, choice in zip(lines, chosen, strict=True) for name in _behind(line, choice))
    return [_split(line, choice, certain) for line, choice in zip(lines, chosen, strict=True)]


def _behind(line: str, choice: _Choice) -> list[str]:
    """The names behind that of the first author, where this is sure."""
    best, _, lead = choice
    return names_in(line[len(best.title) :])[1:] if best.name and lead >= SURE else []


def _split(line: str, choice: _Choice, certain: Set[str]) -> Split:
    best, other, lead = choice
    if _is_unknown(line, best, certain):
        return Split("", "", f"nothing shows where the title ends in {shown(line)}")
    names = line[len(best.title) :]
    return Split(best.title, names, _doubt(best, other) if lead < CLOSE else None)


def _is_unknown(line: str, best: Joint, certain: Set[str]) -> bool:
    """Whether nothing shows the best place. A list without a first author is there all the same where it is
    cut, or a name that is certain ends the line behind a comma.
    """
    if best.name:
        return best.name not in certain and _is_unmarked(best)
    return best.is_cut or ("," in line and names_in(line)[-1] in certain)


def _named(choice: _Choice) -> _Choice:
    """The choice with an author where one is nearly as probable as none: no record is printed without.

    A list that is cut has authors in any case.
    """
    best, other, lead = choice
    is_close = lead < CLOSE or best.is_cut
    return _Choice(other, best, -lead) if not best.name and other.name and is_close else choice


def _doubt(best: Joint, other: Joint) -> str:
    named, instead = (shown(joint.name) if joint.name else "none" for joint in (best, other))
    return f"the first author is {named} or {instead}, taken for {named}"


def _is_unmarked(joint: Joint) -> bool:
    """Whether nothing shows this joint: letters of a script without capitals on both sides, or more
    of one without spaces than a name has.
    """
    first, *_ = joint.name.split()
    is_long = len(first) > MOST_WIDE and all(east_asian_width(c) == "W" for c in first)
    return is_long or _is_caseless(joint.title[-1:] + first[0])


def _is_caseless(text: str) -> bool:
    """Whether all of its characters are letters of scripts without capitals."""
    return not any(c.isupper() or c.islower() or not (c.isalpha() or combining(c)) for c in text)


def ends_in_names(line: str) -> bool:
    """Whether a line is rather a title with a list of authors than a title by itself.

    >>> ends_in_names("Counting Sheep in FogAda Fold, Bo Pen"), ends_in_names("Counting Sheep in Fog")
    (True, False)
    """
    text, is_cut = cut_list(" ".join(written_out(line).split()))
    (choice,) = _choose([list(joints(text, is_cut))], [frozenset()], Context())
    return is_cut or choice.best.name != ""


def sure_names(line: str) -> list[str]:
    """The authors of a line that can hardly be anything else than a title with its authors, else none.

    >>> sure_names("Counting Sheep in FogAda Fold, Bo Pen"), sure_names("Counting Sheep on ImageNet")
    (['Ada Fold', 'Bo Pen'], [])
    """
    text, is_cut = cut_list(" ".join(written_out(line).split()))
    *places, none = joints(text, is_cut)
    if not places:
        return []
    weights = [weigh(joint, Context()) for joint in (*places, none)]
    best = places[weights.index(max(weights[:-1]))]
    names = names_in(text[len(best.title) :])
    is_sure = max(weights[:-1]) - weights[-1] >= SURE and all(map(is_full_name, names))
    return names if is_sure else []


def joints(line: str, is_cut: bool) -> Iterator[Joint]:
    """Every place of a line where the title may end; the last is its end, with no authors at all."""
    commas = [match.span() for match in _COMMA.finditer(line)]
    most = min(PRINTED, len(commas) + 1)
    for count in range(most if is_cut else 1, max(most, _named_behind(line, commas)) + 1):
        behind = commas[len(commas) - count + 1 :]
        others = names_in(line[behind[0][1] :]) if behind else []
        if not is_cut and not all(map(_may_be_name, others)):
            continue
        end = behind[0][0] if behind else len(line)
        start = commas[-count][1] if count <= len(commas) else 0
        for at in _starts(line, start, end):
            yield Joint(line[:at], line[at:end].strip(), min(count, PRINTED), is_cut)
    yield Joint(line, "", 0, is_cut)


def _named_behind(line: str, commas: Sequence[tuple[int, int]]) -> int:
    """How long a list may be that has full names behind its commas: other pages may print more."""
    if len(commas) < PRINTED:
        return 0
    parts = reversed(_COMMA.split(line)[1:])
    return 1 + sum(1 for _ in takewhile(is_full_name, parts))


def certain_names(line: str, is_cut: bool) -> set[str]:
    """The names behind the first one of a cut list, which commas part from everything else."""
    return set(names_in(line)[1 - PRINTED :]) if is_cut and line.count(",") >= PRINTED - 1 else set()


def _starts(line: str, start: int, end: int) -> Iterator[int]:
    """Where between two commas a name can begin: not after a space, and not too many words on."""
    wholes = [match.span() for match in re.compile(_WHOLE).finditer(line, start, end)]
    for at in range(end - 1, max(start, 1) - 1, -1):
        if line[at] in _NOT_IN_NAME or end - at > LONGEST or line[at:end].count(" ") >= MOST_WORDS:
            return
        before, name = line[at - 1], line[at:end]
        is_apart = at > start and not before.isspace() and before not in _NOT_BEFORE
        is_within = line.endswith("Mc", 0, at) or any(first < at < last for first, last in wholes)
        is_within |= _is_caseless(before + name[0]) and _begins_by_script(line, at)
        if is_apart and not is_within and name.count("(") == name.count(")") and _may_begin(line, at):
            yield at


def _begins_by_script(line: str, at: int) -> bool:
    """Whether the letters without case around this place are a name that begins where they do."""
    first = last = at
    while first and _is_caseless(line[first - 1]):
        first -= 1
    while last < len(line) and _is_caseless(line[last]):
        last += 1
    is_short = last - first <= MOST_WIDE or east_asian_width(line[at]) != "W"
    return is_short and first > 0 and not line[first - 1].isspace()


def _may_begin(line: str, at: int) -> bool:
    """Whether a name can begin with this character: a capital, a particle, a letter without case."""
    return bool(_PARTICLE.match(line, at)) if line[at].islower() else line[at].isalpha()


def _may_be_name(text: str) -> bool:
    return len(text) <= LONGEST and len(text.split()) <= MOST_WORDS and not _NOT_IN_NAME.intersection(text)


def _choose(
    choices: Sequence[Sequence[Joint]], own: Sequence[frozenset[str]], context: Context
) -> list[_Choice]:
    """The best place of each line."""
    chosen = []
    for options, mine in zip(choices, own, strict=True):
        view = context._replace(own=mine)
        ranked = sorted(((weigh(joint, view), joint) for joint in options), key=lambda r: r[0], reverse=True)
        (most, best), (next_most, other) = (*ranked, (ranked[0][0] - SURE, ranked[0][1]))[:2]
        chosen.append(_Choice(best, other, most - next_most))
    return chosen
