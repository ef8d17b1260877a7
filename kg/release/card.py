"""`index.html`: a release for people. One file without scripts, fonts or pictures from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from kg.release.manifest import File, Manifest
from kg.release.tally import Tally
from kg.release.verify import SUMS

__all__ = ["card"]

_YEARS = 20
_CLASSES = {"Paper": "papers", "Person": "persons", "Dataset": "datasets", "Method": "methods"} | {
    "Evaluation": "evaluations",
    "Source": "input files",
}
# What a bar is of, and how many; of these, how many for an inferred year, which are shown apart.
_Bars = Sequence[tuple[str, int, int]]


def card(manifest: Manifest, graph: Tally, names: Mapping[str, str]) -> bytes:
    """The page; `names` are those of the datasets in the chart."""
    template = Template((Path(__file__).parent / "card.html").read_text(encoding="utf-8"))
    page = template.substitute(
        title=escape(manifest.title),
        release=escape(manifest.release),
        number=manifest.number,
        issued=f", issued {escape(manifest.issued)}" if manifest.issued else "",
        licence=_licence(manifest.licence),
        figures=_figures(manifest),
        charts=_charts(graph, names),
        files_note=_files_note(manifest),
        files=_files(manifest.files),
        changes=_changes(manifest),
        quality=_quality(manifest.report),
        download=escape(_DOWNLOAD.format(iri=manifest.iri, names=_names(manifest))),
        query=escape(_QUERY),
        graph=escape(manifest.graph().iri),
        tool=escape(manifest.tool),
    )
    return page.encode()


_MEASURES = ("dataset F1", "method F1", "role accuracy", "calibration error")
_DOWNLOAD = """\
curl --remote-name-all {iri}/{{{names}}}
sha256sum --check --ignore-missing SHA256SUMS"""
_QUERY = """\
PREFIX kg: <https://w3id.org/papergraph#>
SELECT ?dataset (COUNT(?paper) AS ?papers) WHERE {
  ?paper kg:usesDataset/kg:name ?dataset
}
GROUP BY ?dataset ORDER BY DESC(?papers)"""


def _names(manifest: Manifest) -> str:
    return ",".join([SUMS, *(file.name for file in manifest.canonical_files)])


def _licence(iri: str | None) -> str:
    return f', licence <a href="{escape(iri)}">{escape(iri)}</a>' if iri else ""


def _figures(manifest: Manifest) -> str:
    counts = {iri.rpartition("#")[2]: count for iri, count in manifest.graph().entities.items()}
    rows = [(label, counts[name]) for name, label in _CLASSES.items() if name in counts]
    rows += [("statements", manifest.graph().statements)]
    items = (f"<div><dt>{label}</dt><dd>{count:,}</dd></div>" for label, count in rows)
    return f'<dl class="figures">{"".join(items)}</dl>'


def _charts(graph: Tally, names: Mapping[str, str]) -> str:
    papers = graph.entities.get("https://w3id.org/papergraph#Paper", 0)
    undated = papers - sum(graph.papers.values())
    charts = {
        "Papers a year": _by_year({**graph.papers, "": undated}),
        "Most used datasets": [(names.get(iri, iri), graph.uses[iri], 0) for iri in graph.most_used],
        "Methods introduced a year": _by_year(graph.methods),
    }
    return "\n".join(f"<h2>{title}</h2>\n{_bars(rows)}" for title, rows in charts.items() if rows)


def _by_year(counts: Mapping[str, int]) -> _Bars:
    """The last years, those without anything too, and what is older together; first what has no year."""
    years = sorted({int(year.rstrip("?")) for year in counts if year})
    if not years:
        return []
    first = max(years[0], years[-1] - _YEARS + 1)
    rows = [_row(counts, year) for year in range(years[0], years[-1] + 1)]
    older, recent = rows[: first - years[0]], rows[first - years[0] :]
    before = (f"before {first}", sum(row[1] for row in older), sum(row[2] for row in older))
    return [row for row in (("no year", counts.get("", 0), 0), before) if row[1]] + recent


def _row(counts: Mapping[str, int], year: int) -> tuple[str, int, int]:
    given, inferred = (counts.get(f"{year:04}{mark}", 0) for mark in ("", "?"))
    return f"{year:04}", given + inferred, inferred


def _bars(rows: _Bars) -> str:
    """A bar chart: a table, so that names are shown whole on any screen, and read out by any reader."""
    most = max(count for _, count, _ in rows)
    bars = "".join(_bar(label, count, inferred, most) for label, count, inferred in rows)
    note = f'<p class="soft">{_INFERRED}</p>\n' if any(inferred for _, _, inferred in rows) else ""
    return f'{note}<table class="chart">{bars}</table>'


_INFERRED = 'Lighter <span class="bar inferred key"></span>: no source prints the year; it was inferred.'


def _bar(label: str, count: int, inferred: int, most: int) -> str:
    parts = {"bar": count - inferred, "bar inferred": inferred}
    spans = "".join(
        f'<span class="{name}" style="width:{100 * part / most:.2f}%"></span>'
        for name, part in parts.items()
        if part
    )
    counts = {"": count - inferred, " inferred": inferred}
    told = " + ".join(f"{part:,}{what}" for what, part in counts.items() if part) or "0"
    return f'<tr><th scope="row">{escape(label)}</th><td>{spans}</td><td class="number">{told}</td></tr>'


def _files_note(manifest: Manifest) -> str:
    return "The graph in every format holds the same statements. " + (
        "The evidence says for each where it was read, and which rule understood it so."
        if len(manifest.graphs) > 1
        else ""
    )


def _files(files: Iterable[File]) -> str:
    rows = (
        f'<tr><td><a href="{file.name}">{file.name}</a><br><code class="soft">{file.sha256}</code></td>'
        f'<td class="number">{file.statements:,}</td><td class="number">{_size(file.bytes)}</td></tr>'
        for file in files
    )
    head = '<tr><th>file and SHA-256</th><th class="number">statements</th><th class="number">size</th></tr>'
    return f"<table>{head}{''.join(rows)}</table>"


def _size(size: float) -> str:
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} B" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"


def _changes(manifest: Manifest) -> str:
    changes = manifest.changes
    if changes is None:
        return "<p>The first release of its chain.</p>"
    told = "; ".join(
        f"{content}: {count:,} statements added, {changes.removed[content]:,} removed"
        for content, count in changes.added.items()
    )
    return f"<p>Since <code>{changes.previous}</code>: {told}.</p>\n{_files(changes.files)}"


def _quality(report: Mapping[str, Any]) -> str:
    """What the export says of itself, where it says it."""
    rows = [(f"records {name.replace('_', ' ')}", count) for name, count in report["records"].items()]
    rows += [("warnings", report["warnings"])]
    for severity, shapes in report["violations"].items():
        rows += [(f"SHACL {severity.lower()}: {shape}", count) for shape, count in shapes.items()]
    for thing, roles in report["recognised"].items():
        rows += [(f"{thing} {role}", count) for role, count in roles.items()]
    rows += [("links left out, too unsure", report["below_confidence"])]
    cells = (f'<tr><td>{escape(name)}</td><td class="number">{count:,}</td></tr>' for name, count in rows)
    tables = f"<table>{''.join(cells)}</table>\n{_recognition(report.get('quality', ()))}"
    return f'{tables}\n<p>In full in <a href="report.json">report.json</a>.</p>'


def _recognition(rows: Sequence[Mapping[str, Any]]) -> str:
    """How right the recognition of datasets, methods and roles is, where that was measured."""
    if not rows:
        return ""
    values = {(row["set"], row["measure"]): row["value"] for row in rows}
    sets = {row["set"]: row["papers"] for row in rows}
    lines = [
        f"<tr><td>{escape(name)}, {papers} papers</td>"
        + "".join(f'<td class="number">{values.get((name, measure), "")}</td>' for measure in _MEASURES)
        + "</tr>"
        for name, papers in sets.items()
    ]
    head = "".join(f"<th>{measure}</th>" for measure in _MEASURES)
    return (
        "<p>How right recognition is, measured on papers that it had not learned from, from 0 to 1:</p>\n"
        f"<table><tr><th></th>{head}</tr>{''.join(lines)}</table>"
    )
