"""What the words around a mention say of its kind: neighbours, lists, appositions, verbs, the title."""

from __future__ import annotations

from kg.recognise.lexicon import Lexicon
from kg.recognise.propose import Candidate
from kg.recognise.text import Tokens
from kg.recognise.words import word_set

__all__ = ["surroundings"]


_CUES = {
    "I": "propose proposes proposed present presents presented introduce introduces introduced develop "
    "develops developed design create release call describe describes build contribute",
    "O": "outperform outperforms outperforming surpass surpasses surpassing exceeds beats beat compared "
    "than over baselines improves",
    "E": "evaluate evaluated experiments experiment evaluation evaluations test tested results benchmarked "
    "performance validate validated demonstrate accuracy score scores",
    "U": "use uses using used employ employs employing apply applies applied adopt leverage leverages "
    "leveraging via with utilize train trained fine-tune fine-tuned initialized based",
    "K": "collect collected annotate annotated release released construct constructed compiled available "
    "annotations examples sentences images hours",
}
_CUE = {word: letter for letter, words in reversed(_CUES.items()) for word in words.split()}
_TITLE_DATASETS = word_set(
    "dataset corpus benchmark treebank datasets database lexicon collection resource challenge"
)
_LIST_LEFT = word_set(", and or & / ( ) - both the as well i.e namely")
_LIST_RIGHT = word_set(", and or & / ( ) - the")
_SUCH = word_set("as like including g e.g : , namely called named on")
_APPOSED = word_set("a an the our which one")
_APPOSITION_ENDS = word_set("that which for to , . of with based designed consisting in")
_FARTHEST = 24


def surroundings(mention: Candidate, lexicon: Lexicon) -> list[str]:
    """All features of a mention."""
    tokens, start, end = mention.tokens, mention.start, mention.end
    low, sentence = tokens.lower, tokens.sentence
    title, here, n = tokens.part == "title", tokens.sentence[start], len(tokens.lower)
    before = low[start - 1] if start and sentence[start - 1] == here else "^"
    before2 = low[start - 2] if start > 1 and sentence[start - 2] == here else "^"
    after = low[end] if end < n and sentence[end] == here else "$"
    after2 = low[end + 1] if end + 1 < n and sentence[end + 1] == here else "$"
    where = "t" if title else ""
    left, right = _shape_at(tokens, start - 1, here), _shape_at(tokens, end, here)
    pattern = tokens.shapes[start:end]
    found = [
        f"{where}prev={before}",
        f"{where}next={after}",
        f"prev2={before2} {before}",
        f"next2={after} {after2}",
        f"around={before}_{after}",
        f"beside={left}{right}",
        f"besides={left}|{pattern[:3]}",
        f"besidee={pattern[-3:]}|{right}",
    ]
    if start in tokens.emphasised:
        found.append("emphasised")
    if title:
        return found + _of_title(tokens, start, end, lexicon)
    found += _of_following(tokens, end, lexicon)
    found += _of_list(tokens, start, end, lexicon)
    found += _of_apposition(tokens, end, lexicon)
    found += _of_sentence(tokens, start)
    return found


def _shape_at(tokens: Tokens, i: int, sentence: int) -> str:
    """The looks of a neighbour; "^" for the first word of a sentence and "$" for none."""
    if not 0 <= i < len(tokens.words) or tokens.sentence[i] != sentence:
        return "$"
    shape = tokens.shapes[i]
    if shape == "C" and (i == 0 or tokens.sentence[i - 1] != sentence):
        return "^"
    return shape if shape != "P" else tokens.words[i][0]


def _of_title(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> list[str]:
    low = tokens.lower
    found = ["title-whole"] if start == 0 and end == len(low) else []
    if end < len(low) and low[end] == ":" and start == 0:
        rest = low[end + 1 : end + 40]
        heads = sorted({lexicon.head(word) for word in rest})
        found.append(f"titled={not _TITLE_DATASETS.isdisjoint(rest)}")
        found.append(f"titled={''.join(heads)}")
        found.append(f"titled-shape={tokens.shapes[start:end][:3]}")
    elif ":" in low[max(0, start - 40) : start]:
        found.append("title-rest")
    return found


def _of_following(tokens: Tokens, end: int, lexicon: Lexicon) -> list[str]:
    """The noun for a kind within three words behind."""
    for steps, low in enumerate(tokens.lower[end : end + 3]):
        if tokens.shapes[end + steps] == "P" and low != "-":
            break
        kind = lexicon.head(low)
        if kind:
            return [f"follow={kind}", f"follow{steps}={low}"]
    return []


def _skip_left(tokens: Tokens, start: int) -> int:
    """The token before the list of names that the one at `start` may belong to, or -1."""
    low, shapes, sentence = tokens.lower, tokens.shapes, tokens.sentence
    here = sentence[start]
    for i in range(start - 1, max(-1, start - 1 - _FARTHEST), -1):
        if sentence[i] != here:
            return -1
        if shapes[i] not in "SCD" and low[i] not in _LIST_LEFT:
            return i
    return -1


def _skip_right(tokens: Tokens, end: int) -> int:
    low, shapes, sentence = tokens.lower, tokens.shapes, tokens.sentence
    here = sentence[end - 1]
    for i in range(end, min(len(low), end + _FARTHEST)):
        if sentence[i] != here:
            return -1
        if shapes[i] not in "SCD" and low[i] not in _LIST_RIGHT:
            return i
    return -1


def _of_list(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> list[str]:
    """What stands before and behind the list that a name is part of."""
    low, found = tokens.lower, []
    left, right = _skip_left(tokens, start), _skip_right(tokens, end)
    if left >= 0:
        found.append(f"left={low[left]}")
        if left:
            found.append(f"left2={low[left - 1]} {low[left]}")
            kind = lexicon.head(low[left - 1])
            if kind and low[left] in _SUCH:
                found.append(f"such={kind}")
        kind = lexicon.head(low[left])
        if kind:
            found += [f"of={kind}", f"of={low[left]}"]
    if right >= 0:
        found.append(f"right={low[right]}")
        kinds = list(map(lexicon.head, low[right : right + 2]))
        if any(kinds):
            kind = kinds[0] or kinds[1]
            found.append(f"righthead={kind}")
    return found


def _of_apposition(tokens: Tokens, end: int, lexicon: Lexicon) -> list[str]:
    """`X, a … framework`, `X is a … corpus`: the noun that says what X is."""
    low, n, i = tokens.lower, len(tokens.lower), end
    if i + 2 < n and low[i] == "(":
        while i < n and low[i] != ")" and i - end < 10:
            i += 1
        i += 1
    if i + 2 >= n or not (low[i] == "is" or (low[i] in (",", "–", "—", "-") and low[i + 1] in _APPOSED)):
        return []
    for j in range(i + 2, min(i + 14, n)):
        if low[j] in _APPOSITION_ENDS:
            return [f"is={lexicon.head(low[j - 1])}", f"is={low[j - 1]}"]
    return []


def _of_sentence(tokens: Tokens, start: int) -> list[str]:
    """The nearest cue before the name in its sentence, at most twenty words off."""
    low, sentence = tokens.lower, tokens.sentence
    here = sentence[start]
    for i in range(start - 1, max(-1, start - 21), -1):
        if sentence[i] != here:
            break
        if low[i] in _CUE:
            return [f"cue={_CUE[low[i]]}{'near' if start - i < 5 else ''}", f"cue={low[i]}"]
    return ["cue=none"]
