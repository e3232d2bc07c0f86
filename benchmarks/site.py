"""What a note costs the site: CPU, memory and bytes, against plain Material building the same Markdown without us.

`python -m benchmarks.site 100 1000 10000` measures other numbers of notes than 100 and 1,000, which takes an hour. What
was measured is kept in results/site-runs.json: `--only NOTES` measures one of the three sites and no more, `--kept`
takes what is there and measures the rest.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from statistics import mean, median

import yaml
from mkdocs.utils.yaml import yaml_load

from benchmarks.corpus import slug, write_corpus
from benchmarks.report import RESULTS, Goal, finish, show

ROOT = Path(__file__).parent.parent
COUNTS = (100, 1000)
ROUNDS, RATIO_COUNTS = 5, (100, 400)
"""The ratio to plain Material is the median of so many short rounds: over minutes a machine's speed changes more."""
RUNS = RESULTS / "site-runs.json"
OVERRIDES = {"paper-notes": {"search": False}}
GOALS = (
    Goal("cpu_ratio_to_plain_material", most=1.25),
    Goal("html_kilobytes_per_note_with_crosspost", most=40),
    Goal("html_growth", most=1.1),
    Goal("cpu_growth", most=1.2),
    Goal("peak_megabytes", most=1500),
)


class Site(StrEnum):
    """Which plugins build the notes. Search is measured by itself: here no site has one."""

    PLAIN = "plain Material"
    NOTES = "paper-notes"
    ALL = "paper-notes and crosspost"

    @property
    def plugins(self) -> tuple[str, ...]:
        """The plugins' names in mkdocs.yml."""
        return {Site.PLAIN: (), Site.NOTES: ("paper-notes",), Site.ALL: ("paper-notes", "crosspost")}[self]


@dataclass(frozen=True, slots=True)
class Build:
    """One build: CPU and wall seconds, peak memory in MB."""

    cpu: float
    wall: float
    peak: float


@dataclass(frozen=True, slots=True)
class Measured:
    """The first build of a site, another after one note was changed, mean bytes of HTML of a note's page."""

    cold: Build
    warm: Build
    page: float


def lay_out(root: Path, count: int, site: Site) -> None:
    """A project of `count` notes with the settings of our own: paper-notes/ for our plugins, docs/papers/ without."""
    shutil.copytree(ROOT / "docs", root / "docs")
    ours = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    options = {name: value for plugin in ours["plugins"] if isinstance(plugin, dict) for name, value in plugin.items()}
    settings: dict[str, object] = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "plugins": [{name: options.get(name, {}) | OVERRIDES.get(name, {})} for name in site.plugins],
    }
    if site is Site.PLAIN:
        settings |= {"not_in_nav": "/papers/\n", "nav": ["index.md", "about.md"]}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    write_corpus(root / "docs" / "papers" if site is Site.PLAIN else root / "paper-notes", count)


def measure(count: int, site: Site) -> Measured:
    """Build, change a note, build again."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        lay_out(root, count, site)
        cold = build(root)
        pages = [page.stat().st_size for page in (root / "site" / "papers").glob("synthetic-*/index.html")]
        if len(pages) != count:
            raise SystemExit(f"{len(pages)} pages were built of {count} notes")
        [changed] = root.glob(f"**/{slug(count // 2)}/README.md")
        changed.write_text(changed.read_text(encoding="utf-8") + "\n改过。\n", encoding="utf-8")
        return Measured(cold, build(root), mean(pages))


def build(root: Path) -> Build:
    """Build once in a process of its own."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE) as process:
        assert process.stderr
        said = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(said)
    return Build(_cpu(usage), time.perf_counter() - start, usage.ru_maxrss / 1024)


def run(count: int, site: Site, *, kept: bool) -> Measured:
    """Measure, and keep the result; or take the one that is kept."""
    runs = json.loads(RUNS.read_text(encoding="utf-8")) if RUNS.is_file() else {}
    name = f"{site.name} {count}"
    if not (kept and name in runs):
        runs[name] = asdict(measure(count, site))
        RESULTS.mkdir(exist_ok=True)
        RUNS.write_text(json.dumps(runs, indent=1) + "\n", encoding="utf-8")
    return Measured(Build(**runs[name]["cold"]), Build(**runs[name]["warm"]), runs[name]["page"])


