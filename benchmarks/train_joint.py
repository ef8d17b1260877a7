"""Train the weights by which glued titles are split: `python benchmarks/train_joint.py [OUT]`.

Reads the ACL Anthology's papers of 2016 and later (CC BY 4.0), learns from titles and names which
letters and shapes speak for a joint, and writes `kg/inputs/page/joint.bin`, the same bytes on
every run. Pages of the owners that `glued_titles.py` tests with are left out with all their papers.
A conditional log-linear model over the places of a line, by stochastic gradient steps with AdaGrad.
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from anthology import Printed, papers
from glued_titles import acronyms, changed, glue, held_owners

from kg.inputs.page.joint import BUCKETS, Context, bucket, features, page_context, words_of
from kg.inputs.page.places import certain_names, joints

OUT = Path(__file__).parent.parent / "kg" / "inputs" / "page" / "joint.bin"
EPOCHS, RATE, SCALE, CLIP = 4, 0.15, 16, 127
PAGE = 40
ROUNDS = 5  # how often each page is made
# How often a paper is trained with as it is, and how often with a harder title or a harder name.
TITLES = [""] * 12 + ["acronym"] * 7 + ["lower"]
NAMES = (
    [""] * 40
    + ["camel"] * 2
    + ["initials", "dotted", "particle", "upper", "family-first", "single", "ideographs"] * 2
)
Example = tuple[list[list[int]], int]


def main() -> None:
    """Train, write the weights, say how well they fit."""
    examples = list(_examples())
    weights = _train(examples)
    packed = bytes(max(-CLIP, min(CLIP, round(w * SCALE))) & 255 for w in weights)
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    out.write_bytes(packed)
    used = sum(1 for b in packed if b)
    print(f"{len(examples)} examples, {used} of {BUCKETS} weights, {len(packed)} bytes → {out}")


def training_papers() -> list[Printed]:
    """The papers of 2016 and later of which no author has a page in the test."""
    everything = list(papers())
    held = {owner for owners in held_owners(everything) for owner in owners}
    return [p for p in everything if p.year >= 2016 and not held.intersection(p.authors)]


def _examples() -> list[Example]:
    """Lines with their places and the right one; two lines of five without what their page shows."""
    rng = random.Random(7)
    examples = []
    training = training_papers()
    endings = acronyms(training)
    for page in _pages(training) * ROUNDS:
        page = [changed(p, rng.choice(TITLES), rng.choice(endings)) for p in page]
        page = [changed(p, rng.choice(NAMES), "") for p in page]
        lines = [glue(paper) for paper in page]
        own = [words_of(paper.abstract or "") for paper in page]
        names = set().union(*(certain_names(*line) for line in lines))
        whole = page_context(names, frozenset().union(*own))
        for paper, (line, is_cut), mine in zip(page, lines, own, strict=True):
            context = whole._replace(own=mine)
            example = _example(paper, line, is_cut, Context() if rng.random() < 0.4 else context)
            if example:
                examples.append(example)
            if rng.random() < 0.03:
                examples.append(_bare(paper, context))
    return examples


def _pages(training: Sequence[Printed]) -> list[list[Printed]]:
    """Pages as those of one owner: the papers of the most frequent author who has some left."""
    by_author: dict[str, list[Printed]] = {}
    for paper in training:
        for author in paper.authors:
            by_author.setdefault(author, []).append(paper)
    pages, taken = [], set()
    for author in sorted(by_author, key=lambda a: (-len(by_author[a]), a)):
        left = [p for p in by_author[author] if p.key not in taken]
        taken.update(p.key for p in left)
        pages.extend(left[i : i + PAGE] for i in range(0, len(left), PAGE))
    return pages


def _example(paper: Printed, line: str, is_cut: bool, context: Context) -> Example | None:
    options = list(joints(line, is_cut))
    right = [i for i, joint in enumerate(options) if joint.title == paper.title and joint.name]
    if not right:
        return None
    return [[bucket(f) for f in features(joint, context)] for joint in options], right[0]


def _bare(paper: Printed, context: Context) -> Example:
    """A title printed without authors."""
    options = list(joints(paper.title, False))
    return [[bucket(f) for f in features(joint, context)] for joint in options], len(options) - 1


def _train(examples: Sequence[Example]) -> list[float]:
    weights, squares = [0.0] * BUCKETS, [1e-6] * BUCKETS
    order = list(range(len(examples)))
    rng = random.Random(11)
    for epoch in range(EPOCHS):
        rng.shuffle(order)
        loss = sum(_step(weights, squares, *examples[i]) for i in order)
        print(f"epoch {epoch + 1}: loss {loss / len(order):.5f}", file=sys.stderr)
    return weights


def _step(weights: list[float], squares: list[float], options: list[list[int]], right: int) -> float:
    """One gradient step; the loss before it."""
    scores = [sum(weights[b] for b in ids) for ids in options]
    top = max(scores)
    shares = [math.exp(s - top) for s in scores]
    total = sum(shares)
    slopes: Counter[int] = Counter()
    for i, (ids, share) in enumerate(zip(options, shares, strict=True)):
        slope = share / total - (i == right)
        if abs(slope) > 1e-4:
            for b in ids:
                slopes[b] += slope  # type: ignore[assignment]
    for b, slope in slopes.items():
        squares[b] += slope * slope
        weights[b] -= RATE * slope / math.sqrt(squares[b] + 1.0) + 1e-5 * weights[b]
    return -math.log(shares[right] / total)


if __name__ == "__main__":
    main()
