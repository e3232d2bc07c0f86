"""Damaged and hostile PDFs through `extract`, as a person runs it: in a worker with limits, into a paper's folder.

Nine of ten are damaged copies of our own papers (tests/extraction/mutations.py), read by workers from a nursery; one of
ten is made to cost (bombs.py), and read by a worker as users have it. Each gives figures, or an error of ours and a
folder as before; no worker lives longer or takes more than it may.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from random import Random

from benchmarks.report import Goal, finish, show
from benchmarks.stress.bombs import BOMBS
from benchmarks.stress.nursery import nursery
from generator.errors import LimitExceeded, PaperNotesError, PdfError
from generator.extraction.options import ExtractOptions, FigureOptions, Limits
from generator.library import PaperFolder
from generator.pipeline.production import extract_images
from tests.conftest import ROOT
from tests.extraction.mutations import KINDS, kind_of, mutated
from tests.typeset import typeset

COUNT = 2000
SECONDS, MEMORY = 15.0, 2 * 2**30
OPTIONS = ExtractOptions(FigureOptions(dpi=50), Limits(seconds=SECONDS, memory=MEMORY))  # few dpi: no image is judged
OUTCOMES = ("figures", "refused", "limit", "crash", "wrong")
GOALS = (
    Goal("hangs_past_limit", most=0),
    Goal("failures_of_parent", most=0),
    Goal("disk_not_as_before", most=0),
    Goal("left_in_tmp", most=0),
    Goal("peak_mib_of_a_worker", most=MEMORY / 2**20),
    Goal("peak_mib_of_parent", most=1024),
)


@dataclass(frozen=True)
class Run:
    """One PDF: how it ended, after how many seconds of the clock, and whether the folder is as it must be."""

    kind: str
    outcome: str
    seconds: float
    sound: bool
    word: str = ""


def is_bomb(number: int) -> bool:
    """Whether PDF `number` is made to cost."""
    return number % 10 == 9


def make(number: int) -> tuple[str, bytes]:
    """The kind and the bytes of PDF `number`; the same on every run."""
    if is_bomb(number):
        kind = tuple(BOMBS)[number // 10 % len(BOMBS)]
        return kind, BOMBS[kind](Random(number))
    return kind_of(number), mutated(typeset() if number % 10 else _own_paper(), number)


@lru_cache(maxsize=1)
def _own_paper() -> bytes:
    return (ROOT / "paper-notes" / "path-clustering" / "paper.pdf").read_bytes()


def run(library: Path, number: int) -> Run:
    """Extract one; a worker that gives no answer at all has crashed, which its parent must survive."""
    folder, (kind, data) = PaperFolder(library / f"paper-{number}"), make(number)
    folder.path.mkdir(parents=True)
    folder.pdf.write_bytes(data)
    outcome, word, start = "figures", "", time.perf_counter()
    try:
        extract_images(folder, OPTIONS)
    except LimitExceeded as error:
        outcome, word = "limit", str(error)
    except PdfError as error:
        outcome, word = "crash" if type(error) is PdfError else "refused", str(error)
    except PaperNotesError as error:
        outcome, word = "refused", str(error)
    except Exception as error:  # what must never get out is what is counted here
        outcome, word = "wrong", repr(error)
    seconds = time.perf_counter() - start
    names = {path.name for path in folder.path.iterdir()}
    sound = names == {"paper.pdf"} if outcome != "figures" else names <= {"paper.pdf", "images", ".note.json"}
    for path in sorted(folder.path.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.path.rmdir()
    return Run(kind, outcome, seconds, sound, word)


def main(size: float = 1.0) -> int:
    """Print the table, and say whether the goals hold."""
    numbers = range(max(20, round(COUNT * size)))
    with tempfile.TemporaryDirectory() as scratch:
        Path(scratch, "tmp").mkdir()
        tempfile.tempdir = str(Path(scratch, "tmp"))
        try:
            runs = _run_all(Path(scratch), [number for number in numbers if is_bomb(number)])
            with nursery(Path(scratch, "nursery")) as peaks:
                runs += _run_all(Path(scratch), [number for number in numbers if not is_bomb(number)])
                peak = max(map(int, peaks.read_text(encoding="ascii").split()), default=0)
            left = len(list(Path(tempfile.tempdir).iterdir()))
        finally:
            tempfile.tempdir = None
    return _report(runs, left, max(peak, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024)


def _run_all(scratch: Path, numbers: list[int]) -> list[Run]:
    runs: list[Run] = []
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for each in pool.map(partial(run, scratch / "paper-notes"), numbers):
            runs.append(each)
            if len(runs) % 100 == 0:
                print(f"{len(runs)} of {len(numbers)}", flush=True)
    return runs


def _report(runs: list[Run], left: int, peak: float) -> int:
    counts = Counter((each.kind, each.outcome) for each in runs)
    kinds = (*KINDS, *BOMBS)
    rows = [
        (
            kind,
            *(counts[kind, outcome] for outcome in OUTCOMES),
            max((r.seconds for r in runs if r.kind == kind), default=0.0),
        )
        for kind in kinds
    ]
    show(f"{len(runs)} PDFs", ("what", *OUTCOMES, "slowest s"), rows)
    for each in runs:
        if each.outcome in {"crash", "wrong"} or not each.sound:
            print(f"{each.kind}: {each.outcome}, folder {'sound' if each.sound else 'changed'}: {each.word}")
    total = Counter(each.outcome for each in runs)
    numbers = {
        "pdfs": len(runs),
        **{outcome: total[outcome] for outcome in OUTCOMES},
        "hangs_past_limit": sum(each.seconds > SECONDS + 15 for each in runs),  # 5 s of grace, and a busy machine
        "failures_of_parent": total["wrong"],
        "disk_not_as_before": sum(not each.sound for each in runs),
        "left_in_tmp": left,
        "slowest_seconds": max(each.seconds for each in runs),
        "peak_mib_of_a_worker": peak,
        "peak_mib_of_parent": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    return finish("stress-damage", numbers, GOALS)
