"""Writes docs/reference/queries.md from queries/.

Run `python docs/queries.py > docs/reference/queries.md` after a change there; a test compares the two.
"""

from __future__ import annotations

from pathlib import Path

from kg.sparql import Parameter, Question, questions
from kg.sparql.terms import TYPES

CASES = Path(__file__).parent.parent / "tests" / "queries"
INTRODUCTION = """\
# Queries

The questions that `kg query NAME` answers. Each is a file in [`queries/`](../../queries), SPARQL that runs
as it stands on any SPARQL 1.1 engine; `docs/queries.py` makes this page from those files. How to ask them,
and how to add one, stands in [Ask the graph](../how-to/query.md).

A parameter is set with `-p name=value`. *any* means that it restricts nothing unless it is set. Other
defaults fit the example data in [`examples/`](../../examples). The types:

"""
MEANING = {
    "string": "any text without control characters",
    "name": "a name; capitals and the number of spaces do not count, and every name the graph knows will do",
    "iri": "an absolute IRI, with or without angle brackets",
    "integer": "a whole number",
    "count": "a whole number from 1 on",
    "year": "four digits",
}


def main() -> None:
    print(page(), end="")


def page() -> str:
    """The whole page."""
    types = [f"- `{name}`: {MEANING[name]}\n" for name in TYPES]
    words = "- words between bars: one of them\n"
    return INTRODUCTION + "".join(types) + words + "".join(map(section, questions()))


def section(question: Question) -> str:
    parts = [f"\n## {question.name}\n\n{question.help}\n", parameters(question), answer(question)]
    return "\n".join(part for part in parts if part)


def parameters(question: Question) -> str:
    if not question.parameters:
        return ""
    head = "| parameter | type | default | |\n|---|---|---|---|\n"
    return head + "".join(map(row, question.parameters))


def row(parameter: Parameter) -> str:
    kind = " or ".join(f"`{word}`" for word in parameter.type.split("|"))
    default = "any" if parameter.default == "UNDEF" else f"`{parameter.default}`"
    return f"| `{parameter.name}` | {kind} | {default} | {parameter.help} |\n"


def answer(question: Question) -> str:
    """What comes back: the columns, as the expected answer on the example data has them."""
    table = CASES / question.name / "expected.csv"
    if not table.exists():
        return "Gives triples, as Turtle.\n"
    columns = table.read_text(encoding="utf-8").splitlines()[0].split(",")
    return "Columns: " + ", ".join(f"`{column}`" for column in columns) + ".\n"


if __name__ == "__main__":
    main()
