"""`kg load`: a dump goes into a triple store, proven loaded."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.numbers import SECONDS
from kg.cli.paths import InputPath
from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    from kg.release.manifest import Content, Manifest
    from kg.stores import ChangeSet, Dump

__all__ = ["load"]


@click.command(short_help="Load a dump into a triple store, and prove that it is there.")
@click.argument("folder", type=InputPath("a directory of kg publish or kg export", file=False), metavar="DIR")
@click.option(
    "--store",
    "kind",
    required=True,
    metavar="KIND",
    help="oxigraph, virtuoso, fuseki, graphdb, qlever, or sparql for any other.",
)
@click.option("--url", required=True, metavar="URL", help="The store's address, without credentials.")
@click.option("--update-url", metavar="URL", help="Where it takes updates, if not where its kind does.")
@click.option(
    "--graph-store-url", metavar="URL", help="Its Graph Store endpoint, if not where its kind has it."
)
@click.option("--graph", metavar="IRI", help="The graph to load into; by default the dump's own.")
@click.option(
    "--evidence", is_flag=True, help="Load the evidence, in a graph of its own, instead of the graph."
)
@click.option("--delta", is_flag=True, help="Send only what changed since the release that the store holds.")
@click.option(
    "--in-place", is_flag=True, help="Load a graph that is not there yet where readers see it grow: quicker."
)
@click.option(
    "--still",
    is_flag=True,
    help="Let a Virtuoso answer nobody while the graph is switched: no half is seen.",
)
@click.option("--take-over", is_flag=True, help="Take the place of a load on another host that died at work.")
@click.option(
    "--credentials",
    "file",
    type=InputPath("a TOML file", folder=False),
    metavar="FILE",
    help="A TOML file with user and password, or token; else KG_STORE_USER and so on.",
)
@click.option(
    "--connect-timeout",
    "connect",
    type=SECONDS,
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="How long a connection may take.",
)
@click.option(
    "--read-timeout",
    "read",
    type=SECONDS,
    default=600.0,
    show_default=True,
    metavar="SECONDS",
    help="How long the store may be silent.",
)
@click.option(
    "--timeout",
    "total",
    type=SECONDS,
    default=3600.0,
    show_default=True,
    metavar="SECONDS",
    help="How long one request may take as a whole.",
)
def load(folder: Path, kind: str, url: str, file: Path | None, **chosen: object) -> None:
    """Load a release, or the directory of an export, into a triple store, and prove that it is there.

    DIR is a directory of `kg publish` (a release, or a root: its latest) or of `kg export`. Who reads the
    graph sees the old release until the new one is loaded whole. Credentials come from KG_STORE_USER and
    KG_STORE_PASSWORD, from KG_STORE_TOKEN, or from a file.
    """
    from kg import stores
    from kg.release import release_at

    folder = release_at(folder)
    graph = None if chosen["graph"] is None else str(chosen["graph"])
    if graph is not None:
        stores.check_graph(graph)
    credentials = stores.find(os.environ, file)
    addresses = stores.endpoints(kind, url, chosen["update_url"], chosen["graph_store_url"])  # type: ignore[arg-type]
    times = stores.Times(chosen["connect"], chosen["read"], chosen["total"])  # type: ignore[arg-type]
    store = stores.connect(addresses, stores.Session(credentials, times), bool(chosen["still"]))
    content: Content = "evidence" if chosen["evidence"] else "graph"
    take_over = bool(chosen["take_over"])
    if chosen["delta"]:
        stores.load_changes(store, _changes(folder, content, graph), _tell, take_over)
    else:
        stores.load(store, _dump(folder, content, graph), _tell, bool(chosen["in_place"]), take_over)
    _tell(f"loaded and proven: {folder}")


def _tell(text: str) -> None:
    click.echo(f"kg: {text}", err=True)


def _dump(folder: Path, content: Content, graph: str | None) -> Dump:
    """The dump in a release, or in the directory of an export."""
    from kg.release import manifest

    if (folder / manifest.MANIFEST).is_file():
        return _released(folder, manifest.read(folder), content, graph)
    return _exported(folder, content, graph)


def _released(folder: Path, release: Manifest, content: Content, graph: str | None) -> Dump:
    from kg.stores import Dump

    held = {each.content: each for each in release.graphs}.get(content)
    files = release.dumps(content, "nq" if content == "evidence" else "nt")
    if held is None or not files:
        raise InputError(
            str(folder), f"the release has no {content} as N-Triples or N-Quads", "kg publish writes it"
        )
    return Dump(
        graph=graph or held.iri,
        release=release.release,
        release_digest=release.digest,
        files=tuple(folder / file.name for file in files),
        quads=held.iri if content == "evidence" else None,
        statements=held.statements,
        entities=held.entities,
        digest=held.digest,
    )


def _exported(folder: Path, content: Content, graph: str | None) -> Dump:
    """An export has no manifest: its digest is its name, and what it holds is counted as it passes."""
    import hashlib

    from kg.files import contents
    from kg.stores import Dump

    names = ("graph.nt", "evidence.nq")
    found = [path for name in names for path in sorted(folder.glob(f"{name}*"))]
    files = [path for path in found if path.name.startswith(names[content == "evidence"])]
    own = _own_graph(found, content)
    if len(files) != 1:
        what = (
            f"{len(files)} files named {names[content == 'evidence']}" if files else f"no {content} to load"
        )
        raise InputError(str(folder), what, "a directory of kg publish, or of kg export with the format nt")
    if not (graph or own):
        raise UsageError("--graph", f"{folder} does not say which graph it is", "name it: --graph IRI")
    digest = hashlib.sha256()
    for piece in contents(files[0]):
        digest.update(piece)
    return Dump(
        graph=graph or own or "",
        release=f"export-{digest.hexdigest()[:16]}",
        release_digest=digest.hexdigest(),
        files=tuple(files),
        quads=own if content == "evidence" else None,
        digest=digest.hexdigest(),
    )


def _own_graph(found: list[Path], content: Content) -> str | None:
    """The graph that an export is, by what its evidence says: <BASE evidence> stands beside <BASE graph>."""
    from kg.files import contents

    for path in found:
        if path.name.startswith("evidence.nq"):
            first = next(iter(contents(path)), b"").split(b"\n", 1)[0].decode()
            evidence = first.removesuffix("> .").rpartition("<")[2]
            return evidence.removesuffix("evidence") + content if evidence else None
    return None


def _changes(folder: Path, content: Content, graph: str | None) -> ChangeSet:
    from kg.release import manifest
    from kg.stores import ChangeSet

    release = manifest.read(folder)
    changes = release.changes
    if changes is None:
        raise InputError(str(folder), "the release has no change set", "load it whole, without --delta")
    return ChangeSet(
        dump=_released(folder, release, content, graph),
        previous=changes.previous,
        previous_digest=changes.previous_digest,
        added=_part(folder, release, content, "added"),
        removed=_part(folder, release, content, "removed"),
    )


def _part(folder: Path, release: Manifest, content: Content, role: str) -> Dump:
    from kg.stores import Dump

    form = "nq" if content == "evidence" else "nt"
    wanted = (content, role, form)
    (file,) = (each for each in release.every_file() if (each.content, each.role, each.format) == wanted)
    held = release.graph(content)
    return Dump(
        graph=held.iri,
        release=f"the {role} statements of {release.release}",
        release_digest="",
        files=(folder / file.name,),
        quads=held.iri if content == "evidence" else None,
        statements=file.statements,
        digest=file.plain_sha256,
    )
