"""`kg export`: records become a graph."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import click

from kg.cli.alignments import tell_idle
from kg.cli.numbers import Number
from kg.cli.paths import InputPath
from kg.cli.wording import listed, summary

__all__ = ["export"]

_SEVERITIES = ("violation", "warning", "info")


@click.command(short_help="Turn pages or record files into a validated graph.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the files go.",
)
@click.option(
    "--from",
    "from_format",
    metavar="FORMAT",
    help="The input's format: page, jsonl. Guessed if absent.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    default=["nt,ttl,jsonld"],
    show_default=True,
    metavar="NAMES",
    help="Files to write, by commas: ttl, jsonld, ndjsonld, nq, trig, rdf; nt always. May be repeated.",
)
@click.option(
    "--compress",
    "compression",
    type=click.Choice(["none", "gz", "zst"]),
    default="none",
    show_default=True,
    help="How graph and evidence are compressed.",
)
@click.option(
    "--base",
    envvar="KG_BASE",
    default="https://example.org/kg/",
    show_default=True,
    metavar="IRI",
    help="What the data's IRIs begin with (or KG_BASE).",
)
@click.option("--owner", metavar="NAME", help="Whose page it is, where the page does not print it.")
@click.option("--captured", metavar="DATE", help="The day on which the page was saved, like 2026-03-20.")
@click.option(
    "--recognise",
    "recognition",
    type=click.Choice(["missing", "always", "never"]),
    default="missing",
    show_default=True,
    help="Whether to look in title and abstract for datasets, methods, figures and addresses: of kinds that "
    "the source does not state, always, beside what it states, or never.",
)
@click.option(
    "--min-confidence",
    type=Number(0, 1),
    metavar="X",
    help="Links less sure than this, by default 0.45, stay in the evidence, out of the graph.",
)
@click.option(
    "--lexicon",
    type=InputPath("a list of names", folder=False),
    metavar="FILE",
    help="Names of datasets and methods to know besides the built-in ones.",
)
@click.option(
    "--align",
    multiple=True,
    metavar="NAME",
    help="Say the same in this vocabulary too (schema, dcterms, …); may be repeated.",
)
@click.option(
    "--engine",
    type=click.Choice(["local"]),
    default="local",
    show_default=True,
    expose_value=False,
    help="What the run is made by: this process is all that there is.",
)
@click.option(
    "--workers",
    type=click.Choice(["1"]),
    default="1",
    show_default=True,
    expose_value=False,
    help="How many processes work; one is all that there is.",
)
@click.option(
    "--on-violation",
    type=click.Choice(["set-aside", "fail", "publish"]),
    default="set-aside",
    show_default=True,
    help="What happens to a record that does not conform to the shapes.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["violation", "warning", "info"]),
    help="Exit with status 1 if validation found anything of this severity or a graver one.",
)
@click.option(
    "--strict", is_flag=True, help="Exit with status 1 if anything was set aside, repaired or warned about."
)
def export(
    inputs: tuple[str, ...],
    out: Path,
    formats: tuple[str, ...],
    strict: bool,
    fail_on: str | None,
    **chosen: object,
) -> None:
    """Turn pages or record files into graph.nt, graph.ttl, graph.jsonld, evidence.nq and report.json.

    INPUT is a saved page, a file of records, a directory of them, or - for standard input. With
    --compress the names of the files end in .gz or .zst; report.json, which lists them, stays plain.
    """
    from kg.engines.local import Options, run
    from kg.inputs import expand

    # An end in order: what is aside in the output directory goes.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    given = {name: value for name, value in chosen.items() if value is not None}
    options = Options(formats=listed(*formats), **given)  # type: ignore[arg-type]
    report = run(expand(inputs), out, options, lambda problem: click.echo(f"kg: {problem}", err=True))
    tell_idle(options.align, out)
    click.echo(f"kg: {summary(report)}; {out}/", err=True)
    grave = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1] if fail_on else ()
    failed = any(name.lower() in grave for name in report.violations)
    records = report.records
    nothing = not report.triples or (records["set_aside"] and not records["published"])
    if failed or (strict and report.warnings) or nothing:
        sys.exit(1)
