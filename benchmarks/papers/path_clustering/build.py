"""`python -m benchmarks.papers.path_clustering.build`: the paper from the committed data; with `--measure` from new."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.papers.path_clustering import figures, measure
from benchmarks.papers.typeset import typeset

if __name__ == "__main__":
    if "--measure" in sys.argv[1:]:
        measure.main()
    typeset(Path(__file__).parent, "path-clustering", figures.draw)
