"""Old releases go; what readers and change sets need stays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError
from kg.release.lock import locked
from kg.release.manifest import Manifest, read
from kg.release.marks import check_root
from kg.release.root import building, latest, recover, releases
from kg.release.status import log, now

__all__ = ["prunable", "prune"]


def prunable(root: Path, keep: int) -> list[Path]:
    """What may go, oldest first.

    The `keep` newest stay whose manifests can be read, so does the latest, and so does what the change
    sets of these start from.

    Raises:
        InputError: the directory is no root of releases.
    """
    check_root(root)
    every = {release: _manifest(release) for release in releases(root)}
    kept = dict([(release, found) for release, found in every.items() if found][-keep:] if keep else ())
    if found := latest(root):
        kept |= [found]
    changes = [manifest.changes for manifest in kept.values()]
    needed = {release.name for release in kept} | {step.previous for step in changes if step}
    return [release for release in every if release.name not in needed]


def _manifest(release: Path) -> Manifest | None:
    try:
        return read(release)
    except InputError:
        return None  # damaged


def prune(root: Path, keep: int) -> Iterator[Path]:
    """Remove what may go; each release leaves its place in one rename.

    Raises:
        LockError: a run is at work.
        InputError: the directory is no root of releases.
    """
    check_root(root)
    with locked(root / ".lock", now()):
        recover(root)
        building(root).mkdir()
        for release in prunable(root, keep):
            gone = release.rename(building(root) / release.name)
            shutil.rmtree(gone)
            log(root, "pruned", release=release.name)
            yield release
        building(root).rmdir()
