"""Killed at any moment, a run leaves a latest release that is complete, and the next run succeeds.

KG_TEST_KILLS=100 kills a hundred times.
"""

import os
import random
import signal
import time
from pathlib import Path

import pytest

from kg.release import Settings, latest, publish, read, running, verify
from tests.release.conftest import BASE, export, papers

KILLS = int(os.environ.get("KG_TEST_KILLS", "12"))


def run(root: Path, exported: Path) -> None:
    with running(root) as journal:
        journal.published = publish(root, exported, Settings(base=BASE, part_bytes=5000, max_shrink=50))


def killed_after(seconds: float, root: Path, exported: Path) -> bool:
    """Publish in a process of its own, and kill it; whether it was still at work."""
    child = os.fork()
    if child == 0:
        try:
            run(root, exported)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_killed_at_random_moments(tmp_path: Path, root: Path) -> None:
    states = [export(tmp_path, papers(count), str(count)) for count in (20, 30)]
    start = time.perf_counter()
    run(root, states[0])
    took = time.perf_counter() - start
    rng, hits, moved, number = random.Random(5), 0, 0, 0
    while hits < KILLS and number < 10 * KILLS:
        before = read(root / "latest").release
        hit = killed_after(rng.uniform(0, took), root, states[(number + 1) % 2])
        # How long a run takes is learned on the way: other work on the machine changes it.
        hits, took = hits + hit, took * (1.05 if hit else 0.8)
        found = latest(root)
        assert found and list(verify(found[0])) == []
        assert found[1].release == before or (found[1].changes and found[1].changes.previous == before)
        moved += found[1].release != before
        run(root, states[(number + 1) % 2])
        number += 1
        assert list(verify(root / "latest")) == []
        assert {path.name for path in root.iterdir()} == {
            ".lock",
            "latest",
            "log.jsonl",
            "metrics.prom",
            "releases",
            "status.json",
        }
    print(f"{hits} of {number} runs were killed at work; {moved} had moved the latest release")
    assert hits == KILLS


def test_a_switch_that_was_not_made_is_made_by_the_next_run(tmp_path: Path, root: Path) -> None:
    states = [export(tmp_path, papers(count), str(count)) for count in (20, 30)]
    for exported in states:
        run(root, exported)
    first, second = sorted(path.name for path in (root / "releases").iterdir())
    (root / "latest").unlink()
    (root / "latest").symlink_to(f"releases/{first}")
    (root / ".next").symlink_to(f"releases/{second}")
    run(root, states[1])
    assert read(root / "latest").release == second
    assert sorted(path.name for path in (root / "releases").iterdir()) == [first, second]
    assert f'"finished":"{second}"' in (root / "log.jsonl").read_text()


def test_a_rollback_stays(tmp_path: Path, root: Path) -> None:
    states = [export(tmp_path, papers(count), str(count)) for count in (20, 30)]
    for exported in states:
        run(root, exported)
    first = sorted((root / "releases").iterdir())[0].name
    (root / "latest").unlink()
    (root / "latest").symlink_to(f"releases/{first}")
    run(root, states[0])
    assert read(root / "latest").release == first


@pytest.mark.parametrize("damaged", ["graph-0001.nt.gz", "manifest.json", "SHA256SUMS"])
def test_a_switch_to_a_damaged_release_is_not_made(tmp_path: Path, root: Path, damaged: str) -> None:
    states = [export(tmp_path, papers(count), str(count)) for count in (20, 30)]
    for exported in states:
        run(root, exported)
    first, second = sorted(path.name for path in (root / "releases").iterdir())
    (root / "latest").unlink()
    (root / "latest").symlink_to(f"releases/{first}")
    (root / ".next").symlink_to(f"releases/{second}")
    (root / "releases" / second / damaged).write_bytes(b"")
    run(root, states[0])
    assert read(root / "latest").release == first
