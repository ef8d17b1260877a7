"""One run at a time in a directory; what a killed run left does not stay."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from kg.engines.alone import LEFT, alone
from kg.engines.local import Options, run
from kg.errors import LockError, UsageError

KG = [sys.executable, "-m", "kg", "export"]


def waiting(tmp_path: Path) -> "tuple[subprocess.Popen[bytes], Path]":
    """A run that has opened its input and waits for more, which does not come."""
    pipe, out = tmp_path / "in.jsonl", tmp_path / "out"
    os.mkfifo(pipe)
    process = subprocess.Popen([*KG, pipe, "-o", out, "--from", "jsonl"], stderr=subprocess.PIPE)
    for _ in range(600):
        with suppress(OSError):  # nobody reads there yet
            os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)  # stays open as long as this process
            return process, out
        time.sleep(0.05)
    raise AssertionError("the run did not begin")


def test_a_run_that_is_ended_leaves_nothing(tmp_path: Path) -> None:
    process, out = waiting(tmp_path)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode == 128 + signal.SIGTERM
    assert not list(out.iterdir())


def test_what_a_killed_run_left_goes_with_the_next(tmp_path: Path) -> None:
    process, out = waiting(tmp_path)
    (source := tmp_path / "a.jsonl").write_text(json.dumps({"title": "A"}), encoding="utf-8")
    with pytest.raises(LockError, match="another run writes there"):
        run([source], out, Options(), lambda problem: None)
    process.kill()
    process.communicate(timeout=30)
    assert list(out.glob(f"{LEFT}*"))
    run([source], out, Options(formats=("nt",)), lambda problem: None)
    assert sorted(file.name for file in out.iterdir()) == ["evidence.nq", "graph.nt", "report.json"]


def test_only_directories_of_runs_go(tmp_path: Path) -> None:
    (tmp_path / ".kg-mine").mkdir()
    with alone(tmp_path):
        assert (tmp_path / ".kg-mine").is_dir()


@pytest.mark.parametrize(
    "options",
    [
        {"min_confidence": float("nan")},
        {"owner": " "},
        {"owner": "a\nb"},
        {"owner": "12"},
        {"base": "http://example.org:port/"},
    ],
)
def test_options_that_cannot_be(tmp_path: Path, options: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        run([tmp_path / "a.jsonl"], tmp_path / "out", Options(**options), lambda problem: None)  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


def test_a_profile_alone_is_a_graph(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    for name, status in (("Ana Ruiz", 0), ("Ana et al, Bo", 1)):
        source.write_text(json.dumps({"type": "profile", "name": name, "h_index": 4}), encoding="utf-8")
        done = subprocess.run([*KG, source, "-o", tmp_path / "out"], capture_output=True, text=True)
        assert done.returncode == status, done.stderr
