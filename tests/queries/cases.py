"""The cases of the named questions: data files, one folder a question.

`tests/queries/NAME/expected.csv` (`.ttl` for CONSTRUCT) holds the answer with the defaults on the
example data, and `PARAM=VALUE.csv` (several joined by `&`) the answer with parameters set.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

import rdflib
from click.testing import CliRunner

from kg.cli import main
from kg.sparql import Question, bind, find, query

__all__ = ["Case", "cases", "export_examples", "on_oxigraph", "on_rdflib", "rdflib_dataset"]

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"


class Case(NamedTuple):
    file: Path

    @property
    def question(self) -> Question:
        """The question with the case's parameters set."""
        pairs = () if self.file.stem == "expected" else self.file.stem.split("&")
        return bind(find(self.file.parent.name), dict(pair.split("=", 1) for pair in pairs))

    @property
    def expected(self) -> str:
        return self.file.read_text(encoding="utf-8")


def cases() -> list[Case]:
    return [Case(path) for path in sorted(HERE.glob("*/*")) if path.suffix in (".csv", ".ttl")]


def export_examples(directory: Path) -> Path:
    """The dump of the example data, made by the command that people use."""
    inputs = [str(EXAMPLES / "pages"), str(EXAMPLES / "records.jsonl")]
    run = CliRunner().invoke(main, ["export", *inputs, "-o", str(directory)])
    assert run.exit_code == 0, run.output
    return directory


def on_oxigraph(question: Question, dump: Path) -> str:
    answer = query(question, dump)
    if isinstance(answer, list):
        return _turtle(tuple(map(str, (t.subject, t.predicate, t.object))) for t in answer)
    head = [variable.value for variable in answer.variables]
    return _csv(head, ([term.value if term else "" for term in row] for row in answer))


def rdflib_dataset(dump: Path) -> rdflib.Dataset:
    dataset = rdflib.Dataset()
    # In this order: rdflib empties the default graph when it reads N-Quads.
    dataset.parse(dump / "evidence.nq", format="nquads")
    dataset.default_graph.parse(dump / "graph.nt", format="nt")
    return dataset


def on_rdflib(question: Question, dataset: rdflib.Dataset) -> str:
    answer = dataset.query(question.text)
    if answer.type == "CONSTRUCT":
        return _turtle(tuple(term.n3() for term in triple) for triple in answer)
    head = [str(variable) for variable in answer.vars or ()]
    return _csv(head, (["" if term is None else str(term) for term in row] for row in answer))


def _csv(head: list[str], rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([head, *(list(map(_plain, row)) for row in rows)])
    return out.getvalue()


def _plain(cell: str) -> str:
    """Numbers in one spelling: the engines write 92.0 and 92, and both are right."""
    try:
        number = Decimal(cell)
    except InvalidOperation:
        return cell
    return f"{number.normalize():f}" if number.is_finite() else cell


def _turtle(triples: Iterator[tuple[str, ...]]) -> str:
    """Sorted, prefixed Turtle: every engine's triples in one spelling."""
    graph = rdflib.Graph()
    graph.bind("kg", "https://w3id.org/papergraph#")
    graph.bind("prov", "http://www.w3.org/ns/prov#")
    graph.parse(data="".join(" ".join(triple) + " .\n" for triple in triples), format="nt")
    return graph.serialize(format="turtle").strip() + "\n"
