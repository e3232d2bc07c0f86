"""A formula as PNG: its SVG drawn by resvg, three times as fine as a screen; Chinese by Noto Sans SC.

The font comes as data from the wheel zhplot; nothing imports it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import metadata
from pathlib import Path

import resvg_py

from plugins.crosspost.draft.pictures import Picture
from plugins.crosspost.tree import CrosspostError

COLOUR = "#6a6f75"
"""Reads on white (5.0 : 1) and on the app's dark page (3.5 : 1): a picture does not turn with the page (W36, W38)."""

EX = 8.0
"""Pixels of 1 ex at the size of the text, at which MathJax sets."""

FINENESS = 3
_PACKAGE, _FONT = "zhplot", "NotoSansSC-Regular.ttf"
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
        listed = metadata.files(_PACKAGE) or ()
    except metadata.PackageNotFoundError:
        listed = []
    for file in listed:
        if file.name == _FONT:
            return Path(str(file.locate()))
    way_out = f"Install it: pip install --no-deps {_PACKAGE}"
    raise CrosspostError(None, f"Chinese in formulas needs the package {_PACKAGE}.", way_out)
