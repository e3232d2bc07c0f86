"""How to extract, and what a PDF may cost. Knows nothing of PyMuPDF, so that only the worker loads it."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.config import Crop

VERSION = "10"
"""Of the extraction as a whole: a cached Paper of another version is not used."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a PDF may cost: bytes on disk, pages, seconds and bytes of memory for one worker, pixels of one image."""

    size: int = 100 * 2**20
    pages: int = 1000
    seconds: float = 120.0
    memory: int = 2 * 2**30
    pixels: int = 40_000_000


@dataclass(frozen=True, slots=True)
class FigureOptions:
    """How figures are found and drawn.

    `dpi` of the images; `min_size` in points: smaller graphics without a caption are decoration; the tolerances are
    the gaps in points across which graphics belong together; `uncaptioned` keeps large graphics without a caption;
    `manual` are a person's crops, which replace what was found under the same number.
    """

    dpi: int = 200
    min_size: float = 100.0
    x_tolerance: float = 3.0
    y_tolerance: float = 3.0
    uncaptioned: bool = False
    manual: tuple[Crop, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """How to extract: what counts as a figure and its resolution, what the PDF may cost, and what is drawn."""

    figures: FigureOptions = field(default_factory=FigureOptions)
    limits: Limits = field(default_factory=Limits)
    equations: bool = False
    """Draw the numbered equations too."""
    pages_dpi: int = 0
    """Draw the pages too, at this resolution, for a person or a model to look at; 0: don't."""
    copied: tuple[int, ...] = ()
    """Write these pages, from 1, as a new PDF beside the images, for a reader that can't open the original."""


COPY_NAME = "copied.pdf"
"""The file of the new PDF."""


def page_image_name(number: int) -> str:
    """The file in which page `number`, from 1, is drawn."""
    return f"page-{number}.png"
