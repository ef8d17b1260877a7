"""Write the expected answers anew from the example data: `python -m tests.queries.update`.

Then read the difference: each changed line is an answer that people will get.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from kg.sparql import questions
from kg.sparql.syntax import check
from tests.queries.cases import HERE, Case, cases, export_examples, on_oxigraph


def main() -> None:
    for question in questions():
        extension = "ttl" if check(question.where, question.text).__name__ == "QueryTriples" else "csv"
        (HERE / question.name).mkdir(exist_ok=True)
        (HERE / question.name / f"expected.{extension}").touch()
    with tempfile.TemporaryDirectory() as directory:
        dump = export_examples(Path(directory))
        for case in cases():
            _refresh(case, dump)


def _refresh(case: Case, dump: Path) -> None:
    found = on_oxigraph(case.question, dump)
    if found != case.expected:
        case.file.write_text(found, encoding="utf-8")
        print("wrote", case.file.relative_to(HERE))


if __name__ == "__main__":
    main()
