"""What `kg load` knows of each kind of store: one row a kind.

Sources: SPARQL 1.1 Protocol and Graph Store HTTP Protocol, and each server's own manual.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from kg.errors import UsageError

__all__ = ["KINDS", "Kind", "Limits", "endpoints"]


class Limits(Struct):
    """How much one request carries. Halved where a server refuses, so not frozen."""

    bytes: int
    statements: int


class Kind(Struct, frozen=True, kw_only=True):
    """A kind of store. `query`, `update` and `graphs` follow the address that the user gives.

    `graphs` is the Graph Store endpoint, None where there is none. `triples` is the media type under
    which it takes N-Triples. `bulk` is what its address takes besides to use the store's bulk loader.
    `streams`: one upload of any size is one transaction, so a graph that is not there yet appears at once.
    `slices` is how many statements go at a time where dropping a large graph at once costs too much, 0
    where it does not. `unread` goes before an update of a graph that nobody reads. `uploads` is how many
    batches go at a time. `snapshots`: a query sees one state of the store, whatever is committed meanwhile;
    where it does not, `alone` carries out an update, in place of `$update`, while the server answers nobody
    else. `passing` are words in a refusal of what may be sent again as it is, since nothing was done;
    `remedies` say what to do about others.
    """

    query: str = ""
    update: str = ""
    graphs: str | None = None
    triples: str = "application/n-triples"
    bulk: str = ""
    streams: bool = False
    bytes: int = 16_000_000
    statements: int = 100_000
    slices: int = 0
    unread: str = ""
    uploads: int = 1
    snapshots: bool = True
    alone: str = ""
    passing: tuple[str, ...] = ()
    remedies: tuple[tuple[str, str], ...] = ()


KINDS = {
    "oxigraph": Kind(
        query="/query", update="/update", graphs="/store", bulk="no_transaction", streams=True, slices=50_000
    ),
    "virtuoso": Kind(
        # Its N-Triples media type is refused; Turtle is read by the same parser as the bulk loader's.
        query="/sparql-auth",
        update="/sparql-auth",
        graphs="/sparql-graph-crud-auth",
        triples="text/turtle",
        # Beyond 30 MB of terms the loader divides a request among threads and waits for them with locks
        # held, so that they may wait for each other for ever. A request of one part cannot: of two that
        # lock each other one is aborted, and sent again.
        bytes=16_000_000,
        statements=100_000,
        uploads=2,
        unread="DEFINE sql:log-enable 3\n",  # row by row: half the time of one transaction
        snapshots=False,
        # From the inside out: others are stopped, the update is made, they go on; and as this mode writes no
        # log, a checkpoint. Each is part of the argument of the next, so the order is certain.
        alone="SELECT (bif:exec(bif:concat('checkpoint', bif:subseq('', 0, bif:__atomic(0 * "
        "bif:exec(bif:concat($update, bif:subseq('', 0, bif:__atomic(1)))))))) AS ?done) {}",
        passing=("40001",),  # a deadlock: this transaction was undone to end it
        remedies=(
            ("40005", "set TransactionAfterImageLimit in virtuoso.ini to 200 bytes a changed triple"),
            ("40001", "another transaction was in the way: load again"),
        ),
    ),
    "fuseki": Kind(query="/query", update="/update", graphs="/data"),
    "graphdb": Kind(update="/statements", graphs="/rdf-graphs/service"),
    "qlever": Kind(
        graphs="", remedies=(("access token", "give the server's access token as KG_STORE_TOKEN"),)
    ),
    "sparql": Kind(),
}


def endpoints(name: str, url: str, update_url: str | None = None, graph_store_url: str | None = None) -> Kind:
    """The row of that name with whole addresses.

    Raises:
        UsageError: there is no such kind.
    """
    if name not in KINDS:
        raise UsageError(f"--store {name}", "no such kind of store", f"one of {', '.join(KINDS)}")
    kind, root = KINDS[name], url.rstrip("/")
    graphs = graph_store_url or (None if kind.graphs is None else root + kind.graphs)
    query = root + kind.query if kind.query else url
    return replace(
        kind, query=query, update=update_url or (root + kind.update if kind.update else url), graphs=graphs
    )
