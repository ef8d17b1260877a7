"""A question × a dump on disk: an embedded Oxigraph store in memory, nothing written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.files import COMPRESSIONS, opened, plain_name
from kg.wellformed import wellformed

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["load"]

GRAPH = tuple(f"graph.{form}{packed}" for form in ("nt", "ttl") for packed in COMPRESSIONS.values())
EVIDENCE = tuple(f"evidence.nq{packed}" for packed in COMPRESSIONS.values())


def load(data: Path, with_evidence: bool = True) -> ox.Store:
    """A store that holds a dump directory (its graph and, if asked for, its evidence) or one RDF file.

    The graph is the default graph, the evidence the named graph that its file says. Raises
    `InputError` where nothing is there or a file does not parse.
    """
    import pyoxigraph as ox

    store = ox.Store()
    for path in _files(data, with_evidence):
        try:
            with opened(path) as stream:
                known = _format(path)
                store.bulk_load(wellformed(stream, str(path), known.file_extension), format=known)
        except OSError as error:
            raise InputError(str(path), str(error.strerror or error), "a readable file is needed") from error
        except SyntaxError as error:
            raise InputError(str(path), str(error.args[0]), "a file that parses is needed") from error
    return store


def _files(data: Path, with_evidence: bool) -> Iterator[Path]:
    if not data.is_dir():
        if not data.exists():
            raise InputError(str(data), "no such file or directory", "a dump or an RDF file is needed")
        yield data
        return
    graph = _first(data, GRAPH)
    if graph is None:
        raise InputError(str(data), "no graph in this directory", "it must hold one of " + ", ".join(GRAPH))
    yield graph
    evidence = _first(data, EVIDENCE) if with_evidence else None
    if evidence:
        yield evidence


def _first(directory: Path, names: tuple[str, ...]) -> Path | None:
    return next((directory / name for name in names if (directory / name).is_file()), None)


def _format(path: Path) -> ox.RdfFormat:
    import pyoxigraph as ox

    ending = Path(plain_name(path)).suffix
    known = ox.RdfFormat.from_extension(ending[1:])
    if known is None:
        what = f"{ending} is no RDF format" if ending else "a file whose name does not end as one of RDF"
        raise InputError(str(path), what, "a name that ends in nt, nq, ttl, trig, jsonld or rdf")
    return known
