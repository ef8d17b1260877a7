"""A directory of versioned, verified dumps with change sets, that changes in one step.

    with running(root) as journal:                     # the lock, status, log and metrics
        journal.published = publish(root, export, settings)
    verify(release)                                    # what is wrong with a release, as messages
    read(release)                                      # its manifest

What a root and a release hold is told in docs/reference/release.md.
"""

from kg.release.basis import basis
from kg.release.changes import differences
from kg.release.manifest import Manifest, read
from kg.release.marks import check_root, foreign
from kg.release.origins import Origins, origins
from kg.release.publish import publish
from kg.release.root import building, latest, release_at, releases
from kg.release.run import Journal, running
from kg.release.settings import Settings, check, size
from kg.release.verify import sha256, verify

__all__ = [
    "Journal",
    "Manifest",
    "Origins",
    "Settings",
    "basis",
    "building",
    "check",
    "check_root",
    "differences",
    "foreign",
    "latest",
    "origins",
    "publish",
    "read",
    "release_at",
    "releases",
    "running",
    "sha256",
    "size",
    "verify",
]
