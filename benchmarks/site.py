"""What a note costs the site: CPU, memory and bytes, against plain Material building the same Markdown without us."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from benchmarks.report import Goal, finish, show

ROOT = Path(__file__).parent.parent
NOTE = ROOT / "paper-notes" / "path-clustering"
FEW, MANY = 20, 200
GOALS = (
    Goal("cpu_ratio_to_plain_material", most=1.25),
    Goal("html_kilobytes_per_note", most=80),
    Goal("html_growth", most=1.1),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One build: CPU and wall seconds, peak memory in MB, bytes of HTML of the last note's page."""

    cpu: float
    wall: float
    peak: float
    page: int


class Plugins(StrEnum):
    """Which of our plugins build the site."""

    NONE = "plain Material"
    NOTES = "paper-notes"
    ALL = "paper-notes and crosspost"


def lay_out(root: Path, count: int, plugins: Plugins) -> None:
    """A project of `count` copies of our own note: below paper-notes/ for our plugins, below docs/ without them."""
    shutil.copytree(ROOT / "docs", root / "docs")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    if plugins is not Plugins.ALL:
        settings = re.sub(r"^  - crosspost.*\n", "", settings, flags=re.M)
    if plugins is Plugins.NONE:
        settings = settings.replace("  - paper-notes\n", "").replace("  - papers/index.md\n", "")
        settings += "not_in_nav: /papers/\n"
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    text = (NOTE / "README.md").read_text(encoding="utf-8")
    ours = plugins is not Plugins.NONE
    folders = root / "paper-notes" if ours else root / "docs" / "papers"
    folders.mkdir()
    for number in range(count):
        folder = folders / f"note-{number:05}"
        shutil.copytree(NOTE / "images", folder / "images")
        shutil.copy(NOTE / "paper.pdf", folder)
        numbered = re.sub(r"^# .*$", lambda title, n=number: f"{title[0]} {n}", text, count=1, flags=re.M)
        (folder / ("README.md" if ours else "index.md")).write_text(numbered, encoding="utf-8")


def measure(count: int, plugins: Plugins) -> Measured:
    """Build once in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        lay_out(root, count, plugins)
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        start = time.perf_counter()
        with subprocess.Popen(command, cwd=root, stderr=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        if process.returncode:
            raise SystemExit("mkdocs build failed")
        page = root / "site" / "papers" / f"note-{count - 1:05}" / "index.html"
        return Measured(_cpu(usage), wall, usage.ru_maxrss / 1024, page.stat().st_size)


def main() -> int:
    """Measure, print, write; 1 where a goal is missed."""
    runs = {(plugins, count): measure(count, plugins) for plugins in Plugins for count in (FEW, MANY)}
    rows = [
        (plugins.value, count, run.cpu, run.wall, run.peak, run.page / 1000) for (plugins, count), run in runs.items()
    ]
    columns = ("site", "notes", "CPU s", "wall s", "peak MB", "KB a page")
    show(
        f"Building our own note ({(NOTE / 'README.md').stat().st_size / 1000:.0f} KB, 5 figures) many times",
        columns,
        rows,
    )
    plain, ours, all_of_it = (_per_note(runs[plugins, FEW], runs[plugins, MANY]) for plugins in Plugins)
    numbers = {
        "cpu_seconds_per_note": ours,
        "cpu_seconds_per_note_with_crosspost": all_of_it,
        "cpu_seconds_per_note_plain_material": plain,
        "cpu_ratio_to_plain_material": ours / plain,
        "peak_megabytes": runs[Plugins.ALL, MANY].peak,
        "html_kilobytes_per_note": runs[Plugins.ALL, MANY].page / 1000,
        "html_growth": runs[Plugins.ALL, MANY].page / runs[Plugins.ALL, FEW].page,
    }
    return finish("site", numbers, GOALS)


def _per_note(few: Measured, many: Measured) -> float:
    """CPU seconds of one more note, without the start of the program."""
    return (many.cpu - few.cpu) / (MANY - FEW)


def _cpu(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    sys.exit(main())
