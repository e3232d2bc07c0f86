"""A formula as PNG: its SVG drawn by resvg, three times as fine as a screen; Chinese by Noto Sans SC.

The font comes as data from the wheel zhplot; nothing imports it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import resvg_py

from generator.errors import ConfigError
from plugins.crosspost.draft.pictures import Picture
from plugins.crosspost.tree import CrosspostError
from plugins.paper_notes.libraries import chinese_font

COLOUR = "#6a6f75"
"""Reads on white (5.0 : 1) and on the app's dark page (3.5 : 1): a picture does not turn with the page (W36, W38)."""

EX = 8.0
"""Pixels of 1 ex at the size of the text, at which MathJax sets."""

FINENESS = 3
_FAMILY = "Noto Sans SC"
_STYLE = re.compile(r' style="([^"]*)"')
_SIZE = re.compile(r"(width|height):([\d.]+)ex")
_FAMILIES = re.compile(r' font-family="[^"]*"')


@lru_cache(maxsize=2048)
def formula_png(svg: str) -> tuple[Picture, str]:
    """The drawing of a formula as a picture, and the style that gives it its size and place in the line."""
    found = _STYLE.search(svg)
    style = found[1] if found else ""
    sizes = {name: float(value) for name, value in _SIZE.findall(style)}
    # Lengths of 0 ex (an empty formula, a strut) draw nothing; a pixel is what a picture must have.
    width, height = (max(round(sizes.get(name, 0) * EX * FINENESS), 1) for name in ("width", "height"))
    drawn = _STYLE.sub(f' width="{width}" height="{height}"', svg, count=1).replace("currentColor", COLOUR)
    words = "<text" in drawn
    data = resvg_py.svg_to_bytes(
        svg_string=_FAMILIES.sub(f' font-family="{_FAMILY}"', drawn),
        skip_system_fonts=True,  # the same bytes on every machine
        font_files=[str(font_file())] if words else None,
        font_family=_FAMILY if words else None,
    )
    return Picture("formula.png", bytes(data), "image/png"), style


@lru_cache(maxsize=1)
def font_file() -> Path:
    """Noto Sans SC, regular.

    Raises:
        CrosspostError: the package is absent or holds something else.
    """
    try:
        return chinese_font("Chinese in formulas needs")
    except ConfigError as error:
        raise CrosspostError(None, error.problem, error.way_out) from error
