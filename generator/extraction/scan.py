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
_LETTERS = 2  # rows: the white between letters, at most
_GAP = 12.0  # points of white that a figure may have inside
_WIDE = 100.0
_BLACK = 150  # of a page drawn as finely as for recognition
_CELL = 3  # pixels
_PIECE = 12.0  # points: smaller pieces are specks, and letters that were not recognised
_BORDER = 0.04  # share of the page at its edges, where scanners leave shadows


def is_scan(frame: Box, lines: Sequence[Line], images: Sequence[RasterImage]) -> bool:
    """Whether a page is an image without text."""
    return not lines and sum(image.bbox.area for image in images) > _COVERS * frame.area


def ink_pieces(grey: Image.Image, dpi: int, printed: Sequence[Line]) -> tuple[Box, ...]:
    """The ink outside the printed lines, in pieces; `grey` has `dpi` pixels an inch."""
    dark = _cells(np.asarray(grey) < _BLACK)
    cell = _CELL * 72 / dpi
    for line in printed:
        box = line.bbox.expand(cell / 2)
        x0, y0, x1, y1 = (max(0, int(value / cell)) for value in (box.x0, box.y0, box.x1, box.y1))
        dark[y0 : y1 + 1, x0 : x1 + 1] = False
    top, left = (round(_BORDER * size) for size in dark.shape)
    dark[:top], dark[-top:], dark[:, :left], dark[:, -left:] = False, False, False, False
    runs = [Box(x0 * cell, y * cell, x1 * cell, (y + 1) * cell) for y, x0, x1 in _runs(dark)]
    groups = cluster_boxes(runs, SCAN_PIXEL, SCAN_PIXEL)
    pieces = (around(runs[index] for index in group) for group in groups)
    return tuple(box for box in pieces if max(box.width, box.height) >= _PIECE)


def _runs(dark: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int, int]]:
    """The runs of dark cells of each row: row, first cell, and the cell after the last."""
    edges = np.diff(np.pad(dark, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    starts, ends = np.argwhere(edges == 1).tolist(), np.argwhere(edges == -1).tolist()
    for (y, x0), (_, x1) in zip(starts, ends, strict=True):
        yield y, x0, x1


def _cells(dark: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Squares of `_CELL` pixels: whether any pixel of each is dark."""
    height, width = (size // _CELL * _CELL for size in dark.shape)
    squares = dark[:height, :width].reshape(height // _CELL, _CELL, width // _CELL, _CELL)
    return np.asarray(squares.any(axis=(1, 3)))


def is_block(box: Box) -> bool:
    """Whether a piece of ink is as large as a figure."""
    return box.height >= _TALL and box.width >= _WIDE


def ink_blocks(grey: Image.Image) -> tuple[Box, ...]:
    """Runs of rows with ink that are taller than lines of text, in points; `grey` has a pixel every two points."""
    dark = np.asarray(grey) < _DARK
    top, left = (round(_BORDER * size) for size in dark.shape)
    inner = dark[top : dark.shape[0] - top, left : dark.shape[1] - left]
    return tuple(_merged(list(_blocks(inner, left, top))))


def _blocks(dark: npt.NDArray[np.bool_], left: int, top: int) -> Iterator[Box]:
    pixels = dark.sum(axis=1)
    row = 0
    for has_ink, run in groupby(_without_gaps(pixels >= 1)):
        height = len(list(run))
        # One pixel in a row may be a speck; but a figure that ends in a thin line, and in the words of a turned page
        # at its tip, goes on as far as these.
        if has_ink and _longest(pixels[row : row + height] >= 2) * SCAN_PIXEL >= _TALL:
            columns = np.flatnonzero(dark[row : row + height].any(axis=0))
            x0, x1 = left + int(columns[0]), left + int(columns[-1]) + 1
            box = Box(x0 * SCAN_PIXEL, (top + row) * SCAN_PIXEL, x1 * SCAN_PIXEL, (top + row + height) * SCAN_PIXEL)
            if box.width >= _WIDE:
                yield box
        row += height


def _without_gaps(rows: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The rows, with what is between two letters of a turned line filled; lines of text stay apart from figures."""
    filled = rows.copy()
    for distance in range(2, _LETTERS + 2):
        both = np.flatnonzero(rows[:-distance] & rows[distance:])
        for step in range(1, distance):
            filled[both + step] = True
    return filled


def _longest(rows: npt.NDArray[np.bool_]) -> int:
    """The most rows in one run that are true."""
    return max((len(list(run)) for value, run in groupby(rows) if value), default=0)


def _merged(blocks: Sequence[Box]) -> Iterator[Box]:
    """Blocks from top to bottom, those with little white between them as one."""
    for group in cluster_boxes(blocks, math.inf, _GAP):
        yield around(blocks[index] for index in group)
