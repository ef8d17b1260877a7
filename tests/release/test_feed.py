"""The event stream: which entities a release created, updated and deleted, on pages that lead on."""

from pathlib import Path

import pytest
from rdflib import RDF, Graph, Namespace

from kg.release import feed as pages
from kg.release import read
from tests.release.conftest import BASE, Release, papers

TREE = Namespace("https://w3id.org/tree#")
AS = Namespace("https://www.w3.org/ns/activitystreams#")


def events(root: Path) -> dict[str, str]:
    """What happened to each entity, from the newest page on, as a consumer follows it."""
    found: dict[str, str] = {}
    url = f"{read(root / 'latest').iri}/feed.ttl"
    waiting = [url]
    while waiting:
        graph = Graph().parse(root / waiting.pop().removeprefix(BASE))
        waiting += [str(node) for node in graph.objects(None, TREE.node)]
        for member in graph.objects(None, TREE.member):
            kind = str(graph.value(member, RDF.type)).removeprefix(str(AS))
            found.setdefault(str(graph.value(member, AS.object)).removeprefix(BASE), kind)
    return found


def of_papers(root: Path) -> list[tuple[str, str]]:
    return sorted((iri.split("-")[1], kind) for iri, kind in events(root).items() if iri.startswith("paper/"))


def test_the_first_release_begins_the_stream(root: Path, release: Release) -> None:
    release(papers(3))
    assert events(root) == {}


def test_what_happened_to_each_paper(root: Path, release: Release) -> None:
    release(papers(20))
    changed = papers(21)
    changed[4]["abstract"] = "Ships leave."
    del changed[6]
    release(changed)
    assert of_papers(root) == [("20th", "Create"), ("4th", "Update"), ("6th", "Delete")]


def test_older_releases_follow(root: Path, release: Release) -> None:
    for count in (18, 19, 20):
        release(papers(count))
    assert of_papers(root) == [("18th", "Create"), ("19th", "Create")]


def test_many_events_come_on_several_pages(
    root: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_MEMBERS", 4)
    release(papers(3))
    release(papers(20))
    names = sorted(path.name for path in (root / "latest").glob("feed*.ttl"))
    assert len(names) > 8
    assert names[0] == "feed-0002.ttl"
    assert len(of_papers(root)) == 17
