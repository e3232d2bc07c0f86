"""What a page holds, as plain data: text lines with their fonts, vector paths, raster images.

All coordinates are on the page as displayed: points, origin top left, after rotation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.paper import Box


class Span(NamedTuple):
    """A run of characters in one font. `color` is 0xRRGGBB; `alpha` 0 (invisible) to 1; `text` as in the PDF, raw.

    A named tuple: a page has thousands, and a frozen dataclass takes several times as long to make.
    """

    text: str
    bbox: Box
    font: str
    size: float
    bold: bool
    italic: bool
    mono: bool
    superscript: bool
    color: int
    alpha: float
    baseline: float
    """y of the baseline (of the origin), in points."""


@dataclass(frozen=True, slots=True)
class Line:
    """Spans on one line of a text block; `direction` is the unit vector of writing, (1, 0) for plain text."""

    spans: tuple[Span, ...]
    bbox: Box
    direction: tuple[float, float]
    block: int
    """Index of MuPDF's text block that the line belongs to."""

    @property
    def text(self) -> str:
        """The spans' text joined."""
        return "".join(span.text for span in self.spans)

    @property
    def size(self) -> float:
        """Font size of most of its characters, in points."""
        if len(self.spans) == 1:
            return self.spans[0].size
        weights: dict[float, int] = {}
        for span in self.spans:
            weights[span.size] = weights.get(span.size, 0) + len(span.text.strip())
        return max(weights, key=lambda size: weights[size]) if weights else 0.0


@dataclass(frozen=True, slots=True)
class VectorPath:
    """One painted piece of a path: its visible box (clipped, pen included) and how it is painted.

    `color` is 0xRRGGBB; `alpha` 0 (invisible) to 1; `rectangular` where the piece is an upright rectangle or a
    straight upright line.
    """

    bbox: Box
    color: int
    alpha: float
    stroked: bool
    rectangular: bool


@dataclass(frozen=True, slots=True)
class RasterImage:
    """A placed image: where it is shown, its pixel size, and a cheap digest (equal for repeated logos)."""

    bbox: Box
    pixels: tuple[int, int]
    digest: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `width` and `height` are as displayed, in points."""

    number: int
    width: float
    height: float
    rotation: int
    lines: tuple[Line, ...]
    paths: tuple[VectorPath, ...]
    images: tuple[RasterImage, ...]
    ink: tuple[Box, ...] = ()
    """Of a page without text that an image covers (a scan): the ink outside its printed lines where these were
    recognised, else blocks taller than lines of text; empty for every other page."""
    recognised: tuple[Line, ...] = ()
    """The printed lines of a scan, as far as a program could read them."""

    @property
    def box(self) -> Box:
        """The whole page."""
        return Box(0.0, 0.0, self.width, self.height)
