"""Pictures fit into the API's limits; formulas are drawn the same everywhere, Chinese too."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from PIL import Image

from plugins.crosspost.draft.pictures import TEXT_BYTES, read_picture
from plugins.crosspost.draft.png import EX, FINENESS, formula_png
from plugins.crosspost.math import Typesetter
from plugins.crosspost.tree import CrosspostError, Math


def noise(path: Path, size: tuple[int, int], form: str) -> Path:
    """A picture that no compression makes small."""
    data = random.Random(1).randbytes(size[0] * size[1] * 3)
    Image.frombytes("RGB", size, data).save(path, form)
    return path


def test_a_picture_that_fits_stays_as_it_is(tmp_path: Path) -> None:
    path = noise(tmp_path / "a.png", (20, 20), "PNG")
    assert read_picture(path).data == path.read_bytes()


def test_a_large_picture_becomes_a_jpeg_below_1_mb(tmp_path: Path) -> None:
    """W9."""
    picture = read_picture(noise(tmp_path / "a.png", (1600, 1200), "PNG"))
    assert picture.mime == "image/jpeg"
    assert len(picture.data) < TEXT_BYTES


def test_another_format_becomes_png(tmp_path: Path) -> None:
    """W9: WebP is refused with 40005."""
    assert read_picture(noise(tmp_path / "a.webp", (20, 20), "WEBP")).mime == "image/png"


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_picture_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(data)
    with pytest.raises(CrosspostError, match=r"a\.png: it can't be read as a picture"):
        read_picture(path)


def test_a_picture_with_more_pixels_than_any_figure_is_refused(tmp_path: Path) -> None:
    Image.new("1", (9000, 9000)).save(tmp_path / "a.png")
    with pytest.raises(CrosspostError, match="9000 × 9000 pixels"):
        read_picture(tmp_path / "a.png")


def test_a_formula_is_drawn_three_times_as_fine_with_its_size_as_style(typesetter: Typesetter) -> None:
    """W35 for PNG: the size in ex and the place in the line are those of the drawing."""
    picture, style = formula_png(typesetter.set(Math(r"\frac{a}{b}", True)).svg)
    with Image.open(io.BytesIO(picture.data)) as image:
        width = float(style.split("width:")[1].split("ex")[0])
        assert image.width == round(width * EX * FINENESS)
        assert image.has_transparency_data
    assert style.startswith("vertical-align:-")


def test_chinese_in_a_formula_is_drawn_with_a_font_of_ours(typesetter: Typesetter) -> None:
    """Two characters give two different drawings: no box stands for both."""
    drawn = [formula_png(typesetter.set(Math(rf"\text{{{word}}}")).svg)[0].data for word in ("概", "率")]
    assert drawn[0] != drawn[1]
    with Image.open(io.BytesIO(drawn[0])) as image:
        alpha = image.getchannel("A").tobytes()
        assert 0.05 < sum(alpha) / 255 / len(alpha) < 0.6
