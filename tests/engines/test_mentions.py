"""Every mention of the evidence has its text and its sentence where it says, in what the graph states."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox

from kg.engines.local import Options, run
from kg.inputs.source import UNSAFE
from kg.rdf.terms import KG, printable
from tests.conftest import EXAMPLES

TEXT = "We train ResNet-50 on the ImageNet dataset and reach an accuracy of 81.5% on CIFAR-10."
ODD = [
    ("Plain", TEXT),
    ("Invisible", f"\u200b{TEXT[:12]}\u00ad{TEXT[12:]}"),
    ("Control", f"\x07\x85{TEXT}\u202e And so on."),
    ("No characters", f"\ufdd0\ufdd1{TEXT}"),
    ("  ResNet-50   and ImageNet ", None),
    ("Markup", TEXT.replace("ImageNet", r"\textbf{ImageNet} <i>and</i> &amp;")),
    ("Beyond the plane", f"𝔸𝔹 🜚 {TEXT}"),
    ("Two records with ImageNet", TEXT),
    (
        "Two records with ImageNet",
        f"In this longer text, which says more, there is another beginning. {TEXT}",
    ),
]


def test_mentions_stand_in_the_graph(tmp_path: Path) -> None:
    records = [
        {"title": title, "authors": [{"name": "Ana Ruiz"}], "abstract": abstract} for title, abstract in ODD
    ]
    odd = tmp_path / "odd.jsonl"
    odd.write_text("".join(json.dumps(record) + "\n" for record in records))
    run([odd, *EXAMPLES], tmp_path / "out", Options(formats=("nt",)), lambda problem: None)
    texts = {
        (quad.subject.value, quad.predicate.value.removeprefix(KG)): quad.object.value
        for quad in ox.parse(path=tmp_path / "out" / "graph.nt", format=ox.RdfFormat.N_TRIPLES)
    }
    mentions: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in ox.parse(path=tmp_path / "out" / "evidence.nq", format=ox.RdfFormat.N_QUADS):
        mentions[quad.subject.value][quad.predicate.value.removeprefix(KG)] = quad.object.value
    found = [mention for mention in mentions.values() if "start" in mention]
    for mention in found:
        text = texts[mention["mentionedIn"], mention["part"]]
        assert text[int(mention["start"]) : int(mention["end"])] == mention["exact"]
        assert mention["quote"] in text and mention["exact"] in mention["quote"]
    assert len(found) > 3 * len(ODD)


def test_what_the_graph_would_take_out_is_taken_out_on_reading() -> None:
    assert [
        code for code in range(0x11000) if printable(chr(code)) == "" and not UNSAFE.match(chr(code))
    ] == []