def ratios() -> list[float]:
    """In each round the CPU of one more note with paper-notes, as a multiple of plain Material's a moment before."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        roots = {(site, count): Path(name) / f"{site.name}-{count}" for count in RATIO_COUNTS for site in _COMPARED}
        for (site, count), root in roots.items():
            root.mkdir()
            lay_out(root, count, site)
        for _ in range(ROUNDS):
            for root in roots.values():
                shutil.rmtree(root / ".cache", ignore_errors=True)
            cpu = {key: build(root).cpu for key, root in roots.items()}
            few, many = RATIO_COUNTS
            plain, ours = (cpu[site, many] - cpu[site, few] for site in _COMPARED)
            found.append(ours / plain)
    return found


_COMPARED = (Site.PLAIN, Site.NOTES)


def main(counts: Sequence[int] = COUNTS, sites: Sequence[Site] = tuple(Site), *, kept: bool = False) -> int:
    """Measure, print, write; 1 where a goal is missed. Of a part of the sites no goal is told."""
    runs = {(site, count): run(count, site, kept=kept) for count in counts for site in sites}
    rows = [_row(site, count, run) for (site, count), run in runs.items()]
    columns = ("site", "notes", "CPU s", "ms a note", "peak MB", "KB a page", "again: CPU s", "again: wall s")
    show("Building synthetic notes of 12 KB with 2 figures", columns, rows)
    if len(sites) < len(Site):
        return 0
    few, many = min(counts), max(counts)
    plain, ours, everything = (_per_note(runs, site, few, many) for site in Site)
    middle = sorted(counts)[len(counts) // 2]
    rounds = ratios()
    print(f"Ratio to plain Material in {ROUNDS} rounds: {', '.join(f'{ratio:.2f}' for ratio in sorted(rounds))}")
    numbers = {
        "notes": many,
        "cpu_seconds_per_note": ours,
        "cpu_seconds_per_note_with_crosspost": everything,
        "cpu_seconds_per_note_plain_material": plain,
        "cpu_ratio_to_plain_material": median(rounds),
        "cpu_ratio_to_plain_material_with_crosspost": everything / plain,
        "cpu_growth": runs[Site.NOTES, many].cold.cpu / many / (runs[Site.NOTES, middle].cold.cpu / middle),
        "peak_megabytes": runs[Site.ALL, many].cold.peak,
        "html_kilobytes_per_note": runs[Site.NOTES, many].page / 1024,
        "html_kilobytes_per_note_with_crosspost": runs[Site.ALL, many].page / 1024,
        "html_growth": runs[Site.ALL, many].page / runs[Site.ALL, few].page,
        "cpu_seconds_after_one_edit": runs[Site.NOTES, many].warm.cpu,
        "wall_seconds_after_one_edit": runs[Site.NOTES, many].warm.wall,
    }
    return finish("site", numbers, GOALS)


def _row(site: Site, count: int, run: Measured) -> tuple[object, ...]:
    first, again = run.cold, run.warm
    size = run.page / 1024
    return (site.value, count, first.cpu, 1000 * first.cpu / count, first.peak, size, again.cpu, again.wall)


def _per_note(runs: dict[tuple[Site, int], Measured], site: Site, few: int, many: int) -> float:
    """CPU seconds of one more note, without the start of the program."""
    return (runs[site, many].cold.cpu - runs[site, few].cold.cpu) / (many - few)


def _cpu(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.site", description="What a note costs the site.")
    parser.add_argument("counts", type=int, nargs="*", default=COUNTS, help="numbers of notes (default: 100 1000)")
    parser.add_argument("--only", choices=[site.name for site in Site], help="measure this site alone")
    parser.add_argument("--kept", action="store_true", help="take the runs that are in results/site-runs.json")
    return parser.parse_args()


if __name__ == "__main__":
    asked = _asked()
    sys.exit(main(asked.counts, [Site[asked.only]] if asked.only else tuple(Site), kept=asked.kept))
