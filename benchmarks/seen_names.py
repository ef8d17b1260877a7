"""In how many annotated documents a name stood as a dataset, a method, a task: `kg/recognise/seen.json`.

Sources, all in ../shared/corpora: SciREX (Apache-2.0), the sentences of Heddes et al. (CC BY 4.0) and the
dataset tags of the ACL Anthology (CC BY 4.0). Only names and counts are kept.
"""

from __future__ import annotations

import ast
import csv
import json
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from labelled import SHARED, bare, join

from kg.recognise.keys import fold, key
from kg.recognise.lexicon import Counts

__all__ = ["Occurrences", "counts", "name_key", "occurrences"]

_COLUMN = {"Material": 0, "Method": 1, "Task": 2, "Metric": 2}
Occurrences = dict[str, tuple[set[str], set[str], set[str]]]


def name_key(name: str) -> str:
    """A name as it is counted: folded, without an article before it or the noun for its kind behind it."""
    return fold(key(bare(name)))


def occurrences() -> Occurrences:
    """The documents in which each name stands, by kind."""
    found: Occurrences = defaultdict(lambda: (set(), set(), set()))
    for document, column, name in (*_scirex(), *_heddes(), *_anthology()):
        k = name_key(name)
        if len(k) > 1:
            found[k][column].add(document)
    return found


def counts(found: Occurrences, without: str = "") -> Counts:
    """How many documents, one of them left out; names of a single document are dropped."""
    table = {k: tuple(len(documents - {without}) for documents in found[k]) for k in sorted(found)}
    return {k: row for k, row in table.items() if max(row) > 1}  # type: ignore[misc]


def _scirex() -> Iterator[tuple[str, int, str]]:
    for path in sorted((SHARED / "corpora/scirex/train_docs").glob("*.json")):
        document = json.loads(path.read_text("utf-8"))
        for start, end, kind in document["ner"]:
            yield path.stem, _COLUMN[kind], join(document["words"][start:end])


def _heddes() -> Iterator[tuple[str, int, str]]:
    for part in ("Train_set", "Test_set"):
        with (SHARED / f"corpora/heddes/{part}_sentences.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield from ((f"heddes-{row['id']}", 0, name) for name in ast.literal_eval(row["datasets"]))


def _anthology() -> Iterator[tuple[str, int, str]]:
    for path in sorted((SHARED / "corpora/acl-anthology/xml").glob("*.xml")):
        for volume in ET.parse(path).getroot().findall("volume"):
            for paper in volume.findall("paper"):
                place = f"{path.stem}-{volume.get('id')}.{paper.get('id')}"
                yield from ((place, 0, tag.text) for tag in paper.findall("pwcdataset") if tag.text)


def main() -> None:
    output = Path(__file__).parents[1] / "kg/recognise/seen.json"
    rows = (
        f"{json.dumps(k, ensure_ascii=False)}:{list(row)}".replace(" ", "")
        for k, row in counts(occurrences()).items()
    )
    output.write_text("{" + ",\n".join(rows) + "}\n", "utf-8")
    print(f"{output}: {output.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
