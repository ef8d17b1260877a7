"""Records that contradict each other in every way: nothing stops the run, and their order changes nothing."""

import json
import random
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kg import inputs
from kg.engines.local import Options, run
from kg.model import Problem

FILES = ("graph.nt", "graph.ttl", "evidence.nq", "report.json")
NAMES = ("Wei Wang", "W. Wang", "Wang, Wei", "Bo Pen", "et al.", "Ana Ruiz", "Ana R. Costa", "++", "王伟")
ORCIDS = (None, None, "0000-0002-1825-0097", "0000-0001-5109-3700")
THINGS = ("LRS3", "LRS-3", "++", "C++", "C", "Lip Reading Sentences 3", "λ")
CHOICES: dict[str, tuple[Any, ...]] = {
    "authors_complete": (True, False),
    "author_count": (1, 2, 3, 5),
    "owner": NAMES,
    "date": ("2021", "2021-03", "2021-03-04", "XXXX-03-04", "20x"),
    "doi": ("10.5555/a", "10.5555/b", "10.48550/arXiv.2303.14307", "zz"),
    "arxiv_id": ("2303.14307", "2303.14308v2", "x"),
    "abstract": ("We look at", "We look at lips and more.", "Other words."),
    "score": (1, 2.5, 1e300),
    "has_code": (True, False),
    "links": (["http://ex.org/#a#b", "http://a:b:c/"], ["http://[::1]/x", "http://ex.org/%"]),
    "fields": (["a b"], ["a-b", "cs.CV"], ["ä", "a"]),
}


def record(choose: random.Random) -> dict[str, Any]:
    one = choose.choice
    if choose.random() < 0.1:
        return {"type": "profile", "name": one(NAMES), "h_index": one([1, 2]), "novelty": one([3.2, 1e300])}
    found: dict[str, Any] = {"title": one(["Deep Nets", "Deep Nets*", "C", "C++", "C#", "???", "1²3 Sheep"])}
    found |= {name: one(values) for name, values in CHOICES.items() if choose.random() < 0.4}
    found["authors"] = [{"name": one(NAMES), "orcid": one(ORCIDS)} for _ in range(choose.randrange(4))]
    found["datasets"] = [{"name": one(THINGS), "aliases": [one(THINGS)], "role": one(["used", "introduced"])}]
    return found


@pytest.mark.parametrize("seed", range(6))
def test_contradictions_in_any_order(tmp_path: Path, seed: int) -> None:
    choose, source = random.Random(seed), tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(record(choose)) + "\n" for _ in range(25)), encoding="utf-8")
    records = [found for found in inputs.read(source) if not isinstance(found, Problem)]
    seen = []
    for name in "abc":
        choose.shuffle(records)
        piped, out, told = tmp_path / f"{name}.jsonl", tmp_path / name, list[Problem]()
        piped.write_bytes(b"\n".join(map(msgspec.json.Encoder(decimal_format="number").encode, records)))
        report = run([piped], out, Options(), told.append)
        counts = report.records
        assert counts["read"] == counts["published"] + counts["set_aside"]
        assert report.warnings == len(told) == len(report.problems) + len(report.set_aside)
        seen.append([(out / file).read_bytes() for file in FILES])
    assert seen[0] == seen[1] == seen[2]
