"""`build`, killed at any moment: the old note is whole or the new one is, and the next run finishes the work."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path

from generator.transaction import STAGING
from tests.pipeline.conftest import Workplace
from tests.typeset import PAPER, typeset

# The command, killed as by `kill -9` at its n-th step that writes into the library.
KILLED_AT = """
import os, signal, sys
library, deadline, steps = os.path.abspath("paper-notes"), int(sys.argv.pop(1)), 0
def watch(event, arguments):
    global steps
    if event == "open" and not (isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")):
        return
    if event not in ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir"):
        return
    if not os.path.abspath(str(arguments[0])).startswith(library):
        return
    steps += 1
    if steps == deadline:
        os.kill(os.getpid(), signal.SIGKILL)
from generator.cli import main
sys.addaudithook(watch)
main()
"""
STRIDE = 4
"""Every fourth step here; tests/test_transaction.py takes each one of the replacement itself."""


def build_killed(place: Workplace, deadline: int) -> int:
    command = [sys.executable, "-c", KILLED_AT, str(deadline), "build"]
    return subprocess.run(command, cwd=place.path, check=False, capture_output=True, timeout=120).returncode


def stale_copy(written: Workplace, path: Path) -> Workplace:
    shutil.copytree(written.library, path / "paper-notes")
    place = Workplace(path)
    place.paper("sweeping-boxes").pdf.write_bytes(typeset(PAPER.replace("3.5", "3.7")))
    return place


def test_killed_at_any_moment_the_note_is_whole(written: Workplace, tmp_path: Path) -> None:
    finished = stale_copy(written, tmp_path / "finished")
    assert finished.call("build").returncode == 0
    old = written.paper("sweeping-boxes").readme.read_bytes()
    new = finished.paper("sweeping-boxes").readme.read_bytes()
    for deadline in count(1, STRIDE):
        place = stale_copy(written, tmp_path / str(deadline))
        status = build_killed(place, deadline)
        assert status in (0, -signal.SIGKILL)
        folder = place.paper("sweeping-boxes")
        assert folder.readme.read_bytes() in (old, new)
        assert place.call("build").returncode == 0
        assert place.files() == finished.files()
        assert not (folder.path / STAGING).exists()
        if status == 0:
            return
