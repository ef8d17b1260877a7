"""Make `kg/recognise/word_classes.txt`: words that stand among like neighbours, class by class.

usage: python benchmarks/train_word_classes.py [-o FILE]

Read off texts without labels: titles and abstracts of the ACL Anthology (from 2016 on, CC BY 4.0) and the
papers of SciREX (Apache-2.0), both in ../shared. A word is described by the words one and two places before
and behind it, weighed by their positive pointwise mutual information (Levy and Goldberg, CoNLL 2014), brought
to 100 dimensions and parted by k-means. Needs scikit-learn; repeatable to the byte on one machine.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from anthology import papers
from labelled import SHARED
from scipy.sparse import coo_matrix, csr_matrix
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

from kg.recognise.text import Tokens, read
from kg.recognise.word_classes import spelling

FROM_YEAR = 2016  # the licence of older abstracts is narrower
CLASSES = 500
DIMENSIONS = 100
LEAST_TEXTS = 4  # in how many texts a word must stand: what a single paper calls its own teaches nothing
LEAST_COUNT = 5
NEIGHBOURS = 3000  # the commonest words, by which the others are described
PLACES = (-2, -1, 1, 2)
SMOOTHING = 0.75  # exponent of a neighbour's frequency, so that rare ones count less
PIECE = 400  # words of a long paper that are read at a time

Texts = list[list[Tokens]]
"""The parts of every document."""


def documents() -> Iterator[list[str]]:
    """The texts of every document."""
    for paper in papers():
        if paper.year >= FROM_YEAR and paper.abstract:
            yield [paper.title, paper.abstract]
    for path in sorted((SHARED / "corpora/scirex/train_docs").glob("*.json")):
        words = json.loads(path.read_text("utf-8"))["words"]
        yield [" ".join(words[i : i + PIECE]) for i in range(0, len(words), PIECE)]


def classes(texts: Texts) -> list[list[str]]:
    """Words by class, each class in order of the alphabet."""
    counts = Counter(spelling(low) for parts in texts for tokens in parts for low in tokens.lower)
    spread = Counter(w for parts in texts for w in {spelling(low) for t in parts for low in t.lower})
    words = [w for w, n in counts.most_common() if n >= LEAST_COUNT and spread[w] >= LEAST_TEXTS]
    space = _vectors(_weighed(_neighbours(texts, {w: i for i, w in enumerate(words)})))
    labels = MiniBatchKMeans(CLASSES, random_state=0, n_init=3, batch_size=4096).fit_predict(space)
    found: list[list[str]] = [[] for _ in range(CLASSES)]
    for word, label in zip(words, labels, strict=True):
        if any(map(str.isalpha, word)):
            found[label].append(word)
    return sorted(sorted(some) for some in found if some)


def _neighbours(texts: Texts, at: dict[str, int]) -> csr_matrix:
    """How often each word (row) has each of the common words in each place (column) beside it."""
    rows: list[int] = []
    columns: list[int] = []
    for tokens in (tokens for parts in texts for tokens in parts):
        row, sentence = [at.get(spelling(low), -1) for low in tokens.lower], tokens.sentence
        for order, place in enumerate(PLACES):
            for i in range(max(0, -place), min(len(row), len(row) - place)):
                other = row[i + place]
                if row[i] >= 0 and 0 <= other < NEIGHBOURS and sentence[i] == sentence[i + place]:
                    rows.append(row[i])
                    columns.append(order * NEIGHBOURS + other)
    shape = (len(at), len(PLACES) * NEIGHBOURS)
    return coo_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape).tocsr()


def _weighed(counts: csr_matrix) -> csr_matrix:
    """Positive pointwise mutual information of counts."""
    whole, of_row = counts.sum(), np.asarray(counts.sum(1)).ravel()
    of_column = np.asarray(counts.sum(0)).ravel() ** SMOOTHING
    of_column *= whole / of_column.sum()
    cells = counts.tocoo()
    information = np.log(cells.data * whole / (of_row[cells.row] * of_column[cells.col]))
    return coo_matrix((np.maximum(information, 0), (cells.row, cells.col)), shape=counts.shape).tocsr()


def _vectors(table: csr_matrix) -> np.ndarray:
    """One direction in few dimensions for each row."""
    left, strength, _ = randomized_svd(table, DIMENSIONS, n_iter=4, random_state=0)
    vectors = left * np.sqrt(strength)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "-o", "--output", type=Path, default=Path(__file__).parents[1] / "kg/recognise/word_classes.txt"
    )
    output = parser.parse_args().output
    texts = [[read("abstract", text) for text in parts] for parts in documents()]
    found = classes(texts)
    output.write_text("".join(" ".join(some) + "\n" for some in found), "utf-8")
    print(f"{output}: {sum(map(len, found))} words in {len(found)} classes")


if __name__ == "__main__":
    main()
