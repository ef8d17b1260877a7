"""`kg query`: ask a dump or an endpoint a question."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.dataset import chosen, why_nothing
from kg.cli.numbers import SECONDS
from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    from kg.sparql import Endpoint, Question

__all__ = ["query"]

DEFAULT_DATA = Path("out")
FORMATS = ("table", "csv", "json", "ttl")
# An answer without rows, by its format: head and rule, the head, a list of nothing.
_EMPTY = {
    "table": re.compile(rb"\A.*\n.*\n\Z"),
    "csv": re.compile(rb"\A.*\n\Z"),
    "json": re.compile(rb'"bindings":\[\]'),
}


@click.command(short_help="Ask a graph or an endpoint a question.")
@click.argument("name", required=False, metavar="NAME|FILE.rq")
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR|FILE",
              help="A directory of kg export or kg publish, or an RDF file; by default ./out.")  # fmt: skip
@click.option("--endpoint", metavar="URL", help="Ask a SPARQL endpoint instead.")
@click.option("--graph", "graphs", multiple=True, metavar="IRI",
              help="The endpoint's graph to ask; by default the one that kg load filled.")  # fmt: skip
@click.option("--timeout", type=SECONDS, default=60.0, show_default=True,
              metavar="SECONDS", help="How long an endpoint may take for its whole answer.")  # fmt: skip
@click.option(
    "-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="Set a parameter; may be repeated."
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="By default a table, or Turtle for CONSTRUCT."
)
@click.option("--list", "listing", is_flag=True, help="List the questions with their parameters.")
def query(name: str | None, params: tuple[str, ...], form: str | None, listing: bool, **where: Any) -> None:
    """Ask a named question, or that of a SPARQL file, of a dump or an endpoint.

    \b
    kg query --list
    kg query papers-of-person -p person="Marisol Etxandi"
    kg query best-figures -p dataset=LRS3 --format csv
    """
    if listing or name is None:
        _list(listing)
        return
    from kg import sparql
    from kg.sparql import answers, syntax

    asked = sparql.bind(sparql.find(name), _values(params))
    place = _place(asked.text, **where)
    answer = sparql.query(asked, place)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    output = answers.write(answer, form, width, syntax.prefixes(asked.text))
    click.echo(output, nl=False)
    if answer == [] or (hasattr(answer, "variables") and _EMPTY[form or "table"].search(output)):
        what = "triples" if answer == [] else "rows"
        click.echo(f"kg: no {what}{_asked_with(asked)}{why_nothing(place, asked.text)}", err=True)


def _values(params: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for given in params:
        name, equals, value = given.partition("=")
        if not (name and equals) or name in values:
            what = "given twice" if name in values else "no value" if name else "no name"
            raise UsageError(f"-p {given}", what, "-p NAME=VALUE is allowed once for each parameter")
        values[name] = value
    return values


def _asked_with(asked: Question) -> str:
    """The parameters in force: a default that fits the example data may fit nothing else."""
    from kg.sparql import question

    now = [f"{p.name}={p.default}" for p in question(asked.text).parameters if p.default != "UNDEF"]
    return " for " + ", ".join(now) if now else ""


def _place(
    text: str, data: Path | None, endpoint: str | None, graphs: tuple[str, ...], timeout: float
) -> Path | Endpoint:
    from kg.release import release_at
    from kg.sparql import Endpoint

    if endpoint and data:
        raise UsageError("--endpoint", "given together with --data", "one of them is allowed")
    if graphs and not endpoint:
        raise UsageError("--graph", "given without --endpoint", "a graph of an endpoint can be named")
    if endpoint:
        return chosen(Endpoint(endpoint, timeout), graphs, text)
    if data is None and not DEFAULT_DATA.exists():
        raise InputError(
            "kg query", "no data: there is no ./out here", "give --data DIR|FILE or --endpoint URL"
        )
    return release_at(data or DEFAULT_DATA)


def _list(asked_for: bool) -> None:
    """All questions on stdout, or as a usage error where a name was needed."""
    from kg import sparql

    if not asked_for:
        raise UsageError("kg query", "no question named", "kg query --list shows those that there are")
    click.echo("\n\n".join(map(_described, sparql.questions())))


def _described(asked: Question) -> str:
    lines = [asked.name, f"    {asked.help}"]
    for parameter in asked.parameters:
        default = "any" if parameter.default == "UNDEF" else parameter.default
        kind = parameter.type if "|" in parameter.type else parameter.type.upper()
        lines.append(f"    -p {parameter.name}={kind}  {parameter.help} [{default}]")
    return "\n".join(lines)
