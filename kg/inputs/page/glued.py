"""Where a title ends and the first author's name begins, when nothing stands between them.

The joint lies in front of the first author's name, and the commas behind that name part names.  Of
the places where a name could begin, the one with the most evidence is taken: its letters and
shape, the names that are certain on the same page (those behind a comma), and the words of the
abstracts, in which titles end and names do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.inputs.page.joint import Context, Joint, page_context, weigh, words_of
from kg.inputs.page.names import names_in

__all__ = ["certain_names", "joints", "split_titles"]

PRINTED = 3  # the site prints no more authors than that
MOST_WORDS, LONGEST = 6, 70  # words and characters of a name
SURE = 48  # by so much must the best place lead for its name to count as certain elsewhere
_COMMA = re.compile(r",\s+(?!(?:Jr|Sr|II|III|IV)\b)")
_PARTICLE = re.compile(
    r"(?:v[ao]n|de[lnr]?|d[aiou]s?|della|l[aeo]|el|al|ten|te[nr]|bin|ibn)\s+(?:\w+\s+)?[^\W\d_a-z]|al-|el-|d['’]"
)
# What a title does not end within: a unit behind its number ("5 mK", "8 TeV"), if no name goes on there.
_UNIT = re.compile(r"\d\s?(?:[kMGTPm]?eV|[mkµμn][KVW]|[kMGT](?:Hz|B|W))(?![a-zß-öø-ÿ])")
_NOT_BEFORE = frozenset("([{“„@#&=<")
_NOT_IN_NAME = frozenset('0123456789:;?![]{}$\\/<>=+&@#%*^_|"“”„')


def split_titles(
    lines: Sequence[str], is_cut: Sequence[bool], abstracts: Sequence[str | None], owner: str | None
) -> list[tuple[str, str]]:
    """The title and the author list of each line of a page; the list is "" where there is none.

    `is_cut` says which lists ended in "et al.", which the lines no longer have.
    """
    choices = [list(joints(line, cut)) for line, cut in zip(lines, is_cut, strict=True)]
    own = [words_of(abstract or "") for abstract in abstracts]
    words = frozenset().union(*own)
    certain = {owner} if owner else set()
    for line, cut in zip(lines, is_cut, strict=True):
        certain |= certain_names(line, cut)
    first = _choose(choices, own, page_context(certain, words))
    certain |= {joint.name for joint, lead in first if lead >= SURE and joint.name}
    best = _choose(choices, own, page_context(certain, words))
    return [(joint.title, line[len(joint.title) :]) for line, (joint, _) in zip(lines, best, strict=True)]


def joints(line: str, is_cut: bool) -> Iterator[Joint]:
    """Every place of a line where the title may end; the last is its end, with no authors at all."""
    commas = [match.span() for match in _COMMA.finditer(line)]
    most = min(PRINTED, len(commas) + 1)
    for count in range(most if is_cut else 1, most + 1):
        behind = commas[len(commas) - count + 1 :]
        others = names_in(line[behind[0][1] :]) if behind else []
        if not is_cut and not all(map(_may_be_name, others)):
            continue
        end = behind[0][0] if behind else len(line)
        start = commas[-count][1] if count <= len(commas) else 0
        for at in _starts(line, start, end):
            yield Joint(line[:at], line[at:end].strip(), count, is_cut)
    yield Joint(line, "", 0, is_cut)


def certain_names(line: str, is_cut: bool) -> set[str]:
    """The names behind the first one of a cut list, which commas part from everything else."""
    return set(names_in(line)[1 - PRINTED :]) if is_cut and line.count(",") >= PRINTED - 1 else set()


def _starts(line: str, start: int, end: int) -> Iterator[int]:
    """Where between two commas a name can begin: not after a space, and not too many words on."""
    units = [match.span() for match in _UNIT.finditer(line, start, end)]
    for at in range(end - 1, max(start, 1) - 1, -1):
        if line[at] in _NOT_IN_NAME or end - at > LONGEST or line[at:end].count(" ") >= MOST_WORDS:
            return
        before, name = line[at - 1], line[at:end]
        is_apart = at > start and not before.isspace() and before not in _NOT_BEFORE
        is_within = line.endswith("Mc", 0, at) or any(first < at < last for first, last in units)
        if is_apart and not is_within and name.count("(") == name.count(")") and _may_begin(line, at):
            yield at


def _may_begin(line: str, at: int) -> bool:
    """Whether a name can begin with this character: a capital, a particle, a letter without case."""
    return bool(_PARTICLE.match(line, at)) if line[at].islower() else line[at].isalpha()


def _may_be_name(text: str) -> bool:
    return len(text) <= LONGEST and len(text.split()) <= MOST_WORDS and not _NOT_IN_NAME.intersection(text)


def _choose(
    choices: Sequence[Sequence[Joint]], own: Sequence[frozenset[str]], context: Context
) -> list[tuple[Joint, int]]:
    """The best place of each line, and by how much it leads the next."""
    chosen = []
    for options, mine in zip(choices, own, strict=True):
        view = context._replace(own=mine)
        ranked = sorted(((weigh(joint, view), joint) for joint in options), key=lambda r: r[0], reverse=True)
        lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else SURE
        chosen.append((ranked[0][1], lead))
    return chosen
