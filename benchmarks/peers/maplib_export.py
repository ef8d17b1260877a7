"""The records as N-Triples by maplib, from the templates in `maplib.stottr`: distinct, not sorted.

maplib maps tables, and its users make them with Polars: which reads JSON Lines itself, and here works
on whole columns all through but for the hash, which it does not have.
"""

import sys
from hashlib import sha256
from pathlib import Path

import polars as pl
from maplib import Model

KG, BASE = "https://w3id.org/papergraph#", "https://example.org/kg/"


def node(kind: str, name: pl.Expr) -> pl.Expr:
    """The IRI of what is so called."""
    slug = name.str.to_lowercase().str.replace_all(r"[^\pL\pN]+", "-").str.strip_chars("-")
    return pl.lit(f"{BASE}{kind}/") + slug


def digest(doi: str) -> str:
    return sha256(doi.encode()).hexdigest()[:8]


def papers(records: pl.DataFrame) -> pl.DataFrame:
    return records.select(
        "paper",
        "title",
        "abstract",
        "doi",
        pl.col("date").str.to_date(),
        field=pl.lit(f"{BASE}field/") + pl.col("fields").list.first(),
    )


def authors(records: pl.DataFrame) -> pl.DataFrame:
    positions = pl.int_ranges(1, pl.col("authors").list.len() + 1)
    rows = records.select("paper", "authors", position=positions).explode("authors", "position")
    return rows.select(
        "paper",
        "position",
        authorship=pl.format("{}#author-{}", "paper", "position"),
        person=node("person", pl.col("authors").struct["name"]),
        name=pl.col("authors").struct["name"],
    )


def links(records: pl.DataFrame, kind: str) -> pl.DataFrame:
    rows = records.select("paper", pl.col(f"{kind}s").alias("link")).explode("link").unnest("link")
    return rows.select(
        "paper",
        "name",
        pl.lit(KG + kind.title()).alias("class"),
        property=pl.format(f"{KG}{{}}{kind.title()}", "role"),
        thing=node(kind, pl.col("name")),
    )


records = pl.read_ndjson(sys.argv[1])
records = records.with_columns(
    paper=node("paper", pl.col("title")) + "-" + pl.col("doi").map_elements(digest, return_dtype=pl.String)
)
model = Model()
model.read_template(str(Path(__file__).with_name("maplib.stottr")))
model.map(KG + "PaperTemplate", papers(records))
model.map(KG + "AuthorTemplate", authors(records))
for kind in ("dataset", "method"):
    model.map(KG + "LinkTemplate", links(records, kind))
model.write(sys.argv[2], format="ntriples")
