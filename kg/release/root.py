"""A root directory: its releases, which of them is the latest, and how that changes in one step.

    R/releases/0007-3f2a9c81d0e4/    a release: its number, and the beginning of its content's digest
    R/latest -> releases/0007-…      what readers follow
    R/.next -> releases/0008-…       only while a release moves in: the switch still to be made
    R/.building/                     only while one is built

Nothing else below the root is ever touched.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from kg.errors import InputError, OutputError
from kg.files import sync
from kg.release.manifest import MANIFEST, Manifest, read
from kg.release.marks import RELEASE, is_root
from kg.release.verify import SUMS, verify

__all__ = ["building", "latest", "move_in", "next_number", "recover", "release_at", "releases"]

_IN_LOG = re.compile(r'"release":"([^"]*)"')
_HALF_WRITTEN = re.compile(r"\.(status\.json|metrics\.prom)\.\d+\.part")


def releases(root: Path) -> list[Path]:
    """The releases below a root, oldest first, damaged ones too; known by name and manifest or sums."""
    folder = root / "releases"
    found = [path for path in folder.iterdir() if _is_release(path)] if folder.is_dir() else []
    return sorted(found, key=lambda path: (_number(path), path.name))


def _is_release(path: Path) -> bool:
    named = RELEASE.fullmatch(path.name) and not path.is_symlink()
    return bool(named) and any((path / name).is_file() for name in (MANIFEST, SUMS))


def _number(release: Path) -> int:
    return int(release.name.partition("-")[0])


def next_number(root: Path) -> int:
    """The number of the release that comes next, whatever the clock says; none is ever given twice.

    What is damaged counts, and so does what was pruned or removed by hand, as the log tells.
    """
    folder, told = root / "releases", root / "log.jsonl"
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    if told.is_file():
        names += _IN_LOG.findall(told.read_text("utf-8", "replace"))
    numbers = (int(match[1]) for match in map(RELEASE.fullmatch, names) if match)
    return max(numbers, default=0) + 1


def latest(root: Path) -> tuple[Path, Manifest] | None:
    """The directory that `latest` points to, and its manifest; None where there is none yet.

    Raises:
        OutputError: `latest` is not what this program made.
        InputError: it does not point to a release whose manifest can be read.
    """
    link = root / "latest"
    if not link.is_symlink():
        if link.exists():
            raise OutputError(str(link), "not a symbolic link", "the name is needed for one; move it away")
        return None
    target = root / "releases" / link.readlink().name
    if not RELEASE.fullmatch(target.name) or link.resolve() != target.resolve():
        raise _damaged(link, f"points to {link.readlink()}, which is no release of this root")
    try:
        return target, read(target)
    except InputError as error:
        raise _damaged(link, f"the latest release is damaged: {error.where}: {error.what}") from error


def _damaged(link: Path, what: str) -> InputError:
    way_out = f"point it to an older one (ln -sfn releases/ID {link}), or publish with --fresh"
    return InputError(str(link), what, way_out)


def release_at(path: Path) -> Path:
    """The release that a directory is, or the latest below it.

    Raises:
        InputError: it is a root without a release, or `latest` is not as it should be.
    """
    found = latest(path) if (path / "latest").is_symlink() else None
    if found is None and is_root(path):
        raise InputError(str(path), "no release yet", "a release, or a root with one")
    return found[0] if found else path


def building(root: Path) -> Path:
    """The directory in which the next release is built."""
    return root / ".building"


def recover(root: Path) -> str | None:
    """Mend what a killed run left: finish a switch that was still to be made, remove what was half built.

    Returns the release that became the latest by it.
    """
    shutil.rmtree(building(root), ignore_errors=True)
    for half in root.glob(".*.part"):
        if _HALF_WRITTEN.fullmatch(half.name):
            half.unlink()
    waiting = root / ".next"
    if not waiting.is_symlink():
        return None
    target = root / "releases" / waiting.readlink().name
    # The release had passed every gate before it moved in; it is looked at again all the same.
    if not _is_release(target) or not _is_whole(target):
        waiting.unlink()
        return None
    _switch(root)
    return target.name


def _is_whole(release: Path) -> bool:
    try:
        return not any(verify(release))
    except InputError:
        return False


def move_in(root: Path, built: Path, name: str) -> Path:
    """Make a built and synced directory the latest release `name`."""
    target = root / "releases" / name
    if target.exists():
        raise OutputError(str(target), "already there", "a release never replaces another; move it away")
    target.parent.mkdir(exist_ok=True)
    waiting = root / ".next"
    waiting.unlink(missing_ok=True)
    waiting.symlink_to(Path("releases") / name)
    sync(root)
    built.rename(target)
    sync(target.parent)
    _switch(root)
    return target


def _switch(root: Path) -> None:
    (root / ".next").replace(root / "latest")
    sync(root)
