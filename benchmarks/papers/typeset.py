"""Typeset a paper of our own from its sources, its data and its drawn figures."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import typst

ROOT = Path(__file__).parents[2]
_STYLE = Path(__file__).with_name("style.typ")
_PARTS = {".typ", ".bib", ".json"}


def typeset(source: Path, slug: str, draw: Callable[[Path], None]) -> Path:
    """Build paper-notes/<slug>/paper.pdf from `source`/paper.typ; `draw` puts the figures into the folder given to it.

    The same sources give the same bytes: the date is fixed, the fonts are those that come with Typst.
    """
    target = ROOT / "paper-notes" / slug / "paper.pdf"
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in (_STYLE, *(path for path in source.iterdir() if path.suffix in _PARTS)):
            shutil.copy(part, folder)
        draw(folder)
        target.write_bytes(typst.compile(folder / "paper.typ", ignore_system_fonts=True, timestamp=0))
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size} bytes")
    return target
