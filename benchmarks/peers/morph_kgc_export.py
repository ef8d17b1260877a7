"""The records as N-Triples by Morph-KGC, from the rules in `morph_kgc.rml.ttl`: distinct, not sorted.

Morph-KGC reads no JSON Lines, and its rules know no place in a list. So the records become three CSV tables
first, with whole IRIs, as its users prepare them; that is counted as part of the work. One process: several
take more CPU time, and the peak would be that of the largest alone.
"""

import csv
import json
import os
import runpy
import sys
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

KG, BASE = "https://w3id.org/papergraph#", "https://example.org/kg/"
COLUMNS = {
    "papers": ("paper", "title", "abstract", "doi", "date", "field"),
    "authors": ("paper", "authorship", "position", "person", "name"),
    "links": ("paper", "property", "thing", "class", "name"),
}
CONFIGURATION = """[CONFIGURATION]
output_file = {out}
number_of_processes = 1
logging_level = ERROR
[records]
mappings = {mapping}
"""


def slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def tables(records: Path, folder: Path) -> None:
    """Papers, authors and links as CSV."""
    with ExitStack() as stack:
        lines = stack.enter_context(records.open(encoding="utf-8"))
        papers, authors, links = (
            csv.writer(stack.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline="")))
            for name in COLUMNS
        )
        for table, columns in zip((papers, authors, links), COLUMNS.values(), strict=True):
            table.writerow(columns)
        for record in map(json.loads, lines):
            paper = f"{BASE}paper/{slug(record['title'])}-{sha256(record['doi'].encode()).hexdigest()[:8]}"
            plain = [record[name] for name in ("title", "abstract", "doi", "date")]
            papers.writerow([paper, *plain, f"{BASE}field/{record['fields'][0]}"])
            for position, author in enumerate(record["authors"], 1):
                person = f"{BASE}person/{slug(author['name'])}"
                authors.writerow([paper, f"{paper}#author-{position}", position, person, author["name"]])
            for kind in ("dataset", "method"):
                for link in record[f"{kind}s"]:
                    thing, title = f"{BASE}{kind}/{slug(link['name'])}", kind.title()
                    links.writerow([paper, f"{KG}{link['role']}{title}", thing, KG + title, link["name"]])


records, out = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
mapping = Path(__file__).resolve().with_name("morph_kgc.rml.ttl")
with TemporaryDirectory() as folder:
    tables(records, Path(folder))
    # The rules name the tables relative to where it runs.
    os.chdir(folder)
    Path("config.ini").write_text(CONFIGURATION.format(out=out, mapping=mapping), encoding="utf-8")
    sys.argv[1:] = ["config.ini"]
    # What `python -m morph_kgc config.ini` does, whose output the library's functions do not offer.
    runpy.run_module("morph_kgc", run_name="__main__")
    os.chdir(out.parent)
