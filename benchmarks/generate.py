"""Made-up papers in JSON Lines, with their datasets and methods given: about 24 triples a paper.

    python benchmarks/generate.py 100000 > papers.jsonl

The same number and seed give the same bytes. Names repeat as they do in a field: few persons write
much, few datasets are used by many (Zipf's law). One record in two hundred stands twice.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

GIVEN = (
    "Ada Bram Chen Dilek Emeka Farah Goran Hana Ilya Jun Keiko Lars Mei Nadia Omar Priya Quentin Rosa Søren "
    "Tomás"
)
FAMILY = (
    "Adler Baptiste Costa Drăgan Eriksen Fofanah Grünwald Haddad Ivanova Jensen Kowalska Lindqvist Moreau "
    "Nakamura Okafor"
)
MORE = "berg dal ez feld gard holm ić kov lund mann ner ov quist rud sen strand vik wald zadeh øy"
TOPICS = (
    "speech vision language motion planning retrieval translation segmentation tracking grounding parsing "
    "dialogue"
)
WAYS = "robust sparse causal latent joint weak contrastive modular hierarchical adaptive calibrated streaming"
WORDS = (
    "we study how a model that reads long records can keep what matters while the rest is left out and show "
    "on several collections that the error falls when examples are chosen by their use rather than by their "
    "number"
)
FIELDS = ("cs.CL", "cs.CV", "cs.LG", "cs.SD", "eess.AS", "cs.RO", "stat.ML")
ROLES = ("introduced", "used", "used", "mentioned")


def records(count: int, seed: int = 1) -> Iterator[dict[str, object]]:
    """That many records; every two-hundredth again under the title it had."""
    rng = random.Random(seed)
    people = _people(max(20, count * 3 // 5))
    datasets = [f"{topic[:3].upper()}{number}" for number in range(40) for topic in TOPICS.split()]
    methods = [
        f"{way.title()}{topic[:4].title()}-{number}"
        for number in range(30)
        for way in WAYS.split()
        for topic in TOPICS.split()
    ]
    for number in range(count):
        record = _record(rng, number, people, datasets, methods)
        yield record
        if number % 200 == 199:
            yield record


def _people(count: int) -> list[str]:
    given, family, more = GIVEN.split(), FAMILY.split(), MORE.split()
    ends = ((n // 20 % len(family), n // 300 % len(more), n // 6000) for n in range(count))
    return [f"{given[n % 20]} {family[i]}{more[j]}{_letters(k)}" for n, (i, j, k) in enumerate(ends)]


def _letters(number: int) -> str:
    """A number as a syllable or several, so that names stay words."""
    text = ""
    while number:
        number, rest = divmod(number, 20)
        text += "babedidofugahijokulamenipoqurasetovuwaxeyi"[rest * 2 : rest * 2 + 2]
    return text


def _record(
    rng: random.Random, number: int, people: list[str], datasets: list[str], methods: list[str]
) -> dict[str, object]:
    words = WORDS.split()
    rng.shuffle(words)
    way, topic = rng.choice(WAYS.split()), rng.choice(TOPICS.split())
    authors = list(dict.fromkeys(_often_first(rng, people) for _ in range(rng.choice((1, 2, 2, 3)))))
    return {
        "title": f"{way.title()} {topic} with {words[0]} {words[1]} {words[2]}: study {number}",
        "authors": [{"name": name} for name in authors],
        "authors_complete": True,
        "date": f"{rng.randint(2010, 2026)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        "fields": [rng.choice(FIELDS)],
        "abstract": " ".join(words * 3).capitalize() + '. It is "open".',
        "doi": f"10.5555/kg.{number}",
        "datasets": [_link(rng, number, datasets)],
        "methods": [_link(rng, number, methods)],
    }


def _link(rng: random.Random, number: int, names: list[str]) -> dict[str, str]:
    """A name from the list that is used, or a new one that is introduced."""
    role = rng.choice(ROLES)
    return {"name": f"New{number}" if role == "introduced" else _often_first(rng, names), "role": role}


def _often_first(rng: random.Random, names: list[str]) -> str:
    return names[int(len(names) * rng.random() ** 3)]


def write(path: Path, count: int, seed: int = 1) -> None:
    """The records as a file."""
    with path.open("w", encoding="utf-8") as lines:
        lines.writelines(map(_line, records(count, seed)))


def _line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int, help="how many papers")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    for record in records(arguments.count, arguments.seed):
        sys.stdout.write(_line(record))


if __name__ == "__main__":
    main()
