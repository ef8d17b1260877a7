"""A dump goes into a triple store, proven loaded.

`kinds` is the table of stores; `dump` cuts a release into `batches`; `session` sends one request,
`store` knows what may be repeated; `loading` puts a graph in its place, one load at a time (`lock`), from
one beside it (`staging`), by one update (`switch`), and `proof` looks at it there.
"""

from kg.stores.credentials import Credentials, find
from kg.stores.dump import ChangeSet, Dump, Expected
from kg.stores.kinds import KINDS, endpoints
from kg.stores.loading import Held, check_graph, held, load, load_changes
from kg.stores.session import Session, Times
from kg.stores.store import Store, connect
from kg.stores.texts import releases

__all__ = [
    "KINDS",
    "ChangeSet",
    "Credentials",
    "Dump",
    "Expected",
    "Held",
    "Session",
    "Store",
    "Times",
    "check_graph",
    "connect",
    "endpoints",
    "find",
    "held",
    "load",
    "load_changes",
    "releases",
]
