"""`python -m benchmarks.papers.tiny_palette_crops.build`: the paper from its data; `--measure`: from new."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.papers.tiny_palette_crops import figures, measure
from benchmarks.papers.typeset import typeset

if __name__ == "__main__":
    if "--measure" in sys.argv[1:]:
        measure.main()
    typeset(Path(__file__).parent, "tiny-palette-crops", figures.draw)
