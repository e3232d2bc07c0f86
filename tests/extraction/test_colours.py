"""What is drawn has the colours that a reader sees: soft masks, CMYK, transparency, white ground; and small files."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from generator.extraction.document import open_document
from generator.extraction.images import BYTE_LIMIT, encode, write_images
from generator.paper import Box, Figure, FloatKind

BOX = Box(100, 100, 200, 200)
Colour = tuple[int, int, int]


def centre(document: pymupdf.Document, path: Path) -> Colour:
    """The colour in the middle of `BOX`, as drawn from the first page."""
    document.save(path)
    with open_document(path) as opened:
        image = opened.render(1, BOX, 72)
    colour = image.getpixel((50, 50))
    assert isinstance(colour, tuple)
    return colour[0], colour[1], colour[2]


def with_image(
    image: Image.Image, mask: Image.Image | None = None, ground: Colour = (255, 255, 255)
) -> pymupdf.Document:
    """A page with a ground in one colour, and an image over `BOX`, behind a soft mask if any."""
    document = pymupdf.open()
    page = document.new_page(width=300, height=300)
    page.draw_rect(page.rect, color=None, fill=tuple(value / 255 for value in ground))
    data, alpha = io.BytesIO(), io.BytesIO()
    image.save(data, "JPEG" if image.mode == "CMYK" else "PNG", **({"quality": 100} if image.mode == "CMYK" else {}))
    if mask is not None:
        mask.save(alpha, "PNG")
    place = pymupdf.Rect(BOX.x0, BOX.y0, BOX.x1, BOX.y1)
    page.insert_image(place, stream=data.getvalue(), mask=alpha.getvalue() if mask else None)
    return document


@pytest.mark.parametrize(("opacity", "expected"), [(0, 255), (255, 0), (128, 127)])
def test_a_soft_mask_lets_the_ground_through(opacity: int, expected: int, tmp_path: Path) -> None:
    """A black image behind a mask is white, black or grey on a white page, as in a viewer."""
    black, mask = Image.new("RGB", (20, 20)), Image.new("L", (20, 20), opacity)
    assert centre(with_image(black, mask), tmp_path / "a.pdf") == pytest.approx((expected,) * 3, abs=3)


def test_cmyk_is_not_inverted(tmp_path: Path) -> None:
    """No ink is white; black ink alone is nearly black."""
    assert min(centre(with_image(Image.new("CMYK", (20, 20), (0, 0, 0, 0))), tmp_path / "a.pdf")) > 245
    assert max(centre(with_image(Image.new("CMYK", (20, 20), (0, 0, 0, 255))), tmp_path / "b.pdf")) < 60


def test_a_page_without_a_ground_is_drawn_on_white(tmp_path: Path) -> None:
    """Transparent is white, never black."""
    document = pymupdf.open()
    document.new_page(width=300, height=300)
    assert centre(document, tmp_path / "a.pdf") == (255, 255, 255)


def test_a_transparent_fill_shows_what_is_behind(tmp_path: Path) -> None:
    """Half of red over white is pink."""
    document = pymupdf.open()
    page = document.new_page(width=300, height=300)
    page.draw_rect(pymupdf.Rect(50, 50, 250, 250), color=None, fill=(1, 0, 0), fill_opacity=0.5)
    assert centre(document, tmp_path / "a.pdf") == pytest.approx((255, 127, 127), abs=3)


@pytest.mark.parametrize(("colours", "mode"), [(2, "P"), (256, "P"), (300, "RGB")])
def test_few_colours_make_a_palette_and_nothing_is_lost(colours: int, mode: str) -> None:
    """Up to 256 colours are a palette; each pixel is what it was."""
    image = Image.new("RGB", (300, 40))
    noise = random.Random(1)  # what repeats is as small without a palette
    for x in range(300):
        for y in range(40):
            which = noise.randrange(colours)
            image.putpixel((x, y), (which * 97 % 256, (which * 57 + which // 256) % 256, which * 31 % 256))
    with Image.open(io.BytesIO(encode(image))) as read:
        assert read.mode == mode
        assert list(read.convert("RGB").getdata()) == list(image.getdata())


def test_grey_stays_grey_and_lossless() -> None:
    """Without colour there is one channel."""
    image = Image.linear_gradient("L").convert("RGB")
    with Image.open(io.BytesIO(encode(image))) as read:
        assert read.mode == "L"
        assert list(read.convert("RGB").getdata()) == list(image.getdata())


def test_a_photograph_that_would_be_too_large_is_drawn_with_fewer_dots(tmp_path: Path) -> None:
    """Noise doesn't compress: the file stays under the limit, its sides keep their ratio."""
    noise = Image.effect_noise((1800, 1500), 120).convert("RGB")
    other = Image.effect_noise((1800, 1500), 120).convert("L")
    noise = Image.merge("RGB", (other, *noise.split()[1:]))
    document = pymupdf.open()
    page = document.new_page(width=612, height=792)
    data = io.BytesIO()
    noise.save(data, "PNG")
    page.insert_image(pymupdf.Rect(50, 50, 554, 470), stream=data.getvalue())
    document.save(tmp_path / "paper.pdf")
    figure = Figure(1, FloatKind.FIGURE, "1", Box(50, 50, 554, 470), "Figure 1: Noise.")
    with open_document(tmp_path / "paper.pdf") as opened:
        [written] = write_images(opened, (figure,), tmp_path / "images", 200)
    file = tmp_path / "images" / str(written.file)
    assert file.stat().st_size <= BYTE_LIMIT
    with Image.open(file) as image:
        assert image.width / image.height == pytest.approx(504 / 420, abs=0.02)
