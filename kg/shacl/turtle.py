"""A report as RDF: a `sh:ValidationReport` in Turtle (SHACL 3.6)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.shacl.model import Result
from kg.shacl.paths import Path
from kg.shacl.report import Report
from kg.shacl.terms import SH, XSD, is_blank

__all__ = ["turtle"]


def turtle(report: Report) -> Iterator[str]:
    """The lines of the report, with every result that was kept."""
    yield f"@prefix sh: <{SH}> .\n@prefix xsd: <{XSD}> .\n\n"
    yield f"[] a sh:ValidationReport ;\n    sh:conforms {'true' if report.conforms else 'false'}"
    for result in report.results:
        yield " ;\n    sh:result " + " ;\n        ".join(_parts(result)) + "\n    ]"
    yield " .\n"


def _parts(result: Result) -> Iterator[str]:
    yield "[ a sh:ValidationResult"
    yield f"sh:focusNode {_term(result.focus)}"
    if result.path:
        yield f"sh:resultPath {_path(result.path)}"
    if result.value is not None:
        yield f"sh:value {_term(result.value)}"
    yield f"sh:resultSeverity {_term(result.severity)}"
    yield f"sh:sourceConstraintComponent {_term(result.component)}"
    yield f"sh:sourceShape {_term(result.shape)}"
    if result.constraint:
        yield f"sh:sourceConstraint {_term(result.constraint)}"
    for message in result.messages:
        yield f"sh:resultMessage {message}"


def _term(token: str) -> str:
    if token.startswith(f"<{SH}") and token[len(SH) + 1 : -1].isalpha():
        return f"sh:{token[len(SH) + 1 : -1]}"
    return f"_:n{token[2:]}" if is_blank(token) else token


def _path(path: Path) -> str:
    if isinstance(path, str):
        return path
    parts = [_path(part) for part in path.parts]
    if path.operator == "sequencePath":
        return f"( {' '.join(parts)} )"
    value = f"( {' '.join(parts)} )" if path.operator == "alternativePath" else parts[0]
    return f"[ sh:{path.operator} {value} ]"
