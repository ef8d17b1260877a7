"""How right recognition is, on papers that it has not learned from, and how fast.

usage: python benchmarks/recognition.py [--folds N] [--list] [--speed]

Prints one row a set: precision, recall and F1 of datasets and methods, how many of the found have the right
role, precision and recall of pairs of acronym and long form, of figures, how many of their metrics and
datasets are right, precision and recall of their methods, and the calibration error. The test parts of the
two gold standards, and the other page, are judged by weights trained without them; with --folds all labelled
papers are, each by weights trained without its fold. A paper in two collections, known by its title, is never
learned from where it is judged, and abstracts that were written for the purpose are not judged. Papers of
all years are judged by their figures alone, and never learned from.
That needs scikit-learn (`pip install kg[train]`) and some minutes; --speed alone does not.
The rules of comparison are those of ../shared/gold/score: names match without case, hyphens and a plural s,
optional entries count neither way.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from labelled import (
    Labelled,
    anthology_years,
    bare,
    gold_anthology,
    gold_page,
    normal,
    other_page,
    scirex_papers,
    tdmsci,
)

from kg.model import DatasetLink, Evaluation, MethodLink, Recognition
from kg.recognise import DEFAULT_MIN_CONFIDENCE, Lexicon, default_lexicon, recognise
from kg.recognise.figures.numbers import numbers_in
from kg.recognise.keys import fold, key
from kg.recognise.text import read

Link = DatasetLink | MethodLink
Reader = Callable[[Labelled], Recognition]
BINS = 10


@dataclass
class Count:
    """Right, missed and wrong."""

    right: int = 0
    missed: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)


@dataclass
class Tally:
    """Everything that is counted over a set of papers."""

    dataset: Count = field(default_factory=Count)
    method: Count = field(default_factory=Count)
    alias: Count = field(default_factory=Count)
    figure: Count = field(default_factory=Count)
    owner: Count = field(default_factory=Count)
    roles: list[bool] = field(default_factory=list)
    units: list[bool] = field(default_factory=list)
    metrics: list[bool] = field(default_factory=list)
    places: list[bool] = field(default_factory=list)
    chances: list[tuple[float, bool]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def judge(papers: Iterable[Labelled], read: Reader) -> Tally:
    """Compare what is recognised with the labels."""
    tally = Tally()
    for paper in papers:
        found = read(paper)
        for kind in () if paper.figures_only else ("dataset", "method"):
            _names(paper, kind, getattr(found, kind + "s"), tally)
        _figures(paper, found, tally)
    return tally


def forms(link: Link) -> set[str]:
    return {normal(name) for name in (link.name, *link.aliases)}


def _names(paper: Labelled, kind: str, links: tuple[Link, ...], tally: Tally) -> None:
    count: Count = getattr(tally, kind)
    entries, optional = getattr(paper, kind + "s"), getattr(paper, kind + "s_optional")
    if entries is None:
        return
    sure = [link for link in links if (link.confidence or 0) >= DEFAULT_MIN_CONFIDENCE]
    for entry in entries:
        keys = {normal(name) for name in entry["names"]}
        hits = [link for link in sure if forms(link) & keys]
        sure = [link for link in sure if link not in hits]
        tally.notes += [] if hits else [f"{kind} missed: {paper.id}: {entry['names']}"]
        count.right += bool(hits)
        count.missed += not hits
        if hits and entry["roles"]:
            tally.roles.append(bool({link.role for link in hits} & set(entry["roles"])))
            if not tally.roles[-1]:
                tally.notes.append(f"role: {paper.id}: {hits[0].name} {hits[0].role} for {entry['roles']}")
        if hits:
            _aliases(paper, keys, hits, tally)
    wrong = [
        link for link in sure if not any(forms(link) & {normal(n) for n in e["names"]} for e in optional)
    ]
    count.wrong += len(wrong)
    tally.notes += [f"{kind} wrong: {paper.id}: {link.name} {link.confidence}" for link in wrong]
    for link in links:
        known = any(forms(link) & {normal(n) for n in e["names"]} for e in entries)
        if known or not any(forms(link) & {normal(n) for n in e["names"]} for e in optional):
            tally.chances.append((link.confidence or 0, known))


def _aliases(paper: Labelled, keys: set[str], hits: list[Link], tally: Tally) -> None:
    """An alias is right where the labels have it. A pair is missed where one stands in brackets beside the
    other and they are not found as one; of the long forms that the labels give any will do, with or without
    the noun for its kind."""
    for link in hits:
        for alias in link.aliases:
            tally.alias.right += normal(alias) in keys
            tally.alias.wrong += normal(alias) not in keys
            if normal(alias) not in keys:
                tally.notes.append(f"alias wrong: {paper.id}: {link.name} = {alias}")
    have = {normal(bare(name)) for link in hits for name in (link.name, *link.aliases)}
    text = normal(paper.title + " . " + paper.abstract)
    for short in sorted(keys):
        beside = {key for key in keys - {short} if f"{key} ({short})" in text or f"{short} ({key})" in text}
        longer = {key for key in beside if len(key) > len(short)}
        if longer and not (normal(bare(short)) in have and have & {normal(bare(key)) for key in longer}):
            tally.alias.missed += 1
            tally.notes.append(f"alias missed: {paper.id}: {sorted(longer)} = {short}")


def _figures(paper: Labelled, found: Recognition, tally: Tally) -> None:
    if paper.results is None:
        return
    left = list(found.evaluations)
    for result in paper.results:
        if not result.get("agreed", True):
            continue
        hits = [e for e in left if _number(e.value) == _number(str(result["value"]))]
        tally.figure.right += bool(hits)
        tally.figure.missed += not hits
        if not hits:
            tally.notes.append(f"figure missed: {paper.id}: {result}")
            continue
        left.remove(hits[0])
        units = [_unit(unit, str(result["metric"])) for unit in (result["unit"], hits[0].unit)]  # type: ignore[arg-type]
        tally.units.append(units[0] == units[1])
        if not tally.units[-1]:
            tally.notes.append(f"unit: {paper.id}: {hits[0].value} {hits[0].unit} for {result['unit']}")
        if result["metric"]:
            gold, got = _metric(str(result["metric"])), _metric(hits[0].metric)
            tally.metrics.append(gold in got or got in gold or bool(set(gold.split()) & set(got.split())))
            if not tally.metrics[-1]:
                tally.notes.append(
                    f"metric: {paper.id}: {hits[0].value} {hits[0].metric} for {result['metric']}"
                )
        tally.places.append(_is_place(paper, found, hits[0].dataset, result["dataset"]))
        if not paper.figures_only:
            _owner(paper, found, hits[0], result.get("method"), tally)
        if not tally.places[-1]:
            tally.notes.append(
                f"figure dataset: {paper.id}: {hits[0].value} {hits[0].dataset} for {result['dataset']}"
            )
    tally.figure.wrong += len(left)
    tally.notes += [f"figure wrong: {paper.id}: {e.value} {e.unit} {e.metric}" for e in left]


def _unit(text: str | None, metric: str) -> str:
    """A unit as it is compared, as the program spells it; points, or the metric, are as good as none."""
    known = next((one.unit for one in numbers_in(read("abstract", f"1 {text}")) if one.unit), None)
    named = not text or "point" in text or _metric(text) in _metric(metric)
    return known if known and known != "points" else "" if named else str(text)


def _is_place(paper: Labelled, found: Recognition, name: str | None, gold: object) -> bool:
    """Whether a figure has the right dataset, by any of its names; a borderline one may be left out."""
    required, optional = (
        next((entry["names"] for entry in entries if gold in entry["names"]), [])
        for entries in (paper.datasets, paper.datasets_optional)
    )
    if not gold or not name:
        return name is None and not (gold and not optional)
    link = next(link for link in found.datasets if link.name == name)
    return bool(forms(link) & {normal(form) for form in (*required, *optional, str(gold))})


def _owner(paper: Labelled, found: Recognition, figure: Evaluation, gold: object, tally: Tally) -> None:
    """Count the method of a figure: right under any of its names, wrong where the labels have another,
    or none, missed where none is told; a borderline one may be left out."""
    required, optional = (
        next((entry["names"] for entry in entries or [] if gold in entry["names"]), [])
        for entries in (paper.methods, paper.methods_optional)
    )
    keys = {normal(form) for form in (*required, *optional, str(gold))} if gold else set()
    own = next((link for link in found.methods if link.name == figure.method), None)
    right = bool(own and forms(own) & keys)
    wrong = bool(own) and not right
    missed = bool(gold) and not right and not (optional and not required and not own)
    tally.owner.right += right
    tally.owner.wrong += wrong
    tally.owner.missed += missed
    if wrong or missed:
        tally.notes.append(f"figure method: {paper.id}: {figure.value} {figure.method} for {gold}")


def _metric(name: str) -> str:
    """A metric as it is compared: in the singular, by its short name where the lists have one."""
    one = re.sub(r"ies\b", "y", name)
    return normal(default_lexicon().same.get(fold(key(one)), one))


def _number(text: str) -> float | str:
    try:
        return float(text.strip("%x ").replace(",", ""))
    except ValueError:
        return text


def calibration(chances: list[tuple[float, bool]]) -> float:
    """The expected calibration error in ten bins, of links from the default threshold on."""
    kept = [(p, right) for p, right in chances if p >= DEFAULT_MIN_CONFIDENCE]
    bins: dict[int, list[tuple[float, bool]]] = {}
    for p, right in kept:
        bins.setdefault(min(int(p * BINS), BINS - 1), []).append((p, right))
    return sum(abs(sum(p for p, _ in b) - sum(r for _, r in b)) for b in bins.values()) / max(len(kept), 1)


def mean(values: list[bool]) -> float:
    return sum(values) / max(len(values), 1)


def measures(tally: Tally) -> dict[str, float]:
    """All measures of a set, by name; none of what its labels do not tell."""
    told = {
        "dataset precision": tally.dataset.precision,
        "dataset recall": tally.dataset.recall,
        "dataset F1": tally.dataset.f1,
        "method precision": tally.method.precision,
        "method recall": tally.method.recall,
        "method F1": tally.method.f1,
        "role accuracy": mean(tally.roles),
        "alias precision": tally.alias.precision,
        "alias recall": tally.alias.recall,
        "figure precision": tally.figure.precision,
        "figure recall": tally.figure.recall,
        "unit accuracy": mean(tally.units),
        "metric accuracy": mean(tally.metrics),
        "figure dataset accuracy": mean(tally.places),
        "figure method precision": tally.owner.precision,
        "figure method recall": tally.owner.recall,
        "calibration error": calibration(tally.chances),
    }
    silent = {
        "dataset": tally.dataset == Count(),
        "calibration": not tally.chances,
        "method": tally.method == Count(),
        "role": not tally.roles,
        "alias": tally.alias.right + tally.alias.missed == 0,
        "figure": tally.figure.right + tally.figure.missed == 0,
        "unit": not tally.units,
        "metric": not tally.metrics,
        "figure method precision": tally.owner.right + tally.owner.wrong == 0,
        "figure method recall": tally.owner.right + tally.owner.missed == 0,
    }
    return {
        name: value for name, value in told.items() if not (silent.get(name.split()[0]) or silent.get(name))
    }


MEASURES = (
    *(f"{kind} {part}" for kind in ("dataset", "method") for part in ("precision", "recall", "F1")),
    "role accuracy",
    *("alias precision", "alias recall", "figure precision", "figure recall"),
    *("unit accuracy", "metric accuracy", "figure dataset accuracy"),
    *("figure method precision", "figure method recall", "calibration error"),
)


def header() -> str:
    names = MEASURES
    return "| set | papers | " + " | ".join(names) + " |\n" + "|---" * (len(names) + 2) + "|"


def row(name: str, size: int, tally: Tally) -> str:
    values = measures(tally)
    return (
        f"| {name} | {size} | "
        + " | ".join(f"{values[m]:.3f}" if m in values else "" for m in MEASURES)
        + " |"
    )


def shipped(paper: Labelled) -> Recognition:
    return recognise(paper.title, paper.abstract or None)


def unseen(folds: list[list[Labelled]], whole: bool = False) -> dict[str, Recognition]:
    """What is found in the papers of each fold by weights trained without it; `whole` for papers in full."""
    from train_recognition import train, weights_of
    from training_examples import paper_examples

    lexicon_of, papers = _learnt()
    papers_read = paper_examples(lexicon_of) if whole else ()
    found = {}
    for part in folds:
        own = {p.id for p in part} | {normal(p.title) for p in part if p.title}
        model = weights_of(
            train([p for p in papers if own.isdisjoint((p.paper.id, normal(p.paper.title)))], papers_read)
        )
        for paper in part:
            lexicon = lexicon_of(paper.id)
            found[paper.id] = recognise(paper.title, paper.abstract or None, lexicon, model)
    return found


@cache
def _learnt() -> tuple[Callable[[str], Lexicon], list[Any]]:
    """The lexicon that has not seen a paper, and all labelled papers read with it."""
    from seen_names import occurrences
    from training_examples import read_all, unseen_lexicon

    lexicon_of = unseen_lexicon(occurrences())
    return lexicon_of, read_all(lexicon_of)


def table(folds: int) -> Iterator[tuple[str, list[Labelled], dict[str, Recognition]]]:
    """The sets with what was found in them."""
    page, papers, other = gold_page()[1::2], gold_anthology()[1::2], other_page()
    found = unseen([[*page, *papers], other])
    yield from (("page, test part", page, found), ("Anthology, test part", papers, found))
    yield "other page", other, found
    whole, sentences = scirex_papers(), tdmsci()
    yield "SciREX, papers in full", whole, unseen([whole], whole=True)
    yield "TDMSci, test sentences", sentences, {p.id: shipped(p) for p in sentences}
    lexicon_of = _learnt()[0]
    for half in ("first", "second"):
        papers = anthology_years(half)
        found = {p.id: recognise(p.title, p.abstract, lexicon_of(p.id)) for p in papers}
        yield f"Anthology, all years, {half} half", papers, found
    if folds:
        from training_examples import CHOSEN, fold_of, labelled_sets

        judged = {name: papers for name, papers in labelled_sets().items() if name not in CHOSEN}
        every = [p for papers in judged.values() for p in papers]
        found = unseen([[p for p in every if fold_of(p, folds) == k] for k in range(folds)])
        yield from ((f"{name}, {folds} folds", papers, found) for name, papers in judged.items())


def speed(papers: list[Labelled]) -> str:
    start = time.process_time()
    for paper in papers:
        shipped(paper)
    taken = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    folder = Path(__file__).parents[1] / "kg/recognise"
    size = sum(p.stat().st_size for p in folder.rglob("*") if p.suffix in (".json", ".txt")) / 1e6
    return (
        f"{len(papers) / taken:.0f} abstracts a CPU-second; {memory:.0f} MB at most; data files {size:.1f} MB"
    )


def main() -> None:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--list", action="store_true", help="what was missed or wrong")
    parser.add_argument("--speed", action="store_true", help="only how fast, with the weights as shipped")
    parser.add_argument("-o", "--output", type=Path, help="the measures as JSON, for a dump's description")
    options = parser.parse_args()
    if not options.speed:
        print(header())
    rows = []
    for name, papers, found in () if options.speed else table(options.folds):
        tally = judge(papers, lambda paper, found=found: found[paper.id])  # type: ignore[misc]
        print(row(name, len(papers), tally), *(tally.notes if options.list else ()), sep="\n", flush=True)
        values = {k: round(v, 3) for k, v in measures(tally).items()}
        rows.append({"set": name, "papers": len(papers), **values})
        if options.output:
            options.output.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
    print(speed([*gold_page(), *gold_anthology()]))


if __name__ == "__main__":
    main()
