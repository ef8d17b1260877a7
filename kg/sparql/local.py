"""A question × a dump on disk: an embedded Oxigraph store in memory, nothing written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.dumps import files
from kg.errors import InputError
from kg.files import COMPRESSIONS, opened, plain_name
from kg.wellformed import in_words, wellformed

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["load"]

_TURTLE = tuple(f"graph.ttl{packed}" for packed in COMPRESSIONS.values())
_DUMP = "a directory of kg export or kg publish, or one with graph.ttl, is needed"


def load(data: Path, with_evidence: bool = True) -> ox.Store:
    """A store that holds a dump (its graph and, if asked for, its evidence; see `kg.dumps`) or one RDF file.

    The graph is the default graph, the evidence the named graph that its file says. Raises
    `InputError` where nothing is there, or a file does not parse or holds no triple.
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
            raise InputError(str(path), in_words(error), "a file that parses is needed") from error
    if not store and not data.is_dir():
        raise InputError(str(data), "no triple in it", "a dump or an RDF file with triples is needed")
    return store


def _files(data: Path, with_evidence: bool) -> Iterator[Path]:
    if not data.is_dir():
        if not data.exists():
            raise InputError(str(data), "no such file or directory", "a dump or an RDF file is needed")
        yield data
        return
    graph = files(data, "graph") or [path for name in _TURTLE if (path := data / name).is_file()][:1]
    if not graph:
        raise InputError(str(data), "no graph in this directory", _DUMP)
    yield from graph
    if with_evidence:
        yield from files(data, "evidence")


def _format(path: Path) -> ox.RdfFormat:
    import pyoxigraph as ox

    ending = Path(plain_name(path)).suffix
    known = ox.RdfFormat.from_extension(ending[1:])
    if known is None:
        what = f"{ending} is no RDF format" if ending else "a file whose name does not end as one of RDF"
        raise InputError(str(path), what, "a name that ends in nt, nq, ttl, trig, jsonld or rdf")
    return known
