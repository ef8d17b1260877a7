"""What the words around a mention say of its kind: neighbours, lists, appositions, verbs, the title."""

from __future__ import annotations

from collections.abc import Iterator

from kg.recognise.lexicon import Lexicon
from kg.recognise.propose import Candidate
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["surroundings"]


_INTRODUCE = word_set(
    "propose proposes proposed present presents presented introduce introduces introduced develop "
    "develops developed design create release call describe describes build contribute"
)
_OUTDO = word_set(
    "outperform outperforms outperforming surpass surpasses surpassing exceeds beats beat compared "
    "than over baselines improves"
)
_EVALUATE = word_set(
    "evaluate evaluated experiments experiment evaluation evaluations test tested results benchmarked "
    "performance validate validated demonstrate accuracy score scores"
)
_USE = word_set(
    "use uses using used employ employs employing apply applies applied adopt leverage leverages "
    "leveraging via with utilize train trained fine-tune fine-tuned initialized based"
)
_COLLECT = word_set(
    "collect collected annotate annotated release released construct constructed compiled available "
    "annotations examples sentences images hours"
)
_GOVERNS = (("I", _INTRODUCE), ("O", _OUTDO), ("E", _EVALUATE), ("U", _USE), ("K", _COLLECT))


def _shape_at(tokens: Tokens, i: int, sentence: int) -> str:
    """The looks of a neighbour; "^" for the first word of a sentence and "$" for none."""
    if not 0 <= i < len(tokens) or tokens.sentence[i] != sentence:
        return "$"
    shape = tokens.shapes[i]
    if shape == "C" and (i == 0 or tokens.sentence[i - 1] != sentence):
        return "^"
    return shape if shape != "P" else tokens.words[i][0]


def surroundings(mention: Candidate, lexicon: Lexicon) -> Iterator[str]:
    tokens, start, end = mention.tokens, mention.start, mention.end
    low = tokens.lower
    title = tokens.part == "title"
    here = tokens.sentence[start]
    before = low[start - 1] if start and tokens.sentence[start - 1] == here else "^"
    before2 = low[start - 2] if start > 1 and tokens.sentence[start - 2] == here else "^"
    after = low[end] if end < len(low) and tokens.sentence[end] == here else "$"
    after2 = low[end + 1] if end + 1 < len(low) and tokens.sentence[end + 1] == here else "$"
    where = "t" if title else ""
    yield f"{where}prev={before}"
    yield f"{where}next={after}"
    yield f"prev2={before2} {before}"
    yield f"next2={after} {after2}"
    yield f"around={before}_{after}"
    yield f"beside={_shape_at(tokens, start - 1, here)}{_shape_at(tokens, end, here)}"
    yield f"besides={_shape_at(tokens, start - 1, here)}|{tokens.shapes[start:end][:3]}"
    yield f"besidee={tokens.shapes[start:end][-3:]}|{_shape_at(tokens, end, here)}"
    if start in tokens.emphasised:
        yield "emphasised"
    if title:
        yield from _of_title(tokens, start, end, lexicon)
        return
    for steps, i in enumerate(range(end, min(end + 3, len(low)))):
        if tokens.shapes[i] == "P" and low[i] not in "-":
            break
        kind = lexicon.head(low[i])
        if kind:
            yield f"follow={kind}"
            yield f"follow{steps}={low[i]}"
            break
    yield from _of_list(tokens, start, end, lexicon)
    yield from _of_apposition(tokens, start, end, lexicon)
    yield from _of_sentence(tokens, start, lexicon)


def _of_title(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> Iterator[str]:
    low = tokens.lower
    if end < len(low) and low[end] == ":" and start == 0:
        rest = {lexicon.head(word) for word in low[end + 1 : end + 40]}
        dataset = any(
            w
            in (
                "dataset",
                "corpus",
                "benchmark",
                "treebank",
                "datasets",
                "database",
                "lexicon",
                "collection",
                "resource",
                "challenge",
            )
            for w in low[end + 1 : end + 40]
        )
        yield f"titled={dataset}"
        yield f"titled={''.join(sorted(rest))}"
        yield f"titled-shape={tokens.shapes[start:end][:3]}"
    elif ":" in low[max(0, start - 40) : start]:
        yield "title-rest"
    if start == 0 and end == len(low):
        yield "title-whole"


def _skip_left(tokens: Tokens, i: int) -> int:
    """The token before the list of names that token i may belong to, or -1."""
    here, steps = tokens.sentence[i], 0
    i -= 1
    while i >= 0 and tokens.sentence[i] == here and steps < 24:
        if tokens.shapes[i] in "SCD" or tokens.lower[i] in (
            ",",
            "and",
            "or",
            "&",
            "/",
            "(",
            ")",
            "-",
            "both",
            "the",
            "as",
            "well",
            "i.e",
            "namely",
        ):
            i, steps = i - 1, steps + 1
        else:
            return i
    return -1


def _skip_right(tokens: Tokens, i: int) -> int:
    here, n, steps = tokens.sentence[i - 1], len(tokens), 0
    while i < n and tokens.sentence[i] == here and steps < 24:
        if tokens.shapes[i] in "SCD" or tokens.lower[i] in (",", "and", "or", "&", "/", "(", ")", "-", "the"):
            i, steps = i + 1, steps + 1
        else:
            return i
    return -1


def _of_list(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> Iterator[str]:
    """What stands before and behind the list that a name is part of."""
    low = tokens.lower
    left, right = _skip_left(tokens, start), _skip_right(tokens, end)
    if left >= 0:
        yield f"left={low[left]}"
        if left:
            yield f"left2={low[left - 1]} {low[left]}"
            kind = lexicon.head(low[left - 1])
            if (
                low[left]
                in ("as", "like", "including", "g", "e.g", ":", ",", "namely", "called", "named", "on")
                and kind
            ):
                yield f"such={kind}"
        kind = lexicon.head(low[left])
        if kind:
            yield f"of={kind}"
            yield f"of={low[left]}"
    if right >= 0:
        yield f"right={low[right]}"
        for i in range(right, min(right + 2, len(low))):
            kind = lexicon.head(low[i])
            if kind:
                yield f"righthead={kind}"
                break


def _of_apposition(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> Iterator[str]:
    """`X, a … framework`, `X is a … corpus`: the noun that says what X is."""
    low, n = tokens.lower, len(tokens)
    i = end
    if i + 2 < n and low[i] == "(":
        while i < n and low[i] != ")" and i - end < 10:
            i += 1
        i += 1
    if i + 2 < n and (
        (low[i] in (",", "–", "—", "-") and low[i + 1] in ("a", "an", "the", "our", "which", "one"))
        or low[i] == "is"
    ):
        for j in range(i + 2, min(i + 14, n)):
            if low[j] in (
                "that",
                "which",
                "for",
                "to",
                ",",
                ".",
                "of",
                "with",
                "based",
                "designed",
                "consisting",
                "in",
            ):
                kind = lexicon.head(low[j - 1])
                yield f"is={kind}"
                yield f"is={low[j - 1]}"
                break


def _of_sentence(tokens: Tokens, start: int, lexicon: Lexicon) -> Iterator[str]:
    """The nearest cue before the name in its sentence, and the sentence's place."""
    here, i = tokens.sentence[start], start - 1
    steps = 0
    while i >= 0 and tokens.sentence[i] == here and steps < 20:
        word = tokens.lower[i]
        for letter, words in _GOVERNS:
            if word in words:
                yield f"cue={letter}{'near' if steps < 4 else ''}"
                yield f"cue={word}"
                return
        i, steps = i - 1, steps + 1
    yield "cue=none"
