"""Names that are neither datasets nor methods, whatever stands around: organisations and laws, venues with
their years, standards with their numbers, and quantities that have an acronym."""

from __future__ import annotations

from kg.recognise.keys import key
from kg.recognise.lexicon import Lexicon
from kg.recognise.names import Name
from kg.recognise.propose import Candidate
from kg.recognise.surroundings import Feature
from kg.recognise.words import word_set

__all__ = ["DOUBTFUL", "DOUBTFUL_ALONE", "is_neither"]

_OF_OTHERS = "beginsin organisation"
_AT = ("tnext at", "tnext @")
_GLUED = ("form A9", "form AaA9")  # "ICCV2021", "NeurIPS2023"
DOUBTFUL = frozenset((_OF_OTHERS, *_AT, *_GLUED))
"""What is told of a name that may be neither, but for its long form and the nouns of organisations."""
DOUBTFUL_ALONE = DOUBTFUL | {"head T many", "title-whole"}
"""The same where only the title has names."""

_QUANTITIES = tuple(
    f"{quantity} "
    for quantity in (
        *(
            "number of",
            "total number of",
            "amount of",
            "percentage of",
            "proportion of",
            "share of",
            "rate of",
        ),
        *(
            "ratio of",
            "probability of",
            "degree of",
            "mean time",
            "average time",
            "mean number",
            "average number",
        ),
    )
)
_TASKS = word_set(
    "task tasks shared challenge challenges competition competitions track tracks dataset datasets data "
    "corpus corpora benchmark test set sets evaluation campaign contest"
)
_DETECTOR = frozenset(("head M one", "head M many"))  # "Irony Detector at …" is a system
_SHARED = word_set("Shared Task Challenge shared task challenge Evaluation Track")
_SPOKEN = word_set("dialog dialogue speech communicative conversation")  # acts that are no laws
_YEAR = 4  # digits
_MEETINGS = word_set("workshop workshops conference proceedings symposium paper papers award")


def is_neither(name: Name, told: set[Feature], alone: bool, lexicon: Lexicon) -> bool:
    """Whether a name is that of something else, or none; `alone` says that only the title has names."""
    if name.long and name.long.lower().startswith(_QUANTITIES):
        return True
    if _OF_OTHERS in told and _is_venue(name, told, lexicon):
        return True
    if not told.isdisjoint(_GLUED) and _is_glued_venue(name, lexicon):
        return True
    return _is_unnamed(name, told, alone) or _is_organisation(name, lexicon)


def _is_unnamed(name: Name, told: set[Feature], alone: bool) -> bool:
    """Whether a title has words there and no name: a team at a shared task, of which the abstract does not
    speak; and where only the title has names a task, or the whole of it."""
    tokens, start, end, _ = name.mentions[0]
    if any(mention.tokens.part != "title" for mention in name.mentions):
        return False
    if not told.isdisjoint(_AT):
        behind = tokens.words[end + 1 : end + 5]
        team = start == 0 and _DETECTOR.isdisjoint(told)
        return team and any(word in _SHARED or word[-1:].isdigit() for word in behind)
    whole = "title-whole" in told
    plain = "S" not in tokens.shapes[start:end] and (whole or "head T many" in told)
    return alone and (plain or (whole and end == 1))


def _is_venue(name: Name, told: set[Feature], lexicon: Lexicon) -> bool:
    """ "ICML 2021" and "ISO 9001" are; "CoNLL 2003" is listed, and "the ICML 2021 challenge" is more."""
    if "beginsin ?dataset" in told or "beginsin dataset" in told or _is_listed(name, lexicon):
        return False
    numbered = all(mention.tokens.shapes[mention.end - 1] == "D" for mention in name.mentions)
    if numbered and all(_is_number_of(mention, lexicon) for mention in name.mentions):
        return all(_TASKS.isdisjoint(_behind(mention)) for mention in name.mentions)
    return any(not _MEETINGS.isdisjoint(_behind(mention)[:1]) for mention in name.mentions)


def _is_glued_venue(name: Name, lexicon: Lexicon) -> bool:
    """ "ICCV2021" is one, where no task or data of it is spoken of."""
    word = name.forms[0]
    stem = word.rstrip("0123456789")
    if len(word) - len(stem) != _YEAR or "organisation" not in lexicon.kinds(key(stem)):
        return False
    return not _is_listed(name, lexicon) and all(_TASKS.isdisjoint(_behind(m)) for m in name.mentions)


def _is_number_of(mention: Candidate, lexicon: Lexicon) -> bool:
    """Whether numbers follow an organisation and nothing else."""
    words, shapes, end = mention.tokens.words, mention.tokens.shapes, mention.end
    while end > mention.start and shapes[end - 1] == "D":
        end -= 1
    return "organisation" in lexicon.kinds(key("".join(words[mention.start : end])))


def _behind(mention: Candidate) -> list[str]:
    return mention.tokens.lower[mention.end : mention.end + 3]


def _is_listed(name: Name, lexicon: Lexicon) -> bool:
    kinds = {kind.lstrip("?") for form in name.forms for kind in lexicon.kinds(key(form))}
    return "dataset" in kinds or "method" in kinds


def _is_organisation(name: Name, lexicon: Lexicon) -> bool:
    """ "University of Leeds" is one; "Corpus of the University of Leeds" and "University Parser" are none."""
    if "title-name" in name.rules:
        return False
    nouns, heads = lexicon.words("organisation noun"), lexicon.heads
    for form in name.forms:
        words = form.split()
        low = [word.lower() for word in words]
        nouned = {small for small, word in zip(low, words, strict=True) if small in nouns and small != word}
        named = len(words) > 1 and nouned and not ("act" in nouned and not _SPOKEN.isdisjoint(low))
        if named and heads.get(low[-1]) is None and not any("D" in heads.get(word, "") for word in low):
            return not _is_listed(name, lexicon)
    return False
