"""`description.ttl`: a release in VoID, DCAT 3 and PROV-O, all of it computed from the manifest."""

from __future__ import annotations

from collections.abc import Iterator

from kg.release.manifest import File, Graph, Manifest
from kg.release.terms import Iri, Row, Value, turtle

__all__ = ["describe"]

_FEATURES = {
    "nt": "formats:N-Triples",
    "nq": "formats:N-Quads",
    "ttl": "formats:Turtle",
    "trig": "formats:TriG",
    "rdf": "formats:RDF_XML",
    "jsonld": "formats:JSON-LD",
    "ndjsonld": "formats:JSON-LD",
}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_COMPRESSED = {"gz": Iri(f"{_MEDIA_TYPES}application/gzip"), "zst": Iri(f"{_MEDIA_TYPES}application/zstd")}


def describe(manifest: Manifest) -> bytes:
    """The description, in Turtle without blank nodes and without relative IRIs."""
    rows = [*_series(manifest), *_release(manifest), *_run(manifest)]
    for graph in manifest.graphs:
        rows += _graph(manifest, graph)
    for file in manifest.every_file():
        rows += _file(manifest, file)
    return turtle([*rows, *_quality(manifest)])


def _series(manifest: Manifest) -> Iterator[Row]:
    series = f"{manifest.url}releases"
    yield series, "rdf:type", "dcat:DatasetSeries"
    yield series, "dcterms:title", Value(manifest.title)
    yield series, "dcat:last", Iri(manifest.iri)


def _release(manifest: Manifest) -> Iterator[Row]:
    release = manifest.iri
    yield from ((release, "rdf:type", name) for name in ("dcat:Dataset", "void:Dataset", "prov:Entity"))
    yield release, "dcterms:title", Value(f"{manifest.title}, release {manifest.release}")
    yield release, "dcterms:identifier", Value(manifest.release)
    yield release, "dcat:version", Value(str(manifest.number))
    yield release, "dcat:inSeries", Iri(f"{manifest.url}releases")
    yield release, "dcat:landingPage", Iri(f"{release}/index.html")
    if manifest.licence:
        yield release, "dcterms:license", Iri(manifest.licence)
    if manifest.issued:
        yield release, "dcterms:issued", Value(manifest.issued, "xsd:date")
    yield release, "void:uriSpace", Value(manifest.base)
    yield release, "void:vocabulary", Iri("https://w3id.org/papergraph#")
    yield release, "void:triples", manifest.statements
    yield release, "prov:wasGeneratedBy", Iri(f"{release}#run")
    yield from ((release, "void:subset", Iri(f"{release}#{graph.content}")) for graph in manifest.graphs)
    features = sorted({_FEATURES[file.format] for file in manifest.files})
    yield from ((release, "void:feature", name) for name in features)
    for file in manifest.every_file():
        part = "dcat:distribution" if file.role == "dump" else "dcterms:hasPart"
        yield release, part, Iri(f"{release}/{file.name}")
    if manifest.changes:
        previous = Iri(f"{manifest.url}releases/{manifest.changes.previous}")
        for name in ("dcat:prev", "dcat:previousVersion", "prov:wasRevisionOf"):
            yield release, name, previous


def _graph(manifest: Manifest, graph: Graph) -> Iterator[Row]:
    node = f"{manifest.iri}#{graph.content}"
    yield from ((node, "rdf:type", name) for name in ("void:Dataset", "sd:NamedGraph"))
    yield node, "dcterms:title", Value(f"The {graph.content} of release {manifest.release}")
    yield node, "sd:name", Iri(graph.iri)
    yield node, "void:triples", graph.statements
    yield node, "void:entities", sum(graph.entities.values())
    for file in manifest.canonical_files:
        if file.content == graph.content:
            yield node, "void:dataDump", Iri(f"{manifest.iri}/{file.name}")
    for iri, count in sorted(graph.entities.items()):
        part = f"{node}-{iri.rpartition('#')[2]}"
        yield node, "void:classPartition", Iri(part)
        yield part, "rdf:type", "void:Dataset"
        yield part, "void:class", Iri(iri)
        yield part, "void:entities", count


def _file(manifest: Manifest, file: File) -> Iterator[Row]:
    node = f"{manifest.iri}/{file.name}"
    yield node, "rdf:type", "dcat:Distribution"
    yield node, "dcterms:title", Value(file.name)
    yield node, "dcat:downloadURL", Iri(node)
    yield node, "dcat:mediaType", Iri(f"{_MEDIA_TYPES}{file.media_type}")
    if file.compression in _COMPRESSED:
        yield node, "dcat:compressFormat", _COMPRESSED[file.compression]
    yield node, "dcat:byteSize", Value(str(file.bytes), "xsd:nonNegativeInteger")
    yield from _checksum(node, file.sha256)


def _quality(manifest: Manifest) -> Iterator[Row]:
    """How right recognition is, as it was measured (Data Quality Vocabulary)."""
    for number, row in enumerate(manifest.report.get("quality", ()), 1):
        node = f"{manifest.iri}#quality-{number}"
        metric = f"{manifest.url}measures/{row['measure'].lower().replace(' ', '-')}"
        yield manifest.iri, "dqv:hasQualityMeasurement", Iri(node)
        yield node, "rdf:type", "dqv:QualityMeasurement"
        yield node, "dqv:computedOn", Iri(manifest.iri)
        yield node, "dqv:isMeasurementOf", Iri(metric)
        yield node, "dqv:value", Value(f"{row['value']}", "xsd:decimal")
        yield (
            node,
            "rdfs:comment",
            Value(f"Measured on {row['papers']} papers unseen in training: {row['set']}."),
        )
        yield metric, "rdf:type", "dqv:Metric"
        yield metric, "rdfs:label", Value(row["measure"])
        yield metric, "dqv:expectedDataType", "xsd:decimal"


def _run(manifest: Manifest) -> Iterator[Row]:
    run, tool = f"{manifest.iri}#run", f"{manifest.iri}#tool"
    yield run, "rdf:type", "prov:Activity"
    yield run, "prov:wasAssociatedWith", Iri(tool)
    yield tool, "rdf:type", "prov:SoftwareAgent"
    yield tool, "rdfs:label", Value(manifest.tool)
    for source in manifest.inputs:
        node = f"{manifest.base}source/{source.sha256[:16]}"
        yield run, "prov:used", Iri(node)
        yield node, "rdf:type", "prov:Entity"
        yield node, "rdfs:label", Value(source.file)
        yield from _checksum(node, source.sha256)


def _checksum(node: str, sha256: str) -> Iterator[Row]:
    checksum = f"{node}#sha256"
    yield node, "spdx:checksum", Iri(checksum)
    yield checksum, "rdf:type", "spdx:Checksum"
    yield checksum, "spdx:algorithm", "spdx:checksumAlgorithm_sha256"
    yield checksum, "spdx:checksumValue", Value(sha256, "xsd:hexBinary")
