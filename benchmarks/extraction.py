"""Pages a second of the whole extraction: PDF to Paper and images, in the worker process, alone and in parallel."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.report import PAPERS, Goal, finish, show
from generator.extraction.sandbox import extract_safely

OWN = sorted((Path(__file__).parent.parent / "paper-notes").glob("*/paper.pdf"))
FOREIGN = ("attention-is-all-you-need", "bert", "efficientnet", "lora", "resnet", "xgboost")
GOALS = (Goal("pages_per_second", least=5), Goal("parallel_gain", least=1.3))


def timed(pdfs: Sequence[Path], jobs: int) -> tuple[float, int]:
    """Seconds of the clock and pages for extracting all PDFs, `jobs` at once."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(jobs) as pool:
        start = time.perf_counter()
        places = [Path(folder, str(index)) for index in range(len(pdfs))]
        papers = list(pool.map(lambda pdf, place: extract_safely(pdf, images=place), pdfs, places))
        return time.perf_counter() - start, sum(paper.page_count for paper in papers)


def main() -> int:
    """Print the table, and say whether the goals hold."""
    pdfs = [path for name in FOREIGN if (path := PAPERS / "papers" / f"{name}.pdf").is_file()] or OWN
    rows = []
    for pdf in pdfs:
        seconds, pages = timed([pdf], 1)
        rows.append((pdf.stem if pdf.stem != "paper" else pdf.parent.name, pages, seconds, pages / seconds))
    cores = os.cpu_count() or 1
    alone, pages = timed(pdfs, 1)
    together, _ = timed(pdfs, cores)
    rows += [
        ("all, one at a time", pages, alone, pages / alone),
        (f"all, {cores} at once", pages, together, pages / together),
    ]
    show("Extraction with images, process start included", ("paper", "pages", "seconds", "pages/s"), rows)
    numbers = {"pages_per_second": pages / alone, "parallel_gain": alone / together, "pages": float(pages)}
    return finish("extraction", numbers, GOALS)


if __name__ == "__main__":
    sys.exit(main())
