"""A named question × (a dump or an endpoint) → rows.

    question = find("papers-of-person")
    answer = query(question, Path("out"), {"person": "Marisol Etxandi"})

`questions` are files in `queries/`, `terms` the values that people set, `syntax` what may be run,
`local` and `endpoint` the two places that answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.sparql import endpoint, local, syntax
from kg.sparql.endpoint import Endpoint, RefusedError
from kg.sparql.questions import Parameter, Question, bind, find, question, questions

if TYPE_CHECKING:
    import pyoxigraph as ox

    Answer = ox.QuerySolutions | ox.QueryBoolean | list[ox.Triple]

__all__ = [
    "Endpoint",
    "Parameter",
    "Question",
    "RefusedError",
    "bind",
    "find",
    "query",
    "question",
    "questions",
]


def query(asked: Question, data: Path | Endpoint, values: Mapping[str, str] | None = None) -> Answer:
    """The answer to a question: solutions, a truth value, or the triples of CONSTRUCT, sorted.

    `data` is a dump directory (see `kg.dumps`), an RDF file or an endpoint. Raises `UsageError` for a
    wrong parameter or query, `InputError` where there is no data, `StoreError` where an endpoint fails.
    """
    text = bind(asked, values or {}).text
    kind = syntax.check(asked.where, text)
    if isinstance(data, Endpoint):
        answer = endpoint.ask(data, text, kind)
    else:
        named = {"GRAPH", "NAMED", "FROM"} & set(syntax.words(text))
        answer = local.load(data, with_evidence=bool(named)).query(text)
    if kind.__name__ == "QueryTriples":
        return sorted(answer, key=lambda triple: (triple.subject.value, str(triple)))
    return answer  # type: ignore[no-any-return]
