"""`build`, killed at any moment: the old note is whole or the new one is, and the next run finishes the work."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

from generator.transaction import STAGING
from tests.pipeline.conftest import Workplace
from tests.typeset import PAPER, typeset

# The command, killed as by `kill -9` at its n-th step that writes into the library; it ends by telling how many.
KILLED_AT = """
import atexit, os, signal, sys
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
atexit.register(lambda: print("steps:", steps))
main()
"""
MOMENTS = 4
"""Of all steps; tests/test_transaction.py takes each one of the replacement itself, `make stress` 300 at random."""


def build_killed(place: Workplace, deadline: int) -> tuple[int, str]:
    """The exit code, and what was printed."""
    command = [sys.executable, "-c", KILLED_AT, str(deadline), "build"]
    done = subprocess.run(command, cwd=place.path, check=False, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout


def stale_copy(written: Workplace, path: Path) -> Workplace:
    shutil.copytree(written.library, path / "paper-notes")
    place = Workplace(path)
    place.paper("sweeping-boxes").pdf.write_bytes(typeset(PAPER.replace("3.5", "3.7")))
    return place


def test_killed_at_any_moment_the_note_is_whole(written: Workplace, tmp_path: Path) -> None:
    finished = stale_copy(written, tmp_path / "finished")
    status, said = build_killed(finished, 0)
    steps = int(said.rpartition("steps: ")[2])
    assert (status, steps > 3 * MOMENTS) == (0, True)
    old = written.paper("sweeping-boxes").readme.read_bytes()
    new = finished.paper("sweeping-boxes").readme.read_bytes()
    for deadline in range(1, steps + 1, (steps - 1) // (MOMENTS - 1)):
        place = stale_copy(written, tmp_path / str(deadline))
        status, _ = build_killed(place, deadline)
        assert status == -signal.SIGKILL
        folder = place.paper("sweeping-boxes")
        assert folder.readme.read_bytes() in (old, new)
        assert place.call("build").returncode == 0
        assert place.files() == finished.files()
        assert not (folder.path / STAGING).exists()
