"""Whether a sentence puts off, leaves out or looks back on a name: "we plan to use X", "X was excluded"."""

from __future__ import annotations

from kg.recognise.said.places import BE, OURS, Place, governs
from kg.recognise.words import word_set

__all__ = ["is_history", "is_left_out", "is_planned"]

_PLANS = word_set("plan plans planning intend future")
_BREAKING = word_set("; : but however while whereas although")
_RELEASING = word_set("release releasing publish publishing make provide present facilitate support foster")
_MODAL = word_set(
    "will would could should can may might include includes involve involves focus plan intend to"
)
BEFORE_FUTURE = word_set("in our as the , and possible for")
_FUTURE = word_set("work works research studies steps plans")
_NOW = word_set("paper study here")
_LEAVING = word_set("leave leaves leaving left postpone defer")
_IT = word_set("it them")
_OUT = (["out"], ["aside"])
_WIDELY = word_set("widely extensively commonly")


def is_planned(at: Place, governed: int) -> bool:
    """Whether a plan stands before a name, or what is left for later; `governed` is what governs the name."""
    if _is_put_off(at):
        return True
    low = at.low[: at.start]
    if governed == OURS or _PLANS.isdisjoint(low):
        return False
    marker = next((i for i in range(len(low) - 1, -1, -1) if _is_plan(low, i)), -1)
    if marker < 0:
        return False
    between = low[marker + 1 :]
    doing = any(at.is_a(i, "planned word") for i in range(marker + 1, at.start))
    return doing and _BREAKING.isdisjoint(between) and _RELEASING.isdisjoint(between)


def _is_put_off(at: Place) -> bool:
    """ "We leave X for future work", "X is left to future work"."""
    behind = at.low[at.end : at.end + 12]
    if "future" not in behind or {"for", "to", "as"}.isdisjoint(behind[: behind.index("future")]):
        return False
    return not _LEAVING.isdisjoint(at.before(at.start, 8)) or (behind[0] in BE and behind[1] == "left")


def _is_plan(low: list[str], i: int) -> bool:
    """Whether a plan begins at a word: "plan to", "in future work we will"; not "in this paper we plan"."""
    word = low[i]
    if word in ("plan", "plans", "planning") or (word == "intend" and "future" in low):
        to_do = low[i + 1 : i + 2] in (["to"], ["on"]) and low[max(0, i - 1) : i] != ["to"]
        return to_do and _NOW.isdisjoint(low[:i])
    if word != "future" or not (i == 0 or low[i - 1] in BEFORE_FUTURE):
        return False
    of_work = not _FUTURE.isdisjoint(low[i + 1 : i + 2])
    return (of_work or low[max(0, i - 1) : i] in (["the"], ["in"])) and not _MODAL.isdisjoint(low[i + 1 :])


def is_left_out(at: Place) -> bool:
    """ "X is not used", "X was excluded", "we leave X out", "X is too easy and we leave it out"."""
    low, i = at.low, at.end
    while i < min(at.end + 2, len(low)) and not governs(at, i):
        i += 1
    if not _LEAVING.isdisjoint(at.before(at.start, 3)) and low[i : i + 1] in _OUT:
        return True
    if not BE.isdisjoint(low[i : i + 1]):
        if at.is_a(i + 1, "negation"):
            return at.is_a(i + 2, "using word") or low[i + 2 : i + 3] in (["given"], ["reported"])
        if at.is_a(i + 1, "excluding word") or low[i + 1 : i + 3] == ["left", "out"]:
            return True
    if at.start > 1:
        return False  # what "it" is, is told by the subject of the sentence alone
    return any(_leaves_it(at, i) for i in range(at.end + 1, len(low)) if low[i] in _IT)


def _leaves_it(at: Place, i: int) -> bool:
    if at.is_a(i - 1, "excluding word") or (at.is_a(i - 1, "using word") and at.is_a(i - 2, "negation")):
        return True
    return at.low[i - 1] in _LEAVING and at.low[i + 1 : i + 2] in _OUT


def is_history(at: Place) -> bool:
    """ "X has shaped the field since 2009", "X has become the standard": said before the authors speak."""
    low, i = at.low, at.end
    if low[i : i + 1] not in (["has"], ["have"]) or not {"we", "our"}.isdisjoint(low[: at.start]):
        return False
    if at.is_a(i + 1, "history word") or at.is_a(i + 2, "history word"):
        return True
    return low[i + 1 : i + 2] == ["been"] and not _WIDELY.isdisjoint(low[i + 2 : i + 3])
