"""Where a title ends and the first author's name begins, when nothing stands between them.

The joint lies in front of the first author's name, and the commas behind that name part names.  Of
the places where a name could begin, the one with the most evidence is taken: its letters and
shape, the names that are certain on the same page (those behind a comma), and the words of the
abstracts, in which titles end and names do not.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple
from unicodedata import east_asian_width

from kg.errors import shown
from kg.inputs.markup import written_out
from kg.inputs.page.joint import Context, Joint, page_context, weigh, words_of
from kg.inputs.page.lists import cut_list, is_surely_cut
from kg.inputs.page.names import is_full_name
from kg.inputs.page.places import MOST_WIDE, certain_names, is_caseless, joints, names_between

__all__ = ["JOINT_RULE", "Split", "ends_in_names", "split_titles", "sure_names"]

JOINT_RULE = "a title ends where the name of the first author begins, and nothing stands between them"

SURE = 48  # by so much must the best place lead for its name to count as certain elsewhere
CLOSE = 32  # where it leads by less, it is told that another may be right


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
    return names_between(line[len(best.title) :])[1:] if best.name and lead >= SURE else []


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
    return best.is_cut or ("," in line and names_between(line)[-1] in certain)


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
    return is_long or is_caseless(joint.title[-1:] + first[0])


def ends_in_names(line: str) -> bool:
    """Whether a line is rather a title with a list of authors than a title by itself.

    >>> ends_in_names("Counting Sheep in FogAda Fold, Bo Pen"), ends_in_names("Counting Sheep in Fog")
    (True, False)
    """
    text, _ = cut_list(" ".join(written_out(line).split()))
    is_sure = is_surely_cut(line)
    (choice,) = _choose([list(joints(text, is_sure))], [frozenset()], Context())
    return is_sure or choice.best.name != ""


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
    names = names_between(text[len(best.title) :])
    is_sure = max(weights[:-1]) - weights[-1] >= SURE and all(map(is_full_name, names))
    return names if is_sure else []


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
