"""What speaks for and against a name: plain features, read off its form and the sentences around it.

Each feature is a short text such as `prev=on` or `head=dataset`; `weigh` knows what they are worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.recognise.lexicon import Lexicon, fold, key
from kg.recognise.names import Name
from kg.recognise.propose import Candidate
from kg.recognise.text import Tokens, looks

__all__ = ["evidence"]

_READ_AT_MOST = 4
_INTRODUCE = frozenset("propose proposes proposed present presents presented introduce introduces introduced develop develops developed design create release call describe describes build contribute".split())
_OUTDO = frozenset("outperform outperforms outperforming surpass surpasses surpassing exceeds beats beat compared than over baselines improves".split())
_EVALUATE = frozenset("evaluate evaluated experiments experiment evaluation evaluations test tested results benchmarked performance validate validated demonstrate accuracy score scores".split())
_USE = frozenset("use uses using used employ employs employing apply applies applied adopt leverage leverages leveraging via with utilize train trained fine-tune fine-tuned initialized based".split())
_COLLECT = frozenset("collect collected annotate annotated release released construct constructed compiled available annotations examples sentences images hours".split())
_GOVERNS = (("I", _INTRODUCE), ("O", _OUTDO), ("E", _EVALUATE), ("U", _USE), ("K", _COLLECT))


def evidence(name: Name, lexicon: Lexicon) -> list[str]:
    """All features of a name."""
    found = set(_of_form(name, lexicon))
    for mention in name.mentions[:_READ_AT_MOST]:
        found.update(_of_place(mention, lexicon))
    return sorted(found)


def _of_form(name: Name, lexicon: Lexicon) -> Iterator[str]:
    first = name.mentions[0]
    tokens, start, end = first.tokens, first.start, first.end
    words = [tokens.lower[i] for i in range(start, end)]
    pattern = "".join(tokens.shapes[start:end])
    yield "bias"
    yield f"shape={pattern[:4]}"
    yield f"n={min(end - start, 6)}"
    yield f"last={words[-1]}"
    yield f"first={words[0]}"
    for word in words:
        yield f"w={word}"
    yield f"end={words[-1][-4:]}"
    yield f"begin={words[0][:4]}"
    if pattern == "S":
        yield "form=" + _mould(tokens.words[start])
    for rule in name.rules:
        yield f"rule={rule}"
    yield f"count={min(len(name.mentions), 4)}"
    parts = {m.tokens.part for m in name.mentions}
    yield f"parts={len(parts)}{'t' if first.tokens.part == 'title' else 'a'}"
    keys = [key(form) for form in name.forms[:4]]
    kinds = {kind for k in keys for kind in lexicon.kinds(k)}
    for kind in kinds or {"none"}:
        yield f"known={kind}"
    yield f"known={'+'.join(sorted(kinds))}|{pattern[:2]}"
    yield from _of_corpora(keys, lexicon)
    if name.long:
        spelled = name.long.lower().split()
        last = spelled[-1].rsplit("-", 1)[-1]
        for word in spelled:
            yield f"longw={word}"
        if " of " in name.long or " for " in name.long:
            yield f"longof:{lexicon.head(re.split(' (?:of|for) ', name.long.lower())[0].split()[-1])}"
        yield f"long={last}"
        yield f"long:{lexicon.head(last)}"
    yield f"head:{lexicon.head(words[-1])}{end - start > 1}"
    inner = {lexicon.head(word) for word in words[:-1]}
    for kind in inner:
        if kind:
            yield f"inner:{kind}"
    if end - start > 1:
        yield from _of_parts(tokens.words[start:end], lexicon)
    yield f"suf={words[-1][-3:]}"
    yield f"suf={words[-1][-5:]}"
    yield f"pre={words[0][:3]}"


def _of_corpora(keys: list[str], lexicon: Lexicon) -> Iterator[str]:
    """In how many annotated documents the name stood as a dataset, a method, a task."""
    found = [lexicon.seen[k] for k in map(fold, keys) if k in lexicon.seen]
    counts = [max(column) for column in zip(*found, strict=True)] if found else [0, 0, 0]
    best = max(counts)
    if best < 2:
        yield "seen=no"
        return
    for letter, count in zip("DMT", counts, strict=True):
        if count > 1:
            yield f"seen{letter}={'few' if count < 3 else 'some' if count < 6 else 'many' if count < 15 else 'most'}"
    second = sorted(counts)[-2]
    yield f"seen={'DMT'[counts.index(best)]}{'!' if second * 4 < best else ''}"


def _of_parts(words: list[str], lexicon: Lexicon) -> Iterator[str]:
    """Listed names that a longer name begins or ends with: "Wasserstein GAN", "MS MARCO 2.1"."""
    for cut in range(1, len(words)):
        for kind in lexicon.kinds(key("".join(words[cut:]))):
            yield f"endsin={kind}"
        for kind in lexicon.kinds(key("".join(words[:-cut]))):
            yield f"beginsin={kind}"


def _shape_at(tokens: Tokens, i: int, sentence: int) -> str:
    """The looks of a neighbour; "^" for the first word of a sentence and "$" for none."""
    if not 0 <= i < len(tokens) or tokens.sentence[i] != sentence:
        return "$"
    shape = tokens.shapes[i]
    if shape == "C" and (i == 0 or tokens.sentence[i - 1] != sentence):
        return "^"
    return shape if shape != "P" else tokens.words[i][0]


def _mould(word: str) -> str:
    """The build of a word: "A" for capitals, "a" for small letters, "9" for digits, marks as they are."""
    out: list[str] = []
    for c in word:
        sign = "A" if c.isupper() else "a" if c.isalpha() else "9" if c.isdigit() else "-"
        if not out or out[-1] != sign:
            out.append(sign)
    return "".join(out)[:6]


def _of_place(mention: Candidate, lexicon: Lexicon) -> Iterator[str]:
    tokens, start, end = mention.tokens, mention.start, mention.end
    low, words = tokens.lower, tokens.words
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
    yield f"besides={_shape_at(tokens, start - 1, here)}|{''.join(tokens.shapes[start:end])[:3]}"
    yield f"besidee={''.join(tokens.shapes[start:end])[-3:]}|{_shape_at(tokens, end, here)}"
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
        rest = {lexicon.head(word) for word in low[end + 1 :]}
        dataset = any(w in ("dataset", "corpus", "benchmark", "treebank", "datasets", "database", "lexicon", "collection", "resource", "challenge") for w in low[end + 1 :])
        yield f"titled={dataset}"
        yield f"titled={''.join(sorted(rest))}"
        yield f"titled-shape={''.join(tokens.shapes[start:end])[:3]}"
    elif ":" in low[:start]:
        yield "title-rest"
    if start == 0 and end == len(low):
        yield "title-whole"


def _skip_left(tokens: Tokens, i: int) -> int:
    """Left over the names, commas and "and" of a list that i may belong to: the token before the list, or -1."""
    here, steps = tokens.sentence[i], 0
    i -= 1
    while i >= 0 and tokens.sentence[i] == here and steps < 24:
        if tokens.shapes[i] in "SCD" or tokens.lower[i] in (",", "and", "or", "&", "/", "(", ")", "-", "both", "the", "as", "well", "i.e", "namely"):
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
            if low[left] in ("as", "like", "including", "g", "e.g", ":", ",", "namely", "called", "named", "on") and kind:
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
    if i + 2 < n and ((low[i] in (",", "–", "—", "-") and low[i + 1] in ("a", "an", "the", "our", "which", "one")) or low[i] == "is"):
        for j in range(i + 2, min(i + 14, n)):
            if low[j] in ("that", "which", "for", "to", ",", ".", "of", "with", "based", "designed", "consisting", "in"):
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
