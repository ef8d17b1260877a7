"""The description of a release parses, conforms, has no blank nodes, and says what the manifest says."""

from functools import cache
from itertools import chain
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, XSD, BNode, Graph, Literal, Namespace, URIRef

from kg.release import Manifest, read
from kg.release.describe import describe
from kg.resources import folder
from tests.release.conftest import papers

VOID = Namespace("http://rdfs.org/ns/void#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
KGSH = "https://w3id.org/papergraph/shapes#"
SH = Namespace("http://www.w3.org/ns/shacl#")
PAGES = ("description.ttl", "feed.ttl")


@cache
def shapes() -> Graph:
    graph = Graph()
    for file in sorted((folder("shapes") / "release").glob("*.ttl")):
        graph.parse(file)
    return graph


def conforms(data: Graph) -> tuple[bool, str]:
    verdict, _, text = pyshacl.validate(data, shacl_graph=shapes(), meta_shacl=True)
    return verdict, text


@pytest.fixture(scope="module")
def latest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second release with all that one can have: a paper went, another got a new title."""
    from kg.release import Settings, publish, running
    from kg.write import FORMATS
    from tests.release.conftest import BASE, export

    folder = tmp_path_factory.mktemp("description")
    licence = "https://creativecommons.org/publicdomain/zero/1.0/"
    formats = {name: FORMATS[name] for name in FORMATS if name != "nt"}
    for number, records in enumerate((papers(30), [*papers(28), *papers(29, title="A harbour")[28:]])):
        settings = Settings(
            base=BASE, formats=formats, licence=licence, issued="2026-03-20", title='A "graph" & <more>'
        )
        exported = export(folder, records, str(number))
        with running(folder / "root") as journal:
            journal.published = publish(folder / "root", exported, settings)
    return (folder / "root" / "latest").resolve()


def everything(latest: Path) -> Graph:
    """All that a release says of itself, its tombstones too."""
    import gzip

    graph = Graph()
    for page in PAGES:
        graph.parse(latest / page)
    return graph.parse(data=gzip.decompress((latest / "tombstones.nt.gz").read_bytes()), format="nt")


@pytest.mark.parametrize("page", PAGES)
def test_two_strict_parsers_read_the_same(latest: Path, page: str) -> None:
    text = (latest / page).read_bytes()
    quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    graph = Graph().parse(data=text, format="turtle")
    assert len(graph) == len(quads)
    nodes = chain.from_iterable((quad.subject, quad.object) for quad in quads)
    assert not any(isinstance(node, ox.BlankNode) for node in nodes)
    assert not any(isinstance(node, BNode) for node in graph.all_nodes())


def test_it_conforms_to_its_shapes(latest: Path) -> None:
    verdict, text = conforms(everything(latest))
    assert verdict, text


def test_every_shape_has_something_to_check(latest: Path) -> None:
    graph, pattern = everything(latest), shapes()
    for node in pattern.subjects(RDF.type, SH.NodeShape):
        classes, objects = pattern.objects(node, SH.targetClass), pattern.objects(node, SH.targetObjectsOf)
        found = [
            *(s for c in classes for s in graph.subjects(RDF.type, c)),
            *(o for p in objects for o in graph.objects(None, p)),
        ]
        assert found, node
        for shape in pattern.objects(node, SH.property):
            path = pattern.value(shape, SH.path)
            assert any((one, path, None) in graph for one in found), shape


def constraints() -> list[tuple[str, str]]:
    known = {
        "minCount",
        "maxCount",
        "datatype",
        "nodeKind",
        "class",
        "pattern",
        "minInclusive",
        "minLength",
        "hasValue",
        "equals",
    }
    return sorted(
        (str(shape).removeprefix(KGSH), str(parameter).removeprefix(str(SH)))
        for shape in shapes().subjects(RDF.type, SH.PropertyShape)
        for parameter in shapes().predicates(shape)
        if str(parameter).removeprefix(str(SH)) in known
    )


@pytest.mark.parametrize(("name", "parameter"), constraints())
def test_every_constraint_can_fail(latest: Path, name: str, parameter: str) -> None:
    graph, shape = everything(latest), URIRef(KGSH + name)
    path = shapes().value(shape, SH.path)
    node = shapes().value(None, SH.property, shape)
    target = shapes().value(node, SH.targetClass)
    about = shapes().value(node, SH.targetObjectsOf)
    focus = sorted(graph.subjects(RDF.type, target) if target else graph.objects(None, about))
    subject = next(one for one in focus if (one, path, None) in graph)
    spoil(graph, subject, path, parameter, int(shapes().value(shape, SH.maxCount) or 1))
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes())
    found = {
        (str(report.value(result, SH.sourceShape)), str(report.value(result, SH.sourceConstraintComponent)))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }
    component = f"{SH}{parameter[0].upper()}{parameter[1:]}ConstraintComponent"
    assert (KGSH + name, component) in found


def spoil(graph: Graph, subject: object, path: object, parameter: str, most: int) -> None:
    """Break one constraint on the values of a property."""
    if parameter == "maxCount":
        for number in range(most + 1):
            graph.add((subject, path, URIRef(f"x:extra-{number}")))
        return
    graph.remove((subject, path, None))
    bad = {
        "datatype": Literal("12", datatype=XSD.gDay),
        "nodeKind": Literal("no IRI"),
        "class": URIRef("x:of-no-class"),
        "pattern": Literal("§"),
        "minInclusive": Literal(-1),
        "minLength": Literal(""),
        "hasValue": URIRef("x:another"),
        "equals": URIRef("x:another"),
    }
    if parameter in bad:
        graph.add((subject, path, bad[parameter]))


def test_it_says_what_the_manifest_says(latest: Path) -> None:
    manifest, graph = read(latest), Graph().parse(latest / "description.ttl")
    release = URIRef(manifest.iri)
    assert graph.value(release, VOID.triples).toPython() == manifest.statements
    assert graph.value(release, DCTERMS.title) == Literal(f'A "graph" & <more>, release {manifest.release}')
    assert str(graph.value(release, DCTERMS.issued)) == "2026-03-20"
    for file in manifest.every_file():
        node = URIRef(f"{manifest.iri}/{file.name}")
        assert graph.value(node, DCAT.byteSize).toPython() == (latest / file.name).stat().st_size
    classes = {
        str(graph.value(part, VOID["class"])): graph.value(part, VOID.entities).toPython()
        for part in graph.objects(URIRef(f"{manifest.iri}#graph"), VOID.classPartition)
    }
    assert classes == manifest.graph().entities


@pytest.mark.parametrize("base", ["urn:kg:", "https://example.org/ä/"])
def test_any_base_gives_iris_that_parse(latest: Path, base: str) -> None:
    from msgspec.structs import replace

    url = f"{base.rstrip('/#:')}/"
    manifest: Manifest = replace(read(latest), base=base, url=url)
    assert len(list(ox.parse(describe(manifest), format=ox.RdfFormat.TURTLE))) > 100
