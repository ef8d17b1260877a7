"""A report as text, JSON, JSON Lines, Turtle or HTML; one function a format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from kg.shacl.model import Result
from kg.shacl.paths import in_words
from kg.shacl.places import Place
from kg.shacl.report import Report
from kg.shacl.terms import is_iri, read_literal, short, text, visible
from kg.shacl.turtle import turtle

__all__ = ["FORMATS"]

Places = Mapping[str, Place]
_EXAMPLES = 3


def message(result: Result) -> str:
    """A result's message, the English one where there are several."""
    parts = sorted(
        (read_literal(one) for one in result.messages), key=lambda one: (one.language != "en", one)
    )
    return parts[0].lexical if parts else ""


def _subject(report: Report, places: Places) -> Iterator[dict[str, Any]]:
    for result in report.results:
        place = places.get(result.focus)
        yield {
            "focus_node": _plain(result.focus),
            "path": in_words(result.path) if result.path else None,
            "value": None if result.value is None else _plain(result.value),
            "component": short(result.component).removeprefix("sh:"),
            "severity": short(result.severity).removeprefix("sh:"),
            "shape": report.names.get(result.shape, short(result.shape)),
            "message": message(result),
            "record": _plain(place.record) if place else None,
            "source": str(place) if place else None,
        }


def _plain(token: str) -> str:
    return text(token) if is_iri(token) else token


def _counts(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "shape": report.names.get(shape, short(shape)),
            "severity": short(severity).removeprefix("sh:"),
            "count": count,
        }
        for (shape, severity), count in report.counts.items()
    ]


def as_json(report: Report, places: Places) -> Iterator[str]:
    """One JSON object: conforms, counts, focus nodes by shape, and the results that were kept."""
    focus = {report.names[node]: count for node, count in report.focus_nodes.items()}
    whole = {
        "conforms": report.conforms, "triples": report.triples, "counts": _counts(report),
        "total": report.total, "focus_nodes": focus, "results": list(_subject(report, places)),
    }  # fmt: skip
    yield msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"


def as_jsonl(report: Report, places: Places) -> Iterator[str]:
    """A JSON object a result."""
    for one in _subject(report, places):
        yield msgspec.json.encode(one).decode() + "\n"


def as_text(report: Report, places: Places) -> Iterator[str]:
    """A table: shape, severity, count, and examples with the page and line they come from."""
    seen = sum(report.focus_nodes.values())
    yield f"{_verdict(report)} ({_number(report.triples, 'triple')}, {_number(seen, 'focus node')}).\n"
    rows = {(one["shape"], one["severity"]): one["count"] for one in _counts(report)}
    examples = _examples(report, places)
    width = max((len(shape) for shape, _ in rows), default=0)
    for (shape, severity), count in rows.items():
        yield "\n" + visible(f"{shape:<{width}}  {severity:<9}  {count:>9,}") + "\n"
        shown = examples.get((shape, severity), [])
        yield from (f"    {line}\n" for line in shown[:_EXAMPLES])
        if count > min(len(shown), _EXAMPLES):
            yield f"    … and {count - min(len(shown), _EXAMPLES):,} more\n"


def _verdict(report: Report) -> str:
    """What SHACL calls conforming, and whether it is for a violation that a graph is not."""
    if report.conforms:
        return "The graph conforms"
    results = _number(report.total, "result")
    if report.fails("violation"):
        return f"The graph does not conform: {results}"
    named = {"warning": "warning", "info": "remark"}
    found = {
        word: sum(one["count"] for one in _counts(report) if one["severity"].lower() == name)
        for name, word in named.items()
    }
    told = " and ".join(_number(count, word) for word, count in found.items() if count)
    return f"The graph has no violations, but {told}: SHACL does not call that conforming"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _examples(report: Report, places: Places) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for one in _subject(report, places):
        value = "" if one["value"] is None else f" {_cut(one['value'])}"
        path = f" {one['path']}" if one["path"] else ""
        at = f"  [{one['source']}]" if one["source"] else ""
        found.setdefault((one["shape"], one["severity"]), []).append(
            visible(f"{one['focus_node']}{path}{value}: {one['message']}{at}")
        )
    return found


def _cut(value: str, most: int = 80) -> str:
    return value if len(value) <= most else value[: most - 1] + "…"


_STYLE = (
    "body{font:1rem/1.5 sans-serif;margin:2rem}table{border-collapse:collapse}"
    "td,th{border:1px solid #999;padding:.2rem .5rem;text-align:left;vertical-align:top}"
)


def as_html(report: Report, places: Places) -> Iterator[str]:
    """A page that stands by itself."""
    title = "The graph conforms" if report.conforms else "The graph does not conform"
    yield f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title>'
    yield f"<style>{_STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n"
    yield f"<p>{_number(report.triples, 'triple')}, {_number(report.total, 'result')}.</p>\n"
    yield from _table(("shape", "severity", "count"), _counts(report))
    columns = ("severity", "shape", "focus_node", "path", "value", "message", "source")
    yield from _table(columns, list(_subject(report, places)))
    yield "</body>\n</html>\n"


def _table(columns: tuple[str, ...], rows: list[dict[str, Any]]) -> Iterator[str]:
    from html import escape

    if not rows:
        return
    yield "<table>\n<tr>" + "".join(f"<th>{column.replace('_', ' ')}</th>" for column in columns) + "</tr>\n"
    for row in rows:
        cells = (
            "" if row[column] is None else escape(visible(_cut(str(row[column]), 500))) for column in columns
        )
        yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
    yield "</table>\n"


FORMATS: dict[str, Callable[[Report, Places], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "jsonl": as_jsonl,
    "ttl": lambda report, places: turtle(report),
    "html": as_html,
}
