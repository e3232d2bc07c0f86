"""Scanned pages: an image of the page and no text; blocks of ink that are too tall for lines of text."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
import numpy.typing as npt
from PIL import Image

from generator.extraction.clustering import cluster_boxes
from generator.extraction.page import Line, RasterImage
from generator.extraction.segments import around
from generator.paper import Box

SCAN_PIXEL = 2.0
"""Points a pixel of the grey page that blocks are sought in."""

_DARK = 205  # grey levels below are ink: thin lines are pale at this size
_COVERS = 0.6  # share of the page that the images of a scan cover
_TALL = 120.0  # points: the lines of a skewed page run into each other, but not as many
_GAP = 12.0  # points of white that a figure may have inside
_WIDE = 100.0
_BORDER = 0.04  # share of the page at its edges, where scanners leave shadows


def is_scan(frame: Box, lines: Sequence[Line], images: Sequence[RasterImage]) -> bool:
    """Whether a page is an image without text."""
    return not lines and sum(image.bbox.area for image in images) > _COVERS * frame.area


def ink_blocks(grey: Image.Image) -> tuple[Box, ...]:
    """Runs of rows with ink that are taller than lines of text, in points; `grey` has a pixel every two points."""
    dark = np.asarray(grey) < _DARK
    top, left = (round(_BORDER * size) for size in dark.shape)
    inner = dark[top : dark.shape[0] - top, left : dark.shape[1] - left]
    return tuple(_merged(list(_blocks(inner, left, top))))


def _blocks(dark: npt.NDArray[np.bool_], left: int, top: int) -> Iterator[Box]:
    inked = dark.sum(axis=1) >= 2
    row = 0
    for has_ink, run in groupby(inked):
        height = len(list(run))
        if has_ink and height * SCAN_PIXEL >= _TALL:
            columns = np.flatnonzero(dark[row : row + height].any(axis=0))
            x0, x1 = left + int(columns[0]), left + int(columns[-1]) + 1
            box = Box(x0 * SCAN_PIXEL, (top + row) * SCAN_PIXEL, x1 * SCAN_PIXEL, (top + row + height) * SCAN_PIXEL)
            if box.width >= _WIDE:
                yield box
        row += height


def _merged(blocks: Sequence[Box]) -> Iterator[Box]:
    """Blocks from top to bottom, those with little white between them as one."""
    for group in cluster_boxes(blocks, math.inf, _GAP):
        yield around(blocks[index] for index in group)
