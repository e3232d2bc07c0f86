"""A full disk and a read-only one: one clear line, the library as before; and room again, the work is done.

Each case runs in a mount namespace of its own (`unshare`), on a file system in memory that is as small as it must be.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import Goal, finish, show
from benchmarks.stress.api import environment, paper

ROOM = (0, 8, 16, 32, 48, 64, 96)
"""KiB that the disk has beside the paper itself."""
GOALS = (
    Goal("cases", least=7),
    Goal("silent_or_unclear", most=0),
    Goal("library_changed", most=0),
    Goal("not_done_afterwards", most=0),
)
# In the namespace: mount, put the paper there, fill or freeze the disk, build, look, make room, build again, look.
_CASE = """
import json, os, shutil, subprocess, sys
from pathlib import Path
disk, kib, frozen, pdf = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "frozen", sys.argv[4]
mount = lambda *options: subprocess.run(["mount", *options, str(disk)], check=True)
mount("-t", "tmpfs", "-o", f"size={kib}k", "tmpfs")
home = disk / "paper-notes" / "boxes"
home.mkdir(parents=True)
shutil.copy(pdf, home / "paper.pdf")
found = lambda: (p for p in sorted(disk.rglob("*")) if p.is_file() and ".cache" not in p.parts)
files = lambda: {str(p): p.read_bytes().hex() for p in found()}
before = files()
if frozen:
    mount("-o", "remount,ro")
build = lambda: subprocess.run([sys.executable, "-m", "generator", "build"], cwd=disk, capture_output=True, text=True)
first = build()
after = files()
mount("-o", "remount,rw,size=64m")
second = build()
print(json.dumps({"code": first.returncode, "said": first.stderr, "same": before == after,
    "done": second.returncode == 0 and (home / "README.md").is_file() and not (home / ".staging").exists()}))
"""


@dataclass(frozen=True)
class Case:
    """One disk: what the command said, and what is there afterwards."""

    name: str
    code: int
    said: str
    same: bool
    done: bool

    @property
    def is_clear(self) -> bool:
        """One line that names the way out."""
        way_out = "Free some space" in self.said or "Make it writable" in self.said
        return self.code == 1 and way_out and len(self.said.splitlines()) == 1


def run(scratch: Path, kib: int, *, frozen: bool = False) -> Case:
    """One case, in a namespace whose mounts vanish with it."""
    disk, pdf = scratch / f"disk-{kib}-{frozen}", scratch / "paper.pdf"
    disk.mkdir()
    pdf.write_bytes(paper(0))
    name = "read-only" if frozen else f"{kib} KiB of room"
    kib += -(-len(paper(0)) // 4096) * 4
    state = "frozen" if frozen else "small"
    command = ["unshare", "--map-root-user", "--mount", sys.executable, "-c", _CASE, disk, str(kib), state, pdf]
    done = subprocess.run(list(map(str, command)), env=dict(environment()), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"No file system can be mounted here, so nothing was measured: {done.stderr.strip()[-200:]}")
    told = json.loads(done.stdout)
    return Case(name, told["code"], told["said"], told["same"], told["done"])


def main(size: float = 1.0) -> int:
    """Print the table, and say whether the goals hold."""
    with tempfile.TemporaryDirectory() as scratch:
        cases = [run(Path(scratch), kib) for kib in ROOM] + [run(Path(scratch), 4096, frozen=True)]
    show(
        "disks", ("disk", "exit code", "as before", "done with room", "said"),
        [(case.name, case.code, case.same, case.done, case.said.strip().rpartition(": ")[2][:70]) for case in cases],
    )  # fmt: skip
    full = [case for case in cases if case.code != 0]
    numbers = {
        "cases": len(cases),
        "refused": len(full),
        "silent_or_unclear": sum(not case.is_clear for case in full),
        "library_changed": sum(not case.same for case in full),
        "not_done_afterwards": sum(not case.done for case in cases),
    }
    return finish("stress-disks", numbers, (*GOALS, Goal("refused", least=3)))
