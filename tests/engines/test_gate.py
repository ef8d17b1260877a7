"""What does not conform: what is left out, what is set aside, and that each is told."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kg.engines import outlets
from kg.engines.gate import MalformedError
from kg.engines.local import Options, run
from kg.engines.report import Report
from kg.errors import GateError


def export(tmp_path: Path, *records: dict[str, Any], **options: Any) -> tuple[Report, list[str], str]:
    """The report, the messages, the graph."""
    source, told = tmp_path / "in.jsonl", list[str]()
    source.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    report = run([source], tmp_path / "out", Options(**options), lambda problem: told.append(str(problem)))
    assert len(told) == report.warnings == len(report.problems) + len(report.set_aside)
    return report, told, (tmp_path / "out" / "graph.nt").read_text(encoding="utf-8")


def of_a_source(title: str, file: str) -> dict[str, Any]:
    """A record that names its source, which is to have a file name without directories."""
    return {"title": title, "source": {"file": file, "sha256": "1" * 64, "format": "jsonl", "line": 1}}


def uses(title: str, name: str, *aliases: str) -> dict[str, Any]:
    return {"title": title, "datasets": [{"name": name, "aliases": aliases, "role": "used"}], "methods": []}


def test_addresses_that_cannot_be_do_not_stop_the_run(tmp_path: Path) -> None:
    links = [
        "http://ex.org/#a#b",
        "http://[::1]/x",
        "http://ex.org:port/x",
        "javascript:alert(1)",
        "http://ex.org/%",
    ]
    report, told, graph = export(tmp_path, {"title": "A", "links": links})
    assert report.records["published"] == 1
    assert graph.count("#link>") == 3
    assert [message.split("' was ")[1].partition(";")[0] for message in told] == [
        *("percent-encoded", "left out", "left out", "percent-encoded"),
    ]


def test_what_cannot_be_written_is_set_aside_and_not_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    describe = outlets.rdf.describe

    def broken(works: Any, *arguments: Any) -> Any:
        return [_broken(work, one) for work, one in zip(works, describe(works, *arguments), strict=True)]

    def _broken(work: Any, said: Any) -> Any:
        if work.paper.title != "A":
            return said
        *helpers, (subject, keys, lines) = said.subjects
        own = subject, (*keys, "<urn:x:p>"), [*lines, "<urn:x:p> <not an iri>"]
        return msgspec.structs.replace(said, subjects=[*helpers, own])

    monkeypatch.setattr(outlets.rdf, "describe", broken)
    report, told, graph = export(tmp_path, {"title": "A"}, {"title": "B"}, on_violation="publish")
    assert (report.records["published"], report.records["set_aside"]) == (1, 1)
    assert "cannot be written as RDF" in told[0]
    assert "not an iri" not in graph
    assert issubclass(MalformedError, ValueError)


def test_a_name_that_does_not_conform_is_left_out_and_not_the_papers(tmp_path: Path) -> None:
    report, told, graph = export(tmp_path, uses("A", "LRS3", "++"), uses("B", "LRS3", "LRS-3"))
    assert report.records["published"] == 2
    assert ("++" in graph, "LRS-3" in graph) == (False, True)
    assert [message.partition(" was set aside")[0] for message in told] == [
        "in.jsonl:1: the name '++' of dataset 'LRS3'"
    ]


def test_papers_set_aside_for_an_entity_say_which_and_why(tmp_path: Path) -> None:
    report, told, _ = export(tmp_path, of_a_source("A", "a/b"), of_a_source("B", "a/b"), {"title": "C"})
    assert (report.records["published"], report.records["set_aside"]) == (1, 2)
    assert all("it refers to source 'a/b'" in message and "exactly one file" in message for message in told)
    with pytest.raises(GateError, match="source 'a/b'"):
        export(tmp_path, of_a_source("A", "a/b"), on_violation="fail")


def test_what_is_published_all_the_same_is_told(tmp_path: Path) -> None:
    report, told, graph = export(
        tmp_path, of_a_source("A", "a/b"), uses("B", "LRS3", "++ +"), {"title": " "}, on_violation="publish"
    )
    assert report.records["published"] == 3
    assert len(told) == 3
    assert '"++ +"' in graph and '"a/b"' in graph
    assert all("does not conform and was published" in message for message in told)


def test_a_profile_that_does_not_conform_is_told(tmp_path: Path) -> None:
    for figures in ({"h_index": 4}, {}):
        _, told, graph = export(
            tmp_path, {"type": "profile", "name": "Ana et al, Bo", **figures}, {"title": "A"}
        )
        assert [message.partition(":1: the profile of ")[2][:15] for message in told] == ["'Ana et al, Bo'"]
        assert "person/ana-et-al" not in graph
    with pytest.raises(GateError, match="the profile of"):
        export(tmp_path, {"type": "profile", "name": "Ana et al, Bo", "h_index": 4}, on_violation="fail")


def test_a_figure_has_one_value_in_a_source(tmp_path: Path) -> None:
    first, second = ({"type": "profile", "name": "Ana Ruiz", "h_index": h} for h in (5, 4))
    report, told, graph = export(tmp_path, first, second, first)
    assert graph.count("#value>") == report.entities["AuthorMetric"] == 1
    assert '"5"' in graph
    assert [message.partition(": ")[0] for message in told] == ["in.jsonl:2"]


def test_a_source_that_does_not_conform_is_told(tmp_path: Path) -> None:
    place = {"file": "a/b.jsonl", "sha256": "0" * 64, "format": "jsonl", "line": 3}
    record = {"title": "A", "source": place}
    _, told, _ = export(tmp_path, record, {"title": "B"})
    assert told[0].startswith(
        "a/b.jsonl:3: 'A' was set aside: it refers to source 'a/b.jsonl', which does not"
    )
    _, told, _ = export(tmp_path, record, {"title": "B"}, on_violation="publish")
    assert told[0].startswith("a/b.jsonl:3: source 'a/b.jsonl' does not conform and was published")
