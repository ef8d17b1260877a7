"""`kg publish`: one scheduled run, from input to the latest release."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.alignments import tell_idle
from kg.cli.export import export
from kg.cli.numbers import Number
from kg.cli.wording import counted, listed, summary

if TYPE_CHECKING:
    from kg.engines.local import Options
    from kg.release import Manifest, Settings

__all__ = ["publish"]

# What both commands ask in the same words.
_SHARED = (
    "inputs",
    "from_format",
    "base",
    "owner",
    "captured",
    "recognition",
    "min_confidence",
    "lexicon",
    "align",
    "engine",
    "workers",
    "on_violation",
    "fail_on",
)
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(
    short_help="Make a new release, if there is anything new.",
    context_settings={"auto_envvar_prefix": "KG", "show_default": True},
)
@click.option(
    "--root",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the releases lie.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    default=["nt"],
    metavar="NAMES",
    help="Formats of the graph, by commas: ttl, jsonld, ndjsonld, nq, trig, rdf; nt always. May be repeated.",
)
@click.option("--evidence/--no-evidence", default=True, help="Whether the evidence is part of the release.")
@click.option(
    "--compress",
    "compression",
    type=click.Choice(["gz", "zst", "none"]),
    default="gz",
    help="How data files are compressed.",
)
@click.option(
    "--split", metavar="SIZE", help="Split dumps at this size of plain content, like 2G, between subjects."
)
@click.option("--url", metavar="IRI", help="Where the root is served; the base if absent.")
@click.option("--title", default="Scholarly knowledge graph", help="What the graph is called.")
@click.option("--licence", metavar="IRI", help="The licence of the data.")
@click.option("--issued", metavar="DATE", help="The day of issue to state; none if absent.")
@click.option(
    "--max-shrink",
    type=Number(0, 100),
    default=10.0,
    metavar="PERCENT",
    help="Refuse when papers fall by more than this.",
)
@click.option("--strict", is_flag=True, help="Refuse where anything was set aside, repaired or warned about.")
@click.option("--fresh", is_flag=True, help="Begin a new chain: no change set against the release before.")
@click.option("--take-over", is_flag=True, help="Take over the lock of a dead run on another host.")
@click.option(
    "--metrics", type=_FILE, metavar="FILE", help="Prometheus' text file; DIR/metrics.prom if absent."
)
def publish(root: Path, take_over: bool, metrics: Path | None, strict: bool, **given: Any) -> None:
    """Turn INPUT into the latest release below a root, if it says anything new.

    The release is built aside and must pass its gates; then DIR/latest switches to it in one step.
    Every option may be given as an environment variable, too: KG_ROOT, KG_MAX_SHRINK, ….
    """
    from kg.engines.local import Options
    from kg.engines.options import check as check_options
    from kg.inputs import expand, readable
    from kg.release import basis, check, running, sha256

    # An end in order: what is half built goes, and the status tells of it.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    # A day of issue alone says nothing new; inputs count by what is in them.
    chosen = {name: value for name, value in given.items() if name not in ("issued", "inputs")}
    asked = {name: given.pop(name) for name in _SHARED if name in given}
    inputs, fail_on = asked.pop("inputs"), asked.pop("fail_on")
    options = Options(formats=("nt",), **{name: value for name, value in asked.items() if value is not None})
    settings = _settings(options.base, fail_on, options.on_violation, given)
    check_options(options)
    check(settings)
    with running(root, take_over, metrics) as journal:
        # A run that nobody watches must not withdraw what stood in a file that is not there today.
        # By name, so that the order in which files are given has no say in which source a record keeps.
        files = sorted(_without_own(root, readable(expand(inputs))), key=lambda path: path.name)
        read = [(path.name, sha256(path) if path.is_file() else None) for path in files]
        journal.basis = basis(read, chosen | {"strict": strict})
        if settings.fresh or not journal.is_up_to_date():
            present = {digest for _, digest in read if digest}
            journal.published = _release(root, files, present, options, settings, strict)
    told = journal.published.release if journal.published else "nothing new"
    click.echo(f"kg: {root}/latest: {told}", err=True)


def _release(
    root: Path, files: Sequence[Path], present: Set[str], options: Options, settings: Settings, strict: bool
) -> Manifest | None:
    """Export the files, whose digests are `present`, and make a release if that says anything new."""
    from msgspec.structs import replace

    from kg.engines.local import run
    from kg.errors import GateError
    from kg.release import Origins, building, origins
    from kg.release import publish as make_latest

    export = building(root) / "export"
    known = Origins(None, ()) if settings.fresh else origins(root, present, settings.base)
    options = replace(options, settle_source=known.settle)
    report = run(files, export, options, lambda problem: click.echo(f"kg: {problem}", err=True))
    tell_idle(options.align, export)
    click.echo(f"kg: {summary(report)}", err=True)
    if strict and report.warnings:
        raise GateError("--strict", counted(report.warnings, "warning"), "none; mend what is told above")
    return make_latest(root, export, settings, known)


def _without_own(root: Path, files: Sequence[Path]) -> Sequence[Path]:
    """The files without those of earlier releases."""
    from kg.errors import InputError
    from kg.release import foreign

    found = foreign(root, files)
    if not found:
        raise InputError(str(root), "the input is what kg publish itself wrote", "records to publish")
    if own := len(files) - len(found):
        click.echo(f"kg: {root}: {counted(own, 'file')} that kg publish wrote left out", err=True)
    return found


def _settings(base: str, fail_on: str | None, on_violation: str, given: dict[str, Any]) -> Settings:
    from kg.release import Settings, size
    from kg.write import FORMATS, check_format

    names = [name for name in listed(*given.pop("formats")) if name != "nt"]
    for name in names:
        check_format(name)
    split = given.pop("split")
    return Settings(
        base=base,
        fail_on=fail_on,
        violations_published=on_violation == "publish",
        formats={name: FORMATS[name] for name in names},
        part_bytes=size(split) if split else None,
        **given,
    )


publish.params[:0] = [parameter for parameter in export.params if parameter.name in _SHARED]
