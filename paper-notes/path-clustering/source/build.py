"""Build paper.pdf: `python build.py` from the committed data, `python build.py --measure` measures again first.

The same data gives the same bytes: dates are fixed, fonts are those that come with Typst and matplotlib.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import figures
import measure
import typst

SOURCE = Path(__file__).parent
PAPER = SOURCE.parent / "paper.pdf"
PARTS = ("paper.typ", "style.typ", "refs.bib", "data.json")


def main() -> None:
    """Measure where asked to, draw the figures, typeset."""
    if "--measure" in sys.argv[1:]:
        measure.main()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in PARTS:
            shutil.copy(SOURCE / part, folder)
        figures.draw(folder)
        pdf = typst.compile(folder / "paper.typ", ignore_system_fonts=True, timestamp=0)
    PAPER.write_bytes(pdf)
    print(f"{PAPER.name}: {len(pdf)} bytes")


if __name__ == "__main__":
    main()
