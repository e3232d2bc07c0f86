"""Five hundred damaged copies of our own paper: each gives a paper or an error of ours, in time, and no crash.

Each is read as a person's PDF is: in a worker process with limits, from a nursery that spares its start.
`python -m benchmarks.mutations [HOW MANY]`.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.report import Goal, finish, show
from benchmarks.stress.nursery import nursery
from generator.errors import LimitExceeded, PdfError
from generator.extraction.options import ExtractOptions, FigureOptions, Limits
from generator.extraction.sandbox import extract_safely
from tests.extraction.mutations import KINDS, kind_of, mutated

PDF = Path(__file__).parent.parent / "paper-notes" / "path-clustering" / "paper.pdf"
COUNT = 500
OPTIONS = ExtractOptions(FigureOptions(dpi=50), Limits(seconds=60.0))  # few dpi: compressing is not what is tried
OUTCOMES = ("paper", "refused", "limit", "crash")
GOALS = (Goal("crashes", most=0), Goal("hangs", most=0), Goal("parent_failures", most=0))


@dataclass(frozen=True)
class Run:
    """One mutation: how it ended, and after how many seconds."""

    number: int
    outcome: str
    seconds: float
    word: str = ""


def run(pdf: bytes, folder: Path, number: int) -> Run:
    """Read one damaged copy; a worker that gives no answer at all has crashed."""
    path, start = folder / f"{number}.pdf", time.perf_counter()
    path.write_bytes(mutated(pdf, number))
    outcome, word = "paper", ""
    try:
        extract_safely(path, OPTIONS, folder / str(number))
    except LimitExceeded as error:
        outcome, word = "limit", str(error)
    except PdfError as error:
        outcome, word = "crash" if type(error) is PdfError else "refused", str(error)
    except Exception as error:  # what the parent must never do is what is counted here
        outcome, word = "parent", repr(error)
    path.unlink()
    return Run(number, outcome, time.perf_counter() - start, word)


def main(count: int = COUNT) -> int:
    """Print the table, and say whether the goals hold."""
    with (
        tempfile.TemporaryDirectory() as folder,
        nursery(Path(folder) / "nursery"),
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        runs = list(pool.map(partial(run, PDF.read_bytes(), Path(folder)), range(count)))
    counts = Counter((kind_of(each.number), each.outcome) for each in runs)
    slowest = {kind: max((r.seconds for r in runs if kind_of(r.number) == kind), default=0.0) for kind in KINDS}
    rows = [(kind, *(counts[kind, outcome] for outcome in OUTCOMES), slowest[kind]) for kind in KINDS]
    show(f"{count} damaged copies", ("damage", *OUTCOMES, "slowest s"), rows)
    for each in runs:
        if each.outcome in {"crash", "limit", "parent"}:
            print(f"mutation {each.number} ({kind_of(each.number)}): {each.word}")
    total = Counter(each.outcome for each in runs)
    numbers = {
        "mutations": count,
        "read": total["paper"],
        "refused": total["refused"],
        "crashes": total["crash"],
        "hangs": total["limit"],
        "parent_failures": total["parent"],
        "slowest_seconds": max(slowest.values()),
    }
    return finish("mutations", numbers, GOALS)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
