"""Blocks of ink on a scanned page, in points of the page."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from generator.extraction.scan import SCAN_PIXEL, ink_blocks
from generator.paper import Box


def page() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """A white page of 600 x 800 points, with a pixel every two points."""
    image = Image.new("L", (300, 400), 255)
    return image, ImageDraw.Draw(image)


def blocks(image: Image.Image) -> list[tuple[float, ...]]:
    def corners(box: Box) -> tuple[float, ...]:
        return (box.x0, box.y0, box.x1, box.y1)

    return [tuple(value / SCAN_PIXEL for value in corners(box)) for box in ink_blocks(image)]


def test_a_drawing_is_a_block_and_lines_of_text_are_none() -> None:
    image, draw = page()
    draw.rectangle((50, 60, 250, 160), outline=0)
    draw.line((50, 60, 250, 160), fill=0)
    for y in range(200, 350, 7):
        draw.rectangle((40, y, 260, y + 3), fill=0)
    assert blocks(image) == [(50, 60, 251, 161)]


def test_a_drawing_goes_on_along_a_thin_line_to_the_letters_at_its_end() -> None:
    """As on a page that was scanned turned: a branch of one pixel a row, then letters one above the other."""
    image, draw = page()
    draw.rectangle((50, 100, 250, 200), outline=0)
    draw.line((80, 100, 80, 71), fill=0)
    for y in (60, 64, 68):
        draw.rectangle((78, y, 82, y + 1), fill=0)
    assert blocks(image) == [(50, 60, 251, 201)]


def test_a_speck_between_a_drawing_and_the_text_joins_nothing() -> None:
    image, draw = page()
    draw.rectangle((50, 60, 250, 160), outline=0)
    draw.line((50, 60, 250, 160), fill=0)
    image.putpixel((150, 164), 0)
    draw.rectangle((40, 170, 260, 173), fill=0)
    assert blocks(image) == [(50, 60, 251, 161)]


def test_a_white_page_has_no_blocks() -> None:
    """Nor does a page of noise at its edges."""
    page = np.full((396, 306), 255, dtype=np.uint8)
    page[:, :8] = 0
    assert ink_blocks(Image.fromarray(page)) == ()
