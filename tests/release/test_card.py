"""The data card says what is in a release: names whole, and inferred years apart from given ones."""

from __future__ import annotations

import gzip
import re
from html import unescape
from pathlib import Path

import pyoxigraph as ox

from tests.release.conftest import BASE, Record, Release, papers

LONG = "SemEval-2020 Task 12: Multilingual Offensive Language Identification"
ROW = re.compile(r'<tr><th scope="row">([^<]*)</th><td>(.*?)</td><td class="number">([^<]*)</td></tr>')


def charts(root: Path) -> dict[str, dict[str, tuple[str, str]]]:
    """The bars of each chart, by what they are of."""
    text = (root / "latest" / "index.html").read_text(encoding="utf-8")
    titled = re.findall(r"<h2>([^<]+)</h2>\n((?:<p .*\n)?<table class=\"chart\">.*)", text)
    return {title: {of: (bars, told) for of, bars, told in ROW.findall(body)} for title, body in titled}


def worked_out(record: Record, year: int) -> Record:
    """The record as a page has it that prints day and month only."""
    return {**record, "date": "XXXX-03-03", "inferred_date": f"{year}-03-03"}


def test_years_that_nobody_printed_are_counted_apart(release: Release, root: Path) -> None:
    records = papers(18)
    records[0] = worked_out(records[0], 2026)
    records[1] = worked_out(records[1], 2023)
    records[2] = {**worked_out(records[2], 2023), "methods": [{"name": "Mole", "role": "introduced"}]}
    records[3]["methods"] = [{"name": "Vole", "role": "introduced"}]
    release(records)
    found = charts(root)
    told = {year: count for year, (_, count) in found["Papers a year"].items()}
    assert told == {
        **{"2015": "1", "2016": "1", "2017": "1", "2018": "2", "2019": "2", "2020": "2"},
        **{"2021": "2", "2022": "2", "2023": "2 + 2 inferred", "2024": "0", "2025": "0"},
        "2026": "1 inferred",
    }
    both = 'class="bar" style="width:50.00%"></span><span class="bar inferred" style="width:50.00%"'
    assert both in found["Papers a year"]["2023"][0]
    methods = {year: count for year, (_, count) in found["Methods introduced a year"].items()}
    assert (methods["2018"], methods["2023"]) == ("1", "1 inferred")


def test_a_chart_of_given_years_speaks_of_no_others(release: Release, root: Path) -> None:
    release(papers(3))
    page = (root / "latest" / "index.html").read_text(encoding="utf-8")
    assert "it was inferred" not in page and " inferred<" not in page
    assert charts(root)["Papers a year"]["2015"][1] == "1"


def test_older_years_are_taken_together_with_what_is_inferred_of_them(release: Release, root: Path) -> None:
    records = papers(4)
    records[0]["date"], records[1]["date"], records[2]["date"] = "2026-01-01", "1990", "1991"
    records[3] = worked_out(records[3], 1992)
    release(records)
    told = {year: count for year, (_, count) in charts(root)["Papers a year"].items()}
    assert list(told)[:2] == ["before 2007", "2007"] and told["before 2007"] == "2 + 1 inferred"


def test_the_query_of_the_card_answers_in_either_place(release: Release, root: Path, tmp_path: Path) -> None:
    """As it stands where the graph is the default graph, with the FROM that is named where it is not."""
    release(papers(3))
    page = (root / "latest" / "index.html").read_text(encoding="utf-8")
    text = unescape(re.findall(r"<pre><code>(PREFIX.*?)</code>", page, re.DOTALL)[0])
    (named,) = re.findall(r"<code>(FROM &lt;[^<]+&gt;)</code>", page)
    lines = gzip.decompress((root / "latest" / "graph.nt.gz").read_bytes())
    for place, asked in {
        ox.DefaultGraph(): text,
        ox.NamedNode(f"{BASE}graph"): text.replace("WHERE", f"{unescape(named)} WHERE"),
    }.items():
        store = ox.Store()
        store.load(lines, format=ox.RdfFormat.N_TRIPLES, to_graph=place)
        assert [row["dataset"].value for row in store.query(asked)] == ["HarbourSet"]


def test_names_of_datasets_are_whole(release: Release, root: Path) -> None:
    records = papers(3)
    records[0]["datasets"] = [{"name": LONG, "role": "used"}]
    release(records)
    assert list(charts(root)["Most used datasets"]) == ["HarbourSet", LONG]


def test_what_was_counted_otherwise_is_counted_anew(release: Release, root: Path) -> None:
    """An earlier release may have counted the same blocks in other words."""
    import msgspec

    from kg.release.blocks import _table
    from kg.release.manifest import read

    release(papers(3))
    manifest = read(root / "latest")
    entry = {"size": manifest.files[0].plain_bytes, "sha256": "0" * 64}
    names = {file.name: file.plain_bytes for file in manifest.canonical_files}

    def table(tally: dict[str, object]) -> bytes:
        files = {name: [{**entry, "size": size, "tally": tally}] for name, size in names.items()}
        return msgspec.json.encode({"tool": manifest.tool, "packer": "x", "files": files})

    assert _table(table({"papers": {"2026?": 7}}), manifest).files
    assert not _table(table({"papers_by_year": {"2026": 7}}), manifest).files
