"""`kg validate`: any RDF against the project's shapes, or others."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import give_up_output
from kg.cli.paths import InputPath
from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    from kg.shacl import Report, Shapes

__all__ = ["validate"]

_FORMATS = ("text", "json", "jsonl", "ttl", "html")
_FROM = ("nt", "nq", "ttl", "trig", "jsonld", "rdfxml", "n3")
_FILE = InputPath("a file of RDF, a directory of kg export or kg publish, or -", dash=True)
_COPY = "standard-input.nt"
_SHAPES = InputPath("a file of SHACL shapes", folder=False)


@click.command(short_help="Validate RDF against the shapes.")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option(
    "--shapes",
    "shapes_files",
    multiple=True,
    type=_SHAPES,
    help="A shapes file instead of the project's own; again for more.",
)
@click.option(
    "--from-format",
    "--from",
    "said",
    type=click.Choice(_FROM),
    help="The format of the files, where the ending does not say.",
)
@click.option(
    "--report-format",
    default="text",
    show_default=True,
    type=click.Choice(_FORMATS),
    help="The format of the report.",
)
@click.option(
    "--max-results",
    default=20,
    show_default=True,
    type=click.IntRange(0),
    help="Results kept of each shape, 0 for all; counts are exact.",
)
@click.option(
    "--fail-on",
    default="violation",
    show_default=True,
    type=click.Choice(("violation", "warning", "info")),
    help="The least severity that fails the run.",
)
@click.option(
    "--strict",
    is_flag=True,
    help="Also fail where a shape has no focus node.",
)
def validate(
    files: tuple[Path, ...],
    shapes_files: tuple[Path, ...],
    said: str | None,
    report_format: str,
    max_results: int,
    fail_on: str,
    strict: bool,
) -> None:
    """Validate FILES together as one graph; exit 0 where it passes, 1 where it does not.

    Files are RDF of any usual format, compressed or not. A directory stands for the graph of the release, the
    root of releases (the latest) or the export that it is; - for N-Triples from standard input, or what
    --from-format says.
    Canonical N-Triples, as `kg export` writes them, are validated fastest.
    """
    from kg.shacl.formats import FORMATS
    from kg.shacl.places import places

    context = click.get_current_context()
    graphs = [[_standard_input(context)] if str(file) == "-" else _graph(file) for file in files]
    paths = [path for graph in graphs for path in graph]
    report = _report(paths, _shapes(shapes_files), said, max_results)
    if report.note:
        click.echo(f"note: {report.note}", err=True)
    doubt = _doubt(report)
    if doubt:
        click.echo(f"warning: {doubt}", err=True)
    found = places(graphs[0], _evidence(files[0]), {result.focus for result in report.results})
    try:
        for part in FORMATS[report_format](report, found):
            click.echo(part, nl=False)
    except BrokenPipeError:
        give_up_output()  # whoever has read enough does not change the verdict
    if report.fails(fail_on) or (strict and report.idle):
        context.exit(1)


def _shapes(files: tuple[Path, ...]) -> Shapes:
    """The shapes of the files, or the project's own; what will not be checked as it stands is told."""
    from kg.shacl import load_shapes
    from kg.shacl.lint import unknown_constraints, unknown_terms

    shapes = load_shapes(list(files) or None)
    for problem in unknown_constraints(shapes):
        raise UsageError(problem.where, problem.what, problem.allowed)
    for problem in unknown_terms(shapes):
        click.echo(f"warning: {problem}", err=True)
    if shapes.advanced:
        click.echo(f"note: {_slower(shapes.advanced)}", err=True)
    return shapes


def _report(paths: Sequence[Path], shapes: Shapes, said: str | None, max_results: int) -> Report:
    """What validation says of the files; content without a triple, such as plain JSON, is refused."""
    from kg.shacl import validate as check

    try:
        report = check(paths, shapes, said, max_results)
        nothing = report.conforms and not report.triples
        if nothing and (full := [str(path) for path in paths if path.stat().st_size]):
            allowed = "RDF with at least one triple, or an empty file"
            raise InputError(", ".join(full), "no triple in it", allowed)
    except InputError as error:
        where = re.sub(rf"\S*/{_COPY}", "standard input", error.where)
        raise InputError(where, error.what, error.allowed) from None
    return report


def _standard_input(context: click.Context) -> Path:
    """A copy on disk of what is piped in, to be read more than once."""
    from shutil import copyfileobj
    from tempfile import TemporaryDirectory

    path = Path(context.with_resource(TemporaryDirectory(prefix="kg-validate-"))) / _COPY
    with path.open("wb") as copy:
        copyfileobj(sys.stdin.buffer, copy)
    return path


def _graph(file: Path) -> list[Path]:
    """The files of the graph that a directory holds, as `kg export` or `kg publish` writes it."""
    from kg.dumps import files
    from kg.release import release_at

    found = files(release_at(file), "graph") if file.is_dir() else [file]
    if not found:
        raise InputError(
            str(file), "no graph in this directory", "a directory of kg export or kg publish is needed"
        )
    return found


def _evidence(file: Path) -> list[Path]:
    """The evidence of a directory, or beside a file: what a message can be placed by, where it is there."""
    from kg.dumps import exported, files
    from kg.release import release_at

    if str(file) == "-":
        return []
    return files(release_at(file), "evidence") if file.is_dir() else exported(file.parent, "evidence")


def _slower(terms: Sequence[str]) -> str:
    return f"{', '.join(terms)}: not compiled here; pySHACL validates, in memory and more slowly"


def _doubt(report: Report) -> str:
    """The shapes that nothing was checked against, in one line."""
    names = [report.names[node] for node in report.idle]
    if len(names) == 1:
        return f"{names[0]}: no focus node; nothing was checked against it"
    return f"no focus node, so nothing was checked against them: {', '.join(names)}" if names else ""
