"""Every console in the documentation is run, and shows what comes."""

from __future__ import annotations

import os
import pty
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Timer

import pytest

from tests.conftest import ROOT
from tests.docs.console import PAGES, commands, fits

LONGEST = 120.0  # seconds; a command that waits for something must not stop the tests
SHOWING = [page for page in PAGES if commands(page)]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A directory with the examples and nothing else, and `kg` in the path."""
    shutil.copytree(ROOT / "examples", tmp_path / "work" / "examples")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "kg"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m kg "$@"\n')
    command.chmod(0o755)
    return tmp_path / "work"


@pytest.mark.parametrize("page", SHOWING, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_is_shown_is_what_comes(page: Path, here: Path) -> None:
    for command in commands(page):
        output = typed(command.text, here)
        where = f"{page.relative_to(ROOT)}:{command.line}: $ {command.text}"
        assert fits(output, command.shown), f"{where}{output}\n--- is shown as\n{command.shown}"


def typed(command: str, here: Path) -> str:
    """What a terminal of 96 columns shows when the command is typed into it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    path = f"{here.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    ours, theirs = pty.openpty()
    run = subprocess.Popen(
        ["bash", "-c", command],
        cwd=here,
        env={**kept, "PATH": path, "COLUMNS": "96", "LC_ALL": "C.UTF-8", "TERM": "dumb"},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    watch = Timer(LONGEST, os.killpg, (run.pid, signal.SIGKILL))
    watch.start()
    shown = bytearray()
    with os.fdopen(ours, "rb", buffering=0) as screen, suppress(OSError):  # EIO: all writers are gone
        while piece := screen.read(1 << 16):
            shown += piece
    watch.cancel()
    run.wait()
    return shown.decode().replace("\r\n", "\n")


def test_the_readme_and_the_tutorial_show_something() -> None:
    names = {str(page.relative_to(ROOT)) for page in SHOWING}
    assert {"README.md", "docs/tutorial.md"} <= names
